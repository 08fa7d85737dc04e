"""Keys: from the press to the last byte of the repaint.

In 80x24 and 200x50. Textual's share is in the peer: the smallest Textual app changes one line at a key. `95 %` is the
slowest but one in twenty.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from bench import programs
from bench.data import Data
from bench.rows import Row, compared
from bench.terminal import Terminal, press_of, smallest
from bench.timing import interleaved

SIZES = ((80, 24), (200, 50))
ROUNDS = 20
LETTERS = "patrol jo"
KEYS = (
    # name, keys before, the key measured, keys that undo it
    ("move, j", b"gj", b"j", b""),
    ("page, PgDn", b"g", b"\x1b[6~", b"\x1b[5~"),
    ("last, G", b"g", b"G", b"g"),
    ("zoom, +", b"", b"+", b"-"),
    ("pan, Shift+Right", b"", b"\x1b[1;2C", b"\x1b[1;2D"),
    ("next period, }", b"g", b"}", b"{"),
    ("all on the axis, 0", b"", b"0", b"+"),
    ("facet toggled, 2", b"", b"2", b"2"),
    ("facet toggled in the picker, Space", b"a", b" ", b""),
    ("menu of lanes, L", b"\x1b", b"L", b"\x1b"),
    ("lanes by kind, k in the menu", b"L", b"k", b"LnL"),
    ("lane below, j", b"Lkg", b"j", b"k"),
    ("along the lane, Right", b"g", b"\x1b[C", b""),
    ("zoom in lanes, +", b"", b"+", b"-"),
)  # fmt: skip


def measure(data: Data) -> Iterator[Row]:
    for width, height in SIZES:
        size = f"{width}x{height}"
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            shown = {
                "dateline": programs.dateline(data),
                "one line in Textual": programs.Program(smallest(Path(folder)), "number 0"),
            }
            opened = {
                name: stack.enter_context(Terminal(program.command, width, height)).settled(program.loaded)
                for name, program in shown.items()
            }
            yield from _keys(opened, size)
            yield from _letters(opened, size)


def _keys(opened: dict[str, Terminal], size: str) -> Iterator[Row]:
    dateline, one_line = opened["dateline"], opened["one line in Textual"]
    for name, before, key, undo in KEYS:
        for each in (b"\x1b", before):
            if each:
                dateline.press(each)
        jobs = {"dateline": press_of(dateline, key, undo), "one line in Textual": press_of(one_line, b"j")}
        samples = interleaved(jobs, ROUNDS)
        yield from compared(f"{name}, {size}", samples, note=_late(samples["dateline"]))


def _letters(opened: dict[str, Terminal], size: str) -> Iterator[Row]:
    """Each letter of a filter, typed alone, and a burst of twelve."""
    dateline, one_line = opened["dateline"], opened["one line in Textual"]
    dateline.press(b"\x1bLn\x1b")

    def letters() -> Iterator[float]:
        while True:
            dateline.press(b"\x1b\x1b/")
            for letter in LETTERS:
                yield dateline.press(letter.encode())[0]

    typed = letters()
    other = press_of(one_line, b"j")
    samples = interleaved({"dateline": lambda: next(typed), "one line in Textual": other}, ROUNDS + len(LETTERS))
    yield from compared(f"a letter in the filter, {size}", samples, note=_late(samples["dateline"]))

    def burst() -> float:
        dateline.press(b"\x1b\x1b/")
        return dateline.press(b"joint patrol")[0]

    samples = interleaved({"dateline": burst, "one line in Textual": other}, 9)
    yield from compared(f"twelve letters at once, {size}", samples)
    dateline.press(b"\x1b\x1b")


def _late(seconds: list[float]) -> str:
    return f"95 %: {sorted(seconds)[round(len(seconds) * 0.95) - 1] * 1000:.1f} ms"
