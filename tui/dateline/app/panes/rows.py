"""Which line of the timeline shows what: headings, gaps and events. Nothing is read but where months begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate
from math import inf
from typing import Final, NamedTuple

from dateline.app import written
from dateline.dates import civil, day_number
from dateline.store.reader import Reader
from dateline.store.selection import Selection

FEW: Final = 10_000
"""So many events are soon looked at one by one."""


class Group(NamedTuple):
    """The events that begin in one month."""

    first: int
    """The position of its first event."""
    line: int
    """Its first line: the heading or, without one, its first event."""
    year: int | None
    """None where the start is open."""
    title: str
    """What the heading says of the time; may be empty."""
    gap: str
    """What the heading says of the time before; may be empty."""

    @property
    def first_event_line(self) -> int:
        return self.line + bool(self.gap or self.title)


class Line(NamedTuple):
    """What one line shows: the heading of its group, or the event at a position."""

    group: Group
    position: int | None = None


class Rows:
    """The lines of a selection."""

    def __init__(self, selection: Selection, groups: tuple[Group, ...]) -> None:
        self.groups = groups
        self.count = selection.count
        self._first_lines = [group.line for group in groups]
        self._first_positions = [group.first for group in groups]
        self.height = groups[-1].first_event_line + selection.count - groups[-1].first if groups else 0
        """How many lines."""

    def line(self, y: int) -> Line | None:
        """What line `y` shows; None below the last."""
        if not 0 <= y < self.height:
            return None
        group = self.groups[bisect_right(self._first_lines, y) - 1]
        if y >= group.first_event_line:
            return Line(group, position=group.first + y - group.first_event_line)
        return Line(group)

    def line_of(self, position: int) -> int:
        """The line of the event at a position."""
        group = self.groups[bisect_right(self._first_positions, position) - 1]
        return group.first_event_line + position - group.first


def arrange(selection: Selection, reader: Reader) -> Rows:
    """Lay out a selection: a heading for every month in which something begins, and the gaps between."""
    points = _Points(selection, reader)
    # A date that is no closer than a season does not belong to the month in which it may begin.
    coarse = {month.first: month.size for month in _months(selection & reader.having("precision", written.COARSE))}
    groups: list[Group] = []
    position = line = 0
    if selection.count and selection.begins(0) is None:
        known = selection.first_after(-(2**31) + 1)
        position = selection.count if known is None else known
        groups.append(Group(0, 0, None, "Start unknown", ""))
        line = groups[0].first_event_line + position
    former: _Month | None = None
    for month in _months(selection):
        said = None if former is None else former.year
        title = written.month(month.year, month.number, said, vague=coarse.get(month.first) == month.size)
        gap = ""
        if former is not None and month.last - former.first >= written.GAP_DAYS:
            gap = _gap(selection.begins(position - 1), selection.begins(position), points)
        groups.append(Group(position, line, month.year, title, gap))
        line = groups[-1].first_event_line + month.size
        position += month.size
        former = month
    return Rows(selection, tuple(groups))


class _Month(NamedTuple):
    """A month in which something begins."""

    year: int
    number: int
    size: int
    """How many events."""
    first: int
    """Its days, as numbers."""
    last: int


def _months(selection: Selection) -> Iterator[_Month]:
    """The months in which something begins: first the years are counted, for a chronology may have thousands."""
    if (span := selection.span()) is None:
        return
    first, last = (civil(day)[0] for day in span)
    years = selection.histogram([day_number(year, 1, 1) for year in range(first, last + 2)])
    for year, some in enumerate(years, first):
        if some:
            edges = _edges(year)
            for number, size in enumerate(selection.histogram(edges), 1):
                if size:
                    yield _Month(year, number, size, edges[number - 1], edges[number] - 1)


@lru_cache(1024)
def _edges(year: int) -> tuple[int, ...]:
    """On which days its months begin, and the next year."""
    return (*(day_number(year, month, 1) for month in range(1, 13)), day_number(year + 1, 1, 1))


def _gap(before: int | None, day: int | None, points: _Points) -> str:
    """What to say of the time between two days on which something begins, as far as it is surely empty."""
    if before is None or day is None or day - before < written.GAP_DAYS:
        return ""
    before = points.last(before, day)
    if before is None or day - before < written.GAP_DAYS:
        return ""
    months = round((day - before) / 30.44)
    length = f"{months} months" if months < 24 else f"{round(months / 12)} years"
    return f"{length} without a new event"


class _Points:
    """The events that do not last: an unknown day of a range may be any of them."""

    def __init__(self, selection: Selection, reader: Reader) -> None:
        self._events = selection - reader.having("extent", ("yes",))
        self._reader = reader

    @cached_property
    def _until(self) -> tuple[list[float], list[float]]:
        """When each may begin, and until when it or any before it may be."""
        begins = [-inf if first is None else first for first, _ in self._events.days()]
        ends = (inf if last is None else last for _, last in self._events.days())
        return begins, list(accumulate(ends, max))

    def last(self, before: int, day: int) -> int | None:
        """The last day before `day` on which there may be one, of those of `before` and earlier; None if they go on.

        Whatever is asked of the store costs as much as there is in it, and few events may have a hundred gaps.
        """
        if self._events.count <= FEW:
            begins, until = self._until
            place = bisect_right(begins, before)
            last = max(before, until[place - 1]) if place else before
            return None if last == inf else int(last)
        between = self._events & self._reader.possibly(before + 1, day - 1)
        return between.ends() if between.count else before
