"""One number for all that a store says of an event or a source: what differs is found without reading all of them."""

from __future__ import annotations

from typing import Any, Final

from dateline.store.connection import Connection

_EVENT: Final = "SELECT ord, id, record FROM event"
_SOURCE: Final = (
    "SELECT rowid, id, type, title, publisher, author, issued, issued_basis, url, accessed, language, "
    "derived_from, sha256, read, digest FROM source"
)
_AT_ONCE: Final = 5_000
"""Rows that are in memory together; in between, other threads have their turn."""


def of_events(connection: Connection) -> dict[str, int]:
    """The id of each event, in time order, with a 64-bit hash of its rows.

    Equal for what was curated alike, wherever in time order it stands; only to be compared in the same process.
    """
    found: dict[str, int] = {}
    for first in _starts(connection, "SELECT max(ord) FROM event"):
        found.update((row[1], hash(row[1:])) for row in _rows(connection, _EVENT, "ord", first))
    return found


def of_sources(connection: Connection) -> dict[str, int]:
    """The id of each source, with a hash like that of events."""
    found: dict[str, int] = {}
    for first in _starts(connection, "SELECT max(rowid) FROM source"):
        found.update((row[1], hash(row[1:])) for row in _rows(connection, _SOURCE, "rowid", first))
    return found


def _starts(connection: Connection, last: str) -> range:
    return range(0, (connection.sql(last)[0][0] or 0) + 1, _AT_ONCE)


def _rows(connection: Connection, select: str, order: str, first: int) -> list[Any]:
    ordinal, span = order.partition(",")[0], (first, first + _AT_ONCE)
    return connection.sql(f"{select} WHERE {ordinal} >= ? AND {ordinal} < ? ORDER BY {order}", span)
