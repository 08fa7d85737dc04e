"""What the app sends to a real terminal: only what changed, and everything where others have written on it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from terminal import Terminal

Open = Callable[..., Terminal]
GARBAGE = b"\x1b[H\x1b[2JBroadcast message from root\r\n"


def settled(on: Terminal) -> list[str]:
    """The screen, once nothing more comes for a while."""
    on.sees("quit")
    sent = -1
    while len(on.sent) != sent:
        sent = len(on.sent)
        on.read(0.7)
    return list(on.screen.display)


def spoil(on: Terminal) -> None:
    """What another program writes on the terminal."""
    on.stream.feed(GARBAGE)


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
def test_the_switch_gives_the_output_of_textual_and_the_screen_is_the_same(
    terminal: Open, samples_store: Path, size: tuple[int, int]
) -> None:
    ours = terminal("--db", str(samples_store), size=size)
    stock = terminal("--db", str(samples_store), size=size, DATELINE_STOCK_OUTPUT="1")
    for keys in ("g", "jj", "\x1b[6~", "Lk", "j", "\t", "apat", "\x1b", "Ln"):
        for each in (ours, stock):
            each.press(keys)
        assert settled(ours) == settled(stock)
    assert len(ours.sent) * 4 < len(stock.sent)


@pytest.mark.skipif(not hasattr(signal, "SIGTSTP"), reason="nothing can be stopped here")
def test_who_was_stopped_paints_the_whole_screen_and_left_the_colours_as_they_were(
    terminal: Open, samples_store: Path
) -> None:
    on = terminal("--db", str(samples_store), size=(80, 24))
    before = settled(on)
    os.kill(on.process.pid, signal.SIGTSTP)
    while "\x1b[?1049l" not in on.sent:
        on.read(1)
    assert "\x1b[m\x1b[?2004l" in on.sent
    while not subprocess.check_output(["ps", "-o", "stat=", "-p", str(on.process.pid)]).startswith(b"T"):
        time.sleep(0.02)  # what comes before it has stopped does not start it again
    spoil(on)
    os.kill(on.process.pid, signal.SIGCONT)
    on.sees("quit")
    assert settled(on) == before


def test_a_screen_on_which_others_wrote_is_drawn_anew_on_demand(terminal: Open, samples_store: Path) -> None:
    on = terminal("--db", str(samples_store), size=(80, 24))
    before = settled(on)
    spoil(on)
    on.press("\x0c")
    on.sees("quit")
    assert settled(on) == before


def test_after_a_change_of_size_and_back_the_screen_is_whole(terminal: Open, samples_store: Path) -> None:
    on = terminal("--db", str(samples_store), size=(80, 24))
    before = settled(on)
    on.process.setwinsize(20, 60)
    on.process.setwinsize(24, 80)
    spoil(on)  # what terminals make of lines that do not fit differs
    assert settled(on) == before


def test_nothing_is_sent_while_nothing_happens(terminal: Open, samples_store: Path) -> None:
    on = terminal("--db", str(samples_store), size=(80, 24))
    settled(on)
    sent = len(on.sent)
    for _ in range(6):
        on.read(0.5)
    assert len(on.sent) == sent
