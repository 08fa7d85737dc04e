"""The days of the events of a store file, in little room: on most days several begin, and most last one day."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Final

from pyroaring import BitMap

from dateline.errors import StoreError
from dateline.store.bounds import OPEN_HI, OPEN_LO

ONE_DAY: Final = "0"
OPEN: Final = "open"


def span_class(lo: int, hi: int) -> str:
    """Events of a class last fewer than 2**class days longer than one; `open` has an open end."""
    return OPEN if lo == OPEN_LO or hi == OPEN_HI else str((hi - lo).bit_length())


def last_of(span: str) -> str:
    """The axis with the latest possible days of the events of a class, in their order; of ONE_DAY there is none."""
    return f"hi {span}"


class Days:
    """Earliest and latest possible days (`lo` and `hi`, see Bounds) by ordinal."""

    def __init__(
        self,
        read: Callable[[str, int | None], array[int]],
        some: Callable[[str, int, int], array[int]],
        spans: Callable[[], Mapping[str, BitMap]],
        count: int,
        damaged: Callable[[str], StoreError],
    ) -> None:
        """`read` gives an axis of the file, as long as it has to be; `some` a slice of one with a day for each event.

        `spans` gives the events of each class, of `count`.

        Whatever is asked raises StoreError where the file is `damaged`.
        """
        self._read = read
        self._some = some
        self._spans = spans
        self._count = count
        self._damaged = damaged

    @cached_property
    def _starts(self) -> tuple[array[int], array[int]]:
        """The days on which events begin, ascending, and the first ordinal of each."""
        days = self._read("lo", None)
        firsts = self._read("first", len(days))
        if [*firsts] != sorted(firsts) or [*firsts[:1]] != [0][: self._count] or [*firsts[-1:]] > [self._count]:
            raise self._damaged("the days do not follow each other")
        return days, firsts

    @cached_property
    def _lasting(self) -> list[tuple[int, BitMap, array[int]]]:
        """Of each class of longer ones: fewer than how many days longer than one, which events, and until when."""
        found = []
        for span, events in self._spans().items():
            if span != ONE_DAY:
                longer = -1 if span == OPEN else 2 ** int(span)
                found.append((longer, events, self._read(last_of(span), len(events))))
        return found

    def before(self, day: int) -> int:
        """How many events begin before a day."""
        days, firsts = self._starts
        at = bisect_left(days, day)
        return firsts[at] if at < len(days) else self._count

    def lo(self, ordinal: int) -> int:
        days, firsts = self._starts
        return days[bisect_right(firsts, ordinal) - 1]

    def hi(self, ordinal: int) -> int:
        for _, events, last in self._lasting:
            if ordinal in events:
                return last[events.rank(ordinal) - 1]
        return self.lo(ordinal)

    def ends(self, events: BitMap) -> Iterator[int]:
        """`hi` of those that last longer than a day, in no order."""
        if events:
            first = events.min()
            for _, lasting, last in self._lasting:
                at = lasting.rank(first - 1) if first else 0
                yield from (day for ordinal, day in zip(lasting[at:], last[at:], strict=True) if ordinal in events)

    def straddling(self, day: int) -> BitMap:
        """The events that began before the day and possibly still lasted on it.

        Per class only those that began recently enough can: few are looked at, however many there are.
        """
        found, before = BitMap(), self.before(day)
        for longer, events, last in self._lasting:
            since = 0 if longer < 0 else self.before(day - longer + 1)
            start, stop = (events.rank(ordinal - 1) if ordinal else 0 for ordinal in (since, before))
            some = zip(events[start:stop], last[start:stop], strict=True)
            found.update([ordinal for ordinal, end in some if end >= day])
        return found

    def bounds(self, start: int, stop: int) -> tuple[array[int], array[int], array[int], array[int]]:
        """`lo`, `start`, `end` and `hi` of the events start … stop: four bytes for each."""
        lo = array("i")
        days, firsts = self._starts
        at = max(bisect_right(firsts, start) - 1, 0)
        for day, (first, next_) in zip(days[at:], pairwise([*firsts[at:], self._count]), strict=True):
            if first >= stop:
                break
            lo.extend(array("i", [day]) * (min(next_, stop) - max(first, start)))
        hi = lo[:]
        for _, events, last in self._lasting:
            among = slice(*(events.rank(ordinal - 1) if ordinal else 0 for ordinal in (start, stop)))
            for ordinal, day in zip(events[among], last[among], strict=True):
                hi[ordinal - start] = day
        return lo, self._some("start", start, stop), self._some("end", start, stop), hi
