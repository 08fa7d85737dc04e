"""What the commands print: plain text that people read and pipes carry."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from dateline import model
from dateline.exchange.listing import listed
from dateline.exchange.words import counted, place_words, reference, system_words
from dateline.model import Citation, Event
from dateline.query.fields import above, label
from dateline.store.reader import Reader
from dateline.store.selection import Selection

WIDTH: Final = 88
FACETS: Final = (
    "kind", "actor", "system", "place", "outlet", "affiliation", "source", "status", "series", "tag", "precision",
    "reliability", "has", "sources", "origins",
)  # fmt: skip


def event_page(event: Event) -> str:
    """An event whole, with what each source says."""
    date = f"{event.date.text}  ({event.date.edtf})"
    lines = [event.title, f"{date} · {event.kind.name.lower()} · {event.status}", "", *_wrapped(event.summary), ""]
    for name, values in details(event):
        lines.extend(_wrapped(f"{name:<9} {'; '.join(values)}", " " * 10))
    if event.notes:
        lines.extend(("", *_wrapped(f"Note: {event.notes}")))
    lines.extend(("", provenance(event)))
    for number, citation in enumerate(event.citations, start=1):
        lines.append("")
        lines.extend(_wrapped(f"[{number}] {reference(citation)}", "    "))
        lines.extend(_wrapped(f"    {citation.says}", "    "))
        lines.extend(_wrapped(f"    {judgement(citation)}", "    "))
    return "\n".join((*lines, f"\nid: {event.id}", ""))


def details(event: Event) -> list[tuple[str, list[str]]]:
    """The named parts of an event that has them: who, what, where, figures, links."""
    actors = [
        " ".join(filter(None, (a.actor.name, f"({a.role})" if a.role != "participant" else "", a.unit, a.personnel)))
        for a in event.actors
    ]
    systems = [system_words(s) + (f" ({s.system.nato})" if s.system.nato else "") for s in event.systems]
    places = [place_words(p) for p in event.places]
    facts = [f"{fact.name} {fact.text}" for fact in event.facts]
    related = [f"{r.relation.replace('-', ' ')} {r.event}" for r in event.related]
    named = (
        ("Actors", actors), ("Systems", systems), ("Places", places), ("Figures", facts),
        ("Series", [event.series] if event.series else []), ("Tags", list(event.tags)), ("Related", related),
    )  # fmt: skip
    return [(name, values) for name, values in named if values]


def provenance(event: Event) -> str:
    """`3 sources, 2 origins · sources disagree on: date`"""
    text = counted(event)
    return f"{text} · sources disagree on: {', '.join(event.disagreements)}" if event.disagreements else text


def judgement(citation: Citation) -> str:
    """Who asserts it, what it backs, and how far it is trusted."""
    outlet, grade = citation.source.publisher, citation.credibility
    parts = [
        f"according to {citation.attribution.name}" if citation.attribution else "",
        f"gives the date as {citation.date.text}" if citation.date else "",
        f"supports {', '.join(citation.supports)}" if citation.supports else "",
        f"differs on {', '.join(citation.disputes)}" if citation.disputes else "",
        f"source {outlet.reliability} ({model.RELIABILITIES[outlet.reliability]})",
        f"information {grade} ({model.CREDIBILITIES[grade]})" if grade else "",
    ]
    return " · ".join(filter(None, parts))


def facet_table(reader: Reader, events: Selection, fields: Sequence[str]) -> Iterator[str]:
    """The values of each field with the number of selected events: field, count, value, name with its parents."""
    for field in fields:
        for facet in events.facets(field):
            name = " › ".join((*above(reader, field, facet.value), label(reader, field, facet.value)))
            yield f"{field:<12}{facet.count:>8}  {facet.value}{f'  ({name})' if name != facet.value else ''}\n"


def source_list(reader: Reader, ids: Sequence[str]) -> Iterator[str]:
    """One source a line: id, reliability, date, outlet, title, number of events."""
    for id_ in ids:
        source = reader.source(id_)
        count = reader.having("source", [id_]).count
        issued = source.issued.text if source.issued else "no date"
        events = f"{count} event{'' if count == 1 else 's'}"
        outlet = source.publisher
        yield f"{id_}  {outlet.reliability}  {issued}  {outlet.name}: {source.title}  ({events})\n"


def source_page(reader: Reader, id_: str) -> Iterator[str]:
    """A source with its digest and the events that cite it."""
    source = reader.source(id_)
    outlet = source.publisher
    fields = (
        ("Author", ", ".join(source.author)),
        ("Outlet", ", ".join(filter(None, (outlet.name, outlet.affiliation, outlet.country)))),
        ("Issued", source.issued.text if source.issued else "no date"),
        ("", source.issued_basis),
        ("URL", source.url or "none known"),
        ("Accessed", source.accessed),
        ("Language", source.language),
        ("Type", f"{source.type}, read {source.read}"),
        ("Rated", f"{outlet.reliability}: {model.RELIABILITIES[outlet.reliability]}. {outlet.reason}"),
        ("Repeats", ", ".join(source.derived_from)),
        ("SHA-256", source.sha256),
    )
    yield f"{source.title}\n\n"
    for name, value in fields:
        if value:
            yield "\n".join(_wrapped(f"{name:<9} {value}", " " * 10)) + "\n"
    yield "\n"
    for paragraph in source.digest.splitlines():
        yield "\n".join(_wrapped(paragraph, "    ")) + "\n"
    yield "\n"
    yield from listed(reader.having("source", [id_]))


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
