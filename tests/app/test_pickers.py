"""Pickers of actors, systems and places, and the facets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input

from dateline.app.screens.picker import Picker
from dateline.app.widgets.choices import Choices
from dateline.app.widgets.glyphs import UNICODE
from dateline.dates import day_number
from dateline.query.syntax import EVERYTHING
from dateline.store.reader import Reader
from dateline.window import fitting
from samples import IDS
from synthetic import chronology, crowded, opened

if TYPE_CHECKING:
    from app.conftest import Driven, Explore


@pytest.mark.parametrize(
    ("key", "title", "first", "last"),
    [("a", "Pick actors", "Norland", "Anna Ivanova"), ("s", "Pick systems", "", ""), ("p", "Pick places", "", "")],
)
async def test_a_picker_lists_every_value_in_use_with_its_count(
    explore: Explore, key: str, title: str, first: str, last: str
) -> None:
    async with explore() as driven:
        await driven.press(key)
        assert driven.dialog == "Picker"
        assert any(title in line for line in driven.picture())
        rows = [row.split() for row in driven.values]
        counts = [int(row[-2]) for row in rows]
        assert counts == [int(row[-1]) for row in rows]  # nothing is marked: each would find its own events
        assert counts == sorted(counts, reverse=True)
        field = {"a": "actor", "s": "system", "p": "place"}[key]
        assert len(rows) == len(driven.main._reader.values(field))
        assert first in driven.values[0] and last in driven.values[-1]
        said = driven.said("#found")
        assert said.startswith(f"{len(IDS)} events; Enter takes {first}") and said.endswith(f": {counts[0]}")
        assert driven.headings == [field, "45 BC–2023", "now", "if toggled"]
        await driven.press("down")
        assert driven.said("#found").endswith(f": {counts[1]}")


async def test_typing_narrows_in_any_script_and_enter_takes_the_first(explore: Explore) -> None:
    async with explore() as driven:
        for key, typed, query in (
            ("a", "ivan", "actor:ivanova"), ("a", "Иванова", "actor:ivanova"), ("a", "истл", "actor:eastland"),
            ("a", "kingdomof", "actor:norland"), ("s", "су-30см", "system:su-30sm"),
            ("s", "flanker-h", "system:su-30sm"), ("s", "growler", "system:s-400"),
            ("p", "брест", "place:brest-region"),
        ):  # fmt: skip
            await driven.press(key)
            everything = len(driven.values)
            await driven.send(*typed)
            await driven.press("end")
            assert 0 < len(driven.values) < everything
            await driven.press("enter")
            assert (driven.dialog, driven.query) == ("", query)
            await driven.press("backspace")


async def test_space_includes_and_exclamation_mark_excludes_with_a_live_count(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("a", "space")
        assert driven.values[0].startswith("▸ + Norland ")
        assert driven.said("#found") == "7 events"
        await driven.press("down", "exclamation_mark")
        assert driven.values[1].startswith("▸ − Eastland ")
        assert driven.said("#found") == "3 events"
        assert driven.query == ""  # nothing changes until Enter
        await driven.press("enter")
        assert (driven.query, driven.count) == ("actor:norland -actor:eastland", 3)


async def test_the_same_mark_again_takes_it_away(explore: Explore) -> None:
    async with explore(query="actor:norland") as driven:
        await driven.press("a")
        assert driven.values[0].startswith("▸ + Norland ")
        await driven.press("space")
        assert driven.values[0].startswith("▸   Norland ")
        await driven.press("enter")
        assert driven.query == ""


async def test_two_includes_find_either(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("s", "space", "down", "space", "enter")
        assert driven.query.startswith("system:") and driven.query.count(",") == 1


async def test_the_values_keep_their_order_while_they_are_marked(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("f")
        before = [row[4:40] for row in driven.values]
        await driven.press("down", "space", "down", "down", "space")
        assert [row[4:40] for row in driven.values] == before


async def test_escape_leaves_a_picker_without_a_change(explore: Explore) -> None:
    async with explore(query="kind:drill") as driven:
        await driven.press("a", "space", "escape")
        assert (driven.dialog, driven.query, driven.focused) == ("", "kind:drill", "timeline")


async def test_enter_where_nothing_is_left_changes_nothing(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("a")
        await driven.type("zzzz")
        assert driven.values == []
        await driven.press("space", "exclamation_mark", "down", "enter")
        assert (driven.dialog, driven.query) == ("", "")


def counts(driven: Driven) -> dict[str, tuple[int, int]]:
    """Of each value: how many events have it, and how many there would be with it toggled."""
    found = {}
    for row in driven.values:
        name = re.split(r" {2,}", row[4:])[0].split(" › ")[-1]
        found[name] = (int(row.split()[-2]), int(row.split()[-1]))
    return found


async def test_a_picker_counts_what_is_and_what_a_toggle_would_find(explore: Explore) -> None:
    async with explore(query="kind:drill actor:eastland") as driven:
        await driven.press("a")
        found = counts(driven)
        assert found["Norland"] == found["Eastland"] == (2, 2)
        assert found["Norland's air force"] == (1, 2)  # either of them
        await driven.press("space")  # lets Eastland go, the first of two with the same count
        assert driven.values[0].startswith("▸   Eastland ")
        assert driven.said("#found") == "2 events"
        assert counts(driven)["Norland's air force"] == (1, 1)
        await driven.press("exclamation_mark")
        assert driven.said("#found") == "0 events"
        assert counts(driven)["Eastland"] == (0, 2)
        assert counts(driven)["Norland"] == (0, 0)


async def test_what_is_counted_is_what_a_toggle_finds(explore: Explore) -> None:
    async with explore(query="kind:drill,patrol actor:eastland -actor:norland-air") as driven:
        await driven.press("a")
        for line in range(len(driven.values)):
            await driven.press("down" if line else "f9")
            expected = driven.values[line].split()[-1]
            await driven.press("space")
            assert driven.said("#found").split()[0] == expected
            await driven.press("escape", "a", *["down"] * line)


async def test_a_name_stands_behind_what_it_belongs_to(explore: Explore) -> None:
    async with explore((140, 36)) as driven:
        await driven.press("a")
        await driven.type("air")
        assert driven.values[0][4:].startswith("Norland › Norland's Defence Ministry › Norland's air force ")
        await driven.resize(80, 24)
        assert driven.values[0][4:].startswith("… › Norland's air force ")
        await driven.resize(40, 10)
        assert driven.values[0][4:].startswith("Norland's a… ")


@pytest.mark.parametrize(
    ("size", "dates"),
    [((40, 10), ""), ((80, 24), "over time"), ((120, 36), "2022 Jul"), ((200, 50), "2022 Apr Jul Oct")],
)
async def test_bars_over_time_take_the_room_there_is(explore: Explore, size: tuple[int, int], dates: list[str]) -> None:
    async with explore(size, query="date:2022..") as driven:
        await driven.press("s")
        assert " ".join(driven.headings).split() == f"system {dates} now if toggled".split()
        assert any(set(word) <= set("▁▂▃▄▅▆▇█") for word in driven.values[0].split()) == bool(dates)


async def test_bars_are_drawn_over_the_window_that_is_given(explore: Explore, reader: Reader) -> None:
    async with explore((80, 24)) as driven:
        year = fitting(day_number(2022, 1, 1), day_number(2022, 12, 31))
        driven.app.push_screen(Picker(reader, EVERYTHING, ("kind",), UNICODE, year))
        await driven.press("f9")
        assert "2022" in driven.headings
        rows = {row[4:16].strip(): row for row in driven.values}
        assert "█" in rows["Drill"] and "█" in rows["Patrol"]
        assert "█" not in rows["Delivery"]  # before 2020
        assert [row[-12:].split()[-1] for row in driven.values] == [row.split()[-1] for row in driven.values]


async def test_a_click_marks_the_value_and_the_wheel_scrolls(explore: Explore) -> None:
    async with explore((80, 24)) as driven:
        await driven.press("a")
        second = driven.values[1][4:20]
        await driven.click("Choices", offset=(10, 2))
        assert driven.values[1].startswith(f"▸ + {second}")
        await driven.click("Choices", offset=(10, 2))
        assert driven.values[1].startswith(f"▸   {second}")
        await driven.click("Choices", offset=(10, 0))  # the headings are no value
        assert driven.values[1].startswith(f"▸   {second}")
        await driven.press("space")  # the keys are still the picker's
        assert driven.values[1].startswith(f"▸ + {second}")
        await driven.type("anna")
        await driven.press("enter")
        assert driven.query == "actor:eastland"
        await driven.press("f")
        choices = driven.in_dialog(Choices)
        await driven.pilot._post_mouse_events([events.MouseScrollDown], choices, offset=(5, 5))
        await driven.press("f9")
        top = round(choices.scroll_y)
        assert top > 0 and driven.values[0] != "Kind"
        row = next(i for i, line in enumerate(driven.values) if i > 3 and line.startswith("   "))
        clicked = driven.values[row][4:30]
        await driven.click("Choices", offset=(10, row + 1))
        assert driven.values[row].startswith(f"▸ + {clicked}")
        assert round(choices.scroll_y) == top


async def test_a_field_of_which_no_event_has_a_value_says_so(explore_reader: Explore) -> None:
    with opened(chronology([("2022", "drill", (), ("source-A",))])) as reader:
        async with explore_reader(reader, (80, 60)) as driven:
            await driven.press("f")
            lines = [line.strip() for line in driven.values]
            assert lines[lines.index("Actor") + 1] == "no event has one"
            await driven.type("drill")
            assert [line.strip() for line in driven.values][:1] == ["Kind"] and len(driven.values) == 2
            await driven.press("escape", "p", "space", "exclamation_mark", "down")
            assert [line.strip() for line in driven.values] == ["no event has one"]
            await driven.press("enter")
            assert (driven.dialog, driven.query) == ("", "")


async def test_the_headings_say_of_which_field_the_values_are_when_its_name_is_out_of_sight(
    explore_bundled: Explore,
) -> None:
    async with explore_bundled((80, 24)) as driven:
        await driven.press("f")
        assert driven.headings[0] != "kind"
        await driven.press("pagedown", "pagedown", "pagedown")
        assert driven.headings[0] == "actor"


async def test_thousands_of_values_are_narrowed_while_they_are_typed(explore_reader: Explore) -> None:
    with opened(crowded(3000)) as reader:
        async with explore_reader(reader, (80, 24)) as driven:
            await driven.press("a")
            await driven.send(*"1234")
            await driven.press("f9")
            assert [re.split(r" {2,}", row)[1].strip() for row in driven.values] == ["Actor 1234"]
            await driven.press("space", "enter")
            assert (driven.query, driven.count) == ("actor:actor-1234", 1)


async def test_facets_show_every_field_under_its_name_and_mark_across_fields(explore: Explore) -> None:
    async with explore((120, 60)) as driven:
        await driven.press("f")
        titles = [line for line in driven.values if not line.startswith((" ", "▸"))]
        assert titles[:4] == ["Kind", "Actor", "System", "Place"]
        assert {"Source", "Status"} <= set(titles)
        await driven.type("disput")
        await driven.press("space")
        driven.in_dialog(Input).value = ""
        await driven.type("drill")
        await driven.press("space", "enter")
        assert set(driven.query.split()) == {"status:disputed", "kind:drill"}
        assert driven.event == "union-resolve-2022"


async def test_a_picker_fits_where_the_terminal_is_small_and_its_cursor_stays_in_sight(
    explore_bundled: Explore,
) -> None:
    async with explore_bundled((40, 10)) as driven:
        await driven.press("f")
        for key in ("pagedown", "pagedown", "down", "down", "pageup", "up"):
            await driven.press(key)
            assert sum(row.startswith("▸") for row in driven.values) == 1


async def test_a_key_that_comes_with_the_one_that_opens_a_picker_is_not_lost(explore: Explore) -> None:
    async with explore() as driven:
        await driven.send("a", "space", "enter")
        await driven.press("f9")  # no key of ours: until all is done
        assert (driven.dialog, driven.query) == ("", "actor:norland")


async def test_a_picker_opens_at_its_first_line(explore_bundled: Explore) -> None:
    async with explore_bundled((80, 24)) as driven:
        await driven.press("f")
        assert driven.values[0] == "Kind"
        assert driven.values[1].startswith("▸ ")


async def test_a_name_that_starts_as_typed_comes_before_one_that_holds_it(explore_bundled: Explore) -> None:
    async with explore_bundled() as driven:
        await driven.press("a")
        await driven.type("rus")  # Russia, not Belarus
        await driven.press("enter")
        assert driven.query == "actor:russia"
