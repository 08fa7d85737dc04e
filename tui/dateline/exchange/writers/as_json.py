"""JSON (an array) and NDJSON (one event a line)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.model import Event
from dateline.record import dumped, record
from dateline.store.selection import Selection


def write_json(events: Iterable[Event], _heading: str) -> Iterator[str]:
    between = "[\n"
    for page in _records(events):
        yield between + ",\n".join(page)
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def write_ndjson(events: Iterable[Event], _heading: str) -> Iterator[str]:
    for page in _records(events):
        yield "\n".join(page) + "\n"


def _records(events: Iterable[Event]) -> Iterator[list[str]]:
    """The JSON of the events, some at a time: a store has it already."""
    return events.records() if isinstance(events, Selection) else ([dumped(record(event))] for event in events)
