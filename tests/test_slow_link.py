"""A terminal at the end of a slow link, which is simulated by answering late."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.app.wire.flow import PATIENCE, QUESTION
from dateline.store.reader import Reader
from terminal import Terminal

Open = Callable[..., Terminal]
ANSWER = "\x1b[?2026;2$y"
PAGE_DOWN = "\x1b[6~"


@pytest.fixture
def last(bundled: Reader) -> str:
    """What the screen says of the last event."""
    return f"{bundled.count} of {bundled.count}"


class Slow:
    """The other end of a slow link."""

    def __init__(self, on: Terminal) -> None:
        self.on = on
        self._answered = 0

    def answer(self) -> None:
        """Every question that has arrived."""
        while self._answered < self.on.sent.count(QUESTION):
            self.on.press(ANSWER)
            self._answered += 1

    def sees(self, text: str) -> None:
        """What comes when everything is answered."""

        def seen(shown: str) -> bool:
            self.answer()
            return text in shown

        self.on.until(seen)

    def far(self) -> None:
        """To the last event, by many keys, for each of which there would be a picture."""
        for key in (*[PAGE_DOWN] * 20, "G"):
            self.on.press(key)
            self.on.read(0.02)


@pytest.fixture
def slow(terminal: Open, bundled_store: Path) -> Slow:
    """At the first event, everything answered."""
    slow = Slow(terminal("--db", str(bundled_store), size=(80, 24)))
    slow.on.process.delaybeforesend = None
    slow.on.until(lambda _: QUESTION in slow.on.sent)
    slow.answer()
    slow.on.press("g")
    slow.sees("▸")
    slow.sees(" 1 of ")
    return slow


def test_pictures_that_would_wait_on_the_way_are_not_sent_and_the_last_one_is(slow: Slow, last: str) -> None:
    before, start = len(slow.on.sent.encode()), time.monotonic()
    slow.far()
    if time.monotonic() < start + PATIENCE:  # else no answer was waited for any longer
        assert len(slow.on.sent.encode()) - before < 10_000  # of 24,000
        assert last not in "\n".join(slow.on.screen.display)
    slow.sees(last)


def test_where_no_more_answers_come_it_goes_on_all_the_same(slow: Slow, last: str) -> None:
    slow.far()
    slow.on.sees(last)
    slow.on.press("q")
    assert slow.on.ended() == 0


def test_an_answer_that_comes_after_the_last_key_is_not_left_for_the_shell(slow: Slow) -> None:
    slow.far()
    slow.on.press("q")
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        assert slow.on.read(0.1)
    slow.answer()
    assert slow.on.ended() == 0
    assert slow.on.left_on() == []
    assert "2026;2" not in slow.on.sent
