"""What has to be written to a row to change what it shows: runs of cells beside each other, in one pen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, groupby
from operator import itemgetter, ne
from typing import Final

from rich.cells import cell_len

from dateline.app.wire.cells import Cell, Row
from dateline.app.wire.pens import Pen

Shown = Sequence[Cell | None]
"""A row as a terminal shows it: None is a cell of which nobody knows."""
GAP: Final = 4
"""Bytes of unchanged cells that are written again rather than skipped: a skip has as many."""
WIDE: Final = "\u1100"
"""No character before it takes two cells."""
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
    for start, stop in _changed(before, after):
        for next_ in _drawn(y, after, start, stop):
            if run is not None and run.sure and next_.sure:
                if next_.x > run.end:
                    _fill(run, after, next_.x)
                joined = _joined(run, next_.text, next_.pen) if next_.x == run.end else None
                if joined is not None:
                    run.pen, run.text, run.end = joined, run.text + next_.text, next_.end
                    continue
            if run is not None:
                yield from _parts(run) if erases else (run,)
            run = next_
    if run is not None:
        yield from _parts(run) if erases else (run,)


def _changed(before: Shown, after: Row) -> Iterator[tuple[int, int]]:
    """The stretches of cells that are others: from, to before."""
    start = stop = -1
    for x in compress(range(len(after)), map(ne, before, after)):
        if x != stop:
            if stop > start:
                yield start, stop
            start = x
        stop = x + 1
    if stop > start:
        yield start, stop


def _drawn(y: int, row: Row, start: int, stop: int) -> Iterator[Run]:
    """A stretch of cells as runs in one pen each."""
    x = start
    for pen, same in groupby(row[start:stop], key=itemgetter(1)):
        texts = [text for text, _ in same]
        text = "".join(texts)
        if text.isascii() or (len(text) == len(texts) and max(text) < WIDE):
            yield Run(x, y, x + len(texts), pen, text)
        else:
            for cell, each in enumerate(texts, x):
                if each:
                    wide = cell + 1 < len(row) and not row[cell + 1][0]
                    yield Run(cell, y, cell + 1 + wide, pen, each, _sure(each))
        x += len(texts)


def _joined(run: Run, text: str, pen: Pen) -> Pen | None:
    """The pen in which a run and a text after it can be written; None without one."""
    if pen == run.pen or (text.isspace() and run.pen.draws(pen)):
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
