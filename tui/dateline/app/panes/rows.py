"""Which line of the timeline shows what: headings, gaps and events. Nothing is read but where months begin."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, NamedTuple

from dateline.dates import civil, day_number, year_words
from dateline.store.reader import Reader
from dateline.store.selection import Selection

GAP_DAYS: Final = 61
"""A stretch this long without a new event is said."""
_MONTHS: Final = tuple(calendar.month_name)
_COARSE: Final = ("season", "quarter", "half", "year", "decade", "century")


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


@dataclass(frozen=True, slots=True)
class Line:
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
    points = selection - reader.having("extent", ("yes",))
    coarse = selection & reader.having("precision", _COARSE)
    vaguest = coarse.count
    count = selection.count
    groups: list[Group] = []
    position = line = 0
    before: int | None = None
    said_year: int | None = None
    while position < count:
        day = selection.begins(position)
        if day is None:
            after = selection.first_after(-(2**31) + 1)
            group = Group(position, line, None, "Start unknown", "")
        else:
            year, month, _ = civil(day)
            start = day_number(year, month, 1)
            until = day_number(year + month // 12, month % 12 + 1, 1)
            after = selection.first_after(until)
            size = (count if after is None else after) - position
            # A date that is no closer than a season does not belong to the month in which it may begin.
            vague = size <= vaguest and coarse.histogram((start, until))[0] == size
            title = year_words(year) if year != said_year else ""
            if not vague:
                title = f"{title} {_MONTHS[month]}".strip()
            group = Group(position, line, year, title, _gap(before, day, points, reader))
            said_year = year
        groups.append(group)
        following = count if after is None else after
        line = group.first_event_line + following - position
        before = selection.begins(following - 1)
        position = following
    return Rows(selection, tuple(groups))


def _gap(before: int | None, day: int, points: Selection, reader: Reader) -> str:
    """What to say of the time between two days on which something begins, as far as it is surely empty.

    `points` are the events that do not last: an unknown day of a range may be any of them.
    """
    if before is None or day - before < GAP_DAYS:
        return ""
    between = points & reader.possibly(before + 1, day - 1)
    if between.count:
        last = between.ends()
        if last is None or day - last < GAP_DAYS:
            return ""
        before = last
    months = round((day - before) / 30.44)
    length = f"{months} months" if months < 24 else f"{round(months / 12)} years"
    return f"{length} without a new event"
