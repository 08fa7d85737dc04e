"""The values of a field under a query: how many events have each now, and how many there would be with it toggled."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from dateline.query import edit
from dateline.query.edit import Mark
from dateline.query.fields import above, labels
from dateline.query.search import resolve, select
from dateline.query.syntax import Query, Term, Value
from dateline.store.reader import Reader
from dateline.store.selection import Selection
from dateline.window import Window


class FacetValue(NamedTuple):
    """A value of a field that some event has, and what the query has to do with it."""

    field: str
    value: str
    """As a query writes it."""
    name: str
    """As people call it."""
    above: tuple[str, ...]
    """The names of what it belongs to, the outermost first."""
    mark: Mark
    """Whether the query asks for it, excludes it, or neither."""
    now: int
    """How many of the events that the query finds have it."""
    toggled: int
    """How many events the query would find with this value included; where it is included, with it let go."""
    total: int
    """How many events have it in the whole store."""


def facets(reader: Reader, query: Query, field: str, today: datetime.date | None = None) -> tuple[FacetValue, ...]:
    """Every value of a field that some event has, the commonest in the answer first. Raises QueryError."""
    return facets_of(reader, query, (field,), today)[field]


def facets_of(
    reader: Reader, query: Query, fields: Iterable[str], today: datetime.date | None = None
) -> dict[str, tuple[FacetValue, ...]]:
    """The same of several fields, answering the query once. Raises QueryError."""
    today = today or datetime.date.today()
    query = resolve(reader, query, today)
    current = select(reader, query, today)
    return {field: _facets(reader, query, current, field, today) for field in fields}


class Recount:
    """The counts of values under another query: of each when it is looked at, for of thousands a few are shown."""

    def __init__(self, reader: Reader, query: Query, today: datetime.date | None = None) -> None:
        """Raises QueryError."""
        self._reader, self._today = reader, today or datetime.date.today()
        self._query = resolve(reader, query, self._today)
        self.found = select(reader, self._query, self._today)
        self._toggling: dict[str, _Toggling] = {}
        self._counted: dict[tuple[str, str], FacetValue] = {}

    def of(self, facet: FacetValue) -> FacetValue:
        """The same value with its counts and its mark as they are now."""
        place = facet.field, facet.value
        if place not in self._counted:
            if facet.field not in self._toggling:
                self._toggling[facet.field] = _Toggling(self._reader, self._query, facet.field, self._today)
            toggling, events = self._toggling[facet.field], self._reader.having(facet.field, (facet.value,))
            self._counted[place] = facet._replace(
                mark=toggling.marks.get(facet.value, ""),
                now=(self.found & events).count,
                toggled=toggling.of(facet.value, events),
            )
        return self._counted[place]


def spark(selection: Selection, window: Window, cells: int) -> tuple[int, ...]:
    """How many of the events begin in each cell of a window drawn `cells` wide."""
    return selection.histogram(window.edges(cells))


def _facets(
    reader: Reader, query: Query, current: Selection, field: str, today: datetime.date
) -> tuple[FacetValue, ...]:
    now = current.counts(field)
    marks = edit.marks(query, field)
    toggled = _Toggling(reader, query, field, today).every() if marks else now
    found = [
        FacetValue(field, value, name, belongs, marks.get(value, ""), now[value], toggled[value], total)
        for value, name, belongs, total in _values(reader, field)
    ]
    found.sort(key=lambda each: (-each.now, -each.toggled))  # of as many the order of their names stays
    return tuple(found)


_Values = Sequence[tuple[str, str, tuple[str, ...], int]]
_known: WeakKeyDictionary[Reader, dict[str, _Values]] = WeakKeyDictionary()
"""What is said of the values of each field whatever the query: they are thousands, and asked for at each key."""


def _values(reader: Reader, field: str) -> _Values:
    """Value, name, what it belongs to and how many events in all; by name."""
    known = _known.setdefault(reader, {})
    if field not in known:
        totals = reader.everything().counts(field)
        names = labels(reader, field, totals)
        values = [(v, names[v], above(reader, field, v), total) for v, total in totals.items()]
        known[field] = sorted(values, key=lambda each: (each[1].casefold(), each[0]))
    return known[field]


class _Toggling:
    """What `edit.mark(query, field, value, "include")` would find, for every value by one count and not by asking.

    On the ground of all that the query says beside the field's marks, it finds the events that have any of the included
    values (all, where none is included) and none of the excluded ones. So one value more adds its events outside the
    included ones; an included value let go takes away the events that no other included value has; an excluded value
    included brings back the events that no other value excludes.
    """

    def __init__(self, reader: Reader, query: Query, field: str, today: datetime.date) -> None:
        self.marks = edit.marks(query, field)
        self._reader, self._field = reader, field

        def each(wanted: Mark) -> list[Selection]:
            values = (value for value, mark in self.marks.items() if mark == wanted)
            return [select(reader, Term(field, (Value(value),)), today) for value in values]

        ground = select(reader, edit.without_field(query, field), today)
        included, excluded = each("include"), each("exclude")
        any_included, only_included = _any_and_only_one(reader, included)
        any_excluded, only_excluded = _any_and_only_one(reader, excluded)
        self._allowed = ground - any_excluded
        self._base = (self._allowed & any_included).count
        self._fresh = self._allowed - any_included
        self._leaving = self._allowed & any_included & only_included
        self._returning = ground & only_excluded
        self._only = len(included) == 1

    def of(self, value: str, events: Selection) -> int:
        """Of one value, which these events have."""
        match self.marks.get(value, ""):
            case "exclude":
                return self._base + (self._returning & events).count
            case "include":
                return self._allowed.count if self._only else self._base - (self._leaving & events).count
        return self._base + (self._fresh & events).count

    def every(self) -> Mapping[str, int]:
        toggled = {value: self._base + count for value, count in self._fresh.counts(self._field).items()}
        # Not all marks are on a value in use: there are names of several, ranges, and values that no event has.
        marked = [value for value in self.marks if value in toggled]
        return toggled | {value: self.of(value, self._reader.having(self._field, (value,))) for value in marked}


def _any_and_only_one(reader: Reader, selections: Sequence[Selection]) -> tuple[Selection, Selection]:
    """The events that are in any of the selections, and those that are in exactly one."""
    found = several = reader.nothing()
    for selection in selections:
        several |= found & selection
        found |= selection
    return found, found - several
