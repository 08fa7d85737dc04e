"""What the store holds of one event, made from its record: a row, the keys it is found by, its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from dateline.dates import Edtf
from dateline.record import Record, dumped
from dateline.store.bounds import Bounds, bounds, doubts

SEPARATOR: Final = "\x1f"
"""Between the field and the value of a key."""


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
    record: str
    """JSON: all of the event."""
    keys: tuple[str, ...]
    """`field␟value` of all that a filter can find it by, hierarchies not unfolded; `actor=` for the exact one."""
    texts: tuple[str, ...]
    """In which words are looked for: title, summary, each figure."""


def entry(record: Record, date: Edtf, origins: Sequence[str]) -> Entry:
    """The entry of an event."""
    (lo, start, end, hi), dated = _dated(date)
    return Entry(
        lo, hi, record["id"], start, end, record["title"], record["kind"], record["status"], date.edtf,
        dumped(origins), dumped(record), (*dated, *_keys(record, origins)), texts(record),
    )  # fmt: skip


def texts(record: Record) -> tuple[str, ...]:
    """The texts in which words and phrases are looked for; names are looked up in the vocabularies."""
    found = [record["title"], record["summary"]]
    for fact in record["facts"]:
        qualifier = "" if fact["qualifier"] == "exactly" else fact["qualifier"]
        found.append(f"{fact['name']} {qualifier} {fact['value']} {fact['unit']}")
    return tuple(found)


def _named(record: Record) -> Iterator[tuple[str, str]]:
    for field, plural in (("actor", "actors"), ("system", "systems"), ("place", "places")):
        for each in record[plural]:
            yield field, each["id"]


def span_class(lo: int | None, hi: int | None) -> str:
    """Events of a class last fewer than 2**class days longer than one; `open` has an open end."""
    return "open" if lo is None or hi is None else str((hi - lo).bit_length())


@lru_cache(maxsize=16_384)
def _dated(date: Edtf) -> tuple[Bounds, tuple[str, ...]]:
    """What follows from the date alone."""
    return bounds(date), (
        f"precision{SEPARATOR}{date.precision}",
        f"span{SEPARATOR}{span_class(date.lo, date.hi)}",
        f"extent{SEPARATOR}{'yes' if date.extent else 'no'}",
        *(f"doubt{SEPARATOR}{end}" for end in doubts(date)),
    )


def _keys(record: Record, origins: Sequence[str]) -> set[str]:
    sources = {citation["source"] for citation in record["citations"]}
    found = {
        f"kind{SEPARATOR}{record['kind']}",
        f"status{SEPARATOR}{record['status']}",
        f"sources{SEPARATOR}{len(sources)}",
        f"origins{SEPARATOR}{len(origins)}",
    }
    found.update(f"{field}={SEPARATOR}{id_}" for field, id_ in _named(record))
    found.update(f"source{SEPARATOR}{source}" for source in sources)
    found.update(f"outlet{SEPARATOR}{citation['outlet']}" for citation in record["citations"])
    found.update(f"tag{SEPARATOR}{tag}" for tag in record["tags"])
    if record["series"]:
        found.add(f"series{SEPARATOR}{record['series']}")
    contents = {
        "disagreement": record["disagreements"], "facts": record["facts"], "notes": record["notes"],
        "places": record["places"], "related": record["related"], "systems": record["systems"],
        "url": any(citation["url"] for citation in record["citations"]),
    }  # fmt: skip
    found.update(f"has{SEPARATOR}{name}" for name, content in contents.items() if content)
    return found
