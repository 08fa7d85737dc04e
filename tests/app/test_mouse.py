"""The mouse: a click chooses what it meets; on the last line it does what the key does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samples import IDS

if TYPE_CHECKING:
    from app.conftest import Explore


@pytest.mark.parametrize(
    ("word", "dialog"),
    [("actor", "Picker"), ("facets", "Picker"), ("date", "GoToDate"), ("lanes", "LanesMenu"), ("help", "HelpScreen")],
)
async def test_a_click_on_a_hint_does_what_its_key_does(explore: Explore, word: str, dialog: str) -> None:
    async with explore((120, 36)) as driven:
        at = driven.hints.index(word)
        await driven.click("HintLine", (at + 1, 0))
        assert driven.dialog == dialog
        await driven.press("escape")
        await driven.click("HintLine", (at - 1, 0))  # the space between a key and its word belongs to both
        assert driven.dialog == dialog


async def test_a_click_between_hints_and_on_the_keys_of_kinds_does_nothing(explore: Explore) -> None:
    async with explore((120, 36)) as driven:
        for place in (driven.hints.index("  a actor") + 1, driven.hints.index("1-4"), 119):
            await driven.click("HintLine", (place, 0))
            assert (driven.dialog, driven.query, driven.focused) == ("", "", "timeline")


async def test_a_click_keeps_or_reverts_what_is_typed(explore: Explore) -> None:
    async with explore((80, 24)) as driven:
        for word, query in (("keep", "kind:drill"), ("revert", "kind:drill")):
            await driven.press("slash")
            await driven.type("kind:drill" if word == "keep" else "zapad")
            await driven.click("HintLine", (driven.hints.index(word), 0))
            assert (driven.query, driven.main.filter_line.editing) == (query, False)


async def test_a_click_chooses_an_event_a_pane_and_a_day(explore: Explore) -> None:
    async with explore((120, 36), query="kind:drill") as driven:
        for title, event in (("Union Resolve", "union-resolve-2022"), ("Zapad", "zapad-2021")):
            (line,) = [i for i, text in enumerate(driven.timeline) if title in text]
            await driven.click("#timeline", (20, line + 1))
            assert (driven.event, driven.focused) == (event, "timeline")
        for pane in ("event", "source", "timeline"):
            await driven.click(f"#{pane}", (3, 0))
            assert driven.focused == pane
    async with explore((120, 36)) as driven:
        assert driven.event == IDS[0]
        await driven.click("Overview", (110, 0))
        assert driven.event == "zapad-2021"  # the first one from that day on
