"""What the store holds of one event, made from its record: a row, the keys it is found by, its texts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import orjson

from dateline.dates import Edtf
from dateline.record import Record, texts
from dateline.store.bounds import Bounds, bounds, doubts
from dateline.store.days import span_class
from dateline.store.terms import lines

SEPARATOR: Final = "\x1f"
"""Between the field and the value of a key."""
_HAS: Final = tuple(
    (field, f"has{SEPARATOR}{name}")
    for name, field in (
        ("disagreement", "disagreements"), ("facts", "facts"), ("notes", "notes"), ("places", "places"),
        ("related", "related"), ("systems", "systems"),
    )
)  # fmt: skip
"""The fields of a record that an event can have or not, and the key of those that have it."""
_NAMED: Final = tuple((f"{field}={SEPARATOR}", f"{field}s") for field in ("actor", "system", "place"))
"""The beginning of the keys of what an event names, and the field of the record."""
_SOURCE: Final = f"source{SEPARATOR}"
_OUTLET: Final = f"outlet{SEPARATOR}"
_URL: Final = f"has{SEPARATOR}url"


class Entry(NamedTuple):
    """An event as it goes into the store. Entries sort in time order."""

    lo: int
    hi: int
    id: str
    start: int
    end: int
    title: str
    kind: str
    status: str
    date: str
    origins: str
    """JSON: list of ids."""
    record: bytes
    """JSON: all of the event."""
    keys: tuple[str, ...]
    """`field␟value` of all that a filter can find it by, hierarchies not unfolded; `actor=` for the exact one."""
    words: bytes
    """By which it is found: `lines` of its texts."""


def worded(record: Record) -> bytes:
    """The words of an event. Of many, one after the other: what was made of words before is nearer at hand then."""
    return lines(texts(record))


def entry(record: Record, date: Edtf, origins: Sequence[str], words: bytes) -> Entry:
    """The entry of an event, given how it is `worded`. Raises ValueError where its texts are no UTF-8."""
    try:
        made = orjson.dumps(record)
    except TypeError:
        raise ValueError("holds half of a surrogate pair, which is no text") from None
    (lo, start, end, hi), dated = _dated(date)
    return Entry(
        lo, hi, record["id"], start, end, record["title"], record["kind"], record["status"], date.edtf,
        orjson.dumps(origins).decode(), made, (*dated, *_keys(record)), words,
    )  # fmt: skip


@lru_cache(maxsize=8_192)
def _dated(date: Edtf) -> tuple[Bounds, tuple[str, ...]]:
    """What follows from the date alone."""
    found = bounds(date)
    return found, _shaped(date.precision, span_class(found.lo, found.hi), date.extent, doubts(date))


@lru_cache(maxsize=1_024)  # they are a few, of many dates
def _shaped(precision: str, span: str, extent: bool, doubtful: tuple[str, ...]) -> tuple[str, ...]:
    return (
        f"precision{SEPARATOR}{precision}",
        f"span{SEPARATOR}{span}",
        f"extent{SEPARATOR}{'yes' if extent else 'no'}",
        *(f"doubt{SEPARATOR}{end}" for end in doubtful),
    )


def _keys(record: Record) -> list[str]:
    """Some more than once, where an event has them more than once."""
    citations = record["citations"]
    keys = [f"{field}{SEPARATOR}{record[field]}" for field in ("kind", "status", "sources", "origins")]
    for key, plural in _NAMED:
        keys += [key + each["id"] for each in record[plural]]
    for citation in citations:
        keys.append(_SOURCE + citation["source"])
        keys.append(_OUTLET + citation["outlet"])
        if citation["url"]:
            keys.append(_URL)
    keys += [f"tag{SEPARATOR}{tag}" for tag in record["tags"]]
    if record["series"]:
        keys.append(f"series{SEPARATOR}{record['series']}")
    keys += [has for field, has in _HAS if record[field]]
    return keys
