"""The stretch of time that an axis shows: zooming, panning, turning its pages, and the ruler over it.

A window is whole days; days are integers as in `dates`. `cells` is always the width of an axis in character cells.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from dateline.dates import MONTHS, YEAR_LIMIT, civil, day_number, days_in_month, iso, parse, year_words

LENGTHS: Final = (1, 2, 4, 7, 14, 30, 61, 91, 182, 365, 730, 1461, 3652, 7305, 18_262, 36_524, 73_049, 182_621, 365_243)
"""The steps of zooming, in days: from a day to a thousand years; beyond that it doubles."""
STEP: Final = 1.4
"""What is less than a step apart is not worth a key press."""
ENOUGH: Final = 40
"""Events on a page: a few screens of them."""
_NEAR: Final = 9999
"""Years further from zero have no days in EDTF."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days `first` … `last`, both inside."""

    first: int
    last: int

    @property
    def days(self) -> int:
        return self.last - self.first + 1

    def __str__(self) -> str:
        """As a query writes a range, the shortest way: `2022`, `2022-01..2022-06`, `2022-02-10..2022-02-13`."""
        start, end = self._sides()
        return start if start == end else f"{start}..{end}"

    @property
    def text(self) -> str:
        """In English: "2022", "Jan–Jun 2022", "10–13 Feb 2022"."""
        start, end = self._sides()
        return parse(start if start == end else f"{start}/{end}").text

    def _sides(self) -> tuple[str, str]:
        (year, month, day), (last_year, last_month, last_day) = civil(self.first), civil(self.last)
        if (month, day, last_month, last_day) == (1, 1, 12, 31):
            return _year(year), _year(last_year)
        start, end = iso(self.first) or "", iso(self.last) or ""
        if day == 1 and last_day == days_in_month(last_year, last_month):
            return start[:-3], end[:-3]
        return start, end

    def meets(self, lo: int | None, hi: int | None) -> bool:
        """Whether the days lo … hi (None = open) overlap it."""
        return (lo is None or lo <= self.last) and (hi is None or hi >= self.first)

    # Moving. What lies beyond the years that dates may have is cut off.

    def zoomed(self, steps: int, anchor: int) -> Window:
        """Closer by so many steps (further with less than 0); the day `anchor` keeps its place on the axis."""
        length = self.days
        for _ in range(abs(steps)):
            length = _shorter(length) if steps > 0 else _longer(length)
        before = round((anchor - self.first + 0.5) * length / self.days - 0.5)
        return window(anchor - before, anchor - before + length - 1)

    def panned(self, days: int) -> Window:
        """Later by so many days (earlier with less than 0), of the same length."""
        return window(self.first + days, self.last + days)

    def turned(self, by: int) -> Window:
        """The following period (by = 1) or the one before (-1): a year after a year, a month after a month."""
        months = self._months()
        if not months:
            return self.panned(by * self.days)
        year, month, _ = civil(self.first)
        return _of_months(year * 12 + month - 1 + by * months, months)

    def _months(self) -> int:
        """How many calendar months it is; 0 where it is not whole months."""
        (year, month, day), (last_year, last_month, last_day) = civil(self.first), civil(self.last)
        if day != 1 or last_day != days_in_month(last_year, last_month):
            return 0
        return (last_year - year) * 12 + last_month - month + 1

    def holding(self, lo: int | None, hi: int | None) -> Window:
        """Itself where days lo … hi (None = open) overlap it, else the page of its kind that holds the nearest end."""
        if self.meets(lo, hi):
            return self
        day = lo if lo is not None and lo > self.last else hi
        assert day is not None
        months = self._months()
        if months:
            (year, month, _), (to_year, to_month, _) = civil(self.first), civil(day)
            turns = ((to_year - year) * 12 + to_month - month) // months
            return _of_months(year * 12 + month - 1 + turns * months, months)
        return self.panned((day - self.first) // self.days * self.days)

    # Cells.

    def edges(self, cells: int) -> tuple[int, ...]:
        """`cells` + 1 days: cell c is the days from edge c up to, not with, edge c + 1."""
        return tuple(self.first + self.days * cell // cells for cell in range(cells + 1))

    def eighths(self, day: int, cells: int) -> tuple[int, int]:
        """Where the start of a day falls, in eighths of a cell from the left: rounded down and rounded up."""
        whole, rest = divmod((day - self.first) * 8 * cells, self.days)
        return whole, whole + (rest > 0)

    def cell(self, day: int, cells: int) -> int:
        """The cell in which the middle of a day falls."""
        return ((day - self.first) * 2 + 1) * cells // (self.days * 2)


def window(first: int, last: int) -> Window:
    """A window, cut off where dates end, and of whole years where EDTF has no days."""
    least, most = day_number(-YEAR_LIMIT, 1, 1), day_number(YEAR_LIMIT, 12, 31)
    first, last = min(max(first, least), most), max(min(last, most), least)
    if civil(first)[0] < -_NEAR or civil(last)[0] > _NEAR:
        first, last = day_number(civil(first)[0], 1, 1), day_number(civil(last)[0], 12, 31)
    return Window(first, last)


def fitting(first: int, last: int) -> Window:
    """The days rounded outwards: to days, months or years, whatever is small beside their number."""
    (year, month, _), (last_year, last_month, _) = civil(first), civil(last)
    if last - first > 2 * 366:
        return window(day_number(year, 1, 1), day_number(last_year, 12, 31))
    if last - first > 61:
        return window(
            day_number(year, month, 1), day_number(last_year, last_month, days_in_month(last_year, last_month))
        )
    return window(first, last)


def page(day: int, whole: Window, begin_in: Callable[[Window], int]) -> Window:
    """The shortest month, quarter, year, decade, … around the day in which enough events begin; else the whole."""
    if whole.days <= 800:
        return whole
    year, month, _ = civil(day)
    for months in (1, 3, 12, 120, 1200, 12_000, 120_000):
        shown = _of_months((year * 12 + month - 1) // months * months, months)
        if shown.days >= whole.days:
            break
        if begin_in(shown) >= ENOUGH:
            return shown
    return whole


def _of_months(start: int, months: int) -> Window:
    """So many calendar months from month `start` on, counted from January of the year 0."""
    end = start + months
    return window(day_number(start // 12, start % 12 + 1, 1), day_number(end // 12, end % 12 + 1, 1) - 1)


def _shorter(length: int) -> int:
    if length > LENGTHS[-1] * 2:
        return length // 2
    return LENGTHS[max(bisect_right(LENGTHS, length / STEP) - 1, 0)]


def _longer(length: int) -> int:
    at = bisect_left(LENGTHS, length * STEP)
    return LENGTHS[at] if at < len(LENGTHS) else length * 2


def _year(year: int) -> str:
    if abs(year) > _NEAR:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


# The ruler.


class Tick(NamedTuple):
    """A place on the ruler with its label."""

    cell: int
    label: str


def ruler(shown: Window, cells: int) -> tuple[Tick, ...]:
    """The finest ticks whose labels fit; the first one says enough of the date to be read alone."""
    for unit in _units(shown):
        ticks, end = list[Tick](), -1
        for tick in unit:
            cell = tick.cell * cells // (shown.days * 24)
            label = tick.label if ticks else tick.full
            if (cell <= end and ticks) or cell >= cells:
                break
            end = cell + len(label)
            if end > cells:
                if not ticks:
                    break
                end = cells
                continue  # the last one may be cut off at the edge: it is left out
            ticks.append(Tick(cell, label))
        else:
            if ticks:
                return tuple(ticks)
    year, month, _ = civil(shown.first)
    labels = (shown.text, f"{MONTHS[month - 1]} {year_words(year)}", year_words(year))
    return next(((Tick(0, label),) for label in labels if len(label) <= cells), ())


class _Mark(NamedTuple):
    cell: int
    """Hours after the start of the window."""
    label: str
    full: str
    """The label that needs none before it."""


def _units(shown: Window) -> Iterator[Iterator[_Mark]]:
    """The ticks of each unit that may suit, the finest first."""
    if shown.days <= 8:
        for hours in (1, 3, 6, 12):
            yield _hours(shown, hours)
    if shown.days <= 800:
        for days in (1, 2, 5, 10):
            yield _days(shown, days)
    if shown.days <= 30_000:
        for months in (1, 2, 3, 6):
            yield _months(shown, months)
    step = 1
    while step <= shown.days // 365 + 1:
        for years in (step, 2 * step, 5 * step):
            yield _years(shown, years)
        step *= 10


def _hours(shown: Window, step: int) -> Iterator[_Mark]:
    for hour in range(0, shown.days * 24, step):
        year, month, day = civil(shown.first + hour // 24)
        clock = f"{hour % 24:02d}:00"
        date = f"{day} {MONTHS[month - 1]}"
        yield _Mark(hour, date if hour % 24 == 0 else clock, f"{date} {year_words(year)}")


def _days(shown: Window, step: int) -> Iterator[_Mark]:
    """The 1st, and every so many days after it as long as there is room before the next 1st."""
    for number in range(shown.first, shown.last + 1):
        year, month, day = civil(number)
        if (day - 1) % step or (step > 1 and day > 31 - step):
            continue
        name = MONTHS[month - 1]
        first = f"{name} {year_words(year)}" if month == 1 else name
        yield _Mark((number - shown.first) * 24, first if day == 1 else str(day), f"{day} {name} {year_words(year)}")


def _months(shown: Window, step: int) -> Iterator[_Mark]:
    year, month, day = civil(shown.first)
    index = year * 12 + month - 1 + (day > 1)
    index += -index % step
    while (number := day_number(index // 12, index % 12 + 1, 1)) <= shown.last:
        name, words = MONTHS[index % 12], year_words(index // 12)
        january = index % 12 == 0
        yield _Mark((number - shown.first) * 24, words if january else name, words if january else f"{name} {words}")
        index += step


def _years(shown: Window, step: int) -> Iterator[_Mark]:
    year, month, day = civil(shown.first)
    first, (last, _, _) = year + ((month, day) != (1, 1)), civil(shown.last)
    before = range(first + (1 - first) % step, min(last, 0) + 1, step)  # 100 BC, not 101 BC: there is no year 0
    after = range(max(first + -first % step, 1 if step == 1 else step), last + 1, step)
    for each in (*before, *after):
        yield _Mark((day_number(each, 1, 1) - shown.first) * 24, year_words(each), year_words(each))
