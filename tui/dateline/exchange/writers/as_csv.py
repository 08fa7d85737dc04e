"""CSV (RFC 4180) and TSV: one row an event, lists joined with `; `, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from dateline.dates import iso
from dateline.exchange.record import place_words, reference, system_words
from dateline.model import Event

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
    for event in events:
        writer.writerow(_row(event))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _row(event: Event) -> tuple[str, ...]:
    return (
        event.id,
        _safe(event.title),
        event.kind.id,
        event.status,
        event.date.edtf,
        iso(event.date.lo) or "",
        iso(event.date.hi) or "",
        event.date.precision,
        _safe("; ".join(a.actor.name for a in event.actors)),
        _safe("; ".join(system_words(s) for s in event.systems)),
        _safe("; ".join(place_words(p) for p in event.places)),
        _safe(event.summary),
        str(len(event.sources)),
        str(len(event.origins)),
        _safe("; ".join(reference(citation) for citation in event.citations)),
        "; ".join(dict.fromkeys(source.publisher.id for source in event.sources)),
    )


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
