"""The timeline: its lines, its bars, its cursor, and what follows the cursor."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.app.panes import rows
from dateline.app.panes.rows import arrange
from dateline.query.search import search
from dateline.query.syntax import parse as parse_query
from dateline.store.reader import Reader
from samples import IDS
from synthetic import Drawn, chronology, events, opened

if TYPE_CHECKING:
    from app.conftest import Explore

LAST = IDS[-1]


# Which line shows what.


def headings(reader: Reader, query: str = "") -> list[tuple[str, str]]:
    """(time, gap) of every heading."""
    rows = arrange(search(reader, parse_query(query)).selection, reader)
    return [(group.title, group.gap) for group in rows.groups if group.title or group.gap]


def test_headings_say_year_and_month_once_and_the_gaps_between(reader: Reader) -> None:
    # As far as it is surely empty: one delivery was on an unknown day before 2020, one patrol on one of 2022.
    assert headings(reader) == [
        ("Start unknown", ""),
        ("45 BC March", ""),
        ("2021 September", "20 months without a new event"),
        ("2022", "3 months without a new event"),
        ("February", ""),
        ("October", ""),
        ("December", ""),
        ("2023 January", ""),
    ]


def test_a_date_known_to_the_year_stands_under_the_year_not_under_january(reader: Reader) -> None:
    assert headings(reader, "id:patrol-of-2022") == [("2022", "")]


def test_a_gap_is_said_from_two_months_on(reader: Reader) -> None:
    assert headings(reader, "id:ivanova-in-brest or id:s-400-on-duty")[1] == ("2023 January", "")  # 21 days
    assert headings(reader, "id:border-flights or id:ivanova-in-brest")[1][1] == "3 months without a new event"
    assert (
        headings(reader, "id:zapad-2021 or id:s-400-on-duty")[1][1] == "15 months without a new event"
    )  # from the end of September


def test_nothing_found_has_no_lines(reader: Reader) -> None:
    rows = arrange(reader.nothing(), reader)
    assert (rows.height, rows.line(0), rows.line(-1)) == (0, None, None)


@settings(max_examples=40)
@given(st.lists(events, min_size=1, max_size=25), st.data())
def test_every_position_has_exactly_one_line_and_every_line_is_of_its_group(
    drawn: list[Drawn], data: st.DataObject
) -> None:
    made = chronology(drawn)
    with opened(made) as reader:
        chosen = data.draw(st.lists(st.sampled_from(made.events), unique_by=lambda event: event.id))
        selection = reader.nothing()
        for event in chosen:
            selection |= reader.identified(event.id)
        rows = arrange(selection, reader)
        lines = [rows.line(y) for y in range(rows.height)]
        assert [line.position for line in lines if line and line.position is not None] == list(range(selection.count))
        assert [lines[rows.line_of(position)].position for position in range(selection.count)] == list(
            range(selection.count)
        )
        # A heading comes right before the first event of its group, and says something.
        for line, after in pairwise([*lines, None]):
            if line is not None and line.position is None:
                assert after is not None
                assert (after.group, after.position) == (line.group, line.group.first)
                assert line.group.title or line.group.gap
        assert rows.line(rows.height) is None


@settings(max_examples=60)
@given(st.lists(events, min_size=2, max_size=20), st.data())
def test_gaps_are_the_same_however_many_events_there_are(drawn: list[Drawn], data: st.DataObject) -> None:
    made = chronology(drawn)
    with opened(made) as reader, pytest.MonkeyPatch.context() as patch:
        selection = reader.nothing()
        for event in data.draw(st.lists(st.sampled_from(made.events), unique_by=lambda event: event.id)):
            selection |= reader.identified(event.id)
        few = arrange(selection, reader).groups
        patch.setattr(rows, "FEW", -1)
        assert few == arrange(selection, reader).groups


# On the screen.


async def test_a_row_shows_date_kind_title_status_bar_actors_and_sources(explore: Explore) -> None:
    async with explore((200, 40)) as driven:
        words = driven.row_of("Union Resolve").split()
        assert " ".join(words[:-4]) == "10–20 Feb ▲ Union Resolve, joint drill · disputed"
        assert words[-4:] == ["▉", "NL", "EA", "≠2/2"]
        assert driven.row_of("S-400 on duty").split()[:3] == ["9..15", "Jan", "→"]
        assert driven.row_of("A visit long ago").split()[:3] == ["15", "Mar", "●"]
        assert driven.row_of("Patrol flights").split()[:3] == ["since", "~Oct", "◆"]


async def test_the_date_never_touches_the_kind(explore_bundled: Explore) -> None:
    async with explore_bundled((200, 100)) as driven:
        rows = [line for line in driven.timeline[1:] if line[:2].strip() in ("", "▸") and "without a new" not in line]
        glyphs = {kind.glyph for kind in driven.main._reader.vocabulary.kinds.values()}
        with_kind = [line for line in rows if set(line[2:20]) & glyphs]
        assert len(with_kind) > 20
        for line in with_kind:
            at = min(line.index(glyph) for glyph in glyphs if glyph in line[2:20])
            assert line[at - 1] == line[at + 1] == " ", line


async def test_the_first_line_keeps_the_year_that_is_scrolled_out(explore: Explore) -> None:
    async with explore((80, 12), query="date:2022", event="ivanova-in-brest") as driven:
        first, *rest = driven.timeline
        assert first.startswith("2022") and "2022 Apr  Jul  Oct" in first
        assert not any(line.startswith("2022") for line in rest)


async def test_the_cursor_moves_event_by_event_and_stops_at_the_ends(explore: Explore) -> None:
    async with explore() as driven:
        for key, event in (
            ("k", 0), ("j", 1), ("down", 2), ("k", 1), ("up", 0), ("G", 8), ("j", 8), ("k", 7), ("g", 0), ("end", 8),
            ("home", 0),
        ):  # fmt: skip
            await driven.press(key)
            assert driven.event == IDS[event]
            assert driven.main.event is not None
            assert driven.row_of(driven.main.event.title[:12]).startswith("▸ ")
            assert sum(line.startswith("▸") for line in driven.timeline) == 1


async def test_pages_move_by_what_is_seen_and_keep_the_cursor_in_sight(explore_bundled: Explore) -> None:
    async with explore_bundled((80, 24)) as driven:
        seen = []
        for key in ("pagedown", "ctrl+d", "pageup", "ctrl+u"):
            await driven.press(key)
            seen.append(driven.main.timeline.position)
            assert sum(line.startswith("▸") for line in driven.timeline) == 1
        down, half, up, back = seen
        assert 0 < down < half
        assert 0 < half - down < down  # half a page is less than a page
        assert (up, back) == (half - down, 0)


async def test_detail_and_sources_follow_the_cursor_at_once(explore: Explore) -> None:
    async with explore() as driven:
        for position, id_ in enumerate(IDS):
            event = driven.main._reader.event(id_)
            assert driven.event == id_
            assert driven.detail.startswith(event.title)
            assert event.citations[0].says in driven.source
            assert f"{position + 1} of {len(IDS)}" in "\n".join(driven.picture())
            await driven.press("j")


async def test_a_click_selects_the_event_under_it(explore: Explore) -> None:
    async with explore() as driven:
        line = next(y for y, text in enumerate(driven.timeline) if "Ivanova in" in text)
        await driven.click("#timeline", (20, line + 1))  # the border is a line of the widget
        assert driven.event == "ivanova-in-brest"


async def test_a_click_on_a_heading_or_below_the_last_event_changes_nothing(explore: Explore) -> None:
    async with explore(event="zapad-2021") as driven:
        line = next(y for y, text in enumerate(driven.timeline) if text.startswith("2023 January"))
        for offset in ((4, line + 1), (4, 30), (4, 1)):
            await driven.click("#timeline", offset)
            assert driven.event == "zapad-2021"


async def test_a_click_selects_the_right_event_where_the_list_is_scrolled(explore: Explore) -> None:
    async with explore((80, 20), event=LAST) as driven:
        assert driven.main.timeline.scroll_y > 0
        line = next(y for y, text in enumerate(driven.timeline) if "Ivanova in" in text)
        await driven.click("#timeline", (20, line + 1))
        assert driven.event == "ivanova-in-brest"


async def test_the_cursor_stays_on_its_event_when_the_filter_changes(explore: Explore) -> None:
    async with explore(event="union-resolve-2022") as driven:
        await driven.press("2")  # drills
        assert (driven.query, driven.event) == ("kind:drill", "union-resolve-2022")
        await driven.press("backspace")
        assert (driven.query, driven.event) == ("", "union-resolve-2022")


async def test_where_the_event_is_filtered_out_the_cursor_is_on_the_one_that_follows(explore: Explore) -> None:
    async with explore(event="union-resolve-2022") as driven:
        await driven.press("1")  # patrols
        assert driven.event == "border-flights"


async def test_the_cursor_is_in_sight_after_a_longer_list_is_shown(explore_bundled: Explore) -> None:
    async with explore_bundled((80, 24)) as driven:
        await driven.press("G", "2", "backspace")
        assert driven.main.timeline.position > 20
        assert sum(line.startswith("▸") for line in driven.timeline) == 1


async def test_the_app_opens_with_the_cursor_on_the_event_that_was_asked_for(explore: Explore) -> None:
    async with explore((80, 16), event=LAST) as driven:
        assert driven.event == LAST
        assert "▸ 15 Jan?" in "\n".join(driven.timeline)


async def test_zero_results_say_when_no_single_term_is_to_blame(explore: Explore) -> None:
    async with explore(query="kind:drill kind:visit zebra") as driven:
        assert "Leaving out one part of the filter would not help." in [line.strip() for line in driven.timeline]


async def test_zero_results_say_which_term_to_drop(explore: Explore) -> None:
    async with explore(query="kind:drill place:brest date:2023") as driven:
        said = [line.strip() for line in driven.timeline]
        assert "No events." in said
        # Drills in Brest 2; what is in Brest in 2023: the deployment in its region is not, the flights are over the
        # border. Each number is what the list shows once the term is dropped.
        hints = [line for line in said if line.startswith("without ")]
        assert hints
        for hint in hints:
            term, _, count = hint.removeprefix("without ").rpartition(": ")
            rest = " ".join(part for part in ("kind:drill", "place:brest", "date:2023") if part != term)
            async with explore(query=rest) as other:
                assert other.count == int(count)
        assert "No event." in driven.detail
        assert "No source." in driven.source


# Layouts.


async def test_wide_shows_the_timeline_beside_event_above_source(explore: Explore) -> None:
    async with explore((120, 36)) as driven:
        timeline, event, source = (driven.main.query_one(f"#{name}").region for name in ("timeline", "event", "source"))
        assert timeline.right == event.x == source.x
        assert event.bottom == source.y
        assert timeline.height == event.height + source.height
        assert source.right == 120


async def test_medium_shows_the_timeline_above_event_beside_source(explore: Explore) -> None:
    async with explore((80, 24)) as driven:
        timeline, event, source = (driven.main.query_one(f"#{name}").region for name in ("timeline", "event", "source"))
        assert timeline.width == 80 == event.width + source.width
        assert timeline.bottom == event.y == source.y
        assert event.right == source.x


async def test_narrow_shows_one_pane_and_tab_turns(explore: Explore) -> None:
    async with explore((60, 20), event="zapad-2021") as driven:
        turned = []
        for _ in range(4):
            (pane,) = [n for n in ("timeline", "event", "source") if driven.main.query_one(f"#{n}").region.height]
            assert driven.main.query_one(f"#{pane}").region.width == 60
            assert driven.focused == pane
            turned.append(pane)
            await driven.press("tab")
        assert turned == ["timeline", "event", "source", "timeline"]


async def test_after_filtering_in_the_narrow_layout_the_events_found_are_shown(explore: Explore) -> None:
    async with explore((60, 20)) as driven:
        await driven.press("tab", "slash", *"zapad", "enter")
        assert driven.focused == "timeline"
        assert "Zapad 2021" in "\n".join(driven.timeline)


@pytest.mark.parametrize("size", [(20, 5), (39, 30), (100, 9)])
async def test_too_small_a_terminal_says_what_is_needed(explore: Explore, size: tuple[int, int]) -> None:
    async with explore(size) as driven:
        assert " ".join(" ".join(driven.picture()).split()) == f"Too small: {size[0]}x{size[1]}. Dateline needs 40x10."
        await driven.resize(80, 24)
        assert driven.focused == "timeline"
        await driven.press("g")
        assert "Eastland receives Su-30SM" in driven.row_of("Eastland rec")


async def test_a_storm_of_resizes_keeps_the_event_in_sight(explore_bundled: Explore) -> None:
    sizes = random.Random(7)
    async with explore_bundled((80, 24)) as driven:
        await driven.press("pagedown", "pagedown", "pagedown")
        event = driven.event
        for _ in range(12):
            await driven.resize(sizes.randint(1, 250), sizes.randint(1, 70))
        for size in ((120, 12), (200, 50), (60, 20), (40, 10), (80, 24)):
            await driven.resize(*size)
            assert driven.event == event
            assert sum(line.startswith("▸") for line in driven.timeline) == 1, size
            assert all(len(line) == size[0] for line in driven.picture())
