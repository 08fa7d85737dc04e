"""Reading the store: the only door to the data."""

from __future__ import annotations

import json
import re
import sys
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from pyroaring import BitMap

from dateline import model
from dateline.dates import parse
from dateline.errors import NotFoundError, nearest
from dateline.model import Event, Source, Vocabulary
from dateline.store import digests
from dateline.store.connection import Connection
from dateline.store.selection import Selection
from dateline.text import fold

_CACHED_EVENTS: Final = 2048
_CACHED_MATCHES: Final = 64
_NOT_TEXT: Final = re.compile('["\0\ud800-\udfff]')
"""What full-text search cannot be asked for."""


class Reader:
    """An open store. It keeps showing what was in the file when it was opened, even if a new one replaces it."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError if there is no store of this version at `path`."""
        self.path = path
        self._matches: dict[tuple[str, bool], BitMap] = {}
        self._events: OrderedDict[int, Event] = OrderedDict()
        self._days: dict[str, array[int]] = {}
        self._postings: dict[str, dict[str, BitMap]] = {}
        self._sources: dict[str, Source] = {}
        self._connection = Connection(path)
        self._sql = self._connection.sql

    def close(self) -> None:
        self._connection.close()

    def own(self) -> None:
        """The calling thread will read the most: no other thread makes it wait."""
        self._connection.own()

    # What there is.

    @cached_property
    def count(self) -> int:
        """How many events."""
        return int(self._sql("SELECT count(*) FROM event")[0][0])

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The kinds, actors, categories, systems, places and outlets, in the order of their files."""
        parents: dict[tuple[str, str], list[str]] = {}
        for field, id_, parent in self._sql("SELECT field, id, parent FROM parent ORDER BY field, id, position"):
            parents.setdefault((field, id_), []).append(parent)
        aliases: dict[tuple[str, str], list[str]] = {}
        for field, id_, spelling in self._sql(
            "SELECT field, id, spelling FROM spelling WHERE position > 1 ORDER BY field, id, position"
        ):
            aliases.setdefault((field, id_), []).append(spelling)

        def above(field: str, id_: str) -> tuple[str, ...]:
            return tuple(parents.get((field, id_), ()))

        def also(field: str, id_: str) -> tuple[str, ...]:
            return tuple(aliases.get((field, id_), ()))

        kinds = self._sql("SELECT id, name, plural, glyph, ascii, cameo, description FROM kind ORDER BY rowid")
        actors = self._sql("SELECT id, name, type, short, description FROM actor ORDER BY rowid")
        systems = self._sql("SELECT id, name, category, nato, variant_of FROM system ORDER BY rowid")
        places = self._sql("SELECT id, name, type, lat, lon, bbox, precision FROM place ORDER BY rowid")
        outlets = self._sql(
            "SELECT id, name, affiliation, country, reliability, reason, domains, voice_of, aggregator "
            "FROM outlet ORDER BY rowid"
        )
        with self._connection.whole():
            return Vocabulary(
                {row[0]: model.Kind(*row) for row in kinds},
                {
                    id_: model.Actor(
                        id_, name, type_, above("actor", id_), short, text, also("actor", id_)
                    )
                    for id_, name, type_, short, text in actors
                },
                dict(self._sql("SELECT path, name FROM category ORDER BY rowid")),
                {
                    id_: model.System(id_, name, category, nato, variant_of, also("system", id_))
                    for id_, name, category, nato, variant_of in systems
                },
                {
                    id_: model.Place(
                        id_, name, type_, above("place", id_), lat, lon,
                        tuple(json.loads(bbox)) if bbox else None, precision, also("place", id_),
                    )
                    for id_, name, type_, lat, lon, bbox, precision in places
                },
                {
                    id_: model.Outlet(
                        id_, name, affiliation, reliability, reason, country, tuple(json.loads(domains)), voice_of,
                        also("outlet", id_), bool(aggregator),
                    )
                    for id_, name, affiliation, country, reliability, reason, domains, voice_of, aggregator in outlets
                },
            )  # fmt: skip

    def named(self, field: str, name: str) -> tuple[str, ...]:
        """The ids of what is called `name` (id, name or alias, in any script).

        Of an actor, system, place, kind, outlet or source. An id as it is written means nothing else. Several only for
        sources, where an outlet's name stands for all that it published.
        """
        rows = self._sql(
            "SELECT DISTINCT id FROM spelling WHERE field = ? AND key = ? ORDER BY id", (field, fold(name))
        )
        ids = tuple(row[0] for row in rows)
        return (name,) if name in ids else ids

    def keys(self, field: str) -> dict[str, str]:
        """The folded spellings of each thing that a field names, with newlines between."""
        keys: dict[str, list[str]] = {}
        for id_, key in self._sql("SELECT id, key FROM spelling WHERE field = ? ORDER BY id, position", (field,)):
            keys.setdefault(id_, []).append(key)
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

    def everything(self) -> Selection:
        return Selection(self, BitMap(range(self.count)))

    def nothing(self) -> Selection:
        return Selection(self, BitMap())

    def having(self, field: str, values: Iterable[str]) -> Selection:
        """The events that have any of the values in a field (`actor`, `actor=` for the exact one, `kind`, …)."""
        postings = self.postings(field)
        return Selection(self, BitMap.union(BitMap(), *(postings[value] for value in values if value in postings)))

    def values(self, field: str) -> tuple[str, ...]:
        """Every value that some event has in a field."""
        return tuple(self.postings(field))

    def possibly(self, lo: int | None, hi: int | None) -> Selection:
        """The events whose possible days overlap lo … hi (day numbers, None = open)."""
        first, last = self._ordinals(lo, hi)
        inside = BitMap(range(first, last))
        return Selection(self, inside if lo is None else inside | self._straddling(lo))

    def surely(self, lo: int | None, hi: int | None) -> Selection:
        """The events all of whose possible days lie in lo … hi; none whose date is uncertain or approximate."""
        first, last = self._ordinals(lo, hi)
        inside = BitMap(range(first, last)) - BitMap.union(BitMap(), *self.postings("doubt").values())
        return Selection(self, inside if hi is None else inside - self._straddling(hi + 1))

    def identified(self, event: str) -> Selection:
        """The event with this id, or nothing."""
        ordinal = self.ordinal(event)
        return Selection(self, BitMap() if ordinal is None else BitMap([ordinal]))

    def matching(self, text: str, *, prefix: bool = False) -> Selection:
        """The events in whose text (titles, summaries, facts, names and aliases) the words stand in this order."""
        found = self._matches.get((text, prefix))
        if found is None:
            quoted = '"' + _NOT_TEXT.sub(" ", text) + '"' + ("*" if prefix else "")
            rows = self._sql("SELECT rowid FROM event_text WHERE event_text MATCH ?", (quoted,))
            if len(self._matches) >= _CACHED_MATCHES:
                self._matches.clear()
            # Kept: a query is asked many times over, for its counts, its hints and its facets.
            self._matches[text, prefix] = found = BitMap([row[0] for row in rows])
        return Selection(self, found)

    # What selections are made of.

    def postings(self, field: str) -> Mapping[str, BitMap]:
        """Value to bitmap of ordinals, of one field."""
        if field not in self._postings:
            rows = self._sql("SELECT value, bitmap FROM posting WHERE field = ?", (field,))
            with self._connection.whole():
                self._postings[field] = {value: BitMap.deserialize(bitmap) for value, bitmap in rows}
        return self._postings[field]

    def days(self, name: str) -> array[int]:
        """`lo`, `start`, `end` or `hi` (see Bounds) of every event by ordinal; `published` of every source."""
        if name not in self._days:
            days = array("i")
            with self._connection.whole():
                days.frombytes(self._sql("SELECT days FROM axis WHERE name = ?", (name,))[0][0])
            if name != "published" and len(days) != self.count:
                raise self._connection.damaged(f"{len(days)} days for {self.count} events")
            if sys.byteorder == "big":
                days.byteswap()
            self._days[name] = days
        return self._days[name]

    def ordinal(self, event: str) -> int | None:
        rows = self._sql("SELECT ord FROM event WHERE id = ?", (event,))
        return int(rows[0][0]) if rows else None

    def _ordinals(self, lo: int | None, hi: int | None) -> tuple[int, int]:
        """The ordinals [first, last) of the events whose earliest day is in lo … hi."""
        days = self.days("lo")
        return (0 if lo is None else bisect_left(days, lo)), (len(days) if hi is None else bisect_left(days, hi + 1))

    def _straddling(self, day: int) -> BitMap:
        """The events that began before the day and possibly still lasted on it.

        Per class of length only those that began recently enough can: few are looked at, however many there are.
        """
        lo, hi = self.days("lo"), self.days("hi")
        before = bisect_left(lo, day)
        found = BitMap()
        for length, events in self.postings("span").items():
            since = 0 if length == "open" else bisect_left(lo, day - 2 ** int(length) + 1)
            found.update(i for i in events & BitMap(range(since, before)) if hi[i] >= day)
        return found

    def digests(self) -> dict[str, int]:
        """The id of each event, by ordinal, with a hash of all that is curated of it, good in this process alone."""
        return digests.of_events(self._connection)

    def source_digests(self) -> dict[str, int]:
        """The same of each source."""
        return digests.of_sources(self._connection)

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
        if id_ not in self._sources:
            rows = self._sql(
                "SELECT id, type, title, publisher, author, issued, issued_basis, url, accessed, "
                "language, derived_from, sha256, read, digest FROM source WHERE id = ?",
                (id_,),
            )
            if not rows:
                raise NotFoundError(f"no source '{id_}'{nearest(id_, self.source_ids())}")
            row = list(rows[0])
            with self._connection.whole():
                row[3] = self.vocabulary.outlets[row[3]]
                for column in (4, 10):
                    row[column] = tuple(json.loads(row[column]))
                row[5] = parse(row[5]) if row[5] else None
            self._sources[id_] = Source(*row)
        return self._sources[id_]

    def coverage(self, edges: Sequence[int]) -> tuple[int, ...]:
        """How many sources were published (earliest possible day) in each of [edge, next edge); days as numbers."""
        days = self.days("published")
        ranks = [bisect_left(days, edge) for edge in edges]
        return tuple(after - before for before, after in pairwise(ranks))

    def source_ids(self, outlet: str = "") -> list[str]:
        """The ids of all sources, or of those that an outlet (its id) published; sorted."""
        return [row[0] for row in self._sql("SELECT id FROM source WHERE ? IN ('', publisher) ORDER BY id", (outlet,))]

    def events_at(self, ordinals: Sequence[int]) -> tuple[Event, ...]:
        """The events with these ordinals, in their order."""
        missing = [ordinal for ordinal in ordinals if ordinal not in self._events]
        if missing:
            self._events.update(self.read(missing))
        found = tuple(self._events[ordinal] for ordinal in ordinals)
        for ordinal in ordinals:
            self._events.move_to_end(ordinal)
        while len(self._events) > _CACHED_EVENTS:
            self._events.popitem(last=False)
        return found

    def read(self, ordinals: Sequence[int]) -> dict[int, Event]:
        """The events with these ordinals, from the file and not from memory."""
        with self._connection.whole():
            found = self._read(ordinals)
            return {ordinal: found[ordinal] for ordinal in ordinals}

    def _read(self, ordinals: Sequence[int]) -> dict[int, Event]:
        names = self.vocabulary
        wanted = f"({', '.join(map(str, ordinals))})"  # ordinals are our own integers

        def parts(columns: str, table: str) -> dict[int, list[Any]]:
            grouped: dict[int, list[Any]] = {ordinal: [] for ordinal in ordinals}
            for row in self._sql(
                f"SELECT event, {columns} FROM {table} WHERE event IN {wanted} ORDER BY event, position"
            ):
                grouped[row[0]].append(row[1:])
            return grouped

        actors = parts("actor, role, unit, personnel", "event_actor")
        systems = parts("system, count, raw", "event_system")
        places = parts("place, role", "event_place")
        facts = parts("name, value, unit, qualifier", "event_fact")
        citations = parts("source, says, locator, supports, disputes, date, attribution, credibility", "citation")
        other = "(SELECT {} FROM event AS found WHERE found.id = other)"
        related = parts(f"other, relation, {other.format('title')}, {other.format('date')}", "related")
        return {
            ord_: Event(
                id_, title, names.kinds[kind], parse(date), summary,
                tuple(self._citation(row) for row in citations[ord_]), tuple(json.loads(origins)), status,
                tuple(model.Involvement(names.actors[a], *rest) for a, *rest in actors[ord_]),
                tuple(model.Equipment(names.systems[s], *rest) for s, *rest in systems[ord_]),
                tuple(model.Location(names.places[p], *rest) for p, *rest in places[ord_]),
                tuple(model.Fact(*row) for row in facts[ord_]),
                tuple(model.Relation(id_, how, said, parse(day)) for id_, how, said, day in related[ord_]),
                series, tuple(json.loads(tags)), notes,
            )
            for ord_, id_, title, kind, date, summary, origins, status, series, tags, notes in self._sql(
                "SELECT ord, id, title, kind, date, summary, origins, status, series, tags, notes "
                f"FROM event WHERE ord IN {wanted}"
            )
        }  # fmt: skip

    def _citation(self, row: Sequence[str]) -> model.Citation:
        source, says, locator, supports, disputes, date, speaker, credibility = row
        return model.Citation(
            self.source(source),
            says,
            locator,
            tuple(json.loads(supports)),
            tuple(json.loads(disputes)),
            parse(date) if date else None,
            self.vocabulary.actors[speaker] if speaker else None,
            credibility,
        )
