"""Where in time order the events of a set stand: a position for each, though some were added late."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pyroaring import BitMap


class Late(NamedTuple):
    """Events whose ordinals say nothing of when they were: they came into the store after the others."""

    first: int
    """Their first ordinal; those below are all in time order."""
    before: Sequence[int]
    """Of each, in time order among themselves: the ordinal of the first of the others that comes after it."""


class Order:
    """The events of a set by position, from 0 in time order."""

    __slots__ = ("_all_late", "_bitmap", "_late", "_places", "_positions")

    def __init__(self, bitmap: BitMap, late: Late) -> None:
        self._bitmap = bitmap
        self._all_late = late
        self._late: Sequence[int] = ()
        """The ordinals of those that came late."""
        self._places: Sequence[int] = ()
        """The ordinals before which they stand."""
        if late.before:
            self._late = bitmap[_rank(bitmap, late.first) :].to_array()
            self._places = [late.before[ordinal - late.first] for ordinal in self._late]
        self._positions = [_rank(bitmap, place) + i for i, place in enumerate(self._places)]

    def ordinal(self, position: int) -> int:
        """Raises IndexError where there is no event at this position."""
        late = bisect_left(self._positions, position)
        if late < len(self._positions) and self._positions[late] == position:
            return self._late[late]
        if position >= len(self._bitmap):
            raise IndexError(position)
        return int(self._bitmap[position - late])

    def slice(self, start: int, stop: int) -> Sequence[int]:
        """The ordinals at positions start … stop, as many as there are."""
        if not self._late:
            return self._bitmap[start:stop].to_array()
        return [self.ordinal(position) for position in range(start, min(stop, len(self._bitmap)))]

    def before(self, ordinal: int) -> int:
        """How many of the set's events come before this one, which need not be in the set."""
        late = self._all_late
        if late.before and ordinal >= late.first:
            return _rank(self._bitmap, late.before[ordinal - late.first]) + bisect_left(self._late, ordinal)
        return _rank(self._bitmap, ordinal) + bisect_right(self._places, ordinal)


def _rank(bitmap: BitMap, ordinal: int) -> int:
    """How many of a set are below an ordinal."""
    return int(bitmap.rank(ordinal - 1)) if ordinal else 0
