"""Programs in a pty: when something stands on their screen, and how long a key takes to the last byte of its answer."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

import pyte

IDLE = 0.15
"""Seconds without output after which a screen counts as painted."""
LONGEST = 10.0
"""Seconds after which a burst is taken for one that does not end, as that of a clock."""
SMALLEST = """
from textual.app import App
from textual.widgets import Static
class Smallest(App):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [("j", "change", "change")]
    number = 0
    def compose(self):
        yield Static("number 0")
    def action_change(self):
        self.number += 1
        self.query_one(Static).update(f"number {self.number}")
Smallest().run()
"""
"""The smallest Textual app: one line, changed by a key."""


def smallest(folder: Path) -> list[str]:
    """The command of the smallest Textual app."""
    path = folder / "smallest.py"
    path.write_text(SMALLEST)
    return [sys.executable, str(path)]


class Terminal:
    """A program in a pty. `keys` are typed before it starts."""

    def __init__(self, command: Sequence[str | Path], width: int = 80, height: int = 24, keys: bytes = b"") -> None:
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if not self.pid:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
            os.environ.update(TERM="xterm-256color", DATELINE_NO_TOUR="1")
            os.execv(command[0], [str(part) for part in command])
        if keys:
            os.write(self.fd, keys)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        os.killpg(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    @property
    def text(self) -> str:
        """What stands on the screen, as far as it was read by `until`."""
        return "\n".join(self._screen.display)

    def until(self, pattern: str, limit: float = 120.0) -> float:
        """Seconds from the start until the pattern stands on the screen. Raises TimeoutError where it never does."""
        sought = re.compile(pattern)
        while (
            time.perf_counter() - self.started < limit
            and select.select([self.fd], [], [], max(0.0, self.started + limit - time.perf_counter()))[0]
        ):
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                break
            arrived = time.perf_counter() - self.started
            self._stream.feed(data)
            if sought.search(self.text):
                return arrived
        raise TimeoutError(f"'{pattern}' never stood on the screen, but\n{self.text}")

    def answered(self, keys: bytes, pattern: str) -> float:
        """Seconds from a key press until the pattern stands on the screen."""
        self.started = time.perf_counter()
        os.write(self.fd, keys)
        return self.until(pattern)

    def last_byte(self, limit: float = 10.0, idle: float = IDLE) -> tuple[float, int]:
        """When the last byte of the coming burst arrived, and how many bytes it had."""
        last, size, patience = time.perf_counter(), 0, limit
        end = last + limit + LONGEST
        while last < end and select.select([self.fd], [], [], patience)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                break
            if not data:
                break
            last, size, patience = time.perf_counter(), size + len(data), idle
        return last, size

    def settled(self, loaded: str) -> Self:
        """Itself, once the pattern stands on the screen and nothing more comes."""
        self.until(loaded)
        self.last_byte(1.0)
        return self

    def press(self, keys: bytes, limit: float = 1.0, idle: float = IDLE) -> tuple[float, int]:
        """Seconds from a key press to the last byte of the answer, and its bytes."""
        start = time.perf_counter()
        os.write(self.fd, keys)
        last, size = self.last_byte(limit, idle)
        return last - start, size

    def resident(self, which: str = "VmRSS") -> float:
        """Resident memory now, in MB, as `ps` shows it; with VmHWM the most that it was."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(rf"{which}:\s+(\d+) kB", status)
        return int(found[1]) * 1024 / 1e6 if found else 0.0


def press_of(terminal: Terminal, keys: bytes, undo: bytes = b"") -> Callable[[], float]:
    """A job: seconds of the answer to the keys, which `undo` takes back."""

    def run() -> float:
        seconds, _ = terminal.press(keys)
        if undo:
            terminal.press(undo)
        return seconds

    return run
