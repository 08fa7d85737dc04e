"""Events by the days on which they can begin: what a rhythm needs of them, in room that grows with the days only."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.query.periods import month
from dateline.store.bounds import OPEN_HI, OPEN_LO
from dateline.store.selection import Spans


class Extremes(NamedTuple):
    """Of several events; see Bounds."""

    start: int
    """The least."""
    end: int
    """The greatest."""
    hi: int
    """The greatest."""


class ByDay:
    """Counts of events; a start is known where both its bounds are. See Spans."""

    def __init__(self, pages: Iterable[Spans]) -> None:
        """In each page the events are in time order."""
        self.events = 0
        """All of them."""
        self.doubtful = 0
        """How many have a date that is marked as uncertain or approximate, at either end."""
        self.earliest = Counter[int]()
        """Of those with a known start: how many have which earliest possible one, a day number."""
        self.latest = Counter[int]()
        """And which latest possible one."""
        self.months = Counter[tuple[int, int]]()
        """The same of both together, in months since January of the year 0."""
        self.doubtful_months = Counter[tuple[int, int]]()
        """And of those among them whose start is marked."""
        self.extremes: dict[int, Extremes] = {}
        """Of those that have the same earliest possible day, OPEN_LO as well."""
        for page in pages:
            self._add(page)

    def _add(self, page: Spans) -> None:
        self.events += len(page.lo)
        self.doubtful += len({*page.doubtful_starts, *page.doubtful_ends})
        at = 0
        while at < len(page.lo):
            day = page.lo[at]
            until = bisect_right(page.lo, day, at)
            starts = page.start[at:until]
            self._extend(day, starts, page.end[at:until], page.hi[at:until])
            self._count(day, Counter(starts))
            at = until
        for start, lo in ((page.start[i], page.lo[i]) for i in page.doubtful_starts):
            if _known(lo, start):
                self.doubtful_months[month(lo), month(start)] += 1

    def _extend(self, day: int, start: Sequence[int], end: Sequence[int], hi: Sequence[int]) -> None:
        found = Extremes(min(start), max(end), max(hi))
        before = self.extremes.get(day, found)
        self.extremes[day] = Extremes(
            min(before.start, found.start), max(before.end, found.end), max(before.hi, found.hi)
        )

    def _count(self, lo: int, starts: Counter[int]) -> None:
        for start, times in starts.items():
            if _known(lo, start):
                self.earliest[lo] += times
                self.latest[start] += times
                self.months[month(lo), month(start)] += times


def _known(lo: int, start: int) -> bool:
    return lo != OPEN_LO and start != OPEN_HI
