"""One store file: its events, names and bitmaps, read when they are asked for."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pyroaring import BitMap

from dateline import model
from dateline.dates import Edtf, parse
from dateline.model import Source, Vocabulary
from dateline.store.connection import LATE, Connection
from dateline.store.days import Days
from dateline.store.names import vocabulary
from dateline.store.postings import Postings

if TYPE_CHECKING:
    from dateline.store.matching import Matching
    from dateline.store.spelt import Spelt

_MOST: Final = 1 << 31
"""Events: of more there are no bitmaps."""
Columns = tuple[Edtf, str, str, str]
"""The date of an event, the name of its kind, its title and its id."""


class Part:
    """An open store file. Ordinals are counted from 0 in each."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError if there is no store of this version at `path`."""
        self.connection = Connection(path)
        self.sql = self.connection.sql

    def meta(self, key: str) -> str:
        """What the file says of itself; empty where it says nothing of this."""
        rows = self.sql("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else ""

    @property
    def late(self) -> int:
        """How many events stand in the file beside it."""
        return int(self.sql("PRAGMA user_version")[0][0]) // LATE

    @cached_property
    def count(self) -> int:
        """How many events."""
        count = int(self.sql("SELECT coalesce(max(ord) + 1, 0) FROM event")[0][0])
        if count > _MOST:
            raise self.connection.damaged(f"{count} events")
        return count

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The kinds, actors, categories, systems, places and outlets, in the order of their files."""
        return vocabulary(self.connection)

    def ordinal(self, event: str) -> int | None:
        """That of the event with this id."""
        rows = self.sql("SELECT ord FROM event WHERE id = ?", (event,))
        return int(rows[0][0]) if rows else None

    @cached_property
    def postings(self) -> Postings:
        """Which events have a value of a field."""
        return Postings(self.connection, self.count)

    @cached_property
    def days(self) -> Days:
        """When the events begin and end."""
        return Days(self.axis, self._slice, lambda: self.postings.field("span"), self.count, self.connection.damaged)

    def axis(self, name: str, count: int | None = None) -> array[int]:
        """The numbers of an axis, which are `count` where that is known."""
        with self.connection.whole():
            numbers = _numbers(self.sql("SELECT days FROM axis WHERE name = ?", (name,))[0][0])
        if count is not None and len(numbers) != count:
            raise self.connection.damaged(f"{len(numbers)} days for {count} events")
        return numbers

    def _slice(self, name: str, start: int, stop: int) -> array[int]:
        """Some of the numbers of an axis that has one for each event."""
        with self.connection.whole():
            row, size = self.sql("SELECT rowid, length(days) FROM axis WHERE name = ?", (name,))[0]
            if size != 4 * self.count:
                raise self.connection.damaged(f"{size // 4} days for {self.count} events")
            return _numbers(self.connection.piece("axis", "days", row, (4 * start, 4 * stop)))

    def matching(self, text: str, *, prefix: bool = False) -> BitMap:
        """The events in whose text, or in a name of what is in them, the words of `text` stand in this order."""
        from dateline.words import words  # with the first search: its patterns take longer to make than a store to open

        with self.connection.whole():
            found = [self._matching(text, prefix=prefix)]
        for field, id_ in self._spelt.named(words(text), prefix=prefix):
            found += self.postings.some("kind" if field == "kind" else f"{field}=", (id_,))
        return BitMap.union(*found)

    @cached_property
    def _matching(self) -> Matching:
        from dateline.store.matching import Matching

        return Matching(self.sql)

    @cached_property
    def _spelt(self) -> Spelt:
        from dateline.store.spelt import Spelt

        columns = "json_group_array(field), json_group_array(id), json_group_array(spelling)"
        ((fields, ids, spellings),) = self.sql(
            f"SELECT {columns} FROM spelling WHERE field IN ('kind', 'actor', 'system', 'place')"
        )
        return Spelt(zip(json.loads(fields), json.loads(ids), strict=True), json.loads(spellings))

    def records(self, ordinals: Sequence[int]) -> Iterator[tuple[int, list[str], Any]]:
        """(ordinal, origins, record) of events, in no order."""
        with self.connection.whole():
            for ordinal, origins, record in self._at("SELECT ord, origins, record FROM event", ordinals):
                yield ordinal, json.loads(origins), json.loads(record)

    def lines(self, ordinals: Sequence[int]) -> dict[int, str]:
        """Ordinal to the JSON of an event."""
        select = "SELECT ord, record FROM event"
        if ordinals and ordinals[-1] - ordinals[0] + 1 == len(ordinals):
            found: dict[int, str] = dict(self.sql(f"{select} WHERE ord BETWEEN ? AND ?", (ordinals[0], ordinals[-1])))
        else:
            found = dict(self._at(select, ordinals))
        if not all(record[:1] == "{" and record[-1:] == "}" for record in found.values()):
            raise self.connection.damaged("a record is no JSON object")
        return found

    def columns(self, ordinals: Sequence[int]) -> dict[int, Columns]:
        """Ordinal to the columns in which an event is listed."""
        select = "SELECT ord, date, kind.name, title, event.id FROM event JOIN kind ON kind.id = kind"
        rows = self._at(select, ordinals)
        with self.connection.whole():
            return {ordinal: (parse(date), *rest) for ordinal, date, *rest in rows}

    def titles(self, events: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Id of an event to its title and its date in EDTF."""
        return {id_: (title, date) for id_, title, date in self._of("SELECT id, title, date FROM event", events)}

    def sources(self, ids: Iterable[str]) -> dict[str, Source]:
        """Those of these sources that are in this file."""
        columns = (
            "id, type, title, publisher, author, issued, issued_basis, url, accessed, language, derived_from, sha256, "
            "read, digest"
        )
        with self.connection.whole():
            return {row[0]: self._source(row) for row in self._of(f"SELECT {columns} FROM source", ids)}

    def _source(self, row: Sequence[Any]) -> Source:
        id_, type_, title, publisher, author, issued, basis, url, accessed, language, derived_from, *rest = row
        return model.Source(
            id_, type_, title, self.vocabulary.outlets[publisher], tuple(json.loads(author)),
            parse(issued) if issued else None, basis, url, accessed, language, tuple(json.loads(derived_from)), *rest,
        )  # fmt: skip

    def _at(self, select: str, ordinals: Sequence[int]) -> list[Any]:
        """The rows with these ordinals, in no order."""
        # As a parameter: SQLite keeps its statements, and one with the numbers in it is as large as what it finds.
        return self.sql(f"{select} WHERE ord IN (SELECT value FROM json_each(?))", (json.dumps(list(ordinals)),))

    def _of(self, select: str, ids: Iterable[str]) -> list[Any]:
        """The rows with these ids, any number of them."""
        return self.sql(f"{select} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))


def _numbers(little_endian: bytes) -> array[int]:
    numbers = array("i")
    numbers.frombytes(little_endian)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
