"""Parts of an event as words that several formats and panes share: of an event, or of its record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dateline.dates import parse
from dateline.model import Citation, Equipment, Event, Location
from dateline.record import Record


def counted(event: Event) -> str:
    """`3 sources, 1 origin`"""
    sources, origins = len(event.sources), len(event.origins)
    return f"{sources} source{'' if sources == 1 else 's'}, {origins} origin{'' if origins == 1 else 's'}"


def system_words(equipment: Equipment) -> str:
    """`S-400 Triumf × 2, “two divisions”`: the source's own wording where it matters."""
    return _system(equipment.system.name, equipment.count, equipment.raw)


def system_in(record: Record) -> str:
    """The same of a system in a record."""
    return _system(record["name"], record["count"], record["raw"])


def _system(name: str, count: str, raw: str) -> str:
    counted = f" × {count}" if count else ""
    return f"{name}{counted}" + (f", “{raw.strip(chr(34))}”" if raw else "")


def place_words(location: Location) -> str:
    """`Minsk`, `from Khabarovsk Territory`"""
    return _place(location.place.name, location.role)


def place_in(record: Record) -> str:
    """The same of a place in a record."""
    return _place(record["name"], record["role"])


def _place(name: str, role: str) -> str:
    return name if role == "at" else f"{role} {name}"


def reference(citation: Citation) -> str:
    """A citation as one line: author, title, publisher, date, locator, URL."""
    source = citation.source
    issued = source.issued.text if source.issued else ""
    return _reference(source.author, source.title, source.publisher.name, issued, citation.locator, source.url)


def reference_in(record: Record) -> str:
    """The same of a citation in a record."""
    said = record["title"], record["publisher"], _issued(record["issued"]), record["locator"], record["url"]
    return _reference(record["author"], *said)


@lru_cache(maxsize=4_096)  # many events cite the same page
def _issued(edtf: str) -> str:
    return parse(edtf).text if edtf else ""


def _reference(author: Sequence[str], title: str, publisher: str, issued: str, locator: str, url: str) -> str:
    parts = (", ".join(author), f"“{title}”", publisher, issued or "no date", locator, url)
    return ", ".join(part for part in parts if part)
