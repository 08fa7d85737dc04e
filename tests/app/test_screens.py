"""A few pictures of whole screens in three sizes, of the sample chronology."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest

from dateline.app.widgets.glyphs import ASCII
from dateline.query.view import LANES, View, read

if TYPE_CHECKING:
    from app.conftest import Driven, Explore

sizes = pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)], ids=lambda size: "x".join(map(str, size)))
Matches = Callable[["Driven"], Awaitable[None]]


@sizes
async def test_first_screen_and_an_event_chosen(
    explore: Explore, screen_matches: Matches, size: tuple[int, int]
) -> None:
    async with explore(size) as driven:
        await screen_matches(driven)
        for key in ("2", "j", "full_stop", "tab", "j"):
            await driven.press(key)
        await screen_matches(driven)


@sizes
async def test_picker_and_facets(explore: Explore, screen_matches: Matches, size: tuple[int, int]) -> None:
    async with explore(size, query="-actor:eastland") as driven:
        await driven.press("s", "down", "space")
        await screen_matches(driven)
        await driven.press("escape", "f", "down")
        await screen_matches(driven)


@sizes
async def test_zoomed_with_the_coverage_under_the_overview(
    explore: Explore, screen_matches: Matches, size: tuple[int, int]
) -> None:
    async with explore(size, event="union-resolve-2022") as driven:
        await driven.press("v", "plus", "plus", "plus")
        await screen_matches(driven)


@sizes
async def test_lanes_and_their_menu(explore: Explore, screen_matches: Matches, size: tuple[int, int]) -> None:
    async with explore(size, event="union-resolve-2022") as driven:
        await driven.press("L")
        await screen_matches(driven)
        await driven.press("a")
        await screen_matches(driven)


@sizes
async def test_two_queries_compared(explore: Explore, screen_matches: Matches, size: tuple[int, int]) -> None:
    async with explore(size, view=read(["--beside", "kind:visit", "--window", "2021..2023", "kind:drill"])) as driven:
        await screen_matches(driven)
        await driven.press("C")
        await screen_matches(driven)


@sizes
async def test_where_one_was_named_views_and_a_note(
    explore: Explore, screen_matches: Matches, size: tuple[int, int]
) -> None:
    async with explore(size, event="union-resolve-2022") as driven:
        for key in ("2", "3", "left_square_bracket", "1", "L", "k", "h"):
            await driven.press(key)
        await screen_matches(driven)
        await driven.press("escape", "semicolon")
        await driven.type("drills")
        await driven.press("plus")
        await screen_matches(driven)
        for key in ("escape", "space", "w"):
            await driven.press(key)
        await driven.type("Ask the ministry.")
        await screen_matches(driven)


@sizes
async def test_the_tour(explore: Explore, screen_matches: Matches, size: tuple[int, int]) -> None:
    async with explore(size, event="union-resolve-2022", tour=True) as driven:
        await screen_matches(driven)


@sizes
async def test_help(explore: Explore, screen_matches: Matches, size: tuple[int, int]) -> None:
    async with explore(size) as driven:
        await driven.press("question_mark")
        await screen_matches(driven)


@sizes
async def test_zero_results_and_an_unfinished_filter(
    explore: Explore, screen_matches: Matches, size: tuple[int, int]
) -> None:
    async with explore(size, query="kind:drill place:brest date:2023") as driven:
        await screen_matches(driven)
        await driven.press("slash")
        await driven.type("actr:")
        await screen_matches(driven)


@sizes
async def test_export_dialog(explore: Explore, screen_matches: Matches, size: tuple[int, int]) -> None:
    async with explore(size) as driven:
        await driven.press("e", "down", "down")
        await screen_matches(driven)


@sizes
async def test_rhythm(explore: Explore, screen_matches: Matches, size: tuple[int, int]) -> None:
    async with explore(size, query="date:2021..") as driven:
        await driven.press("R")
        await screen_matches(driven)
        await driven.press("slash", *"kind:drill", "enter")
        await screen_matches(driven)


@sizes
async def test_light_theme(
    explore: Explore, screen_matches: Matches, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_THEME", "light")
    async with explore(size, event="union-resolve-2022") as driven:
        await screen_matches(driven)


@sizes
async def test_ascii_glyphs(explore: Explore, screen_matches: Matches, size: tuple[int, int]) -> None:
    async with explore(size, event="union-resolve-2022", glyphs=ASCII) as driven:
        shown = "\n".join(driven.picture())
        assert shown.isascii(), {character for character in shown if not character.isascii()}
        await screen_matches(driven)


async def test_nothing_that_ascii_terminals_lack_is_drawn_in_any_dialog(explore: Explore) -> None:
    async with explore((80, 24), glyphs=ASCII) as driven:
        for key in ("a", "f", "e", "y", "t", "L", "R", "C", "h", ";", "w", "question_mark", "colon"):
            await driven.press(key)
            is_ascii(driven)
            await driven.press("escape")
        for key in ("v", "tab", "tab", "slash"):
            await driven.press(key)
            is_ascii(driven)


@pytest.mark.parametrize("field", LANES)
async def test_nothing_that_ascii_terminals_lack_is_drawn_in_lanes(explore: Explore, field: str) -> None:
    async with explore((120, 36), view=View(lanes=field, event="union-resolve-2022"), glyphs=ASCII) as driven:
        await driven.press("v")
        for key in ("j", "j", "left", "0", "plus", "plus", "plus", "G", "L"):
            await driven.press(key)
            is_ascii(driven)


def is_ascii(driven: Driven) -> None:
    shown = "\n".join(driven.picture())
    assert shown.isascii(), {character for character in shown if not character.isascii()}


async def test_where_colours_tell_nothing_the_overview_tells_what_was_not_found_by_dots(
    explore_bundled: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explore_bundled((120, 36), query="kind:visit") as driven:
        assert "·" not in driven.shown(driven.main.overview)[0]
    monkeypatch.setenv("NO_COLOR", "1")
    async with explore_bundled((120, 36), query="kind:visit") as driven:
        assert "·" in driven.shown(driven.main.overview)[0]
        assert driven.app.theme == "dateline-dark-of-eight"
