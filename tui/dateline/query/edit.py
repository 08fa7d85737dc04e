"""Changing a query by value, as the pickers and the keep and exclude keys do."""

from __future__ import annotations

from typing import Literal

from dateline.query.syntax import And, Not, Query, Term, Value, all_of

Mark = Literal["include", "exclude", ""]


def parts(query: Query) -> tuple[Query, ...]:
    """What must hold together."""
    return query.parts if isinstance(query, And) else (query,)


def marks(query: Query, field: str) -> dict[str, Mark]:
    """Which values of a field the query asks for or excludes."""
    found: dict[str, Mark] = {}
    for part in parts(query):
        match part:
            case Term(field=name, values=values) if name == field:
                found.update((value.text, "include") for value in values)
            case Not(Term(field=name, values=values)) if name == field:
                found.update((value.text, "exclude") for value in values)
    return found


def without_field(query: Query, field: str) -> Query:
    """The query without what it says of a field: the ground on which the field's values are counted."""
    return all_of(part for part in parts(query) if _field(part) != field)


def set_marks(query: Query, field: str, wanted: dict[str, Mark]) -> Query:
    """Ask for any of the included values and for none of the excluded ones."""
    included = tuple(Value(value) for value, mark in wanted.items() if mark == "include")
    excluded = tuple(Value(value) for value, mark in wanted.items() if mark == "exclude")
    added: list[Query] = []
    if included:
        added.append(Term(field, included))
    if excluded:
        added.append(Not(Term(field, excluded)))
    return all_of((*parts(without_field(query, field)), *added))


def mark(query: Query, field: str, value: str, wanted: Mark) -> Query:
    """Mark one value; one that is marked so already is unmarked."""
    present = marks(query, field)
    if present.get(value, "") == wanted:
        present.pop(value, None)
    else:
        present[value] = wanted
    return set_marks(query, field, present)


def narrow(query: Query, field: str, value: str) -> Query:
    """Keep only events that also have this value."""
    term = Term(field, (Value(value),))
    return query if term in parts(query) else all_of((*parts(query), term))


def _field(part: Query) -> str:
    match part:
        case Term(field=name) | Not(Term(field=name)):
            return name
    return ""
