"""The rhythm of the events found, and what follows what."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input, Static

from app.conftest import send_keys
from dateline.app.panes.rhythm import RhythmPane, lengths
from dateline.app.widgets.glyphs import UNICODE
from dateline.query.rhythm import Range
from dateline.store.selection import Selection, Spans

if TYPE_CHECKING:
    from app.conftest import Driven, Explore


def lines(driven: Driven) -> list[str]:
    return driven.shown(driven.in_dialog(RhythmPane))


def after(driven: Driven) -> list[str]:
    """What is shown of what follows."""
    shown = lines(driven)
    return shown[next(i for i, line in enumerate(shown) if line.startswith("After ")) :]


async def test_the_figures_stand_above_a_bar_for_each_period(explore: Explore) -> None:
    async with explore((120, 40), query="date:2021..") as driven:
        await driven.press("R")
        assert driven.dialog == "RhythmScreen"
        assert driven.said("#asked") == "events, from 2021 on: 7 events, 2 only possibly in range"
        shown = lines(driven)
        assert shown[:8] == [
            "Events     7 with a known start",
            "Doubtful   2 have dates marked as uncertain or approximate",
            "Intervals  6, each from one start to the next",
            "Median     0 to 126.5 days",
            "Longest    93 to 263 days",
            "           as dated, none begins from 1 Oct 2021 to 31 Dec 2021",
            "Silence    92 to 161 days with nothing going on",
            "           as dated, none goes on from 1 Oct 2021 to 31 Dec 2021",
        ]
        bars = shown[10:27]
        assert bars[0].startswith("Sep 2021  1       ███") and "░" not in bars[0]
        assert bars[1] == "Oct 2021  0"
        assert bars[4].startswith("Jan 2022  0 to 1  ░░░") and "█" not in bars[4]
        assert bars[5].count("█") == bars[5].count("░") == bars[0].count("█")
        await driven.press("escape")
        assert driven.dialog == ""


async def test_another_query_shows_what_follows_its_events(explore: Explore) -> None:
    async with explore((120, 36), query="not kind:drill") as driven:
        await driven.press("R", "slash", *"kind:drill,visit", "tab", "ctrl+a", "delete", "delete", "delete", *"2w")
        assert driven.in_dialog(Input, "#within").value == "2w"
        await driven.press("enter")
        assert after(driven) == [
            "After drills or visits",
            "Followed   0 of 4 surely, within 2 weeks",
            "           2 of 4 only possibly",
            "           2 of 4 not",
            "Left out   1 to follow whose start is open or unknown",
            "",
            "15 Mar 45 BC            A visit long ago",
            "                        not followed",
            "Sep 2021                Zapad 2021, the great drill",
            "                        not followed",
            "10–20 Feb 2022          Union Resolve, joint drill",
            "  in 2022               possibly, 0 to 314 days, or before: One patrol in 2022",
            "19 Dec 2022             Ivanova in Brest",
            "  in 2022               possibly, 0 to 12 days, or before: One patrol in 2022",
        ]
        assert driven.focused == "rhythm"
        await driven.press("g")
        assert lines(driven)[0] == "Events     6 with a known start"


async def test_keys_pressed_at_once_are_not_lost(explore: Explore) -> None:
    async with explore() as driven:
        await driven.send("R", "slash", *"kind:drill", "enter")
        await driven.press("f9")
        assert after(driven)[0] == "After drills"


async def test_without_another_query_only_the_figures_are_shown_again(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("R", "slash", *"drill", "enter")
        assert after(driven)[0] == "After events matching “drill”"
        driven.in_dialog(Input, "#after").value = " "
        await driven.press("slash", "enter")
        assert lines(driven)[0] == "Events     8 with a known start"
        assert not any("Followed" in line for line in lines(driven))


@pytest.mark.parametrize(
    ("query", "within", "said"),
    [
        ("kind:drll", "10d", "no kind 'drll'; did you mean drill?"),
        ("(drill", "10d", "this ( is not closed"),
        ("drill", "soon", "'soon' is not a length of time; write 10d, 2w, 3m or 1y"),
    ],
)
async def test_what_cannot_be_answered_is_said_in_a_sentence(
    explore: Explore, query: str, within: str, said: str
) -> None:
    async with explore((80, 24)) as driven:
        await driven.press("R")
        driven.in_dialog(Input, "#after").value = query
        driven.in_dialog(Input, "#within").value = within
        await driven.press("slash", "enter")
        assert said in driven.said("#complaint")
        assert lines(driven)[0] == "Events     8 with a known start"
        driven.in_dialog(Input, "#after").value = "kind:drill"
        driven.in_dialog(Input, "#within").value = "10d"
        await driven.press("enter")
        assert driven.in_dialog(Static, "#complaint").content == ""


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (80, 24)])
async def test_the_keys_that_move_scroll_it_at_any_size(explore: Explore, size: tuple[int, int]) -> None:
    async with explore(size) as driven:
        await driven.press("R", "slash", *"-kind:statement", "enter")
        pane = driven.in_dialog(RhythmPane)
        places = []
        for key in ("g", "j", "k", "pagedown", "pageup", "ctrl+d", "ctrl+u", "G", "home", "end"):
            await driven.press(key)
            places.append(round(pane.scroll_y))
        first, down, up, page, back, half, again, last, home, end = places
        assert (first, down, up, back, again, home) == (0, 1, 0, 0, 0, 0)
        assert 0 < half < page < last == end == pane.max_scroll_y
        await driven.resize(120, 36)
        await driven.resize(*size)
        await driven.press("G")
        assert any("S-400 on" in line for line in lines(driven))


async def test_of_nothing_it_says_so(explore: Explore) -> None:
    async with explore(query="id:no-such-event") as driven:
        await driven.press("R")
        assert lines(driven)[:2] == ["Events     0 with a known start", "Intervals  none: it takes two events"]


async def test_closed_while_it_counts_it_counts_no_further(explore: Explore, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, closed, left = threading.Event(), threading.Event(), threading.Event()
    of_a_page = Selection.span_pages

    def slow(selection: Selection) -> Iterator[Spans]:
        try:
            for page in chain.from_iterable(of_a_page(selection) for _ in range(10)):
                yield page
                begun.set()
                assert closed.wait(20)
            raise AssertionError("all was counted")
        except GeneratorExit:
            left.set()

    monkeypatch.setattr(Selection, "span_pages", slow)
    async with explore() as driven:
        await send_keys(driven.pilot, "R")
        assert await asyncio.to_thread(begun.wait, 20)
        await driven.press("escape")
        assert driven.dialog == ""
        closed.set()
        assert await asyncio.to_thread(left.wait, 20)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 60))
def test_a_bar_shows_that_there_is_something_and_that_more_is_possible(a: int, b: int, c: int, cells: int) -> None:
    least, some, most = sorted((a, b, c))
    if not most:
        return
    sure, possible = lengths(Range(least, some), most, cells)
    assert 0 <= sure + possible <= max(cells, 0)
    if cells > 1:
        assert (sure > 0) == (least > 0)
        assert (possible > 0) == (some > least)
    if least == most:
        assert (sure, possible) == (cells, 0)


def test_a_bar_is_drawn_to_the_scale_of_the_greatest() -> None:
    assert lengths(Range(6, 12), 12, 40) == (20, 20)
    assert lengths(Range(0, 3), 12, 40) == (0, 10)
    assert UNICODE.sure != UNICODE.possible
