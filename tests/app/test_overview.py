"""The overview: density, coverage, the window as a bracket, the cursor as a mark; and the mouse on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from dateline.app.widgets.glyphs import ASCII, UNICODE
from dateline.app.widgets.overview import SIDE, scaled
from dateline.query.syntax import parse
from dateline.query.view import View, read

if TYPE_CHECKING:
    from app.conftest import Driven, Explore

LEVELS = set(UNICODE.levels)


def lines(driven: Driven) -> list[str]:
    return driven.shown(driven.main.overview)


def test_a_scale_is_logarithmic_where_a_linear_one_would_hide_most_counts() -> None:
    assert scaled([0, 1, 2, 3]) == ([0, 1, 2, 3], "")
    heights, said = scaled([0, 1, 2, 1, 100])
    assert said == "log"
    assert heights[0] == 0 and heights[1] == heights[3] < heights[2] < heights[4]
    assert scaled([0, 0]) == ([0, 0], "")


async def test_what_was_found_stands_before_what_there_is(explore_bundled: Explore) -> None:
    async with explore_bundled((120, 36), query="kind:inspection", event="") as driven:
        overview = driven.main.overview
        whole, cells = overview._whole, overview.content_size.width - SIDE
        edges = whole.edges(cells)
        found = driven.main.answer.selection.histogram(edges)
        every = driven.main._reader.everything().histogram(edges)
        density = lines(driven)[0].ljust(cells)
        for cell in range(1, cells):  # the first cell has an arrow where something began before it
            assert (density[cell] != " ") == (every[cell] > 0)
        accent = driven.app.theme_variables["accent"].lower()
        styles = [(segment.text, segment.style) for segment in driven.app.screen._compositor.render_strips()[2]]
        lit = sum(len(text) for text, style in styles if set(text) <= LEVELS and style.color.name == accent)
        assert lit == sum(count > 0 for count in found)


async def test_the_bracket_is_the_window_and_the_mark_the_cursor(explore_bundled: Explore) -> None:
    view = read(["--event", "union-resolve-2022", "--window", "2021..2023"])
    async with explore_bundled((200, 50), view=view) as driven:
        overview = driven.main.overview
        whole, cells = overview._whole, overview.content_size.width - SIDE
        scale = lines(driven)[1]
        assert scale.index("└") == whole.cell(view.window.first, cells)
        assert scale.index("┘") == whole.cell(view.window.last, cells)
        assert scale.index("▲") == whole.cell(driven.main.event.date.lo, cells)
        before = scale.index("▲")
        await driven.press("G")
        assert lines(driven)[1].index("▲") > before


async def test_a_month_without_sources_is_not_a_month_without_events(explore_bundled: Explore) -> None:
    async with explore_bundled((200, 50)) as driven:
        assert len(lines(driven)) == 2
        await driven.press("v")
        density, _, coverage = lines(driven)
        cells = driven.main.overview.content_size.width - SIDE
        edges = driven.main.overview._whole.edges(cells)
        published = driven.main._reader.coverage(edges)
        assert [character != UNICODE.dot for character in coverage[:cells]] == [count > 0 for count in published]
        quiet = [cell for cell in range(1, cells) if density.ljust(cells)[cell] == " "]
        assert {coverage[cell] == UNICODE.dot for cell in quiet} == {True, False}  # both kinds are in the chronology
        assert coverage.split()[-2:] == ["src", "log"]


async def test_a_click_goes_to_the_day_and_the_wheel_zooms(explore_bundled: Explore) -> None:
    async with explore_bundled((200, 50), query="kind:patrol") as driven:
        overview = driven.main.overview
        cells = overview.content_size.width - SIDE
        day = overview._whole.edges(cells)[120]
        await driven.click("Overview", (121, 0))
        event = driven.main.event
        assert event.date.lo >= day
        assert driven.main.answer.selection.first_after(day) == driven.main.timeline.position
        before = driven.main.timeline.window.days
        x, y = overview.region.x + 50, overview.region.y
        driven.app.screen._forward_event(
            events.MouseScrollUp(overview, x, y, 0, 0, 0, False, False, False, screen_x=x, screen_y=y)
        )
        await driven.press("f9")
        assert driven.main.timeline.window.days < before


async def test_without_colours_what_was_not_found_is_a_dot(
    explore_bundled: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with explore_bundled((120, 36), query="kind:inspection") as driven:
        overview = driven.main.overview
        cells = overview.content_size.width - SIDE
        found = driven.main.answer.selection.histogram(overview._whole.edges(cells))
        density = lines(driven)[0].ljust(cells)
        assert [c in LEVELS for c in density[1:cells]] == [count > 0 for count in found[1:]]
        assert UNICODE.dot in density


async def test_in_ascii_it_is_ascii(explore_bundled: Explore) -> None:
    async with explore_bundled((80, 24), glyphs=ASCII) as driven:
        await driven.press("v")
        assert "".join(lines(driven)).isascii()


async def test_a_low_screen_has_no_overview(explore: Explore) -> None:
    async with explore((80, 15), view=View(parse(""))) as driven:
        assert not driven.main.overview.display
        await driven.resize(80, 24)
        assert driven.main.overview.display
