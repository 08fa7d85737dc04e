"""The event under the cursor: what, when, who, where, and how far its sources agree."""

from __future__ import annotations

from textual.reactive import var

from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.lines import TextLine, ValuePane, wrap
from dateline.dates import Edtf
from dateline.exchange.words import counted, place_words, system_words
from dateline.model import Equipment, Event, Relation
from dateline.own.notes import Margin
from dateline.text import clean

LABEL_WIDTH = 9


class EventPane(ValuePane):
    """Everything that is known of one event. Its actors, systems, places, … can be kept or excluded."""

    event: var[Event | None] = var(None)
    margin: var[Margin] = var(Margin)

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__("event", glyphs)
        self.border_title = "Event"

    def watch_event(self, event: Event | None) -> None:
        self._say_kind()
        self.rewrite()

    def watch_margin(self) -> None:
        self._say_kind()
        self.rewrite(keep_place=True)

    def _say_kind(self) -> None:
        event, said = self.event, ""
        if event is not None:
            marked = ("marked",) if event.id in self.margin.marks else ()
            said = clean(f" {self._glyphs.dot} ".join((event.kind.name.lower(), event.status, *marked)), 70)
        self.entitle("Event", said)

    def write(self, width: int) -> tuple[TextLine, ...]:
        event = self.event
        if event is None:
            return (TextLine((("No event.", "line--muted"),)),)
        dot = f" {self._glyphs.dot} "
        blank = TextLine(())
        when = self._glyphs.plain(dot.join((event.date.text, exactness(event.date))))
        lines = [*wrap(event.title, width, style="line--strong"), *wrap(when, width, style="line--accent"), blank]
        lines += [*wrap(event.summary, width), blank]
        if note := self.margin.notes.get(event.id):
            written = f" ({note.written[:10]})" if note.written else ""
            lines += [*wrap(self._glyphs.plain(f"{note.text}{written}"), width, first="Your note "), blank]
        for label, values in details(event):
            for number, (text, field, value) in enumerate(values):
                first = (label if not number else "").ljust(LABEL_WIDTH)
                begun, *more = wrap(self._glyphs.plain(text), width, first=first)
                lines += [TextLine(begun.spans, field, value), *more]  # the cursor stops once at each value
        if event.notes:
            lines += [blank, *wrap(event.notes, width, first="Note ", style="line--muted")]
        provenance, disagreement = provenance_words(event)
        lines += [blank, *wrap(provenance, width, style="line--muted")]
        if disagreement:
            lines += wrap(f"{self._glyphs.differs} {disagreement}", width, style="line--warning")
        return tuple(lines)


Detail = tuple[str, str, str]
"""What to show, and the field and value that it stands for (empty where it cannot be filtered by)."""


def details(event: Event) -> list[tuple[str, list[Detail]]]:
    """The parts of an event under their labels."""
    named: list[tuple[str, list[Detail]]] = [
        ("Actors", [(_with(a.actor.name, a.role, a.unit, a.personnel), "actor", a.actor.id) for a in event.actors]),
        ("Systems", [(_system(s), "system", s.system.id) for s in event.systems]),
        (
            "Places",
            [(place_words(p), "place", p.place.id) for p in event.places],
        ),
        ("Figures", [(f"{fact.name}: {fact.text}", "", "") for fact in event.facts]),
        ("Series", [(event.series, "series", event.series)] if event.series else []),
        ("Tags", [(tag, "tag", tag) for tag in event.tags]),
        ("Related", [(_related(r), "id", r.event) for r in event.related]),
        ("Kind", [(event.kind.name.lower(), "kind", event.kind.id)]),
        ("Status", [(event.status, "status", event.status)]),
    ]
    return [(label, values) for label, values in named if values]


def _with(name: str, role: str, unit: str, personnel: str) -> str:
    more = ", ".join(part for part in ("" if role == "participant" else role, unit, personnel) if part)
    return f"{name} ({more})" if more else name


def _system(equipment: Equipment) -> str:
    return system_words(equipment) + (f" ({equipment.system.nato})" if equipment.system.nato else "")


def _related(relation: Relation) -> str:
    """`part of: 10–20 Feb 2022, Union Resolve 2022`"""
    said = f"{relation.date.text}, {relation.title}" if relation.date else relation.event
    return f"{relation.relation.replace('-', ' ')}: {said}"


def exactness(date: Edtf) -> str:
    """How many days a date leaves, in a few words; that it is doubtful is said by the date itself."""
    if date.lo is None or date.hi is None:
        return "open"
    days = date.hi - date.lo + 1
    counted = f"{days:,} day{'' if days == 1 else 's'}"
    return counted if date.extent or days == 1 else f"within {counted}"


def provenance_words(event: Event) -> tuple[str, str]:
    """How many sources and origins, and on what they disagree."""
    return counted(event), f"sources disagree on: {', '.join(event.disagreements)}" if event.disagreements else ""
