"""Keys typed faster than they are answered do what they do when each is answered before the next."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import pytest
from textual import events

from app.conftest import settle
from dateline.app import answering
from dateline.app.keyboard import EscAlone
from dateline.own import notes

if TYPE_CHECKING:
    from app.conftest import Driven, Explore

BURSTS = {
    "a filter and a move": "/drill\rk",
    "a filter, left, and the next": "/patrol\r/ actor:russia\x1bjj",
    "a filter that is none": "/actor:\rjj\x1bj",
    "a value and a move": "arus\rj",
    "marks and a move": "s !j\x1bj",
    "lanes and a move": "Lkj",
    "lanes and a page": "Lk\x1b[6~",
    "lanes and back": "LkjLnj",
    "dialogs one after the other": "ksf\x1bj",
    "a dialog in a dialog's keys": "aasf\x1b\x1bGk",
    "a kind and a move": "2jj",
    "kinds": "1234jjj0",
    "dates": "t2021\rjj",
    "back and forth": "2j1j[[]jj",
    "history": "2j1jh\x1b[B\rj",
    "the palette": ":zoom in\rjj",
    "help and out": "?jjj\x1bj",
    "a comparison": "Cdrill\rjj",
    "a note": "wof my own\rj/drill\rk",
    "panes": "\tjj=\x1bj",
    "marks": "j j ''jj",
    "zoom and turns": "++}}-{j0G",
    "a dialog that is left twice": "a\x1b\x1bLk\x1b\x1bjj",
}


@dataclass(frozen=True)
class State:
    """What a person sees, and where."""

    query: str
    event: str | None
    dialog: str
    focused: str | None
    picture: tuple[str, ...]


def state(driven: Driven) -> State:
    return State(driven.query, driven.event, driven.dialog, driven.focused, tuple(driven.picture()))


def keys_of(text: str) -> list[events.Key]:
    """As the terminal's parser gives them."""
    parser = EscAlone()
    found = [*parser.feed(text)]
    parser._timeout_time = 0.0 if text.endswith("\x1b") else None
    return [each for each in (*found, *parser.tick()) if isinstance(each, events.Key)]


async def typed(explore: Explore, text: str, *, slowly: bool) -> State:
    notes.default_path().unlink(missing_ok=True)
    async with explore((120, 36)) as driven:
        for key in keys_of(text):
            driven.app._driver.send_message(key)
            if slowly:
                await driven.pilot.pause()
                await settle(driven.pilot)
        await driven.pilot.pause()
        await settle(driven.pilot)
        driven.app.clear_notifications()
        await settle(driven.pilot)
        return state(driven)


@pytest.mark.parametrize("text", BURSTS.values(), ids=BURSTS.keys())
async def test_a_burst_ends_where_the_same_keys_end_one_by_one(explore_bundled: Explore, text: str) -> None:
    assert await typed(explore_bundled, text, slowly=False) == await typed(explore_bundled, text, slowly=True)


@pytest.mark.parametrize("name", ["a filter and a move", "lanes and a page", "kinds", "a note"])
async def test_so_it_does_where_the_store_is_slow(
    explore_bundled: Explore, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "PATIENCE", 0.0)  # each answer comes late
    burst = BURSTS[name]
    assert await typed(explore_bundled, burst, slowly=False) == await typed(explore_bundled, burst, slowly=True)


@pytest.mark.parametrize("seed", range(2))
async def test_so_do_any_bursts_one_after_the_other(explore_bundled: Explore, seed: int) -> None:
    text = "".join(Random(seed).choices([*BURSTS.values(), *"jkGg+-0}{[]v\tR\x1b?"], k=12))
    assert await typed(explore_bundled, text, slowly=False) == await typed(explore_bundled, text, slowly=True)


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (["\x1bj"], ["escape", "j"]),
        (["\x1b", "j"], ["escape", "j"]),
        (["/dr\x1b2\x1bf"], ["slash", "d", "r", "escape", "2", "escape", "f"]),
        (["\x1b\x1b\r"], ["escape", "escape", "enter"]),
        (["\x1b", "[B"], ["down"]),
        (["\x1b[5~\x1bk"], ["pageup", "escape", "k"]),
        (["\x1b\x7f"], ["ctrl+w"]),
    ],
)
def test_esc_and_the_key_after_it_are_two(sent: list[str], keys: list[str]) -> None:
    parser = EscAlone()
    assert [event.key for piece in sent for event in parser.feed(piece)] == keys


async def test_a_palette_that_is_left_twice_takes_nothing_with_it(explore: Explore) -> None:
    async with explore((120, 36)) as driven:
        await driven.send("colon")
        for key in ("enter", "enter", "escape", "escape"):
            driven.app.screen.post_message(events.Key(key, None))
        await driven.press("escape")
        assert driven.dialog == ""
        await driven.press("j")
        assert driven.dialog == ""


async def test_a_lane_without_events_takes_the_cursor(explore_bundled: Explore) -> None:
    async with explore_bundled((120, 36)) as driven:
        await driven.press("C", *"id:none-such", "enter")
        event = driven.main.time_pane.event
        await driven.press("j", "j")
        assert driven.main.time_pane.event == event
        assert driven.main.lanes.lane is not None
        assert driven.main.lanes.lane.events.count == 0


async def test_a_name_is_found_among_both_that_are_compared(explore_bundled: Explore) -> None:
    async with explore_bundled((120, 36), "kind:visit") as driven:
        await driven.press("C", *"kind:drill", "enter")
        await driven.press("G", "t", *"zapad", "enter")
        event = driven.main.time_pane.event
        assert event is not None
        assert "zapad" in event.title.casefold()
