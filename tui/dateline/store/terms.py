"""The word index of the store: for each word the events in whose text it stands, in memory that does not grow.

Beside the words stand two kinds of rows that spare the reader work: prefixes that begin many words, and pairs of
words that often meet in one event, with the events where the second follows the first.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from sqlite3 import Connection
from typing import Final

from pyroaring import BitMap

from dateline.store.spilling import Spilling
from dateline.words import spelled

Document = tuple[int, bytes]
"""The ordinal of an event and its words in `lines`: a phrase ends with its line."""
Row = tuple[object, ...]

MANY: Final = 256
"""A prefix that begins more words than this has a row: the reader never joins more."""
_LONGEST_PREFIX: Final = 16
SELDOM: Final = 200
"""Pairs that meet in more than one of so many events have a row: the reader need not look into the texts of many."""
_SAMPLE: Final = 8192
"""From so many events it is told which pairs do. Fewer than these can all be looked into."""
_POSTINGS: Final = 4_000_000
"""How many ordinals are kept in memory before they are written to a temporary file."""
_WORDS: Final = 300_000
"""And how many words: one that is met once weighs as much as many ordinals of one that is common."""
_EVENTS: Final = 262_144
"""After so many, too: which words are common changes over the years."""


def lines(texts: Iterable[str]) -> bytes:
    """The words of some texts: a line for each, with a blank before and after each word."""
    joined = " \n ".join(map(spelled, texts))
    return f" {joined} ".encode()


class TermIndexer:
    """Takes the words of events in ascending order and gives the rows of `term`, `prefix` and `pair`."""

    def __init__(self, *, sample: int = _SAMPLE, postings: int = _POSTINGS, events: int = _EVENTS) -> None:
        self._limits = sample, postings, events
        self._waiting: list[Document] | None = []  # until the first pairs are chosen
        self._terms = Spilling[str]()
        self._follows = Spilling[tuple[str, str]]()
        self._since: dict[tuple[str, str], int] = {}
        """The pairs that have a row, and the first ordinal from which on it is complete."""
        self._after: defaultdict[str, dict[str, array[int]]] = defaultdict(dict)
        """What is held of the same pairs, by their first word and then by their second."""
        self._held = 0
        self._begun = self._next = 0

    def add(self, documents: Iterable[Document]) -> None:
        """Some more events, with ordinals greater than all before."""
        documents = iter(documents)
        sample, postings, events = self._limits
        while self._waiting is not None:
            self._waiting.extend(islice(documents, sample - len(self._waiting)))
            if len(self._waiting) < sample:
                return
            self._start()
        while some := list(islice(documents, min(1024, events))):
            self._take(some)
            if self._held > postings or len(self._terms.held) > _WORDS or self._next - self._begun > events:
                self._spill()

    def finish(self) -> Iterator[tuple[str, Row]]:
        """Table and row. term, prefix: (text, n, bitmap); pair: (first, second, since, n, bitmap)."""
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self._take(waiting)
        prefixes = _Prefixes()
        for term, bitmap in self._terms.merged():
            yield from prefixes.closed(term)
            yield "term", (term, len(bitmap), bitmap.serialize())
            prefixes.add(bitmap)
        yield from prefixes.closed("")
        for (first, second), bitmap in self._follows.merged():
            yield "pair", (first, second, self._since[first, second], len(bitmap), bitmap.serialize())

    def _start(self) -> None:
        waiting, self._waiting = self._waiting or [], None
        self._take(waiting)
        self._pair(_meeting(self._terms.held, waiting[0][0], self._next), 0)
        self._terms.held.clear()
        self._held = 0
        self._take(waiting)  # again, now that the pairs are known

    def _pair(self, pairs: Iterable[tuple[str, str]], since: int) -> None:
        for pair in pairs:
            self._since.setdefault(pair, since)
        # A pair that never followed has a row as well: it says that no text need be looked into.
        for pair in self._since:
            self._after[pair[0]][pair[1]] = self._follows.held[pair]

    def _take(self, documents: Sequence[Document]) -> None:
        # Most of an import is spent here.
        terms, after = self._terms.held, self._after.get
        held = 0
        for ordinal, lines in documents:
            for line in lines.decode().split("\n"):
                found = line.split()
                held += len(found)
                paired: Mapping[str, array[int]] | None = None
                for word in found:  # twice for one that stands there twice: the bitmap has it once
                    terms[word].append(ordinal)
                    if paired and word in paired:
                        paired[word].append(ordinal)
                    paired = after(word)
        self._held += held
        if documents:
            self._next = documents[-1][0] + 1

    def _spill(self) -> None:
        pairs = list(_meeting(self._terms.held, self._next - self._limits[0], self._next))
        self._terms.spill()
        self._follows.spill()
        self._pair(pairs, self._next)
        self._held, self._begun = 0, self._next


def _meeting(terms: Mapping[str, array[int]], start: int, end: int) -> Iterator[tuple[str, str]]:
    """The pairs, in either order, of words that meet in more than one of SELDOM events from `start` to `end`."""
    least = (end - start) / SELDOM
    common = {}
    for word, ordinals in terms.items():
        if len(ordinals) > least and len(recent := ordinals[bisect_left(ordinals, start) :]) > least:
            common[word] = BitMap(recent)
    for first, some in common.items():
        for second, others in common.items():
            if first <= second and some.intersection_cardinality(others) > least:
                yield first, second
                yield second, first


class _Prefixes:
    """The prefixes of the terms that pass, in order: each is complete when a term without it comes."""

    def __init__(self) -> None:
        self._last = ""
        self._open: list[tuple[list[int], list[BitMap]]] = []
        """For each prefix of the last term, the shortest first: how many terms in each part, and their bitmaps."""

    def closed(self, term: str) -> Iterator[tuple[str, Row]]:
        """The rows of the prefixes that this term, which comes next, does not have."""
        term = term[:_LONGEST_PREFIX]
        while not term.startswith(self._last[: len(self._open)]):
            prefix = self._last[: len(self._open)]
            counts, bitmaps = self._open.pop()
            count = sum(counts)
            if count > MANY:
                union = BitMap.union(*bitmaps)
                union.run_optimize()
                yield "prefix", (prefix, len(union), union.serialize())
                bitmaps = [union]
            if self._open:
                self._open[-1][0].append(count)
                self._open[-1][1].extend(bitmaps)
        self._open.extend(([], []) for _ in range(len(term) - len(self._open)))
        self._last = term

    def add(self, bitmap: BitMap) -> None:
        """The events of the term that `closed` was told."""
        counts, bitmaps = self._open[-1]
        counts.append(1)
        bitmaps.append(bitmap)


_COLUMNS: Final = {"term": 3, "prefix": 3, "pair": 5}


def insert(connection: Connection, rows: Iterable[tuple[str, Row]]) -> None:
    """Write what `TermIndexer.finish` gives into the tables of the store."""
    for table, some in groupby(rows, key=itemgetter(0)):
        marks = ", ".join("?" * _COLUMNS[table])
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", (row for _, row in some))
