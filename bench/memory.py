"""Resident memory.

All of it is RSS, what `ps` shows: pages of shared libraries count whole, those of files that the system keeps do not.
The first rows follow one process of Dateline from state to state; the most that it held at any moment stands beside
each; the peer is the smallest Textual app. `open` is Dateline after 1,000 key presses of every sort, beside peers that
have the same events open. `20,000 keys` is what is held after so many beside what was held after the first 1,000: of
Dateline, and then of the smallest Textual app. Every 50 keys the next one waits until all are answered, for a key that
waits is memory, too. Of more than a million events the states alone are measured.
"""

from __future__ import annotations

import os
import random
import select
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from bench import programs
from bench.data import Data
from bench.rows import Row, compared
from bench.terminal import Terminal, smallest

WARM, ALL = 1_000, 20_000
QUIET = 0.004
"""Seconds without output after which the next key is pressed: most keys are painted each for itself."""
TOGETHER = 50
"""Keys after which all have to be answered before the next."""
MOST = 1_000_000
STATES = (
    # name, what stands on the screen then, keys pressed one by one
    ("at the start", "", ()),
    ("moved and zoomed", "", (b"j", b"\x1b[6~", b"G", b"g", b"}", b"+", b"+", b"\x1b[1;2C", b"0")),
    ("searched", "", (b"/", *(letter.encode() for letter in "joint patrol"), b"\r")),
    ("an actor picked", "", (b"a", b"\x1b[B", b" ", b"\r")),
    ("all facets shown", "", (b"f", b"\x1b[B", b" ")),
    ("in lanes", "", (b"\x1b", b"L", b"a", b"j", b"+")),
    ("rhythm of all", "Longest", (b"L", b"n", b"\x7f", b"R")),
    ("back at the list", "", (b"\x1b",)),
)
CHORDS: tuple[bytes | tuple[bytes, ...], ...] = (
    # A chord is pressed whole; each leaves the main screen as it was or on another event.
    *((b"j", b"k") * 12), *((b"\x1b[6~", b"\x1b[5~") * 4), b"g", b"G", b"}", b"{", b".",
    *((b"+", b"-") * 4), b"\x1b[1;2C", b"\x1b[1;2D", b"0",
    *((b"2", b"2", b"1", b"1") * 2), b"[", b"]", b"\x7f",
    *((b"/", *(letter.encode() for letter in word), end) for word in ("joint", "actor:actor-3", "air dri", "2021")
      for end in (b"\r", b"\x1b\x1b")),
    (b"a", b" ", b" ", b"\x1b\x1b"), (b"f", b"\x1b[B", b" ", b"\r"), (b"L", b"k", b"j", b"L", b"n"),
)  # fmt: skip


def measure(data: Data) -> Iterator[Row]:
    ours = programs.dateline(data)
    with tempfile.TemporaryDirectory() as folder:
        yield from _states(ours, smallest(Path(folder)))
    if data.count > MOST:
        return
    warm, end = grown(ours, CHORDS)
    held = {"dateline": [warm]}
    for name, program in programs.others(data, "lnav", "VisiData", "fzf", "Harlequin").items():
        with Terminal(program.command) as terminal:
            held[name] = [terminal.settled(program.loaded).resident()]
    yield from compared("open", held, "MB")
    with tempfile.TemporaryDirectory() as folder:
        one_line = grown(programs.Program(smallest(Path(folder)), "number 0"), (b"j",))
    for name, (first, last) in (("Dateline", (warm, end)), ("smallest Textual app", one_line)):
        each = (last - first) * 1e6 / (ALL - WARM)
        grew = {name: [last], f"{name} after {WARM:,}": [first]}
        yield from compared(f"{name}, {ALL:,} keys", grew, "MB", note=f"{each:+.0f} bytes a key")


def _states(program: programs.Program, smallest_app: Sequence[str]) -> Iterator[Row]:
    with Terminal(smallest_app, 120, 36) as other:
        theirs = other.settled("number 0").resident()
    with Terminal(program.command, 120, 36) as terminal:
        terminal.settled(program.loaded)
        for name, shown, keys in STATES:
            for key in keys:
                terminal.press(key, 3.0, 0.3)
            if shown:
                terminal.answered(b"", shown)
            held = {"dateline": [_rested(terminal)], "smallest Textual app": [theirs]}
            yield from compared(name, held, "MB", note=f"at most {terminal.resident('VmHWM'):.0f} MB until then")


def grown(program: programs.Program, chords: Sequence[bytes | tuple[bytes, ...]]) -> tuple[float, float]:
    """The resident MB after WARM keys and after ALL."""
    with Terminal(program.command, 120, 36) as terminal:
        terminal.settled(program.loaded)
        rng, pressed, warm = random.Random(7), 0, 0.0
        while pressed < ALL:
            chord = rng.choice(chords)
            for key in (chord,) if isinstance(chord, bytes) else chord:
                os.write(terminal.fd, key)
                _drain(terminal.fd)
                pressed += 1
                if not pressed % TOGETHER:
                    terminal.last_byte(1.0, 0.2)
                if pressed == WARM:
                    warm = _rested(terminal)
        return warm, _rested(terminal)


def _rested(terminal: Terminal) -> float:
    time.sleep(0.3)
    _drain(terminal.fd)
    return terminal.resident()


def _drain(fd: int) -> None:
    """Read what is painted for a key."""
    for number in count():
        if not select.select([fd], [], [], 0.03 if not number else QUIET)[0]:
            return
        os.read(fd, 1 << 16)
