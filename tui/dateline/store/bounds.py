"""Within which days an event begins and ends, as its date leaves it open: whole numbers for the store's axes."""

from __future__ import annotations

from typing import Final, NamedTuple

from dateline.dates import Edtf, Point

OPEN_LO: Final = -(2**31)
OPEN_HI: Final = 2**31 - 1
"""How an open or unknown end stands on the axis of days."""


class Bounds(NamedTuple):
    """Day numbers: it begins on one of `lo` … `start` and ends on one of `end` … `hi`.

    Of one unknown day the two ranges are the same; of an extent each is that of its own end.
    """

    lo: int
    """The earliest possible day; OPEN_LO where its start is open or unknown."""
    start: int
    """The latest day on which it can begin; OPEN_HI of `[A..]`."""
    end: int
    """The earliest day on which it can end; OPEN_HI where it goes on (`A/..`), OPEN_LO of `[..B]`."""
    hi: int
    """The latest possible day; OPEN_HI where its end is open or unknown."""


def bounds(date: Edtf) -> Bounds:
    """Marks of doubt (`?`, `~`) widen nothing: how far, nobody says; see `doubts`."""
    lo = OPEN_LO if date.lo is None else date.lo
    hi = OPEN_HI if date.hi is None else date.hi
    if date.shape == "interval":
        first, last = date.points
        # It ends no sooner than it begins, however coarse its ends are.
        start = min(first.hi, hi) if first else OPEN_LO if date.edtf.startswith("..") else hi
        end = max(last.lo, lo) if last else OPEN_HI if date.edtf.endswith("..") else lo
        return Bounds(lo, start, end, hi)
    if date.shape == "all-of":
        known = [point for point in date.points if point]
        return Bounds(lo, min(point.hi for point in known), max(point.lo for point in known), hi)
    return Bounds(lo, hi, lo, hi)


def doubts(date: Edtf) -> tuple[str, ...]:
    """Which of `start` and `end` are marked as uncertain or approximate."""
    if date.shape == "interval":
        ends = zip(("start", "end"), date.points, strict=True)
        return tuple(name for name, point in ends if _marked(point))
    return ("start", "end") if any(map(_marked, date.points)) else ()


def _marked(point: Point | None) -> bool:
    return point is not None and (point.uncertain or point.approximate)
