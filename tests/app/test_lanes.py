"""Lanes: which events stand in which, how their bars are packed, and the cursor among them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events as textual_events

from dateline.app.panes.lane_rows import MOST_LINES, lanes_of, pack, packed_lines
from dateline.app.widgets.bars import covered
from dateline.app.widgets.glyphs import UNICODE
from dateline.query.search import search
from dateline.query.syntax import parse
from dateline.query.view import View, read
from dateline.window import window
from synthetic import Drawn, chronology, crowded, days, events, opened

if TYPE_CHECKING:
    from app.conftest import Explore

FIELDS = {
    "actor": lambda event: {a.actor.id for a in event.actors},
    "kind": lambda event: {event.kind.id},
    "source": lambda event: {source.id for source in event.sources},
    "outlet": lambda event: {source.publisher.id for source in event.sources},
    "system": lambda event: {s.system.id for s in event.systems},
}


@settings(max_examples=40)
@given(
    st.lists(events, min_size=1, max_size=25),
    st.sampled_from(["", "kind:drill", "actor:a"]),
    st.sampled_from(["count", "name"]),
)
def test_every_event_is_in_exactly_its_lanes(drawn: list[Drawn], query: str, order: str) -> None:
    with opened(chronology(drawn)) as reader:
        found = search(reader, parse(query)).selection
        for field, values in FIELDS.items():
            lanes = lanes_of(reader, found, View(lanes=field, order=order))
            assert len({lane.value for lane in lanes}) == len(lanes)
            stands: dict[str, set[str]] = {event.id: set() for event in found}
            for lane in lanes:
                for event in lane.events:
                    stands[event.id].add(lane.value)
            assert stands == {event.id: values(event) or {""} for event in found}


def test_lanes_are_sorted_by_count_or_by_name_and_those_without_a_value_come_last(explore_reader, reader) -> None:
    found = search(reader, parse("")).selection
    by_count = lanes_of(reader, found, View(lanes="system"))
    counts = [lane.events.count for lane in by_count[:-1]]
    assert counts == sorted(counts, reverse=True) and by_count[-1].value == ""
    names = [
        lane.name(reader, "system").casefold() for lane in lanes_of(reader, found, View(lanes="system", order="name"))
    ]
    assert names[:-1] == sorted(names[:-1]) and names[-1] == "no system"


def test_a_lane_is_hidden_or_alone(reader) -> None:
    found = search(reader, parse("")).selection
    values = [lane.value for lane in lanes_of(reader, found, View(lanes="kind"))]
    assert [lane.value for lane in lanes_of(reader, found, View(lanes="kind", hidden=("drill",)))] == [
        value for value in values if value != "drill"
    ]
    assert [lane.value for lane in lanes_of(reader, found, View(lanes="kind", solo="drill"))] == ["drill"]


# Packing.


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=30))
def test_bars_in_a_line_stand_apart_and_no_line_is_more_than_needed(drawn: list[tuple[int, int]]) -> None:
    bars = sorted((first, first + length) for first, length in drawn)
    lines = packed_lines(bars)
    # At some cell so many bars stand, counting the blank cell that each needs behind it.
    needed = max((sum(first <= cell <= last + 1 for first, last in bars) for cell in range(60)), default=0)
    assert len(lines) == (needed if needed <= MOST_LINES else 0)
    if lines or not bars:
        assert sorted(number for line in lines for number in line) == list(range(len(bars)))
    for line in lines:
        for before, after in pairwise(line):
            assert bars[before][1] + 1 < bars[after][0]


@settings(max_examples=40)
@given(st.lists(events, min_size=1, max_size=25), days, st.integers(0, 3000), st.integers(1, 100))
def test_a_packed_lane_holds_what_is_possibly_in_the_window(
    drawn: list[Drawn], first: int, length: int, cells: int
) -> None:
    shown = window(first, first + length)
    with opened(chronology(drawn)) as reader:
        found = search(reader, parse("")).selection
        packed = pack(reader, lanes_of(reader, found, View(lanes="kind")), shown, cells)
        for each in packed:
            inside = {e.id for e in each.lane.events if shown.meets(e.date.lo, e.date.hi)}
            assert {event.id for event in each.inside} == inside
            for event in each.inside:
                left, right = covered(event.date.lo, event.date.hi, shown, cells)
                assert 0 <= left <= right < cells
        assert [each.top for each in packed] == [sum(e.height for e in packed[:i]) for i in range(len(packed))]


# On the screen.


async def test_the_menu_puts_events_into_lanes_and_back_into_the_list(explore: Explore) -> None:
    async with explore(event="union-resolve-2022") as driven:
        await driven.press("L", "k")
        lanes = driven.shown(driven.main.lanes)
        assert any(line.startswith("▸ Drill") for line in lanes)
        assert (driven.main.view.lanes, driven.focused, driven.main.event.id) == ("kind", "lanes", "union-resolve-2022")
        await driven.press("left_square_bracket")
        assert (driven.main.view.lanes, driven.focused, driven.event) == ("", "timeline", "union-resolve-2022")
        await driven.press("right_square_bracket", "L", "n")
        assert driven.main.view.lanes == "" and driven.main.timeline.display


async def test_up_and_down_change_the_lane_left_and_right_move_along_it(explore: Explore) -> None:
    async with explore(view=View(event="union-resolve-2022", lanes="kind")) as driven:
        pane = driven.main.lanes
        names = [lane.value for lane in pane._lanes]
        assert pane.lane.value == "drill"
        await driven.press("left")
        assert (pane.lane.value, pane.event.id) == ("drill", "zapad-2021")
        await driven.press("left")  # there is none before
        assert pane.event.id == "zapad-2021"
        await driven.press("greater_than_sign")
        assert pane.event.id == "union-resolve-2022"
        await driven.press("G")
        assert pane.lane.value == names[-1] and pane.event.kind.id == names[-1]
        await driven.press("g")
        assert pane.lane.value == names[0] and pane.event.kind.id == names[0]
        await driven.press("j")
        assert pane.lane.value == names[1]
        assert driven.main.event.id == pane.event.id  # the other panes follow


async def test_a_lane_is_hidden_and_shown_again(explore: Explore) -> None:
    async with explore(view=View(event="union-resolve-2022", lanes="kind")) as driven:
        await driven.press("H")
        assert driven.main.view.hidden == ("drill",)
        assert not any("Drill" in line for line in driven.shown(driven.main.lanes))
        await driven.press("L", "h")
        assert any("Drill" in line for line in driven.shown(driven.main.lanes))
        await driven.press("S")
        assert len(driven.main.lanes._lanes) == 1
        await driven.press("S")
        assert len(driven.main.lanes._lanes) > 1


async def test_the_lane_under_the_cursor_is_kept_or_excluded(explore: Explore) -> None:
    async with explore(view=View(event="union-resolve-2022", lanes="actor")) as driven:
        lane = driven.main.lanes.lane
        assert lane is not None
        await driven.press("=")
        assert driven.query == f"actor:={lane.value}"
        assert driven.count == lane.events.count
        await driven.press("[", "!")
        assert driven.query == f"-actor:={lane.value}"


async def test_a_lane_with_too_many_bars_is_a_density_with_the_sign_of_the_cursor(explore_bundled: Explore) -> None:
    async with explore_bundled((120, 36), view=read(["--lanes", "kind", "--event", "union-resolve-2022"])) as driven:
        await driven.press("0")
        pane = driven.main.lanes
        assert not pane._packed[0].lines
        start, cells = pane.axis(pane.scrollable_content_region.width)
        line = driven.shown(pane)[1][start:].ljust(cells)
        counts = pane._packed[0].inside.histogram(pane.window.edges(cells))
        at = line.index(UNICODE.here)
        assert pane.window.edges(cells)[at] <= pane.event.date.lo < pane.window.edges(cells)[at + 1]
        assert [c != " " for c in line[:at] + line[at + 1 :]] == [n > 0 for n in (*counts[:at], *counts[at + 1 :])]


async def test_a_lane_alone_has_all_the_lines_that_it_needs(explore_bundled: Explore) -> None:
    view = read(["--lanes", "kind", "--event", "union-resolve-2022", "--window", "2017..2025"])
    async with explore_bundled((120, 36), view=view) as driven:
        pane = driven.main.lanes
        assert pane.lane.value == "drill" and not pane._packed[pane.chosen].lines
        await driven.press("S")
        (alone,) = pane._packed
        assert len(alone.lines) > MOST_LINES
        assert sum(map(len, alone.lines)) == alone.inside.count


async def test_a_click_in_the_menu_chooses(explore: Explore) -> None:
    async with explore(event="union-resolve-2022") as driven:
        await driven.press("L")
        await driven.click("#box", (10, 2))  # under the border and the first one
        assert driven.main.view.lanes == "system"


async def test_the_window_always_holds_the_event_of_the_cursor(explore: Explore) -> None:
    async with explore(view=View(event="union-resolve-2022", lanes="kind")) as driven:
        for key in (
            "+",
            "+",
            "left",
            "}",
            "{",
            "0",
            "+",
            "+",
            "j",
            "j",
            "k",
            "-",
            "shift+left",
            "shift+right",
            "L",
            "a",
            "j",
        ):
            await driven.press(key)
            pane = driven.main.time_pane
            assert pane.window.meets(pane.event.date.lo, pane.event.date.hi), key
            assert driven.main.view.window == pane.window


@pytest.mark.parametrize("lanes", ["kind", "actor"])
async def test_the_lines_that_a_key_changes_are_all_that_it_changes(explore_bundled: Explore, lanes: str) -> None:
    async with explore_bundled((120, 24), view=View(lanes=lanes)) as driven:
        pane = driven.main.lanes
        for key in (
            *"jjjk",
            "right",
            "left",
            "left",
            "space",
            *"G0Gk",
            "right",
            *"gj+j-j}k{S",
            "left",
            "space",
            "S",
            "j",
        ):
            await driven.press(key)
            before = driven.picture()
            pane.rearrange()
            pane.refresh()
            await driven.press()
            assert driven.picture() == before, key


async def test_a_click_chooses_the_bar_or_the_lane(explore: Explore) -> None:
    async with explore((120, 36), view=View(event="union-resolve-2022", lanes="kind")) as driven:
        await driven.press("0", "+", "+")
        lines = driven.shown(driven.main.lanes)
        (y,) = [i for i, line in enumerate(lines) if "Visit" in line]
        await driven.click("#lanes", (5, y + 1))
        assert driven.main.lanes.lane.value == "visit"


async def test_the_wheel_zooms_on_the_axis_and_scrolls_beside_it(explore: Explore) -> None:
    async with explore((120, 36), view=View(event="union-resolve-2022", lanes="kind")) as driven:
        pane = driven.main.lanes
        before = pane.window.days
        x, y = pane.content_region.x + pane.axis(pane.scrollable_content_region.width)[0] + 3, pane.content_region.y + 3
        for kind, closer in ((textual_events.MouseScrollUp, True), (textual_events.MouseScrollDown, False)):
            driven.app.screen._forward_event(kind(pane, x, y, 0, 0, 0, False, False, False, screen_x=x, screen_y=y))
            await driven.press("f9")
            assert (pane.window.days < before) == closer


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (200, 50)])
async def test_lanes_of_nothing_are_no_lanes(explore: Explore, size: tuple[int, int]) -> None:
    async with explore(size, query="id:no-such", view=View(parse("id:no-such"), lanes="actor")) as driven:
        await driven.press("j", "k", "left", "right", "+", "0", "H", "S", "pagedown", "G", "g")
        assert driven.app.is_running and driven.main.event is None


async def test_the_place_in_a_long_list_is_never_cut(explore_reader: Explore) -> None:
    with opened(crowded(1200)) as reader:
        async with explore_reader(reader, (120, 36)) as driven:
            await driven.press("G", "L", "k")
            for size, place in (((120, 36), "1,200 of 1,200 "), ((50, 20), "  1,200   ")):
                await driven.resize(*size)
                assert any(place in line for line in driven.picture()), driven.picture()
