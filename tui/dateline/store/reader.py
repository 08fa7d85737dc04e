"""Reading the store: the only door to the data."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeVar

from pyroaring import BitMap

from dateline.errors import NotFoundError, nearest
from dateline.model import Event, Source, Vocabulary
from dateline.record import event_of
from dateline.store import digests
from dateline.store.connection import IMPORTED
from dateline.store.kept import Kept
from dateline.store.order import Late
from dateline.store.part import Columns, Part
from dateline.store.parts import opened
from dateline.store.selection import Selection
from dateline.text import fold

T = TypeVar("T")
_CACHED_EVENTS: Final = 256
_CACHED_SOURCES: Final = 512
_LEAST_MATCHES: Final = 1_000_000
"""Bytes of what words found that are kept; of more events than that as many, which is no less than eight words."""
_MOST_LASTED: Final = 100_000
"""Bytes of which events last into a day that are kept: some windows."""
_CACHED_EDGES: Final = 128
_BOUNDS: Final = 1 << 16
"""Events whose days are in memory together where those of all are asked for."""


class Reader:
    """An open store. It keeps showing what was in the file when it was opened, even if a new one replaces it."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError if there is no store of this version at `path`."""
        self.path = path
        self._events: OrderedDict[int, Event] = OrderedDict()
        self._sources: dict[str, Source] = {}
        self._edges: dict[tuple[int, ...], tuple[array[int], array[int]]] = {}
        self._parts = opened(path)
        """The file, and the small one beside it with what was added later, if there is one."""

    def close(self) -> None:
        for part in self._parts:
            part.connection.close()

    def own(self) -> None:
        """The calling thread will read the most: no other thread makes it wait."""
        for part in self._parts:
            part.connection.own()

    def whole(self) -> AbstractContextManager[None]:
        """What goes wrong inside with what was read means that the store is damaged: a StoreError."""
        return self._parts[0].connection.whole()

    def _sql(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        """The rows of all parts."""
        return [row for part in self._parts for row in part.sql(sql, parameters)]

    # What there is.

    @cached_property
    def count(self) -> int:
        """How many events."""
        return sum(part.count for part in self._parts)

    @cached_property
    def late(self) -> Late:
        """The events whose ordinals do not follow time order."""
        main, *later = self._parts
        return Late(main.count, later[0].axis("before") if later else ())

    @property
    def vocabulary(self) -> Vocabulary:
        """The kinds, actors, categories, systems, places and outlets, in the order of their files."""
        return self._parts[-1].vocabulary

    def named(self, field: str, name: str) -> tuple[str, ...]:
        """The ids of what is called `name` (id, name or alias, in any script).

        Of an actor, system, place, kind, outlet or source. An id as it is written means nothing else. Several only for
        sources, where an outlet's name stands for all that it published.
        """
        rows = self._sql("SELECT DISTINCT id FROM spelling WHERE field = ? AND key = ?", (field, fold(name)))
        ids = tuple(sorted({row[0] for row in rows}))
        return (name,) if name in ids else ids

    def keys(self, field: str) -> dict[str, str]:
        """The folded spellings of each thing that a field names, with newlines between."""
        keys: dict[str, dict[str, None]] = {}
        for id_, key in self._sql("SELECT id, key FROM spelling WHERE field = ? ORDER BY id, position", (field,)):
            keys.setdefault(id_, {})[key] = None
        return {id_: "\n".join(spelt) for id_, spelt in keys.items()}

    def suggestion(self, field: str, name: str) -> str:
        """`; did you mean X?` for a name that is not known, or nothing."""
        spelt = self._sql("SELECT key, id FROM spelling WHERE field = ? ORDER BY id, position", (field,))
        ids = dict(spelt)
        begun = next((id_ for key, id_ in spelt if len(name) > 1 and key.startswith(fold(name))), "")
        if begun:
            return f"; did you mean {begun}?"
        guess = nearest(fold(name), list(ids)).removeprefix("; did you mean ").removesuffix("?")
        return f"; did you mean {ids[guess]}?" if guess else ""

    # Sets of events.

    @cached_property
    def _matches(self) -> Kept[tuple[str, bool], BitMap]:
        """What words found, which begin as the last one does or are whole."""
        return Kept(max(_LEAST_MATCHES, self.count))

    @cached_property
    def _all(self) -> BitMap:
        return BitMap(range(self.count))

    @cached_property
    def _lasted(self) -> Kept[int, BitMap]:
        """Which events that began before a day possibly lasted until then: a window begins there key after key."""
        return Kept(_MOST_LASTED)

    def everything(self) -> Selection:
        return Selection(self, self._all)

    def nothing(self) -> Selection:
        return Selection(self, BitMap())

    def having(self, field: str, values: Iterable[str]) -> Selection:
        """The events that have any of the values in a field (`actor`, `actor=` for the exact one, `kind`, …)."""
        return Selection(self, self.with_values(field, tuple(values)))

    def values(self, field: str) -> tuple[str, ...]:
        """Every value that some event has in a field."""
        return tuple(dict.fromkeys(value for part in self._parts for value in part.postings.values(field)))

    def possibly(self, lo: int | None, hi: int | None) -> Selection:
        """The events whose possible days overlap lo … hi (day numbers, None = open)."""
        inside = self._beginning(lo, hi)
        return Selection(self, inside if lo is None else inside | self._straddling(lo))

    def surely(self, lo: int | None, hi: int | None) -> Selection:
        """The events all of whose possible days lie in lo … hi; none whose date is uncertain or approximate."""
        inside = self._beginning(lo, hi) - self.with_values("doubt", self.values("doubt"))
        return Selection(self, inside if hi is None else inside - self._straddling(hi + 1))

    def identified(self, event: str) -> Selection:
        """The event with this id, or nothing."""
        ordinal = self.ordinal(event)
        return Selection(self, BitMap() if ordinal is None else BitMap([ordinal]))

    def matching(self, text: str, *, prefix: bool = False) -> Selection:
        """The events in whose text (title, summary, figures, names and aliases) the words stand in this order."""
        found = self._matches.get((text, prefix))
        if found is None:
            found = BitMap.union(*(part.matching(text, prefix=prefix).shift(first) for part, first in self._placed()))
            # Kept: a query is asked many times over, for its counts, its hints and its facets.
            self._matches.put((text, prefix), found, len(found.serialize()))
        return Selection(self, found)

    # What selections are made of.

    def _placed(self) -> list[tuple[Part, int]]:
        """Each part with its first ordinal."""
        main, *later = self._parts
        return [(main, 0), *((part, main.count) for part in later)]

    def with_values(self, field: str, values: Sequence[str]) -> BitMap:
        """The ordinals of the events that have any of the values in a field."""
        found = BitMap()
        for part, first in self._placed():
            there = BitMap.union(BitMap(), *part.postings.some(field, values))
            found |= there.shift(first) if first else there
        return found

    def counts(self, field: str, events: BitMap) -> dict[str, int]:
        """How many of the events have each value of a field: of every value in the store, 0 where none has it."""
        main, *later = self._parts
        if not later:
            return main.postings.counts(field, events)
        counts = Counter(main.postings.counts(field, events & BitMap(range(main.count))))
        for part in later:
            counts.update(part.postings.counts(field, events.shift(-main.count)))
        return dict(counts)

    def lo(self, ordinal: int) -> int:
        """The earliest possible day of an event; see Bounds."""
        part, first = self._holder(ordinal)
        return part.days.lo(ordinal - first)

    def hi(self, ordinal: int) -> int:
        """The latest possible day of an event."""
        part, first = self._holder(ordinal)
        return part.days.hi(ordinal - first)

    def _holder(self, ordinal: int) -> tuple[Part, int]:
        return next((part, first) for part, first in reversed(self._placed()) if ordinal >= first)

    def ends(self, events: BitMap) -> Iterator[int]:
        """The latest possible day of each of the events that last longer than a day, in no order."""
        for part, first in self._placed():
            yield from part.days.ends(events.shift(-first) if first else events & BitMap(range(part.count)))

    def bounds(self, events: BitMap) -> Iterator[tuple[BitMap, Sequence[array[int]]]]:
        """Some of the events after the others, and of each `lo`, `start`, `end` and `hi` (see Bounds); not kept."""
        for part, first in self._placed():
            for start in range(0, part.count, _BOUNDS):
                stop = min(start + _BOUNDS, part.count)
                if some := events & BitMap(range(first + start, first + stop)):
                    with part.connection.whole():
                        axes: Sequence[array[int]] = part.days.bounds(start, stop)
                    if len(some) < stop - start:
                        at = some.shift(-first - start).to_array()
                        axes = [array("i", map(axis.__getitem__, at)) for axis in axes]
                    yield some, axes

    def ordinal(self, event: str) -> int | None:
        """That of the event with this id."""
        found = ((part.ordinal(event), first) for part, first in self._placed())
        return next((first + ordinal for ordinal, first in found if ordinal is not None), None)

    def began_before(self, day: int) -> tuple[int, int]:
        """The events that begin before a day: all in time order below the one ordinal, late ones below the other."""
        main, *later = self._parts
        return main.days.before(day), main.count + sum(part.days.before(day) for part in later)

    def began_before_each(self, days: tuple[int, ...]) -> tuple[array[int], array[int]]:
        """The same of several days, kept: the edges of an axis and those of months are asked for at each key."""
        found = self._edges.get(days)
        if found is None:
            before = [self.began_before(day) for day in days]
            found = array("I", (ordinal for ordinal, _ in before)), array("I", (late for _, late in before))
            if len(self._edges) >= _CACHED_EDGES:
                self._edges.clear()
            self._edges[days] = found
        return found

    def _beginning(self, lo: int | None, hi: int | None) -> BitMap:
        """The events whose earliest possible day is in lo … hi."""
        start = (0, self.late.first) if lo is None else self.began_before(lo)
        stop = (self.late.first, self.count) if hi is None else self.began_before(hi + 1)
        return BitMap.union(*(BitMap(range(*span)) for span in zip(start, stop, strict=True)))

    def _straddling(self, day: int) -> BitMap:
        """The events that began before the day and possibly still lasted on it."""
        found = self._lasted.get(day)
        if found is None:
            found = BitMap.union(*(part.days.straddling(day).shift(first) for part, first in self._placed()))
            self._lasted.put(day, found, len(found.serialize()))
        return found

    def grown_from(self, other: Reader) -> bool:
        """Whether the two differ at most in the events that were added later."""
        made, before = (reader._parts[0].meta("fingerprint") for reader in (self, other))
        return made.startswith(IMPORTED) and made == before

    def digests(self, *, late_only: bool = False) -> dict[str, int]:
        """The id of each event, by ordinal, with a hash of all that is curated of it, good in this process alone."""
        parts = self._parts[1:] if late_only else self._parts
        return {id_: digest for part in parts for id_, digest in digests.of_events(part.connection).items()}

    def source_digests(self, *, late_only: bool = False) -> dict[str, int]:
        """The same of each source."""
        parts = self._parts[1:] if late_only else self._parts
        return {id_: digest for part in parts for id_, digest in digests.of_sources(part.connection).items()}

    # The events and sources themselves.

    def event(self, id_: str) -> Event:
        """Raises NotFoundError."""
        ordinal = self.ordinal(id_)
        if ordinal is None:
            known = [row[0] for row in self._sql("SELECT id FROM event")] if self.count < 10_000 else []
            raise NotFoundError(f"no event '{id_}'{nearest(id_, known)}")
        return self.events_at([ordinal])[0]

    def source(self, id_: str) -> Source:
        """Raises NotFoundError."""
        found = self._sources_of([id_])
        if id_ not in found:
            raise NotFoundError(f"no source '{id_}'{nearest(id_, self.source_ids())}")
        return found[id_]

    def headlines(self) -> dict[str, str]:
        """Who published each source, and its title; a few thousand at once, where no more of them is wanted."""
        rows = self._sql("SELECT source.id, name, title FROM source JOIN outlet ON outlet.id = publisher")
        return {id_: f"{publisher}: {title}" for id_, publisher, title in rows}

    def _sources_of(self, ids: Iterable[str]) -> dict[str, Source]:
        if len(self._sources) > _CACHED_SOURCES:
            self._sources = {}
        known = self._sources
        if missing := [id_ for id_ in ids if id_ not in known]:
            for part in self._parts:
                known.update(part.sources(missing))
        return known

    def coverage(self, edges: Sequence[int]) -> tuple[int, ...]:
        """How many sources were published (earliest possible day) in each of [edge, next edge); days as numbers."""
        ranks = [bisect_left(self._published, edge) for edge in edges]
        return tuple(after - before for before, after in pairwise(ranks))

    @cached_property
    def _published(self) -> Sequence[int]:
        """The days on which sources were published."""
        return sorted(day for part in self._parts for day in part.axis("published"))

    def source_ids(self, outlet: str = "") -> list[str]:
        """The ids of all sources, or of those that an outlet (its id) published; sorted."""
        rows = self._sql("SELECT id FROM source WHERE ? IN ('', publisher)", (outlet,))
        return sorted({row[0] for row in rows})

    def events_at(self, ordinals: Sequence[int]) -> tuple[Event, ...]:
        """The events with these ordinals, in their order."""
        # Taken out and put back behind the others: another thread may forget at any time what is kept.
        kept = {ordinal: self._events.pop(ordinal, None) for ordinal in ordinals}
        found = {ordinal: event for ordinal, event in kept.items() if event is not None}
        if missing := [ordinal for ordinal in ordinals if ordinal not in found]:
            found.update(self.read(missing))
        self._events.update(found)
        while len(self._events) > _CACHED_EVENTS:
            self._events.popitem(last=False)
        return tuple(found[ordinal] for ordinal in ordinals)

    def records(self, ordinals: Sequence[int]) -> list[str]:
        """The JSON of the events with these ordinals, in their order."""
        return self._gathered(ordinals, Part.lines)

    def columns(self, ordinals: Sequence[int]) -> list[Columns]:
        """The events with these ordinals as they are listed, in their order."""
        return self._gathered(ordinals, Part.columns)

    def read(self, ordinals: Sequence[int]) -> dict[int, Event]:
        """The events with these ordinals, from the file and not from memory."""
        return dict(zip(ordinals, self._gathered(ordinals, self._revived), strict=True))

    def _gathered(self, ordinals: Sequence[int], asked: Callable[[Part, Sequence[int]], Mapping[int, T]]) -> list[T]:
        """What the parts say of the events with these ordinals, in their order."""
        found: dict[int, T] = {}
        for part, first in self._placed():
            inside = [ordinal - first for ordinal in ordinals if first <= ordinal < first + part.count]
            with part.connection.whole():
                found.update((first + ordinal, said) for ordinal, said in asked(part, inside).items())
        with self._parts[0].connection.whole():
            return [found[ordinal] for ordinal in ordinals]

    def _revived(self, part: Part, ordinals: Sequence[int]) -> dict[int, Event]:
        rows = list(part.records(ordinals))
        sources = self._sources_of({c["source"] for _, _, record in rows for c in record["citations"]})
        related = {r["id"] for _, _, record in rows for r in record["related"]}
        others = {id_: said for each in self._parts for id_, said in each.titles(related).items()} if related else {}
        return {
            ordinal: event_of(record, origins, self.vocabulary, sources, others) for ordinal, origins, record in rows
        }
