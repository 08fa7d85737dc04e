"""Markdown to hand in: the events by year, each statement with the numbers of its citations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.dates import civil, year_words
from dateline.exchange.words import counted, place_words, reference, system_words
from dateline.model import Event

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_OPENS_BLOCK = re.compile(r"^(\d*)([-+=.)])")


def write_md(events: Iterable[Event], heading: str) -> Iterator[str]:
    yield f"# {_escape(heading)}\n"
    numbers: dict[str, int] = {}
    year = None
    for event in events:
        begins = "Start unknown" if event.date.lo is None else year_words(civil(event.date.lo)[0])
        if begins != year:
            year = begins
            yield f"\n## {year}\n"
        yield _event(event, numbers)
    if numbers:
        yield "\n## Sources\n\n"
        for text, number in numbers.items():
            yield f"{number}. {_escape(text)}\n"
    else:
        yield "\nNo events.\n"


def _event(event: Event, numbers: dict[str, int]) -> str:
    lines = [f"\n**{_escape(event.date.text)}. {_escape(event.title)}** ({event.kind.name.lower()}, {event.status})\n"]
    marks = []
    for citation in event.citations:
        number = numbers.setdefault(reference(citation), len(numbers) + 1)
        marks.append(f"[{number}]")
    lines.append(f"\n{_escape(event.summary)} {''.join(dict.fromkeys(marks))}\n")
    named = (
        ("Actors", [f"{a.actor.name} ({a.role})" if a.role != "participant" else a.actor.name for a in event.actors]),
        ("Systems", [system_words(s) for s in event.systems]),
        ("Places", [place_words(p) for p in event.places]),
        ("Figures", [f"{fact.name}: {fact.text}" for fact in event.facts]),
    )
    details = [f"{label}: {_escape('; '.join(names))}" for label, names in named if names]
    if event.disagreements:
        details.append(f"Sources disagree on: {', '.join(event.disagreements)}")
    for citation, mark in zip(event.citations, marks, strict=True):
        said = [f"according to {citation.attribution.name}"] if citation.attribution else []
        said += [f"gives the date as {citation.date.text}"] if citation.date else []
        if said:
            details.append(f"{mark} {_escape(', '.join(said))}")
    if event.notes:
        details.append(f"Note: {_escape(event.notes)}")
    details.append(counted(event))
    lines.append("\n" + "".join(f"- {detail}\n" for detail in details))
    return "".join(lines)


def _escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _OPENS_BLOCK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))
