"""What has to be written to a row to change what it shows: runs of cells beside each other, in one pen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import ne
from typing import Final

from rich.cells import cell_len

from dateline.app.widgets.fitting import narrow
from dateline.app.wire.cells import Cell, Row
from dateline.app.wire.pens import Pen

Shown = Sequence[Cell | None]
"""A row as a terminal shows it: None is a cell of which nobody knows."""
GAP: Final = 4
"""Bytes of unchanged cells that are written again rather than skipped: a skip has as many."""
_NEAR: Final = re.compile(b"\1+(?:\0{1,%d}\1+)*" % GAP)
"""Changed cells with few others between."""
_LONG: Final = 11 * " "
"""Spaces that are shorter to erase, and to move over, than to write."""
_ERASED: Final = re.compile(f"{_LONG}+")


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
    changed = bytes(map(ne, before, after))
    for stretch in _NEAR.finditer(changed):
        for run in _drawn(y, after, changed, *stretch.span()):
            yield from _parts(run) if erases and _LONG in run.text else (run,)


def _drawn(y: int, row: Row, changed: bytes, x: int, stop: int) -> Iterator[Run]:
    """The changed cells of a stretch, and those unchanged ones between that need neither another pen nor many bytes."""
    written = "".join([text for text, _ in row[x:stop]])
    sure = len(written) == stop - x and narrow(written)
    while 0 <= x < stop:
        start, (first, pen) = x, row[x]
        if not (sure or _sure(first)):
            x = _end(row, x + 1)
            yield Run(start, y, x, pen, first, sure=False)
        else:
            texts: list[str] = []
            for text, other in row[start:stop]:
                if other != pen and not (text == " " and pen.draws(other)):
                    if not (other.draws(pen) and "".join(texts).isspace()):
                        break
                    pen = other
                if not (changed[x] or text.isascii()) or not (sure or _sure(text) or not text):
                    break
                texts.append(text)
                x += 1
            end = changed.rfind(1, start, x) + 1
            yield Run(start, y, _end(row, end), pen, "".join(texts[: end - start]))
        x = changed.find(1, x, stop)


def _end(row: Row, x: int) -> int:
    """The column after a character that ends before a column: where it is wide, one more."""
    return x + (x < len(row) and not row[x][0])


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
