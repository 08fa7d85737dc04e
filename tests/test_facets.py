"""Counts of values: what each would find is what asking the changed query finds."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import day_number, iso
from dateline.errors import QueryError
from dateline.model import Event
from dateline.query import edit
from dateline.query.facets import FacetValue, Recount, facets, facets_of, spark
from dateline.query.search import search
from dateline.query.syntax import And, Not, Or, Query, Term, Value, Word, all_of, any_of, parse
from dateline.store.reader import Reader
from dateline.window import fitting
from synthetic import ACTORS, KINDS, OUTLETS, SOURCES, Drawn, chronology, days, events, opened

TODAY = datetime.date(2023, 1, 20)
FIELDS = ("actor", "kind", "source", "outlet", "reliability", "sources", "precision")

_VALUES = {
    "actor": (*ACTORS, *(f"={actor}" for actor in ACTORS)),
    "kind": tuple(KINDS),
    "source": tuple(SOURCES),
    "outlet": tuple(OUTLETS),
    "reliability": ("A", "C", "A..C"),
    "sources": ("1", "2", ">=2", "<=1"),
    "precision": ("day", "month"),
}


def _term(field: str) -> st.SearchStrategy[Query]:
    values = st.lists(st.sampled_from(_VALUES[field]), min_size=1, max_size=3, unique=True)
    return values.map(lambda chosen: Term(field, tuple(map(Value, chosen))))


_terms = st.sampled_from(FIELDS).flatmap(_term)
_ranges = st.builds(
    lambda name, a, b: Term(name, (Value(f"{iso(min(a, b))}..{iso(max(a, b))}"),)),
    st.sampled_from(("date", "during")), days, days,
)  # fmt: skip
_leaves = st.one_of(_terms, _terms, _ranges, st.sampled_from([Word("event"), Word("1", True), Word("nothing")]))
_parts: st.SearchStrategy[Query] = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=1, max_size=3).map(all_of),
        st.lists(inner, min_size=1, max_size=3).map(any_of),
    ),
    max_leaves=4,
)
_marks = st.builds(lambda part, no: Not(part) if no else part, _terms, st.booleans())
queries = st.lists(st.one_of(_marks, _parts), max_size=4).map(all_of)
many_events = st.lists(events, max_size=14)


def ids(reader: Reader, query: Query) -> set[str]:
    return {event.id for event in search(reader, query, TODAY).selection}


def test_the_drawn_queries_are_of_every_sort() -> None:
    found = list[Query]()

    def collect(query: Query) -> None:
        found.append(query)

    settings(max_examples=200, derandomize=True, database=None)(given(queries)(collect))()
    for sort in (And, Or, Not, Term, Word):
        assert any(isinstance(query, sort) for query in found)
    tops = [edit.marks(query, "actor") for query in found]
    assert any(len(set(marks.values())) == 2 for marks in tops)
    assert any(list(marks.values()).count("include") > 1 for marks in tops)
    assert any(list(marks.values()).count("exclude") > 1 for marks in tops)


@settings(max_examples=80)
@given(many_events, st.lists(queries, min_size=1, max_size=5))
def test_each_count_is_that_of_asking_the_changed_query(drawn: list[Drawn], asked: list[Query]) -> None:
    with opened(chronology(drawn)) as reader:
        for query in asked:
            answer = search(reader, query, TODAY)
            found = facets_of(reader, query, FIELDS, TODAY)
            for field in FIELDS:
                assert {facet.value for facet in found[field]} == set(reader.values(field))
                marks = edit.marks(answer.query, field)
                for facet in found[field]:
                    having = ids(reader, Term(field, (Value(facet.value),)))
                    assert facet.total == len(having)
                    assert facet.now == len(having & {event.id for event in answer.selection})
                    toggled = edit.mark(answer.query, field, facet.value, "include")
                    assert facet.toggled == len(ids(reader, toggled)), (str(query), field, facet.value)
                    assert facet.mark == marks.get(facet.value, "")


@settings(max_examples=80)
@given(many_events, st.lists(queries, min_size=2, max_size=5))
def test_a_value_that_is_looked_at_has_the_counts_that_all_have(drawn: list[Drawn], asked: list[Query]) -> None:
    with opened(chronology(drawn)) as reader:
        before, *others = asked
        for query in others:
            recount, now = Recount(reader, query, TODAY), facets_of(reader, query, FIELDS, TODAY)
            assert recount.found == search(reader, query, TODAY).selection
            for field, facets_before in facets_of(reader, before, FIELDS, TODAY).items():
                assert {recount.of(facet) for facet in facets_before} == {*now[field]}


def _exact(event: Event) -> Iterator[tuple[str, str]]:
    """The values that an event has, gathered from the event and not from the store."""
    yield "kind", event.kind.id
    waiting = [involved.actor for involved in event.actors]
    for actor in waiting:  # grows while it is walked
        yield "actor", actor.id
        waiting.extend(ACTORS[parent] for parent in actor.part_of)
    for source in event.sources:
        yield "source", source.id


_some_actors = st.lists(st.sampled_from(sorted(ACTORS)), unique=True)


@settings(max_examples=60)
@given(many_events, _some_actors, _some_actors, st.sampled_from(sorted(KINDS)))
def test_each_count_is_that_of_going_through_all_events(
    drawn: list[Drawn], some: list[str], none: list[str], kind: str
) -> None:
    included, excluded = set(some), set(none) - set(some)
    made = chronology(drawn)
    having = {event.id: set(_exact(event)) for event in made.events}

    def found(wanted: set[str], unwanted: set[str]) -> list[Event]:
        return [
            event
            for event in made.events
            if event.kind.id == kind
            and (not wanted or any(("actor", actor) in having[event.id] for actor in wanted))
            and not any(("actor", actor) in having[event.id] for actor in unwanted)
        ]

    marks = dict.fromkeys(included, "include") | dict.fromkeys(excluded, "exclude")
    query = edit.set_marks(parse(f"kind:{kind}"), "actor", marks)  # type: ignore[arg-type]
    with opened(made) as reader:
        for facet in facets(reader, query, "actor", TODAY):
            value = facet.value
            now = [event for event in found(included, excluded) if ("actor", value) in having[event.id]]
            assert facet.now == len(now)
            toggled = found(included ^ {value}, excluded - {value})
            assert facet.toggled == len(toggled)
            assert facet.total == sum(("actor", value) in values for values in having.values())


def by_value(reader: Reader, text: str, field: str) -> dict[str, FacetValue]:
    return {facet.value: facet for facet in facets(reader, parse(text), field, TODAY)}


def test_a_value_says_its_mark_its_counts_and_what_it_belongs_to(reader: Reader) -> None:
    found = by_value(reader, "actor:Истландия -actor:ivanova", "actor")
    assert found["eastland"] == FacetValue("actor", "eastland", "Eastland", (), "include", 5, 8, 5)
    ministry = found["norland-mod"]
    assert (ministry.name, ministry.above, ministry.mark) == ("Norland's Defence Ministry", ("Norland",), "")
    assert (ministry.now, ministry.toggled, ministry.total) == (2, 7, 5)
    assert (found["ivanova"].mark, found["ivanova"].now, found["ivanova"].toggled) == ("exclude", 0, 6)
    systems = by_value(reader, "", "system")
    assert systems["su-30sm"].above == ("Aircraft", "Fighters", "Su-30")
    assert systems["aircraft/fighter"].above == ("Aircraft",)
    assert by_value(reader, "", "place")["brest"].above[-1] == "Brest Region"
    assert by_value(reader, "", "status")["denied"].above == ()


def test_values_come_by_what_the_answer_has_of_them(reader: Reader) -> None:
    found = facets(reader, parse("kind:drill actor:eastland"), "actor")
    assert [(facet.value, facet.now) for facet in found][:2] == [("eastland", 2), ("norland", 2)]
    assert all(a.now > b.now or (a.now == b.now and a.toggled >= b.toggled) for a, b in pairwise(found))


def test_a_query_that_cannot_be_answered_has_no_counts(reader: Reader) -> None:
    with pytest.raises(QueryError):
        facets(reader, parse("actor:nobody"), "kind")


def test_a_spark_counts_what_begins_in_each_cell(reader: Reader) -> None:
    year = fitting(day_number(2022, 1, 1), day_number(2022, 12, 31))
    assert spark(reader.everything(), year, 12) == (1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1)
    assert spark(reader.nothing(), year, 3) == (0, 0, 0)
