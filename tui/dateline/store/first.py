"""The few columns of which the first screen and a list are made, at once.

With no import but sqlite3; whoever wants more of a store, or to know what is wrong with it, asks a Reader.
"""

from __future__ import annotations

import os
import sqlite3
from bisect import bisect_left

from dateline.dates import parse
from dateline.errors import DateError, StoreError

TYPE_CHECKING = False  # as in typing, which takes longer to import than this
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Final

    from dateline.dates import Edtf

APPLICATION_ID: Final = 0x44544C4E
VERSION: Final = 6
"""`user_version` in data/schema.sql."""
STRICT: Final = "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict AND name IN"
"""How many of these tables there are, whose values have the types that they say."""
MORE: Final = "-more"
"""What the file beside a store adds to its name: it holds the events that came late."""


class Row:
    """An event as a line has it."""

    __slots__ = ("date", "id", "kind", "status", "title")

    def __init__(self, id_: str, title: str, kind: str, status: str, date: Edtf) -> None:
        self.id, self.title, self.kind, self.status, self.date = id_, title, kind, status, date


class First:
    """A store that is open for a first look."""

    def __init__(self, path: str) -> None:
        """Raises StoreError where that is no whole store of this version, or not all is in one file.

        It has less to say than a Reader has.
        """
        self.path = path
        file = os.path.realpath(path)
        quoted = file.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        try:
            self._connection = sqlite3.connect(f"file:{quoted}?mode=ro", uri=True)
            self._connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            stamps = tuple(self._one(f"PRAGMA {name}") for name in ("application_id", "user_version"))
            if (
                stamps != (APPLICATION_ID, VERSION)
                or self._one("SELECT value FROM meta WHERE key = 'fingerprint'") is None
            ):
                raise StoreError(f"{path} is no store")
            if self._one(f"{STRICT} ('event', 'kind')") != 2:
                raise StoreError(f"{path} has other tables")
            if os.path.exists(file + MORE):
                raise StoreError(f"{path} has events beside it")
            self.count = 0 if (last := self._one("SELECT max(ord) FROM event")) is None else last + 1
            """How many events: their ordinals have no holes."""
            self.kinds = {
                id_: (name, glyph, ascii_)
                for id_, name, glyph, ascii_ in self._connection.execute("SELECT id, name, glyph, ascii FROM kind")
            }
            """The name, the sign and the ASCII sign of each kind."""
        except (sqlite3.Error, UnicodeError) as error:
            raise StoreError.damaged(path, error) from None

    def _one(self, sql: str) -> Any:
        try:
            row = self._connection.execute(sql).fetchone()
        except sqlite3.Error as error:
            raise StoreError.damaged(self.path, error) from None
        return None if row is None else row[0]

    def pages(self, size: int, start: int = 0) -> Iterator[list[Row]]:
        """All events from an ordinal on, in the order of time, `size` at a time. Raises StoreError."""
        try:
            found = self._connection.execute(
                "SELECT id, title, kind, status, date FROM event WHERE ord >= ? ORDER BY ord", (start,)
            )
            while rows := found.fetchmany(size):
                if not self.kinds.keys() >= {row[2] for row in rows}:
                    raise StoreError.damaged(self.path, "an event of a kind that is not there")
                start += len(rows)
                yield [Row(id_, title, kind, status, parse(date)) for id_, title, kind, status, date in rows]
            if start != self.count:
                raise StoreError.damaged(self.path, "events are missing")
        except (sqlite3.Error, UnicodeError, DateError) as error:
            raise StoreError.damaged(self.path, error) from None

    def begins(self, *, last: bool = False) -> int | None:
        """The first day on which events begin, or the last; None where none is known."""
        # Those whose start is open come first: passing over many of them, row by row, takes longer than all the rest.
        known = bisect_left(range(self.count), True, key=lambda ord_: self._day(ord_) is not None)
        return None if known == self.count else self._day(self.count - 1 if last else known)

    def _day(self, ordinal: int) -> int | None:
        day: int | None = self._one(f"SELECT lo FROM event WHERE ord = {ordinal}")
        return day
