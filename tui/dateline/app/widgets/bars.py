"""A year as an axis of cells, and a date as a bar on it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.app.widgets.glyphs import Glyphs
from dateline.dates import MONTHS, Edtf, day_number, days_in_month


@dataclass(frozen=True, slots=True)
class Axis:
    """One year in `cells` cells: a multiple of twelve."""

    year: int
    cells: int

    def days(self, cell: int) -> tuple[int, int]:
        """The first and last day of a cell."""
        each = self.cells // 12
        month, part = cell // each + 1, cell % each
        length = days_in_month(self.year, month)
        start = day_number(self.year, month, 1)
        return start + length * part // each, start + length * (part + 1) // each - 1

    @property
    def ticks(self) -> str:
        """The names of the months over their cells, as long as they fit."""
        each = self.cells // 12
        return "".join((name if each > 3 else name[0]).ljust(each) for name in MONTHS)


def bar(date: Edtf, axis: Axis, glyphs: Glyphs) -> str:
    """The date on the axis: solid where sure, shaded where only possible, an arrow where it goes on beyond the year."""
    cells = []
    for cell in range(axis.cells):
        first, last = axis.days(cell)
        if not _meets(date.lo, date.hi, first, last):
            cells.append(" ")
        elif date.sure is not None and _meets(*date.sure, first, last):
            cells.append(glyphs.day if date.lo == date.hi else glyphs.sure)
        else:
            cells.append(glyphs.possible)
    if cells[0] != " " and (date.lo is None or date.lo < axis.days(0)[0]):
        cells[0] = glyphs.before
    if cells[-1] != " " and (date.hi is None or date.hi > axis.days(axis.cells - 1)[1]):
        cells[-1] = glyphs.after
    return "".join(cells)


def _meets(lo: int | None, hi: int | None, first: int, last: int) -> bool:
    return (lo is None or lo <= last) and (hi is None or hi >= first)
