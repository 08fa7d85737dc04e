"""A set of events in time order: what a query selects, and what can be asked of it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from pyroaring import BitMap

from dateline.model import Event
from dateline.store.bounds import OPEN_HI, OPEN_LO
from dateline.store.order import Order

T = TypeVar("T")
_ASKED_FOR_ENDS: Final = 10_000
_PAGE: Final = 500
"""Events that are read together where all are wanted."""

if TYPE_CHECKING:
    from dateline.store.part import Columns
    from dateline.store.reader import Reader


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many of the selected events have a value."""

    value: str
    count: int
    total: int
    """How many in the whole store."""


class Spans(NamedTuple):
    """Within which days each of some events begins and ends; in time order, `lo` ascending. See Bounds."""

    ordinals: Sequence[int]
    """Which events they are, in the store."""
    lo: Sequence[int]
    start: Sequence[int]
    end: Sequence[int]
    hi: Sequence[int]
    doubtful_starts: Sequence[int]
    """The positions, counted from 0, of those whose start is marked as uncertain or approximate."""
    doubtful_ends: Sequence[int]
    """The same of the end."""


class Selection:
    """Events, in time order. Combine with `&`, `|` and `-`; equal when they hold the same events."""

    __slots__ = ("_bitmap", "_order_", "_reader")

    def __init__(self, reader: Reader, bitmap: BitMap) -> None:
        self._reader = reader
        self._bitmap = bitmap
        self._order_: Order | None = None

    def __and__(self, other: Selection) -> Selection:
        return Selection(self._reader, self._bitmap & other._bitmap)

    def __or__(self, other: Selection) -> Selection:
        return Selection(self._reader, self._bitmap | other._bitmap)

    def __sub__(self, other: Selection) -> Selection:
        return Selection(self._reader, self._bitmap - other._bitmap)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Selection):
            return NotImplemented
        return self._reader is other._reader and bool(self._bitmap == other._bitmap)

    __hash__ = None  # type: ignore[assignment]

    @property
    def count(self) -> int:
        return len(self._bitmap)

    @property
    def _order(self) -> Order:
        if self._order_ is None:
            self._order_ = Order(self._bitmap, self._reader.late)
        return self._order_

    def page(self, start: int, size: int) -> tuple[Event, ...]:
        """The events at positions start … start + size, as many as there are."""
        return self._reader.events_at(self._order.slice(max(start, 0), max(start, 0) + size))

    def at(self, positions: Sequence[int]) -> tuple[Event, ...]:
        """The events at these positions."""
        return self._reader.events_at([self._order.ordinal(position) for position in positions])

    def __iter__(self) -> Iterator[Event]:
        """Every event, read in pages and not kept: safe in another thread, and at any number."""
        for start in range(0, self.count, _PAGE):
            ordinals = self._order.slice(start, start + _PAGE)
            read = self._reader.read(ordinals)
            yield from (read[ordinal] for ordinal in ordinals)

    def records(self) -> Iterator[list[str]]:
        """The documented JSON of every event, in pages that are not kept."""
        for start in range(0, self.count, _PAGE):
            yield self._reader.records(self._order.slice(start, start + _PAGE))

    def whole(self, made: Iterator[T]) -> Iterator[T]:
        """What is made of its records. Raises StoreError where one of them is not such that it can be."""
        with self._reader.whole():
            yield from made

    def columns(self, size: int) -> Iterator[list[Columns]]:
        """The date, the name of the kind, the title and the id of every event, in pages of a size."""
        for start in range(0, self.count, size):
            yield self._reader.columns(self._order.slice(start, start + size))

    def columns_at(self, positions: Sequence[int]) -> list[Columns]:
        """The same of the events at these positions."""
        return self._reader.columns([self._order.ordinal(position) for position in positions])

    def position(self, event: str) -> int | None:
        """Where the event with this id is, counted from 0; None if it is not selected."""
        ordinal = self._reader.ordinal(event)
        if ordinal is None or ordinal not in self._bitmap:
            return None
        return self._order.before(ordinal)

    def place(self, other: Selection, position: int) -> int | None:
        """Where the event at a position of another selection is in this one; None if it is not selected."""
        ordinal = other._order.ordinal(position)
        return self._order.before(ordinal) if ordinal in self._bitmap else None

    def nearest(self, event: str) -> int:
        """The position of this event, or of the one that follows where it would be; the last if none does."""
        ordinal = self._reader.ordinal(event)
        if ordinal is None or not self.count:
            return 0
        return min(self._order.before(ordinal), self.count - 1)

    def following(self, event: str) -> int:
        """The position of the first event after this one in time, around the end to the first."""
        ordinal = self._reader.ordinal(event)
        after = 0 if ordinal is None else self._order.before(ordinal) + (ordinal in self._bitmap)
        return after if after < self.count else 0

    def counts(self, field: str) -> dict[str, int]:
        """How many of the events have each value of a field: of every value in the store, 0 where none has it."""
        return self._reader.counts(field, self._bitmap)

    def facets(self, field: str) -> tuple[FacetCount, ...]:
        """The values of a field that selected events have, the commonest first."""
        totals = self._reader.everything().counts(field)
        found = [FacetCount(value, count, totals[value]) for value, count in self.counts(field).items() if count]
        return tuple(sorted(found, key=lambda facet: (-facet.count, facet.value)))

    def histogram(self, edges: Sequence[int]) -> tuple[int, ...]:
        """How many events begin (earliest possible day) in each of [edge, next edge); edges are day numbers."""
        ranks = self._ranks(*self._reader.began_before_each(tuple(edges)))
        return tuple(after - before for before, after in pairwise(ranks))

    def begins(self, position: int) -> int | None:
        """The earliest possible day of the event at this position; None where its start is open."""
        day = self._reader.lo(self._order.ordinal(position))
        return None if day == OPEN_LO else day

    def days(self) -> Iterator[tuple[int | None, int | None]]:
        """The earliest and the latest possible day of each event, None where open."""
        for ordinal in self._order.slice(0, self.count):
            first, last = self._reader.lo(ordinal), self._reader.hi(ordinal)
            yield (None if first == OPEN_LO else first), (None if last == OPEN_HI else last)

    def ends(self) -> int | None:
        """The latest possible day of all its events; None where an end is open. Looks at each: for a few."""
        last = max(map(self._reader.hi, self._bitmap), default=OPEN_HI)
        return None if last == OPEN_HI else last

    def spans(self) -> Spans:
        """Within which days its events begin and end; no event is read."""
        ordinals = self._order.slice(0, self.count)
        axes = [array("i") for _ in range(4)]
        for page in self.span_pages():
            for axis, days in zip(axes, (page.lo, page.start, page.end, page.hi), strict=True):
                axis.extend(days)
        if self._reader.late.before:
            places = [self._bitmap.rank(ordinal) - 1 for ordinal in ordinals]
            axes = [array("i", map(axis.__getitem__, places)) for axis in axes]
        doubtful = (tuple(sorted(map(self._order.before, marked))) for marked in self._doubtful())
        return Spans(ordinals, *axes, *doubtful)

    def span_pages(self) -> Iterator[Spans]:
        """The same in pages that are not kept, each in time order: what was added late comes in pages of its own."""
        marked = self._doubtful()
        for some, axes in self._reader.bounds(self._bitmap):
            doubtful = ([some.rank(ordinal) - 1 for ordinal in some & each] for each in marked)
            yield Spans(some.to_array(), *axes, *doubtful)

    def _doubtful(self) -> list[BitMap]:
        """Which of its events have a doubtful start, and which a doubtful end."""
        return [self._bitmap & self._reader.with_values("doubt", (end,)) for end in ("start", "end")]

    def first_after(self, day: int) -> int | None:
        """The position of the first event that begins on or after the day; None if none does."""
        rank = self._rank_of_day(day)
        return rank if rank < self.count else None

    def span(self) -> tuple[int, int] | None:
        """The first and the last of the days on which selected events begin; None where no day is known."""
        first = self.first_after(OPEN_LO + 1)
        if first is None:
            return None
        return self._reader.lo(self._order.ordinal(first)), self._reader.lo(self._order.ordinal(self.count - 1))

    def stretch(self) -> tuple[int, int] | None:
        """The first and the last known day of its events, the days on which they end included; None where none is.

        Of very many events the last ones to begin are asked when they end.
        """
        span = self.span()
        if span is None:
            return None
        latest = BitMap(self._order.slice(max(self.count - _ASKED_FOR_ENDS, 0), self.count))
        return span[0], max([span[1], *filter(OPEN_HI.__gt__, self._reader.ends(latest))])

    def _rank_of_day(self, day: int) -> int:
        """How many of the events begin before a day."""
        ordinal, late = self._reader.began_before(day)
        return self._ranks((ordinal,), (late,))[0]

    def _ranks(self, ordinals: Sequence[int], late: Sequence[int]) -> list[int]:
        """How many of the events are below each ordinal, of those in time order, and below each of the late ones."""
        rank, first = self._bitmap.rank, self._reader.late.first
        ranks = [rank(ordinal - 1) if ordinal else 0 for ordinal in ordinals]
        if first == self._reader.count:
            return ranks
        return [found + self._bitmap.range_cardinality(first, end) for found, end in zip(ranks, late, strict=True)]
