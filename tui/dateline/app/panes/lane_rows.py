"""Lanes: which events stand in which, and into which lines their bars are packed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from dateline.app.widgets.bars import covered
from dateline.query.fields import label
from dateline.query.view import View
from dateline.store.reader import Reader
from dateline.store.selection import Selection
from dateline.window import Window

MOST_BARS: Final = 400
"""A lane with more events in the window is drawn as a density."""
MOST_LINES: Final = 12
"""So is one whose bars need more lines than that."""
MOST_PACKED: Final = 8000
"""Events in all lanes together; lanes after those are drawn as densities."""
EXACT: Final = ("actor", "system", "place")
"""Fields with a hierarchy: in lanes an event stands where it was put, not in all that is above."""


class Lane(NamedTuple):
    """The events of one value."""

    value: str
    """"" is the lane of the events that have no value."""
    events: Selection
    title: str = ""
    """Its name where it is no value: what a query asks."""

    def name(self, reader: Reader, field: str) -> str:
        """What it is called; for a source that asks the store."""
        if self.title:
            return self.title
        return label(reader, field, self.value) if self.value else f"no {field}"


class Packed(NamedTuple):
    """A lane in a window."""

    lane: Lane
    inside: Selection
    """Its events that are possibly in the window."""
    lines: tuple[tuple[int, ...], ...]
    """Positions among `inside`, line by line, in the order of time; none where a density is drawn."""
    top: int
    """Its first line."""

    @property
    def height(self) -> int:
        return max(len(self.lines), 1)


def lanes_of(reader: Reader, found: Selection, view: View) -> tuple[Lane, ...]:
    """The lanes of a field: every event stands in each of its lanes, and those without a value in one of their own."""
    field = f"{view.lanes}=" if view.lanes in EXACT else view.lanes
    facets = found.facets(field)
    others = found - reader.having(field, (facet.value for facet in facets))
    lanes = [Lane(facet.value, found & reader.having(field, (facet.value,))) for facet in facets]
    if view.order == "name":
        lanes.sort(key=lambda lane: lane.name(reader, view.lanes).casefold())
    if others.count:
        lanes.append(Lane("", others))
    if view.solo is not None:
        return tuple(lane for lane in lanes if lane.value == view.solo)
    return tuple(lane for lane in lanes if lane.value not in view.hidden)


def pack(reader: Reader, lanes: Sequence[Lane], shown: Window, cells: int) -> tuple[Packed, ...]:
    """Bars that overlap, or touch, stand in lines of their own: the fewest that are needed.

    A lane that is alone may have as many as it needs.
    """
    most = MOST_LINES if len(lanes) > 1 else MOST_BARS
    possibly = reader.possibly(shown.first, shown.last)
    packed, top, room = [], 0, MOST_PACKED
    for lane in lanes:
        inside = lane.events & possibly
        count = inside.count
        lines: tuple[tuple[int, ...], ...] = ()
        if count <= min(MOST_BARS, room):
            lines = packed_lines((covered(lo, hi, shown, cells) for lo, hi in inside.days()), most)
            room -= count
        packed.append(Packed(lane, inside, lines, top))
        top += packed[-1].height
    return tuple(packed)


def packed_lines(bars: Iterable[tuple[int, int]], most: int = MOST_LINES) -> tuple[tuple[int, ...], ...]:
    """Bars as (first, last) cell, by their first cell: which stand in which line, with a cell between neighbours.

    None where there are more than `most`; then the bars after those are not asked for.
    """
    lines: list[list[int]] = []
    ends: list[int] = []
    for number, (first, last) in enumerate(bars):
        line = next((i for i, end in enumerate(ends) if end + 1 < first), len(lines))
        if line == most:
            return ()
        if line == len(lines):
            lines.append([])
            ends.append(last)
        lines[line].append(number)
        ends[line] = last
    return tuple(map(tuple, lines))


def at_line(packed: Sequence[Packed], line: int) -> int:
    """Which lane a line belongs to."""
    return bisect_right(packed, line, key=attrgetter("top")) - 1
