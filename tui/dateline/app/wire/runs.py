"""What has to be written to a row to change what it shows: runs of cells beside each other, in one pen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import ne
from typing import Final

from rich.cells import cell_len

from dateline.app.wire.cells import Cell, Row
from dateline.app.wire.pens import Pen

Shown = Sequence[Cell | None]
"""A row as a terminal shows it: None is a cell of which nobody knows."""
GAP: Final = 4
"""Bytes of unchanged cells that are written again rather than skipped: a skip has as many."""
_ERASED: Final = re.compile(" {11,}")
"""Spaces that are shorter to erase, and to move over, than to write."""


@dataclass(slots=True)
class Run:
    """Cells beside each other, in one pen."""

    x: int
    y: int
    end: int
    """The column after it."""
    pen: Pen
    text: str
    sure: bool = True
    """Whether every terminal agrees where it ends."""
    erased: bool = False
    """Whether it is spaces that are made by erasing, which moves no cursor."""


def runs_of(y: int, before: Shown, after: Row, *, erases: bool) -> Iterator[Run]:
    """The runs of a row; where the terminal `erases` in the colour of the ground, it does so with long spaces."""
    run: Run | None = None
    for x in compress(range(len(after)), map(ne, before, after)):
        text, pen = after[x]
        if not text:
            continue  # it is the second half of what was written
        if run is not None and run.sure and _sure(text):
            if x > run.end:
                _fill(run, after, x)
            joined = _joined(run, text, pen) if x == run.end else None
            if joined is not None:
                run.pen, run.text, run.end = joined, run.text + text, _after(x, after)
                continue
        if run is not None:
            yield from _parts(run) if erases else (run,)
        run = Run(x, y, _after(x, after), pen, text, _sure(text))
    if run is not None:
        yield from _parts(run) if erases else (run,)


def _after(x: int, row: Row) -> int:
    x += 1
    while x < len(row) and not row[x][0]:
        x += 1
    return x


def _joined(run: Run, text: str, pen: Pen) -> Pen | None:
    """The pen in which a run and a cell after it can be written; None without one."""
    if pen == run.pen or (text == " " and run.pen.draws(pen)):
        return run.pen
    return pen if pen.draws(run.pen) and run.text.isspace() else None


def _fill(run: Run, row: Row, x: int) -> None:
    """Write the unchanged cells before a column again, where that is as short as a move."""
    if x - run.end > GAP:
        return
    between = row[run.end : x]
    filled = "".join(text for text, _ in between)
    short = len(filled.encode()) <= GAP and len(filled) == len(between)
    if short and all(_sure(text) and _joined(run, text, pen) == run.pen for text, pen in between):
        run.text, run.end = run.text + filled, x


def _sure(text: str) -> bool:
    """Whether all terminals give it the same width: not so emoji, and characters with marks, which stand alone."""
    return len(text) == 1 and ord(text) < 0x1F000


def _parts(run: Run) -> Iterator[Run]:
    """A run with its long spaces by themselves."""
    x, done = run.x, 0
    if run.pen.plain:
        for spaces in _ERASED.finditer(run.text):
            start = x + cell_len(run.text[done : spaces.start()])
            if start > x:
                yield Run(x, run.y, start, run.pen, run.text[done : spaces.start()])
            done, x = spaces.end(), start + len(spaces[0])
            yield Run(start, run.y, x, run.pen.blank, spaces[0], erased=True)
    if x < run.end:
        yield Run(x, run.y, run.end, run.pen, run.text[done:], run.sure)
