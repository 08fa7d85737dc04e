"""A date as a bar on an axis: full where it surely was, shaded where it only may have been."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.lines import Span
from dateline.dates import Edtf
from dateline.window import Window, ruler

SURE: Final = "line--bar"
"""Component classes of the cells of a bar."""
STARTS: Final = "line--bar-starts"
"""A cell whose right part is full: drawn in reverse, for blocks grow from the left."""
POSSIBLE: Final = "line--bar-possible"
HOURS: Final = 6
"""Cells for a day, from which on an axis is read in hours."""


def bar(date: Edtf, shown: Window, cells: int, glyphs: Glyphs) -> list[Span]:
    """The date in `cells` cells: shaded where only possible, arrows where it goes on beyond the window."""
    start, drawn = drawn_cells(date, shown, cells, glyphs)
    spans = [("".join(text for text, _ in same), name) for name, same in groupby(drawn, key=lambda cell: cell[1])]
    before, after = " " * start, " " * (cells - start - len(drawn))
    return [span for span in ((before, ""), *spans, (after, "")) if span[0]]


def drawn_cells(date: Edtf, shown: Window, cells: int, glyphs: Glyphs) -> tuple[int, list[Span]]:
    """The cells of a bar that are not blank, and the number of the first one."""
    if not shown.meets(date.lo, date.hi):
        return 0, []
    first, last = covered(date.lo, date.hi, shown, cells)
    drawn = [(glyphs.possible, POSSIBLE)] * (last + 1 - first)
    if date.sure is not None and shown.meets(*date.sure) and not _within_day(date, shown, cells):
        _fill(drawn, first, *date.sure, shown, cells, glyphs)
    if date.lo is None or date.lo < shown.first:
        drawn[0] = (glyphs.before, SURE)
    if date.hi is None or date.hi > shown.last:
        drawn[-1] = (glyphs.after, SURE)
    return first, drawn


def covered(lo: int | None, hi: int | None, shown: Window, cells: int) -> tuple[int, int]:
    """The first and the last cell that days lo … hi (None = open) touch; they overlap the window."""
    first = 0 if lo is None else max(shown.eighths(lo, cells)[0] // 8, 0)
    last = cells - 1 if hi is None else min(-(-shown.eighths(hi + 1, cells)[1] // 8) - 1, cells - 1)
    return first, last


def _within_day(date: Edtf, shown: Window, cells: int) -> bool:
    """Whether the axis is so fine that a day is longer than the thing that happened on it."""
    return not date.extent and cells >= HOURS * shown.days


def _fill(
    drawn: list[Span], first: int, lo: int | None, hi: int | None, shown: Window, cells: int, glyphs: Glyphs
) -> None:
    """Draw the days lo … hi as full; `drawn` are the cells from `first` on."""
    start = 0 if lo is None else max(shown.eighths(lo, cells)[0], 0)
    end = cells * 8 if hi is None else min(shown.eighths(hi + 1, cells)[1], cells * 8)
    if lo is not None and lo == hi and end - start <= 8:
        drawn[min(shown.cell(lo, cells), cells - 1) - first] = (glyphs.day, SURE)
        return
    for cell in range(start // 8, -(-end // 8)):
        drawn[cell - first] = _part(max(start - cell * 8, 0), min(end - cell * 8, 8), glyphs)


def _part(left: int, right: int, glyphs: Glyphs) -> Span:
    """A cell that is full from one eighth to another."""
    if not glyphs.eighths or (left, right) == (0, 8):
        return (glyphs.sure, SURE)
    if left == 0:
        return (glyphs.eighths[right - 1], SURE)
    if right == 8:
        return (glyphs.eighths[left - 1], STARTS)
    return (glyphs.day, SURE)  # shorter than the cell and inside it


def ruled(shown: Window, cells: int) -> str:
    """The ruler over the bars."""
    line = [" "] * cells
    for tick in ruler(shown, cells):
        line[tick.cell : tick.cell + len(tick.label)] = tick.label
    return "".join(line)
