"""Filtering: the line that is typed into, the kinds, keep and exclude, and going back."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.events import Key

from dateline.app.explorer import Explorer
from dateline.app.panes.timeline import Timeline
from dateline.store.reader import Reader
from dateline.store.selection import Selection
from samples import IDS

if TYPE_CHECKING:
    from app.conftest import Driven, Explore


# The filter line.


async def test_typing_filters_at_once_and_counts(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("slash")
        assert "Enter keep" in driven.hints
        seen = []
        for character in "brest":
            await driven.type(character)
            seen.append((driven.filter_text, driven.count))
            assert f"{driven.count} of {len(IDS)} events" in driven.top
        assert [text for text, _ in seen] == ["b", "br", "bre", "bres", "brest"]
        assert [count for _, count in seen] == sorted((count for _, count in seen), reverse=True)
        assert 0 < seen[-1][1] < len(IDS)
        assert len([line for line in driven.timeline if "/" in line[-4:]]) == driven.count


async def test_enter_keeps_the_filter_and_the_cursor_is_back_in_the_timeline(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("slash", *"kind:drill", "enter")
        assert (driven.query, driven.count, driven.focused) == ("kind:drill", 2, "timeline")
        assert "/ filter" in driven.hints
        await driven.press("j")
        assert (driven.query, driven.event) == ("kind:drill", "union-resolve-2022")


async def test_escape_reverts_to_what_was_there(explore: Explore) -> None:
    async with explore(query="kind:visit,drill", event="ivanova-in-brest") as driven:
        before = driven.query
        await driven.press("slash")
        await driven.type("s-400 zzz")
        assert driven.count == 0
        await driven.press("escape")
        assert (driven.query, driven.filter_text, driven.event) == (before, before, "ivanova-in-brest")
        assert driven.focused == "timeline"
        await driven.press("left_square_bracket")
        assert driven.query == before  # what was only tried is no view to go back to


async def test_what_is_typed_adds_to_the_filter_that_is_there(explore: Explore) -> None:
    async with explore(query="kind:visit") as driven:
        await driven.press("slash", *"brest", "enter")
        assert (driven.count, driven.event) == (1, "ivanova-in-brest")


@pytest.mark.parametrize(
    ("text", "said", "kept"),
    [
        ("drill kind:visi", "column 12: no kind 'visi'; did you mean visit?", "drill kin*"),
        ("drill actr:x", "column 7: no field 'actr'; did you mean actor?", "drill actr*"),
        ("kind:drill (", "column 13: something to look for is missing here", "kind:drill"),
        ("date:2022-13", "column 6: ", "date:2022"),
        ('"great dri', "column 1: ", ""),
    ],
)
async def test_an_unfinished_query_says_where_and_keeps_the_last_answer(
    explore: Explore, text: str, said: str, kept: str
) -> None:
    async with explore() as driven:
        await driven.press("slash")
        await driven.type(text)
        assert said in driven.top
        assert driven.query == kept
        await driven.press("enter")  # not kept: it is still being typed
        assert "Enter keep" in driven.hints
        assert driven.filter_text == text
        await driven.press("escape")
        assert (driven.query, driven.count) == ("", len(IDS))
        assert "column" not in driven.top


async def test_the_place_of_the_error_is_underlined(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("slash")
        await driven.type("drill kind:nonsense")
        line = driven.app.screen._compositor.render_strips()[driven.main.filter_line.region.y]
        underlined = "".join(s.text for s in line if s.style is not None and s.style.underline and s.style.bold)
        assert underlined.strip() == "nonsense"


async def test_the_keys_of_commands_are_letters_while_typing(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("slash")
        await driven.type("aq1=!eyt[]")
        assert (driven.dialog, driven.app.is_running) == ("", True)
        assert driven.filter_text == "aq1=!eyt[]"


@pytest.mark.parametrize("leave", ["tab", "click"])
async def test_going_to_a_pane_while_typing_keeps_a_filter_that_is_finished(explore: Explore, leave: str) -> None:
    async with explore() as driven:
        await driven.press("slash", *"kind:visit")
        await go_to_event_pane(driven, leave)
        assert (driven.query, driven.filter_text, driven.focused) == ("kind:visit", "kind:visit", "event")
        assert "/ filter" in driven.hints
        await driven.press("left_square_bracket")
        assert driven.query == ""


@pytest.mark.parametrize("leave", ["tab", "click"])
async def test_going_to_a_pane_while_typing_drops_a_filter_that_is_not_finished(explore: Explore, leave: str) -> None:
    async with explore(query="kind:visit") as driven:
        await driven.press("slash", *"(kind:dr")
        await go_to_event_pane(driven, leave)
        assert (driven.query, driven.filter_text, driven.focused) == ("kind:visit", "kind:visit", "event")
        assert "/ filter" in driven.hints
        assert "column" not in driven.top


async def go_to_event_pane(driven: Driven, by: str) -> None:
    if by == "click":
        await driven.click("#event", (5, 5))
    await driven.press(*(["tab"] if by == "tab" else []))


# Keys that change the filter.


async def test_keys_that_come_all_at_once_lose_nothing(explore: Explore) -> None:
    async with explore() as driven:
        for key in ("1", "2", "3", "4", "2"):
            driven.app._driver.send_message(Key(key, key))
        await driven.press("f1")
        assert driven.query == "kind:patrol,deployment,visit"


async def test_the_four_kinds_are_switched_on_and_off(explore: Explore) -> None:
    async with explore() as driven:
        for key, query, count in (
            ("1", "kind:patrol", 2), ("2", "kind:patrol,drill", 4), ("3", "kind:patrol,drill,deployment", 5),
            ("4", "kind:patrol,drill,deployment,visit", 7), ("1", "kind:drill,deployment,visit", 5),
            ("2", "kind:deployment,visit", 3), ("3", "kind:visit", 2), ("4", "", 9),
        ):  # fmt: skip
            await driven.press(key)
            assert (driven.query, driven.count) == (query, count)


async def test_keep_and_exclude_take_the_kind_in_the_timeline(explore: Explore) -> None:
    async with explore(event="zapad-2021") as driven:
        await driven.press("=")
        assert (driven.query, driven.event) == ("kind:drill", "zapad-2021")
        await driven.press("[", "!")
        assert (driven.query, driven.event) == ("-kind:drill", "patrol-of-2022")


@pytest.mark.parametrize(("key", "query"), [("=", "actor:eastland"), ("!", "-actor:eastland")])
async def test_keep_and_exclude_take_the_value_under_the_cursor_in_the_event_pane(
    explore: Explore, key: str, query: str
) -> None:
    async with explore(event="zapad-2021") as driven:
        await driven.press("tab", "j", key)
        assert driven.query == query
        assert driven.focused == "event"


@pytest.mark.parametrize(("key", "query"), [("=", "source:herald-2023"), ("!", "-source:herald-2023")])
async def test_keep_and_exclude_take_the_source_in_the_source_pane(explore: Explore, key: str, query: str) -> None:
    async with explore(event="zapad-2021") as driven:
        await driven.press("full_stop", "shift+tab", key)
        assert driven.query == query


async def test_every_value_of_the_event_pane_can_be_kept(explore: Explore) -> None:
    async with explore(event="union-resolve-2022") as driven:
        await driven.press("tab")
        kept = []
        for steps in range(11):
            await driven.press("g", *["j"] * steps, "=")
            kept.append(driven.query)
            await driven.press("left_square_bracket")
        assert kept == [
            "actor:norland", "actor:eastland", "system:s-400", "place:brest", "place:north", "tag:joint", "tag:nuclear",
            "id:zapad-2021", "kind:drill", "status:disputed", "status:disputed",
        ]  # fmt: skip


async def test_backspace_clears_and_brackets_go_back_and_forward(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("2", "4", "backspace")
        assert (driven.query, driven.filter_text) == ("", "")
        walked = []
        for key in ("[", "[", "[", "]", "]", "]"):
            await driven.press(key)
            walked.append(driven.query)
        assert walked == [
            "kind:drill,visit", "kind:drill", "", "kind:drill", "kind:drill,visit", "",
        ]  # fmt: skip
        await driven.press("]")
        assert driven.toasts == ["There is no view after this."]


async def test_going_back_brings_back_the_event_of_the_view(explore: Explore) -> None:
    async with explore(event="ivanova-in-brest") as driven:
        await driven.press("2")
        await driven.press("g")
        await driven.press("[")
        assert (driven.query, driven.event) == ("", "ivanova-in-brest")
        await driven.press("]")
        assert (driven.query, driven.event) == ("kind:drill", "zapad-2021")


# Answers that come late.


class SlowReader(Reader):
    """A store that takes its time over one word, until it is let go."""

    def __init__(self, path: Path, word: str) -> None:
        super().__init__(path)
        self.word = word
        self.asked = threading.Event()
        self.go = threading.Event()

    def matching(self, text: str, *, prefix: bool = False) -> Selection:
        if text == self.word:
            self.asked.set()
            assert self.go.wait(60)
        return super().matching(text, prefix=prefix)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.01)


async def test_a_stale_answer_never_overwrites_a_newer_one(samples_store: Path, explore_reader: Explore) -> None:
    slow = SlowReader(samples_store, "e")
    async with explore_reader(slow) as driven:
        await driven.send("slash", "e")
        await until(slow.asked.is_set)
        # The old question is still being answered in its thread while the new one is answered.
        await driven.send("backspace", *"visit")
        await until(lambda: driven.query == "visit*")
        answered = driven.count
        slow.go.set()
        await driven.press("home")
        assert (driven.query, driven.count) == ("visit*", answered)
        assert 0 < answered < slow.matching("e", prefix=True).count
        assert f"{answered} of {len(IDS)} events" in driven.top
    slow.close()


async def test_the_app_answers_keys_while_a_search_takes_its_time(samples_store: Path, explore_reader: Explore) -> None:
    slow = SlowReader(samples_store, "zapad")
    async with explore_reader(slow) as driven:
        await driven.send("slash", *"zapad")
        await until(slow.asked.is_set)
        await driven.send(*" drill")
        await until(lambda: driven.filter_text == "zapad drill")
        slow.go.set()
        await driven.press("home")
        assert (driven.query, driven.event) == ("zapad drill*", "zapad-2021")
    slow.close()


async def test_a_word_that_begins_the_name_of_a_field_empties_nothing(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("slash")
        await driven.type("system")
        assert "system: takes a value, like system:s-400" in driven.top
        assert driven.count > 0
        await driven.type(":s-400")
        assert (driven.query, "takes a value" in driven.top) == ("system:s-400", False)


async def test_keys_that_arrive_in_one_batch_after_the_slash_are_the_filter(explore: Explore) -> None:
    async with explore() as driven:
        for key in ("slash", *"pat sea"):
            driven.app._driver.send_message(Key({" ": "space"}.get(key, key), key if len(key) == 1 else None))
        await driven.press("end")
        assert (driven.filter_text, driven.dialog) == ("pat sea", "")


async def test_the_app_starts_at_the_latest_event(reader: Reader) -> None:
    app = Explorer(reader)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        event = app.screen.query_one(Timeline).event
        assert event is not None
        assert event.id == IDS[-1]
