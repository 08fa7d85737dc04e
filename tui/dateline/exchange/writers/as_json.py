"""JSON (an array) and NDJSON (one event a line)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.model import Event
from dateline.record import dumped, record
from dateline.store.selection import Selection


def write_json(events: Iterable[Event], _heading: str) -> Iterator[str]:
    between = "[\n"
    for each in _records(events):
        yield between + each
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def write_ndjson(events: Iterable[Event], _heading: str) -> Iterator[str]:
    for each in _records(events):
        yield each + "\n"


def _records(events: Iterable[Event]) -> Iterator[str]:
    """The JSON of each: a store has it already."""
    return events.records() if isinstance(events, Selection) else (dumped(record(event)) for event in events)
