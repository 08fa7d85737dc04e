"""Which events have a value, of one store file: bitmaps of ordinals, read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pyroaring import BitMap

from dateline.store.connection import Connection
from dateline.store.kept import Kept

_LEAST, _EACH = 6_000_000, 6
"""Bytes of bitmaps that are kept: at least so many, and so many for each event."""
_MANY: Final = 8
"""From so many values on all of the field are read at once."""
_WHOLE: Final = None
"""In place of a value: all of the field."""


class Postings:
    """Field and value to bitmap. What an answer needs is read, and what fits is kept for the next."""

    def __init__(self, connection: Connection, count: int) -> None:
        """`count`: how many events the file has."""
        self._connection = connection
        self._count = count
        self.kept = Kept[tuple[str, str | None], Mapping[str, BitMap]](max(_LEAST, _EACH * count))

    def values(self, field: str) -> list[str]:
        """Every value that some event has in a field."""
        return [row[0] for row in self._connection.sql("SELECT value FROM posting WHERE field = ?", (field,))]

    def field(self, field: str) -> Mapping[str, BitMap]:
        """The bitmaps of all values of a field."""
        found = self.kept.get((field, _WHOLE))
        return self._read(field, _WHOLE, "field = ?") if found is None else found

    def some(self, field: str, values: Sequence[str]) -> list[BitMap]:
        """The bitmaps of these values, as far as some event has them."""
        whole = self.kept.get((field, _WHOLE)) if len(values) < _MANY else self.field(field)
        return [bitmap for value in values for bitmap in self._of(field, value, whole)]

    def _of(self, field: str, value: str, whole: Mapping[str, BitMap] | None) -> Iterable[BitMap]:
        if whole is not None:
            return [whole[value]] if value in whole else []
        found = self.kept.get((field, value))
        return (self._read(field, value, "field = ? AND value = ?", value) if found is None else found).values()

    def _read(self, field: str, key: str | None, which: str, *values: str) -> Mapping[str, BitMap]:
        select = f"SELECT value, bitmap, length(bitmap) FROM posting WHERE {which}"
        with self._connection.whole():
            rows = self._connection.sql(
                select, (field, *values), lambda row: (row[0], BitMap.deserialize(row[1]), row[2])
            )
        found = {value: bitmap for value, bitmap, _ in rows}
        return self.kept.put((field, key), found, sum(size for _, _, size in rows))

    def counts(self, field: str, events: BitMap) -> dict[str, int]:
        """How many of the events have each value of a field: of every value in the file, 0 where none has it."""
        size, total = len(events), self._count
        if size == total and self.kept.get((field, _WHOLE)) is None:
            return dict(self._connection.sql("SELECT value, n FROM posting WHERE field = ?", (field,)))
        postings = self.field(field)
        if size == total:
            return {value: len(bitmap) for value, bitmap in postings.items()}
        if not total / 300 < size < total / 16:
            return {value: bitmap.intersection_cardinality(events) for value, bitmap in postings.items()}
        # Against a middling selection its complement has denser containers and is several times faster.
        others = BitMap(range(total)) - events
        return {value: len(bitmap) - bitmap.intersection_cardinality(others) for value, bitmap in postings.items()}
