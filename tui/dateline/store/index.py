"""What is made of the events beside their rows, while they are written in time order: bitmaps, axes, words."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import attrgetter
from typing import Final

from pyroaring import BitMap

from dateline.dates import parse
from dateline.model import Vocabulary
from dateline.store.apart import IndexerApart
from dateline.store.days import last_of, span_class
from dateline.store.entries import SEPARATOR, Entry
from dateline.store.hierarchy import ancestors
from dateline.store.spilling import Spilling
from dateline.store.terms import TermIndexer, insert

_HELD: Final = 2_000_000
"""Ordinals that are held before they go to a temporary file."""
_KEYS: Final = 100_000
"""And keys, where many stand for an event or two: each weighs as much as many ordinals."""
_AXIS: Final = 1 << 18
"""Days of an axis that are held."""


class Index:
    """Takes the events, and writes the tables posting, axis, words, term, prefix and pair."""

    def __init__(
        self, vocabulary: Vocabulary, connection: sqlite3.Connection, terms: TermIndexer | IndexerApart
    ) -> None:
        """`connection` is that of the store; its sources are written already."""
        self._vocabulary = vocabulary
        self._connection = connection
        self._terms = terms
        self._keys = Spilling[str]()
        self._held = 0
        self._axes = defaultdict(_Axis, {name: _Axis() for name in ("lo", "first", "start", "end")})
        self._day: int | None = None
        """On which the latest event begins."""

    def add(self, first: int, events: Sequence[Entry]) -> None:
        """The next events; the first has the ordinal `first`. Some hundred at once cost less."""
        documents = [(ordinal, event.words) for ordinal, event in enumerate(events, first)]
        self._terms.add(documents)
        self._connection.executemany("INSERT INTO words VALUES (?, CAST(? AS TEXT))", documents)
        held = self._keys.held
        for ordinal, event in enumerate(events, first):
            for ordinals in map(held.__getitem__, event.keys):
                ordinals.append(ordinal)
            self._held += len(event.keys)
            if event.lo != self._day:
                self._day = event.lo
                self._axes["lo"].append(event.lo)
                self._axes["first"].append(ordinal)
            if event.hi != event.lo:
                self._axes[last_of(span_class(event.lo, event.hi))].append(event.hi)
        for name in ("start", "end"):
            self._axes[name].extend(map(attrgetter(name), events))
        if self._held > _HELD or len(held) > _KEYS:
            self._keys.spill()
            self._held = 0

    def finish(self, axes: Mapping[str, array[int]]) -> None:
        """Write it all, and other axes."""
        rows = self._terms.finish()  # another process makes them meanwhile
        self._connection.executemany("INSERT INTO posting VALUES (?, ?, ?, ?)", self._postings())
        for name, axis in self._axes.items():
            axis.write(self._connection, name)
        published = _Axis()
        for day, sources in sorted(Counter(self._published()).items()):
            published.extend(repeat(day, sources))
        published.write(self._connection, "published")
        for name, days in axes.items():
            _Axis(days).write(self._connection, name)
        insert(self._connection, rows)

    def _postings(self) -> Iterator[tuple[str, str, int, bytes]]:
        """What is found by a value is found by all that is above it."""
        up = ancestors(self._vocabulary)
        outlets = self._vocabulary.outlets
        unions: defaultdict[tuple[str, str], BitMap] = defaultdict(BitMap)
        for key, bitmap in self._keys.merged():
            field, value = key.split(SEPARATOR, 1)
            yield field, value, len(bitmap), bitmap.serialize()
            if field.endswith("="):
                for above in up[field[:-1], value]:
                    unions[field[:-1], above] |= bitmap
            elif field == "outlet":
                unions["affiliation", outlets[value].affiliation] |= bitmap
                unions["reliability", outlets[value].reliability] |= bitmap
        for (field, value), bitmap in sorted(unions.items()):
            bitmap.run_optimize()
            yield field, value, len(bitmap), bitmap.serialize()

    def _published(self) -> Iterator[int]:
        """The days on which sources were published, as far as they are known."""
        for (issued,) in self._connection.execute("SELECT issued FROM source WHERE issued <> ''"):
            day = parse(issued).lo
            if day is not None:
                yield day


class _Axis:
    """Days, or ordinals: as many as there are, in a temporary file where they are many."""

    def __init__(self, days: array[int] | None = None) -> None:
        self._days = array("i") if days is None else days
        self._file = tempfile.SpooledTemporaryFile(max_size=4 * _AXIS)  # noqa: SIM115 closed when it is written

    def append(self, day: int) -> None:
        self._days.append(day)
        if len(self._days) >= _AXIS:
            self._release()

    def extend(self, days: Iterable[int]) -> None:
        self._days.extend(days)
        if len(self._days) >= _AXIS:
            self._release()

    def _release(self) -> None:
        if sys.byteorder == "big":
            self._days.byteswap()
        self._file.write(self._days.tobytes())
        self._days = array("i")

    def write(self, connection: sqlite3.Connection, name: str) -> None:
        """Into the store, piece by piece."""
        self._release()
        connection.execute("INSERT INTO axis VALUES (?, zeroblob(?))", (name, self._file.tell()))
        (row,) = connection.execute("SELECT rowid FROM axis WHERE name = ?", (name,)).fetchone()
        self._file.seek(0)
        with self._file as file, connection.blobopen("axis", "days", row) as blob:
            while piece := file.read(4 * _AXIS):
                blob.write(piece)
