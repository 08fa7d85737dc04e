"""One event as the JSON that scripts rely on."""

from __future__ import annotations

from typing import Any

from dateline.dates import iso
from dateline.model import Citation, Equipment, Event, Location

Record = dict[str, Any]


def record(event: Event) -> Record:
    """The documented JSON of an event. No precision is added: `date` is EDTF, `start` and `end` its bounds."""
    return {
        "id": event.id,
        "title": event.title,
        "kind": event.kind.id,
        "status": event.status,
        "date": event.date.edtf,
        "date_text": event.date.text,
        "start": iso(event.date.lo),
        "end": iso(event.date.hi),
        "precision": event.date.precision,
        "extent": event.date.extent,
        "uncertain": event.date.uncertain,
        "approximate": event.date.approximate,
        "actors": [{"id": a.actor.id, "name": a.actor.name, "role": a.role, "unit": a.unit,
             "personnel": a.personnel} for a in event.actors],
        "systems": [
            {"id": s.system.id, "name": s.system.name, "category": s.system.category, "nato": s.system.nato,
             "count": s.count, "raw": s.raw} for s in event.systems
        ],
        "places": [
            {"id": p.place.id, "name": p.place.name, "role": p.role, "lat": p.place.lat, "lon": p.place.lon}
            for p in event.places
        ],
        "facts": [{"name": f.name, "value": f.value, "unit": f.unit, "qualifier": f.qualifier} for f in event.facts],
        "summary": event.summary,
        "sources": len(event.sources),
        "origins": len(event.origins),
        "disagreements": list(event.disagreements),
        "tags": list(event.tags),
        "series": event.series,
        "citations": [_citation(citation) for citation in event.citations],
        "related": [{"id": r.event, "relation": r.relation} for r in event.related],
        "notes": event.notes,
    }  # fmt: skip


def _citation(citation: Citation) -> Record:
    source = citation.source
    return {
        "source": source.id,
        "title": source.title,
        "publisher": source.publisher.name,
        "issued": source.issued.edtf if source.issued else "",
        "url": source.url,
        "locator": citation.locator,
        "says": citation.says,
        "supports": list(citation.supports),
        "date": citation.date.edtf if citation.date else "",
        "attribution": citation.attribution.id if citation.attribution else "",
        "reliability": source.publisher.reliability,
        "credibility": citation.credibility,
        "disputes": list(citation.disputes),
        "outlet": source.publisher.id,
    }


def counted(event: Event) -> str:
    """`3 sources, 1 origin`"""
    sources, origins = len(event.sources), len(event.origins)
    return f"{sources} source{'' if sources == 1 else 's'}, {origins} origin{'' if origins == 1 else 's'}"


def system_words(equipment: Equipment) -> str:
    """`S-400 Triumf × 2, “two divisions”`: the source's own wording where it matters."""
    count = f" × {equipment.count}" if equipment.count else ""
    return f"{equipment.system.name}{count}" + (f", “{equipment.raw.strip(chr(34))}”" if equipment.raw else "")


def place_words(location: Location) -> str:
    """`Minsk`, `from Khabarovsk Territory`"""
    return location.place.name if location.role == "at" else f"{location.role} {location.place.name}"


def reference(citation: Citation) -> str:
    """A citation as one line: author, title, publisher, date, locator, URL."""
    source = citation.source
    author = ", ".join(source.author)
    issued = source.issued.text if source.issued else "no date"
    parts = (
        author,
        f"“{source.title}”",
        source.publisher.name,
        issued,
        citation.locator,
        source.url,
    )
    return ", ".join(part for part in parts if part)
