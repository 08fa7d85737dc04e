"""The events in a plain SQLite file, with what a careful hand gives it, and hand-written queries of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from dateline.dates import parse

_TABLES = """
CREATE TABLE event (ord INTEGER PRIMARY KEY, id TEXT, title TEXT, kind TEXT, status TEXT, date TEXT, lo INTEGER,
  hi INTEGER, summary TEXT, series TEXT);
CREATE TABLE event_actor (event INTEGER, actor TEXT, role TEXT, PRIMARY KEY (event, actor)) WITHOUT ROWID;
CREATE TABLE event_system (event INTEGER, system TEXT, count TEXT, PRIMARY KEY (event, system)) WITHOUT ROWID;
CREATE TABLE event_place (event INTEGER, place TEXT, role TEXT, PRIMARY KEY (event, place)) WITHOUT ROWID;
CREATE TABLE citation (event INTEGER, source TEXT, locator TEXT, says TEXT, PRIMARY KEY (event, source)) WITHOUT ROWID;
CREATE VIRTUAL TABLE event_text USING fts5 (title, summary, content = 'event', content_rowid = 'ord',
  tokenize = 'unicode61 remove_diacritics 2');
"""
_INDEXES = """
CREATE INDEX event_days ON event (lo, hi);
CREATE INDEX event_kind ON event (kind);
CREATE INDEX actor_event ON event_actor (actor, event);
CREATE INDEX system_event ON event_system (system, event);
INSERT INTO event_text (event_text) VALUES ('rebuild');
ANALYZE;
"""

BOTH = (
    "SELECT event FROM event_actor WHERE actor = 'actor-0' "
    "INTERSECT SELECT event FROM event_system WHERE system = 'system-0'"
)
COUNT = f"SELECT count(*) FROM ({BOTH})"
ACTORS = f"SELECT actor, count(*) FROM event_actor WHERE event IN ({BOTH}) GROUP BY actor"
PAGE = f"SELECT * FROM event WHERE ord IN ({BOTH}) ORDER BY ord LIMIT 50 OFFSET 20"
OVERLAP = "SELECT count(*) FROM event WHERE lo <= ? AND hi >= ?"
PHRASE = """SELECT rowid FROM event_text WHERE event_text MATCH '"joint patrol"'"""
FLAT = "SELECT * FROM event ORDER BY ord"
CELLS = """
SELECT id, title, kind, status, date, record ->> 'start', record ->> 'end', record ->> 'precision',
 (SELECT group_concat(value ->> 'name', '; ') FROM json_each(record, '$.actors')),
 (SELECT group_concat(value ->> 'name' || iif(value ->> 'count' = '', '', ' × ' || (value ->> 'count')), '; ')
  FROM json_each(record, '$.systems')),
 (SELECT group_concat(iif(value ->> 'role' = 'at', '', (value ->> 'role') || ' ') || (value ->> 'name'), '; ')
  FROM json_each(record, '$.places')),
 record ->> 'summary', record ->> 'sources', record ->> 'origins',
 (SELECT group_concat('“' || (value ->> 'title') || '”, ' || (value ->> 'publisher') || ', ' || (value ->> 'issued')
  || ', ' || (value ->> 'locator') || ', ' || (value ->> 'url'), '; ') FROM json_each(record, '$.citations')),
 (SELECT group_concat(DISTINCT value ->> 'outlet') FROM json_each(record, '$.citations'))
FROM event ORDER BY ord
"""
"""Of Dateline's store: the columns of its CSV, save how dates of citations are written."""
WHOLE = """
SELECT e.*,
 (SELECT {list}(actor{sep}) FROM event_actor WHERE event = e.ord) AS actors,
 (SELECT {list}(system{sep}) FROM event_system WHERE event = e.ord) AS systems,
 (SELECT {list}(place{sep}) FROM event_place WHERE event = e.ord) AS places,
 (SELECT {list}(source || ': ' || locator || ' ' || says{sep}) FROM citation WHERE event = e.ord) AS citations
FROM event e ORDER BY ord
"""


def whole(listed: str, separator: str = "") -> str:
    """Every event with all that hangs on it, lists made by the aggregate function `listed`."""
    return " ".join(WHOLE.format(list=listed, sep=separator).split())


def write(events: Iterable[dict[str, Any]], path: Path) -> None:
    """Write events, which come in time order, to a new file."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(_TABLES)
        for ordinal, event in enumerate(events):
            date = parse(event["date"])
            lo, hi = (-(2**31) if date.lo is None else date.lo), (2**31 if date.hi is None else date.hi)
            flat = (event[key] for key in ("id", "title", "kind", "status", "date"))
            row = (ordinal, *flat, lo, hi, event["summary"], event["series"])
            db.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            for table, members, keys in (
                ("event_actor", "actors", ("id", "role")),
                ("event_system", "systems", ("id", "count")),
                ("event_place", "places", ("id", "role")),
                ("citation", "citations", ("source", "locator", "says")),
            ):
                rows = [(ordinal, *(member[key] for key in keys)) for member in event[members]]
                db.executemany(f"INSERT INTO {table} VALUES (?{', ?' * len(keys)})", rows)
        db.executescript(_INDEXES)
        db.commit()
