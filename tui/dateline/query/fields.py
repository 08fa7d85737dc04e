"""The fields of the language, in one table: what each selects, and how it is said in English."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal, NamedTuple

from dateline import dates, model
from dateline.errors import DateError, QueryError, nearest
from dateline.query import ranges
from dateline.query.syntax import Term, Value
from dateline.store.reader import Reader
from dateline.store.selection import Selection

Slot = Literal["adjective", "noun", "with", "clause", "range"]
HAS: Final[Mapping[str, str]] = {
    "disagreement": "on which sources disagree",
    "facts": "with figures",
    "notes": "with notes",
    "places": "with places",
    "related": "with related events",
    "systems": "with systems",
    "url": "with a link to a source",
}
AFFILIATION: Final[Mapping[str, str]] = {
    "state-media": "state media",
    "official": "officials",
    "independent": "independent outlets",
    "ngo": "NGOs",
    "research": "research institutes",
    "unknown": "outlets of unknown affiliation",
}
_WITH_BELOW: Final = ("actor", "system", "place")
"""Fields whose values have others below them."""


class Matcher(NamedTuple):
    """One value, understood."""

    select: Callable[[], Selection]
    english: str
    value: str
    """As it stands in the canonical form: an id instead of a name."""
    within: Callable[[], Selection] | None = None
    """Of a date: what surely lies in it."""


class Field(NamedTuple):
    """A field of the language."""

    name: str
    example: str
    help: str
    slot: Slot
    phrase: str
    """How its values are said; `{}` stands for them, `{s}` makes the plural where they are no single one."""
    match: Callable[[Reader, Field, Value, datetime.date], Matcher]


def lookup(term: Term) -> Field:
    """The field of a term. Raises QueryError with the nearest name."""
    if term.field not in FIELDS:
        hint = nearest(term.field, list(FIELDS)) or "; quote the words to look for them in the text"
        raise QueryError(f"no field '{term.field}'{hint}", term.column)
    return FIELDS[term.field]


def begun(text: str) -> Field | None:
    """The field whose name the end of the text begins: it may be still being typed."""
    word = re.search(r"(?:^|[\s(-])([a-z]+)$", text)
    return next((field for name, field in FIELDS.items() if word and name.startswith(word[1])), None)


def label(reader: Reader, field: str, value: str) -> str:
    """The name of a value of a field, for people."""
    names = reader.vocabulary
    if field == "actor" and value in names.actors:
        return names.actors[value].name
    if field == "system":
        return names.systems[value].name if value in names.systems else names.categories.get(value, value)
    if field == "place" and value in names.places:
        return names.places[value].name
    if field == "kind" and value in names.kinds:
        return names.kinds[value].name
    if field == "source":
        source = reader.source(value)
        return f"{source.publisher.name}: {source.title}"
    if field == "outlet" and value in names.outlets:
        return names.outlets[value].name
    return value


def labels(reader: Reader, field: str, values: Iterable[str]) -> dict[str, str]:
    """The names of several."""
    if field == "source":
        return reader.headlines()
    return {value: label(reader, field, value) for value in values}


def above(reader: Reader, field: str, value: str) -> tuple[str, ...]:
    """The names of what a value belongs to, the outermost first: of the Aerospace Forces, `("Russia", …)`.

    Of several parents the first; of a system what it is a variant of, then the category.
    """
    if field not in ("actor", "system", "place"):
        return ()
    chain = [value]
    while (parent := _parent(reader, field, chain[-1])) and parent not in chain:
        chain.append(parent)
    return tuple(label(reader, field, each) for each in reversed(chain[1:]))


def _parent(reader: Reader, field: str, value: str) -> str:
    """The id of the nearest thing above; empty where there is none."""
    names = reader.vocabulary
    if field == "actor" and value in names.actors:
        return next(iter(names.actors[value].part_of), "")
    if field == "place" and value in names.places:
        return next(iter(names.places[value].within), "")
    if field == "system":
        system = names.systems.get(value)
        return value.rpartition("/")[0] if system is None else system.variant_of or system.category
    return ""


def _named(reader: Reader, field: Field, value: Value, _today: datetime.date) -> Matcher:
    """A name from a vocabulary; `=name` leaves out what is below it."""
    exact = value.text.startswith("=")
    name = value.text.removeprefix("=")
    if exact and field.name not in _WITH_BELOW:
        raise QueryError(f"nothing is below what {field.name}: names; leave the = out", value.column)
    ids = reader.named(field.name, name)
    if not ids:
        raise QueryError(f"no {field.name} '{name}'{reader.suggestion(field.name, name)}", value.column)
    facet = f"{field.name}=" if exact else field.name
    if field.name == "kind":
        english = reader.vocabulary.kinds[ids[0]].plural
    elif field.name == "source":
        english = reader.source(ids[0]).publisher.name if len(ids) > 1 else f"“{reader.source(ids[0]).title}”"
    else:
        english = label(reader, field.name, ids[0]) + (" itself" if exact else "")
    canonical = f"{'=' if exact else ''}{ids[0] if len(ids) == 1 else name}"
    return Matcher(lambda: reader.having(facet, ids), english, canonical)


def _listed(reader: Reader, field: Field, value: Value, _today: datetime.date) -> Matcher:
    """One of a fixed list, or of the values in use."""
    fixed: Mapping[str, tuple[str, ...]] = {
        "status": model.STATUSES,
        "precision": dates.PRECISIONS,
        "has": tuple(HAS),
        "affiliation": model.AFFILIATIONS,
    }
    known = fixed.get(field.name) or reader.values(field.name)
    if value.text not in known:
        offer = nearest(value.text, known) or (f"; one of {', '.join(known)}" if field.name in fixed else "")
        raise QueryError(f"no {field.name} '{value.text}'{offer}", value.column)
    english = {"has": HAS, "affiliation": AFFILIATION}.get(field.name, {}).get(value.text, value.text)
    return Matcher(lambda: reader.having(field.name, (value.text,)), english, value.text)


def _identified(reader: Reader, field: Field, value: Value, _today: datetime.date) -> Matcher:
    return Matcher(lambda: reader.identified(value.text), value.text, value.text)


def _dated(reader: Reader, field: Field, value: Value, today: datetime.date) -> Matcher:
    try:
        days = ranges.days(value.text, today)
    except DateError as error:
        raise QueryError(str(error), value.column) from None

    def surely() -> Selection:
        return reader.surely(days.lo, days.hi)

    if field.name == "during":
        whole = days.english.startswith(("from ", "up to "))
        return Matcher(surely, days.english if whole else f"in {days.english}", value.text)
    return Matcher(lambda: reader.possibly(days.lo, days.hi), days.english, value.text, surely)


def _counted(reader: Reader, field: Field, value: Value, _today: datetime.date) -> Matcher:
    read = ranges.count(value.text)
    if read is None:
        raise QueryError(f"'{value.text}' is not a count; write 2, >=2 or 2..4", value.column)
    numbers, english = read
    return Matcher(
        lambda: reader.having(field.name, [n for n in reader.values(field.name) if int(n) in numbers]),
        english,
        value.text,
    )


def _graded(reader: Reader, field: Field, value: Value, _today: datetime.date) -> Matcher:
    read = ranges.grades(value.text)
    if read is None:
        raise QueryError(f"'{value.text}' is not a grade; write A to F, or A..C", value.column)
    letters, english = read
    return Matcher(lambda: reader.having(field.name, letters), english, value.text)


FIELDS: Final[Mapping[str, Field]] = {
    field.name: field
    for field in (
        Field("actor", "actor:russia", "who took part, with all that belongs to them; =russia only itself",
              "with", "{}", _named),
        Field("system", "system:s-400", "a weapon system or a category (system:sam)", "with", "{}", _named),
        Field("place", "place:belarus", "where, with all places inside", "clause", "in {}", _named),
        Field("kind", "kind:drill,patrol", "what kind of event", "noun", "{}", _named),
        Field("date", "date:2021-09..2022-02", "possibly in these days", "range", "{}", _dated),
        Field("during", "during:2022", "surely in these days", "range", "surely {}", _dated),
        Field("source", 'source:"national interest"', "cited from a source or an outlet",
              "clause", "cited from {}", _named),
        Field("outlet", "outlet:tass", "cited from what an outlet published", "clause", "cited from {}", _named),
        Field("affiliation", "affiliation:independent", f"cited outlets: {', '.join(model.AFFILIATIONS)}",
              "clause", "cited from {}", _listed),
        Field("status", "status:disputed", "reported, confirmed, planned, disputed, denied, retracted",
              "adjective", "{}", _listed),
        Field("reliability", "reliability:A..C", "has a source of this grade (Admiralty code)",
              "clause", "with a source of reliability {}", _graded),
        Field("sources", "sources:>=2", "how many sources", "clause", "with {} source{s}", _counted),
        Field("origins", "origins:>=2", "how many independent origins", "clause", "with {} origin{s}", _counted),
        Field("has", "has:disagreement", ", ".join(HAS), "clause", "{}", _listed),
        Field("precision", "precision:day", "how exactly the date is known", "clause", "dated to the {}", _listed),
        Field("tag", "tag:nuclear", "tagged", "clause", "tagged {}", _listed),
        Field("series", "series:union-state-air-patrols", "of a series", "clause", "in the series {}", _listed),
        Field("id", "id:zapad-2021", "the event with this id", "clause", "with the id {}", _identified),
    )
}  # fmt: skip
