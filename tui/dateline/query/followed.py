"""Which events are followed by others: "A within N days after B"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.query.ranges import Within
from dateline.query.rhythm import Range, begun
from dateline.store.bounds import OPEN_HI
from dateline.store.selection import Spans


@dataclass(frozen=True, slots=True)
class Pair:
    """An event of B, and the event of A that follows it."""

    b: int
    """Position in B, counted from 0."""
    a: int | None
    """Position in A; None where none can follow."""
    surely: bool = False
    """Whatever the days were, this one follows in time."""
    days: Range | None = None
    """From the end of the one to the start of the other; 0 if it begins before the end."""
    before: bool = False
    """It is also possible that it begins before the event of B does."""
    others: int = 0
    """How many more of A follow, surely or possibly."""


@dataclass(frozen=True, slots=True)
class Followed:
    """For every event of B whose start is known, in time order, what follows it."""

    pairs: tuple[Pair, ...]
    unknown_a: int
    """How many of A are left out because their start is open or unknown."""
    unknown_b: int

    @property
    def surely(self) -> int:
        """How many of B are surely followed."""
        return sum(pair.surely for pair in self.pairs)

    @property
    def possibly(self) -> int:
        """How many of B are only possibly followed."""
        return sum(pair.a is not None and not pair.surely for pair in self.pairs)

    @property
    def not_followed(self) -> int:
        return sum(pair.a is None for pair in self.pairs)


def followed(a: Spans, b: Spans, within: Within) -> Followed:
    """For each event of B: does one of A begin on or after the day it begins, and `within` so long after it ends?

    * surely: one and the same event of A does so on every day that its date and that of B allow, and neither is marked
      as doubtful. (That one of several does, now this and now that, is called possible.)
    * possibly: some event of A does so on some of these days.
    * not: none can, by the dates as written; but for the events of A that are left out.

    Of those that surely follow, the pair names the one whose latest possible start comes first; of those that possibly
    do, the one of which that lies in time, else the one that may begin first. No event follows itself. The range of
    days is that of the pair named. What goes on (`A/..`) has no end: all that begins later begins in time.
    """
    followers = _Followers(a, within)
    doubtful = {*b.doubtful_starts, *b.doubtful_ends}
    known = begun(b)
    pairs = tuple(followers.pair(b, position, position in doubtful) for position in known)
    return Followed(pairs, len(a.lo) - len(followers.known), len(b.lo) - len(known))


class _Followers:
    """The events of A, in the orders in which they are looked for."""

    def __init__(self, a: Spans, within: Within) -> None:
        self._a, self._within = a, within
        self.known = begun(a)
        self._ordinals = [a.ordinals[i] for i in self.known]
        doubtful = {*a.doubtful_starts}
        by_start = sorted(self.known, key=a.start.__getitem__)
        self._lo, self._by_start = [a.lo[i] for i in self.known], by_start
        self._start = [a.start[i] for i in by_start]
        self._soonest = _Least((a.lo[i], a.start[i], i) for i in self.known if i not in doubtful)
        self._earliest = _Least((a.start[i], a.lo[i], i) for i in by_start)

    def pair(self, b: Spans, position: int, doubtful: bool) -> Pair:
        a, itself = self._a, self._position(b.ordinals[position])
        lo, start, end, hi = b.lo[position], b.start[position], b.end[position], b.hi[position]
        found = self._soonest.of(start, itself)
        surely = found is not None and a.start[found] <= self._limit(end)
        if not surely:
            found = self._possibly(lo, self._limit(hi), itself)
        if found is None:
            return Pair(position, None)
        days = Range(max(a.lo[found] - hi, 0), max(a.start[found] - end, 0))
        before = a.lo[found] < start
        others = self._possible(lo, self._limit(hi)) - 1 - (itself is not None)
        return Pair(position, found, surely and not doubtful, days, before, others)

    def _limit(self, end: int) -> int:
        return end if end == OPEN_HI else self._within.after(end)

    def _position(self, ordinal: int) -> int | None:
        at = bisect_left(self._ordinals, ordinal)
        return self.known[at] if at < len(self._ordinals) and self._ordinals[at] == ordinal else None

    def _possibly(self, lo: int, limit: int, itself: int | None) -> int | None:
        """One that can begin on some day of lo … limit."""
        at = bisect_left(self._start, lo)
        at += at < len(self._by_start) and self._by_start[at] == itself
        if at < len(self._start) and self._start[at] <= limit:
            return self._by_start[at]
        found = self._earliest.of(lo, itself)
        return found if found is not None and self._a.lo[found] <= limit else None

    def _possible(self, lo: int, limit: int) -> int:
        """How many can."""
        return bisect_right(self._lo, limit) - bisect_left(self._start, lo)


class _Least:
    """Things with a key and a value, by ascending key: which has the least value, from some key on."""

    def __init__(self, things: Iterable[tuple[int, int, int]]) -> None:
        self._keys: list[int] = []
        values = list[tuple[int, int]]()
        for key, value, name in things:
            self._keys.append(key)
            values.append((value, name))
        self._best: list[tuple[int | None, int | None]] = []
        """From each place on the best and the second best, last place first."""
        best, second = None, None
        for thing in reversed(values):
            if best is None or thing <= best:
                best, second = thing, best
            elif second is None or thing <= second:
                second = thing
            self._best.append((best[1], second and second[1]))

    def of(self, key: int, but: int | None) -> int | None:
        """The name of the best thing whose key is at least this; not the one called `but`."""
        left = len(self._keys) - bisect_left(self._keys, key)
        if not left:
            return None
        best, second = self._best[left - 1]
        return second if best == but else best
