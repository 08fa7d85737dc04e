"""Pickers of actors, systems and places, and the facets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from samples import IDS

if TYPE_CHECKING:
    from app.conftest import Explore


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
        counts = [int(row[-1]) for row in rows]
        assert counts == sorted(counts, reverse=True)
        field = {"a": "actor", "s": "system", "p": "place"}[key]
        assert len(rows) == len(driven.main._reader.values(field))
        assert first in driven.values[0] and last in driven.values[-1]
        said = driven.said("#found")
        assert said.startswith(f"{len(IDS)} events; Enter takes {first}") and said.endswith(f": {counts[0]}")
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


async def test_counts_of_a_picker_are_among_what_the_other_fields_find(explore: Explore) -> None:
    async with explore(query="kind:drill actor:eastland") as driven:
        await driven.press("a")
        counts = {row[4:30].strip(): int(row.split()[-1]) for row in driven.values}
        assert counts["Norland"] == counts["Eastland"] == 2
        assert counts["Anna Ivanova"] == 0


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
