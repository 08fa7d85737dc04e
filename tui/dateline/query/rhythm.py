"""The rhythm of events: the gaps between them, the silence, and how many fall in each period.

Of an event it is only known within which days it begins and ends (see Spans), so every figure is a range that holds
whatever the days were. Events whose start is open or unknown are counted apart. Marks of doubt (`?`, `~`) widen no
range, because nobody says how far: dates are taken as written, the marked ones are counted, and in a period they are
only possible.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import sub

from dateline.query import periods
from dateline.store.bounds import OPEN_HI, OPEN_LO
from dateline.store.selection import Spans
from dateline.window import Window


@dataclass(frozen=True, slots=True)
class Range:
    """A number of which only bounds are known: of days, or of events."""

    least: float
    most: float | None
    """None: unbounded."""

    @property
    def text(self) -> str:
        """`9`, `9 to 13`, `9 or more`"""
        if self.most is None:
            return f"{_number(self.least)} or more"
        same = self.least == self.most
        return _number(self.least) if same else f"{_number(self.least)} to {_number(self.most)}"

    @property
    def days(self) -> str:
        """`1 day`, `9 to 13 days`"""
        return f"{self.text} day{'' if self.text == '1' else 's'}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of days on which surely nothing is, and how long it is at least and at most."""

    window: Window
    length: Range


@dataclass(frozen=True, slots=True)
class Period:
    """How many events begin in a period: surely, and possibly."""

    window: Window
    count: Range


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What can be said of the intervals of some events."""

    events: int
    """How many have a start with bounds: the figures are of them."""
    unknown: int
    """How many have not, and are left out (but no silence is where one of them may have been)."""
    doubtful: int
    """How many of all have a date that is marked as uncertain or approximate, at either end."""
    median: Range | None
    """Days from one beginning to the next; None with fewer than two events."""
    longest: Range | None
    """The longest of these gaps."""
    pause: Window | None
    """The longest stretch of days on which surely none begins, between two that do."""
    silence: Stretch | None
    """The longest stretch on which surely none was going on, between two that were; the other figures are of starts."""
    unit: str
    """What the periods are: `year`."""
    periods: tuple[Period, ...]
    """From the first possible start to the last; also those in which nothing begins."""

    @property
    def intervals(self) -> int:
        """How many gaps there are."""
        return max(self.events - 1, 0)


def rhythm(spans: Spans) -> Rhythm:
    """The k-th event to begin does so between the k-th of the earliest and the k-th of the latest possible starts."""
    known = begun(spans)
    doubtful = {*spans.doubtful_starts}
    # In arrays: of a million events each list would be 40 MB.
    earliest, starts = _of(spans.lo, known), _of(spans.start, known)
    latest = _ascending(starts)
    least = array("q", (max(gap, 0) for gap in map(sub, earliest[1:], latest)))
    most = array("q", map(sub, latest[1:], earliest))
    middle = Range(_median(least), _median(most)) if least else None
    longest = Range(max(least), min(max(most), _at_most(earliest, starts))) if least else None
    pause = _pause(earliest, latest, least)
    del least, most
    firm = array("q", (i for i in known if i not in doubtful)) if doubtful else known
    unit, counted = _counted(earliest, latest, _of(spans.lo, firm), _of(spans.start, firm))
    del firm
    return Rhythm(
        len(known),
        len(spans.lo) - len(known),
        len(doubtful.union(spans.doubtful_ends)),
        middle,
        longest,
        pause,
        _silence(spans),
        unit,
        counted,
    )


def _of(days: Sequence[int], positions: Sequence[int]) -> array[int]:
    return array("i", map(days.__getitem__, positions))


def _median(gaps: Sequence[int]) -> float:
    """They are many, and few differ."""
    counted = sorted(Counter(gaps).items())
    until = list(accumulate(times for _, times in counted))
    low, high = (counted[bisect_right(until, place)][0] for place in ((len(gaps) - 1) // 2, len(gaps) // 2))
    return (low + high) / 2


def _ascending(days: Sequence[int]) -> array[int]:
    """Sorted; they are many, too, and few differ."""
    found = array("i")
    for day, times in sorted(Counter(days).items()):
        found.extend(array("i", [day]) * times)
    return found


def begun(spans: Spans) -> Sequence[int]:
    """The positions of the events of whose start both bounds are known."""
    first = bisect_right(spans.lo, OPEN_LO)
    if OPEN_HI not in spans.start:
        return range(first, len(spans.lo))
    return [i for i in range(first, len(spans.lo)) if spans.start[i] != OPEN_HI]


def _at_most(earliest: Sequence[int], latest: Sequence[int]) -> int:
    """The longest gap is no longer than this; the events in the order of their earliest starts.

    After a gap that begins on some day comes the next start: that is no later than the latest possible one of any event
    that cannot have begun by that day.
    """
    limit = max(latest)
    longest = limit - earliest[-1]
    for i in reversed(range(len(earliest) - 1)):
        limit = min(limit, latest[i + 1])
        if earliest[i] < earliest[i + 1]:
            longest = max(longest, limit - earliest[i])
    return longest


def _pause(earliest: Sequence[int], latest: Sequence[int], least: Sequence[int]) -> Window | None:
    longest = max(least, default=0)
    if longest < 2:
        return None
    at = least.index(longest)
    return Window(latest[at] + 1, earliest[at + 1] - 1)


def _silence(spans: Spans) -> Stretch | None:
    """Between the latest possible day of all events before, and the earliest of all after.

    It can be longer on both sides: up to where the last of those before surely had not ended, and the first of those
    after surely had begun.
    """
    reach = list(accumulate(spans.hi, max))
    steps = array("q", map(sub, spans.lo[1:], reach))
    longest = max(steps, default=0)
    if longest < 2:
        return None
    at = steps.index(longest)
    before, after = max(spans.end[: at + 1]), min(spans.start[at + 1 :])
    most = None if before == OPEN_LO or after == OPEN_HI else after - before - 1
    return Stretch(Window(reach[at] + 1, spans.lo[at + 1] - 1), Range(longest - 1, most))


def _counted(
    earliest: Sequence[int], latest: Sequence[int], firm_lo: Sequence[int], firm_start: Sequence[int]
) -> tuple[str, tuple[Period, ...]]:
    """`earliest` and `latest` are sorted, each by itself; the firm ones are pairs, sorted by the first."""
    if not earliest:
        return "year", ()
    months, unit = periods.unit(earliest[0], latest[-1])
    counted = []
    for window in periods.periods(earliest[0], latest[-1], months):
        # Too early and too late for it: nothing is both.
        past, to_come = bisect_left(latest, window.first), len(earliest) - bisect_right(earliest, window.last)
        inside = firm_start[bisect_left(firm_lo, window.first) : bisect_right(firm_lo, window.last)]
        surely = sum(map(window.last.__ge__, inside))
        counted.append(Period(window, Range(surely, len(earliest) - past - to_come)))
    return unit, tuple(counted)


def _number(value: float) -> str:
    """`1,234` or `2.5`: the median of an even number of gaps may be half a day."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
