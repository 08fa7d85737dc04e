"""One event as the JSON that scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.dates import iso, parse
from dateline.model import Citation, Equipment, Event, Fact, Involvement, Location, Relation, Source, Vocabulary

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
        "author": list(source.author),
    }


def dumped(value: object) -> str:
    """JSON of something, in the one way in which a store and an export have it."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def texts(record: Record) -> tuple[str, ...]:
    """The texts in which words and phrases are looked for; names are looked up in the vocabularies."""
    found = [record["title"], record["summary"]]
    for fact in record["facts"]:
        qualifier = "" if fact["qualifier"] == "exactly" else fact["qualifier"]
        found.append(f"{fact['name']} {qualifier} {fact['value']} {fact['unit']}")
    return tuple(found)


def event_of(
    record: Record,
    origins: Sequence[str],
    names: Vocabulary,
    sources: Mapping[str, Source],
    others: Mapping[str, tuple[str, str]],
) -> Event:
    """The event of a record; of `others`, those to which it is related, by id the title and the date in EDTF.

    Raises LookupError, TypeError and ValueError where it is no record, or names what is not known.
    """
    # Whoever shows an event joins its texts.
    "".join((record["status"], record["series"], record["notes"], *record["tags"]))
    for each in (*record["actors"], *record["systems"], *record["places"], *record["facts"], *record["related"]):
        "".join(value for value in each.values() if not isinstance(value, float | None))
    return Event(
        record["id"],
        record["title"],
        names.kinds[record["kind"]],
        parse(record["date"]),
        record["summary"],
        tuple(_cited(citation, names, sources) for citation in record["citations"]),
        tuple(origins),
        record["status"],
        tuple(Involvement(names.actors[a["id"]], a["role"], a["unit"], a["personnel"]) for a in record["actors"]),
        tuple(Equipment(names.systems[s["id"]], s["count"], s["raw"]) for s in record["systems"]),
        tuple(Location(names.places[p["id"]], p["role"]) for p in record["places"]),
        tuple(Fact(f["name"], f["value"], f["unit"], f["qualifier"]) for f in record["facts"]),
        tuple(_relation(related, others) for related in record["related"]),
        record["series"],
        tuple(record["tags"]),
        record["notes"],
    )


def _relation(related: Record, others: Mapping[str, tuple[str, str]]) -> Relation:
    """What is imported may name an event that nobody has given yet."""
    title, date = others.get(related["id"], ("", ""))
    return Relation(related["id"], related["relation"], title, parse(date) if date else None)


def _cited(citation: Record, names: Vocabulary, sources: Mapping[str, Source]) -> Citation:
    return Citation(
        sources[citation["source"]],
        citation["says"],
        citation["locator"],
        tuple(citation["supports"]),
        tuple(citation["disputes"]),
        parse(citation["date"]) if citation["date"] else None,
        names.actors[citation["attribution"]] if citation["attribution"] else None,
        citation["credibility"],
    )
