"""The rhythm of events: the gaps between them, the silence, and how many fall in each period.

Of an event it is only known within which days it begins and ends (see Spans), so every figure is a range that holds
whatever the days were. Events whose start is open or unknown are counted apart. Marks of doubt (`?`, `~`) widen no
range, because nobody says how far: dates are taken as written, the marked ones are counted, and in a period they are
only possible.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from dateline.query import periods
from dateline.query.by_day import ByDay
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


def rhythm(pages: Iterable[Spans]) -> Rhythm:
    """Of the events of all pages; in each of them they are in time order.

    The k-th event to begin does so between the k-th of the earliest and the k-th of the latest possible starts.
    """
    days = ByDay(pages)
    least, most, pause = _gaps(days)
    unit, counted = _counted(days)
    return Rhythm(
        days.earliest.total(),
        days.events - days.earliest.total(),
        days.doubtful,
        Range(_median(least), _median(most)) if least else None,
        Range(max(least), min(max(most), _at_most(days))) if least else None,
        pause,
        _silence(days),
        unit,
        counted,
    )


def begun(spans: Spans) -> Sequence[int]:
    """The positions of the events of whose start both bounds are known."""
    first = bisect_right(spans.lo, OPEN_LO)
    if OPEN_HI not in spans.start:
        return range(first, len(spans.lo))
    return [i for i in range(first, len(spans.lo)) if spans.start[i] != OPEN_HI]


def _gaps(days: ByDay) -> tuple[Counter[int], Counter[int], Window | None]:
    """How many gaps have at least so many days, how many at most; and the longest stretch in which none begins."""
    least, most, longest, pause = Counter[int](), Counter[int](), 1, None
    for before, after, times in _side_by_side(days.latest, days.earliest):
        least[max(after - before, 0)] += times
        if after - before > longest:
            longest, pause = after - before, Window(before + 1, after - 1)
    for before, after, times in _side_by_side(days.earliest, days.latest):
        most[after - before] += times
    return least, most, pause


def _side_by_side(some: Counter[int], others: Counter[int]) -> Iterator[tuple[int, int, int]]:
    """Of two sets of as many days, in order: the k-th of one and that after the k-th of the other, times so often."""
    left, right = sorted(some.items(), reverse=True), sorted(others.items(), reverse=True)
    if right:
        day, times = right.pop()
        right.append((day, times - 1))
    while right:
        (day, times), (other, other_times) = left.pop(), right.pop()
        both = min(times, other_times)
        if both:
            yield day, other, both
        if times > both:
            left.append((day, times - both))
        if other_times > both:
            right.append((other, other_times - both))


def _median(gaps: Counter[int]) -> float:
    ascending = sorted(gaps.items())
    until, last = list(accumulate(times for _, times in ascending)), gaps.total() - 1
    low, high = (ascending[bisect_right(until, place)][0] for place in (last // 2, (last + 1) // 2))
    return (low + high) / 2


def _at_most(days: ByDay) -> int:
    """The longest gap is no longer than this.

    After a gap that begins on some day comes the next start: that is no later than the latest possible one of any event
    that cannot have begun by that day.
    """
    last, *before = sorted(days.earliest, reverse=True)
    limit = max(days.latest)
    longest, after = limit - last, last
    for day in before:
        limit = min(limit, days.extremes[after].start)
        longest, after = max(longest, limit - day), day
    return longest


def _silence(days: ByDay) -> Stretch | None:
    """Between the latest possible day of all events before, and the earliest of all after.

    It can be longer on both sides: up to where the last of those before surely had not ended, and the first of those
    after surely had begun.
    """
    order = sorted(days.extremes)
    reach = [*accumulate((days.extremes[day].hi for day in order), max)]
    steps = [day - before for before, day in zip(reach, order[1:], strict=False)]
    longest = max(steps, default=0)
    if longest < 2:
        return None
    at = steps.index(longest)
    before = max(days.extremes[day].end for day in order[: at + 1])
    after = min(days.extremes[day].start for day in order[at + 1 :])
    most = None if before == OPEN_LO or after == OPEN_HI else after - before - 1
    return Stretch(Window(reach[at] + 1, order[at + 1] - 1), Range(longest - 1, most))


def _counted(days: ByDay) -> tuple[str, tuple[Period, ...]]:
    if not days.earliest:
        return "year", ()
    first, last = min(days.earliest), max(days.latest)
    months, unit = periods.unit(first, last)
    surely, possibly = Counter[int](), Counter[int]()
    for (earliest, latest), times in days.months.items():
        touched = range(earliest // months, latest // months + 1)
        possibly.update(dict.fromkeys(touched, times))
        if len(touched) == 1:
            surely[touched[0]] += times - days.doubtful_months[earliest, latest]
    numbered = ((periods.month(window.first) // months, window) for window in periods.periods(first, last, months))
    return unit, tuple(Period(window, Range(surely[number], possibly[number])) for number, window in numbered)


def _number(value: float) -> str:
    """`1,234` or `2.5`: the median of an even number of gaps may be half a day."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
