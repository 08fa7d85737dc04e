"""CSV (RFC 4180) and TSV: one row an event, lists joined with `; `, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

import orjson

from dateline.exchange.words import place_in, reference_in, system_in
from dateline.model import Event
from dateline.record import Record, record
from dateline.store.selection import Selection

COLUMNS: Final = (
    "id", "title", "kind", "status", "date", "start", "end", "precision", "actors", "systems", "places", "summary",
    "sources", "origins", "citations", "outlets",
)  # fmt: skip
# A free text that starts so would be run as a formula. Dates are left alone: -0044-03-15 is a day.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write_csv(events: Iterable[Event], _heading: str) -> Iterator[str]:
    return _rows(events, "excel")


def write_tsv(events: Iterable[Event], _heading: str) -> Iterator[str]:
    return _rows(events, "excel-tab")


def _rows(events: Iterable[Event], dialect: str) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, dialect)
    writer.writerow(COLUMNS)
    pages: Iterable[Iterable[Record]] = [map(record, events)]
    if isinstance(events, Selection):  # a store has the records already
        pages = (map(orjson.loads, page) for page in events.records())
    for page in pages:
        writer.writerows(map(_row, page))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _row(event: Record) -> tuple[str, ...]:
    return (
        event["id"],
        _safe(event["title"]),
        event["kind"],
        event["status"],
        event["date"],
        event["start"] or "",
        event["end"] or "",
        event["precision"],
        _safe("; ".join(actor["name"] for actor in event["actors"])),
        _safe("; ".join(map(system_in, event["systems"]))),
        _safe("; ".join(map(place_in, event["places"]))),
        _safe(event["summary"]),
        str(event["sources"]),
        str(event["origins"]),
        _safe("; ".join(map(reference_in, event["citations"]))),
        "; ".join(citation["outlet"] for citation in event["citations"]),
    )


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
