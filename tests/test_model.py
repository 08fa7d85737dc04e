"""What an event says about its sources: distinct ones, their origins, where they differ, and its place in time."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.curated.origins import Origins
from dateline.dates import parse
from dateline.model import ASPECTS, Actor, Citation, Event, Fact, Kind, Outlet, Source

DRILL = Kind(id="drill", name="drill", plural="drills", glyph="▲", ascii="^")
STATE = Actor(id="belarus", name="Belarus", type="state")
MINISTRY = Actor(id="belarusian-mod", name="Ministry of Defence", type="organization", part_of=("belarus",))
FORCES = Actor(id="armed-forces", name="Armed Forces", type="armed-force", part_of=("belarusian-mod",))
AIR_FORCE = Actor(id="air-force", name="Air Force", type="armed-force", part_of=("armed-forces",))
MINISTER = Actor(id="khrenin", name="Viktor Khrenin", type="person", part_of=("belarusian-mod", "belarus"))
COMMANDER = Actor(id="commander", name="A commander", type="person", part_of=("air-force",))
PRESIDENCY = Actor(id="presidency", name="Presidency", type="organization", part_of=("belarus",))
BLOGGER = Actor(id="blogger", name="A blogger", type="person")
ACTORS = {actor.id: actor for actor in (STATE, MINISTRY, FORCES, AIR_FORCE, MINISTER, COMMANDER, PRESIDENCY, BLOGGER)}

RATED = ("unknown", "F", "Nobody knows.")
OUTLETS = {
    each.id: each
    for each in (
        Outlet("tass", "TASS", *RATED),
        Outlet("belta", "BelTA", *RATED),
        Outlet("repeater", "Repeater", *RATED),
        Outlet("mil-by", "The ministry's site", *RATED, voice_of="belarusian-mod"),
        Outlet("digest", "Digest", *RATED, aggregator=True),
        Outlet("reprints", "Reprints", *RATED, aggregator=True),
        Outlet("army-paper", "The army's paper", *RATED, voice_of="armed-forces"),
    )
}


def source(name: str, outlet: str, *derived_from: str) -> Source:
    return Source(name, "webpage", "A drill", OUTLETS[outlet], derived_from=derived_from)


SOURCES = {
    each.id: each
    for each in (
        source("tass-2022-02-10", "tass"),
        source("tass-2022-02-20", "tass"),
        source("belta-2022-02-10", "belta"),
        source("repeater-2022-02-11", "repeater", "tass-2022-02-10", "belta"),
        source("mil-by-2022-02-10", "mil-by"),
        source("army-paper-2022-02-10", "army-paper"),
        source("copy-of-the-ministry", "tass", "mil-by"),
        source("copy-of-the-air-force", "tass", "air-force"),
        source("again", "belta", "repeater-2022-02-11"),
        source("digest-2022-02-11", "digest"),
        source("reprints-2022-02-11", "reprints"),
        source("digest-of-belta", "digest", "belta"),
        source("copy-of-the-digest", "belta", "digest"),
        source("copy-of-its-page", "belta", "digest-2022-02-11"),
        source("digest-of-reprints", "digest", "reprints"),
        source("copy-of-both", "repeater", "tass", "digest"),
    )
}
TASS, TASS_LATER, BELTA, REPEATER, SITE, PAPER, COPY, COPY_OF_FORCE, AGAIN, DIGEST, REPRINTS, OF_BELTA = [
    *SOURCES.values()
][:12]
OF_DIGEST, OF_ITS_PAGE, OF_REPRINTS, OF_BOTH = [*SOURCES.values()][12:]
ORIGINS = Origins(SOURCES, OUTLETS, ACTORS)


def cite(source: Source, *, by: Actor | None = None, date: str = "", disputes: tuple[str, ...] = ()) -> Citation:
    return Citation(
        source=source, says="A drill.", attribution=by, date=parse(date) if date else None, disputes=disputes
    )


def event(*citations: Citation, name: str = "union-resolve-2022", date: str = "2022-02-10/2022-02-20") -> Event:
    return Event(name, "Union Resolve", DRILL, parse(date), "A drill.", citations, ORIGINS.of(citations))


@pytest.mark.parametrize(
    ("citations", "origins"),
    [
        ((), ()),
        ((cite(TASS),), ("tass",)),
        ((cite(TASS), cite(TASS_LATER)), ("tass",)),
        ((cite(TASS), cite(BELTA)), ("belta", "tass")),
        ((cite(BELTA), cite(TASS), cite(REPEATER)), ("belta", "tass")),
        ((cite(REPEATER),), ("belta", "tass")),
        ((cite(AGAIN),), ("belta", "tass")),
        ((cite(SITE), cite(PAPER), cite(TASS, by=MINISTRY), cite(COPY)), ("belarusian-mod",)),
        ((cite(COPY_OF_FORCE), cite(TASS, by=AIR_FORCE), cite(BELTA, by=COMMANDER)), ("belarusian-mod",)),
        ((cite(TASS, by=MINISTRY), cite(BELTA, by=MINISTRY)), ("belarusian-mod",)),
        ((cite(TASS, by=MINISTER), cite(BELTA, by=MINISTRY)), ("belarusian-mod",)),
        ((cite(REPEATER, by=MINISTER),), ("belarusian-mod",)),
        ((cite(DIGEST), cite(TASS)), ("tass",)),
        ((cite(REPRINTS), cite(DIGEST)), ("digest",)),
        ((cite(OF_BELTA), cite(TASS)), ("belta", "tass")),
        ((cite(DIGEST, by=MINISTRY), cite(TASS)), ("belarusian-mod", "tass")),
        ((cite(OF_DIGEST), cite(TASS)), ("tass",)),
        ((cite(OF_ITS_PAGE), cite(TASS)), ("tass",)),
        ((cite(OF_REPRINTS), cite(TASS)), ("tass",)),
        ((cite(OF_DIGEST),), ("digest",)),
        ((cite(OF_BOTH), cite(BELTA)), ("belta", "tass")),
        ((cite(TASS, by=STATE),), ("belarus",)),
        ((cite(TASS, by=STATE), cite(BELTA, by=MINISTER)), ("belarusian-mod",)),
        ((cite(TASS, by=STATE), cite(BELTA, by=PRESIDENCY), cite(SITE)), ("belarusian-mod", "presidency")),
        ((cite(TASS, by=BLOGGER),), ("blogger",)),
        ((cite(TASS, by=MINISTRY), cite(TASS)), ("belarusian-mod", "tass")),
    ],
    ids=[
        "nobody",
        "the publisher",
        "one publisher twice",
        "two publishers",
        "a repeater adds nobody",
        "a repeater stands for those whom it repeats",
        "what repeats a repeater goes back to the same",
        "a ministry is one, at its own address, in its paper, quoted or copied",
        "forces and their commanders speak for the ministry",
        "one ministry quoted by two outlets",
        "a minister speaks for the ministry",
        "who is quoted comes before who is repeated",
        "an aggregator is no origin beside another",
        "aggregators alone are one",
        "an aggregator that names whom it repeats stands for them",
        "an aggregator that quotes somebody stands for them",
        "what repeats an aggregator is no origin either",
        "nor is what repeats a page of one",
        "nor is an aggregator that repeats another",
        "what repeats an aggregator alone goes back to it",
        "of those that a page repeats an aggregator does not count",
        "a state is an origin",
        "but none beside its own ministry",
        "two bodies of one state are two",
        "a person without an office speaks for themselves",
        "one outlet, once quoting and once in its own voice",
    ],
)
def test_origins_are_who_it_goes_back_to(citations: tuple[Citation, ...], origins: tuple[str, ...]) -> None:
    assert event(*citations).origins == origins


def test_an_office_that_is_not_known_or_that_leads_to_itself_ends_where_it_begins() -> None:
    astray = Actor(id="astray", name="Astray", type="person", part_of=("gone",))
    first = Actor(id="first", name="First", type="armed-force", part_of=("second",))
    second = Actor(id="second", name="Second", type="armed-force", part_of=("first",))
    origins = Origins(SOURCES, OUTLETS, {each.id: each for each in (astray, first, second)})
    assert origins.of([cite(TASS, by=astray)]) == ("astray",)
    assert origins.of([cite(TASS, by=first), cite(BELTA)]) == ("belta",)


def test_sources_that_only_repeat_each_other_go_back_to_nobody() -> None:
    one, other = source("one", "tass", "other"), source("other", "belta", "one")
    assert Origins({"one": one, "other": other}, OUTLETS, ACTORS).of([cite(one), cite(other)]) == ()


def test_an_organization_is_its_own_origin_though_it_is_part_of_a_state() -> None:
    assert event(cite(TASS, by=MINISTRY)).origins == ("belarusian-mod",)


def test_sources_are_distinct_and_in_the_order_of_the_citations() -> None:
    assert event(cite(TASS), cite(BELTA), cite(TASS, by=MINISTRY)).sources == (TASS, BELTA)


@given(st.lists(st.sampled_from([cite(TASS), cite(TASS_LATER), cite(BELTA), cite(SITE), cite(BELTA, by=MINISTER)])))
def test_there_are_never_more_sources_than_citations_and_the_order_of_citations_changes_no_origin(
    citations: list[Citation],
) -> None:
    one, reverse = event(*citations), event(*reversed(citations))
    assert len(one.sources) == len({citation.source.id for citation in citations})
    assert one.origins == reverse.origins
    assert bool(one.origins) == bool(citations)


@pytest.mark.parametrize(
    ("date", "first", "second", "disagree"),
    [
        ("2022-02-10", "", "", False),
        ("2022-02-10", "2022-02-12", "", True),
        ("2022-02-10", "", "2022-02-12", True),
        ("2022-02-10", "2022-02-12", "2022-02-13", True),
        ("2022-02-10", "2022-02-12", "2022-02-12", False),
        ("2022-02-10", "2022-02", "", False),
        ("2022-03", "2022", "2022-21", False),
        ("2022-02-10", "[2022-02-07..2022-02-13]", "", False),
        ("2022-02-10", "[2022-02-11..2022-02-17]", "", True),
        ("2022-02", "2022-02-01", "2022-02-28", True),
        ("2022-10/..", "2022-10", "2023-05", True),
        ("2022-10/..", "2022-11-03", "", False),
        ("2022-10/..", "2022-09", "", True),
        ("../2022-10", "2022-10-31/..", "", False),
        ("../2022-10", "2022-11", "", True),
    ],
)
def test_sources_disagree_on_the_date_only_where_both_cannot_be_right(
    date: str, first: str, second: str, disagree: bool
) -> None:
    said = event(cite(TASS, date=first), cite(BELTA, date=second), date=date)
    assert said.disagreements == (("date",) if disagree else ())


def test_a_single_source_does_not_disagree_with_itself() -> None:
    assert event(cite(TASS, date="2021-01-01")).disagreements == ()


def test_a_disagreement_between_any_two_of_many_sources_is_found() -> None:
    months = [cite(source, date="2022-02") for source in (TASS, TASS_LATER, REPEATER)]
    assert event(*months, cite(BELTA, date="2022-03-01")).disagreements == ("date",)
    assert event(*months, cite(BELTA, date="2022-02-28")).disagreements == ()


def test_disputed_aspects_come_once_each_in_the_order_of_the_aspects() -> None:
    said = event(
        cite(TASS, disputes=("facts", "places")),
        cite(BELTA, disputes=("places", "actors")),
        cite(REPEATER, date="2023"),
    )
    assert said.disagreements == ("date", "actors", "places", "facts")


@given(st.lists(st.lists(st.sampled_from(ASPECTS)).map(tuple), max_size=4))
def test_what_is_disputed_is_a_disagreement_and_nothing_else_is(disputes: list[tuple[str, ...]]) -> None:
    said = event(*(cite(TASS, disputes=aspects) for aspects in disputes))
    assert set(said.disagreements) == {aspect for aspects in disputes for aspect in aspects}
    assert list(said.disagreements) == sorted(said.disagreements, key=ASPECTS.index)


def test_events_sort_by_earliest_possible_day_then_latest_then_id() -> None:
    in_order = [
        ("a-5", "../2021"),
        ("a-4", "-0044-03-15"),
        ("b-1", "2022-02-10"),
        ("b-2", "2022-02-10"),
        ("a-3", "2022-02-10/2022-02-20"),
        ("a-2", "2022-02-10/.."),
        ("a-1", "2022-02-11"),
    ]
    events = [event(name=name, date=date) for name, date in reversed(in_order)]
    assert [(e.id, str(e.date)) for e in sorted(events, key=lambda e: e.sort_key)] == in_order


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (Fact(name="distance", value="1150", unit="km", qualifier="over"), "over 1150 km"),
        (Fact(name="flight time", value="120", unit="min"), "120 min"),
        (Fact(name="aircraft", value="2"), "2"),
    ],
)
def test_a_fact_is_worded_with_its_qualifier_and_unit(fact: Fact, text: str) -> None:
    assert fact.text == text


def test_an_event_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        event().title = "Another"  # type: ignore[misc]
