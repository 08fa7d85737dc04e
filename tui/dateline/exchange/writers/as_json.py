"""JSON (an array) and NDJSON (one event a line)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from dateline.exchange.record import record
from dateline.model import Event


def write_json(events: Iterable[Event], _heading: str) -> Iterator[str]:
    between = "[\n"
    for event in events:
        yield between + _dump(event)
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def write_ndjson(events: Iterable[Event], _heading: str) -> Iterator[str]:
    for event in events:
        yield _dump(event) + "\n"


def _dump(event: Event) -> str:
    return json.dumps(record(event), ensure_ascii=False, allow_nan=False)
