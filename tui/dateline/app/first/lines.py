"""Which line of the first screen shows what. Only the last events are known: what depends on others is left out."""

from __future__ import annotations

from dateline.app import written
from dateline.dates import civil

TYPE_CHECKING = False  # as in typing, for which the first screen does not wait
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final

    from dateline.store.first import Row


UNKNOWN: Final = "Start unknown"


class Line:
    """The heading of a month, or an event."""

    __slots__ = ("event", "said", "year")

    def __init__(self, said: str, year: int | None, event: Row | None = None) -> None:
        self.said, self.year, self.event = said, year, event
        """What the heading says, above the event or here; and its year, None where the start is open."""


def arranged(events: Sequence[Row], *, whole: bool) -> list[Line]:
    """The lines of events in the order of time: all there are, or the last ones, the first of which is not shown.

    Where it cannot be known whether there is a line between two events, the lines after it: for all, none.
    """
    lines: list[Line] = []
    said, year = "", None
    for at, event in enumerate(events):
        before = events[at - 1] if at else None
        if before is None and not whole:
            continue
        if before is None or _month(before) != _month(event):
            said, year = _heading(before, events[at:])
            if said:
                lines.append(Line(said, year))
            elif before is not None and (event.date.lo or 0) - (before.date.lo or 0) >= written.GAP_DAYS:
                if whole:  # where they end cannot be known either
                    return []
                lines.clear()  # there is a line if nothing happened in between
        elif not lines:
            year = _year(event)
            said = UNKNOWN if year is None else ""
        lines.append(Line(said, year, event))
    return lines


def _heading(before: Row | None, following: Sequence[Row]) -> tuple[str, int | None]:
    """What the heading of the month in which the first one begins says, and its year."""
    start = _month(following[0])
    if start is None:
        return UNKNOWN, None
    same = [event for event in following if _month(event) == start]
    vague = all(event.date.precision in written.COARSE for event in same)
    return written.month(*start, _year(before) if before is not None else None, vague=vague), start[0]


def _month(event: Row) -> tuple[int, int] | None:
    return None if event.date.lo is None else civil(event.date.lo)[:2]


def _year(event: Row) -> int | None:
    return None if event.date.lo is None else civil(event.date.lo)[0]
