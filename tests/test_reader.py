"""Reading the store: what was loaded is read back, and every answer is what going through all events gives."""

from __future__ import annotations

import random
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.curated import names
from dateline.curated.files import CuratedFiles, locate
from dateline.curated.load import load
from dateline.dates import day_number
from dateline.errors import NotFoundError, StoreError
from dateline.model import Chronology, Event
from dateline.store.cache import current
from dateline.store.reader import Reader
from dateline.store.selection import FacetCount, Selection
from dateline.words import words
from samples import IDS
from scanned import stands
from synthetic import ACTORS, KINDS, SOURCES, Drawn, bounds, chronology, days, events, opened


def ids(selection: Selection) -> list[str]:
    return [event.id for event in selection]


def test_events_sources_and_names_are_read_back_as_they_were_loaded(curated_folder: CuratedFiles) -> None:
    loaded = load(curated_folder)
    with closing(Reader(current(curated_folder))) as reader:
        assert tuple(reader.everything()) == loaded.events
        assert {id_: reader.source(id_) for id_ in reader.source_ids()} == loaded.sources
        assert reader.vocabulary == loaded.vocabulary
        for event in loaded.events:
            assert reader.event(event.id) == event


def test_the_bundled_chronology_is_read_back_as_it_was_loaded(bundled: Reader) -> None:
    loaded = load(locate(None))
    assert tuple(bundled.everything()) == loaded.events
    assert bundled.vocabulary == loaded.vocabulary


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("actor", "norland", [0, 2, 3, 4, 5, 6, 7]),
        ("actor=", "norland", [0, 4]),
        ("actor", "norland-mod", [2, 3, 5, 6, 7]),
        ("actor=", "norland-mod", [7]),
        ("actor", "ivanova", [6]),
        ("actor", "pact", []),
        ("system", "aircraft", [0, 2, 3]),
        ("system", "aircraft/fighter", [0, 2, 3]),
        ("system", "su-30", [0, 2, 3]),
        ("system=", "su-30", [2]),
        ("system", "su-30sm", [0, 3]),
        ("system", "sam", [2, 4, 7]),
        ("system=", "sam", []),
        ("place", "east", [2, 3, 4, 5, 6, 7]),
        ("place", "north", [3, 4, 5]),
        ("place=", "north", [4]),
        ("place", "brest-region", [2, 4, 6, 7]),
        ("place=", "brest-region", [7]),
        ("source", "leaflet", [8]),
        ("reliability", "B", [0, 1, 2, 4]),
        ("reliability", "D", [2, 3, 4, 5, 6, 7]),
        ("reliability", "F", [8]),
        ("status", "confirmed", [1, 6]),
        ("precision", "day", [1, 4, 6, 8]),
        ("sources", "2", [2, 4]),
        ("origins", "1", [0, 1, 2, 3, 5, 6, 7, 8]),
        ("series", "zapad", [2]),
        ("tag", "nuclear", [4]),
        ("has", "disagreement", [4]),
        ("has", "facts", [2]),
        ("has", "notes", [4]),
        ("has", "related", [4]),
        ("has", "systems", [0, 2, 3, 4, 7]),
        ("has", "url", [0, 1, 2, 4]),
    ],
)
def test_a_value_finds_what_is_below_it_and_the_exact_one_only_itself(
    reader: Reader, field: str, value: str, found: list[int]
) -> None:
    assert ids(reader.having(field, [value])) == [IDS[position] for position in found]


@pytest.mark.parametrize(
    ("field", "name", "found"),
    [
        ("actor", "NORLAND", ("norland",)),
        ("actor", "nl", ("norland",)),
        ("actor", "ИСТЛАНДИЯ", ("eastland",)),
        ("actor", "eastland republic", ("eastland",)),
        ("actor", "Иванова", ("ivanova",)),
        ("actor", "norlands defence ministry", ("norland-mod",)),
        ("system", "СУ-30СМ", ("su-30sm",)),
        ("system", "su 30sm", ("su-30sm",)),
        ("system", "flanker h", ("su-30sm",)),
        ("system", "Growler", ("s-400",)),
        ("system", "fighter", ("aircraft/fighter",)),
        ("system", "Surface-to-air missiles", ("sam",)),
        ("place", "Брест", ("brest",)),
        ("kind", "Patrols", ("patrol",)),
        ("source", "Gazette", ("gazette-2022",)),
        ("source", "Flights and drills", ("herald-2023",)),
        ("actor", "nobody", ()),
        ("actor", "", ()),
        ("actor", "\udcff", ()),
    ],
)
def test_a_name_is_known_in_every_spelling_and_script(
    reader: Reader, field: str, name: str, found: tuple[str, ...]
) -> None:
    assert reader.named(field, name) == found


def test_a_name_that_is_not_known_brings_the_nearest(reader: Reader) -> None:
    assert reader.suggestion("actor", "Norlnd") == "; did you mean norland?"
    assert reader.suggestion("system", "Су-30СN") == "; did you mean su-30sm?"
    assert reader.suggestion("actor", "zzzzzz") == ""


@pytest.mark.parametrize(
    ("text", "prefix", "found"),
    [
        ("drill", False, [2, 4]),
        ("DRILL", False, [2, 4]),
        ("dril", False, []),
        ("dril", True, [2, 4]),
        ("joint drill", False, [4]),
        ("drill joint", False, []),
        ("flight time", False, [2]),
        ("120", False, [2]),
        ("su30sm", False, [0, 3]),
        ("Су-30СМ", False, [0, 3]),
        ("Growler", False, [2, 4, 7]),
        ("eastland", False, [0, 2, 4, 5, 8]),
        ("Éastland", False, [0, 2, 4, 5, 8]),
        ('"', False, []),
        ("AND", False, [2]),
        ("drill) OR (1", False, []),
        ("NEAR(a b)", False, []),
        ("title:drill", False, []),
        ("a\0b", False, []),
        ("a\udcffb", True, []),
        ("", False, []),
        ("* -^", True, []),
    ],
)
def test_words_are_found_in_titles_summaries_figures_and_names(
    reader: Reader, text: str, prefix: bool, found: list[int]
) -> None:
    assert ids(reader.matching(text, prefix=prefix)) == [IDS[position] for position in found]


@pytest.fixture(scope="session")
def searched(bundled: Reader) -> list[tuple[str, list[str]]]:
    """The id of each bundled event, with all that a search for words goes through."""
    known = names.spellings(bundled.vocabulary)
    spelt = {(each.field, each.id): [*each.written, *each.also] for each in known}
    return [
        (
            event.id,
            [event.title, event.summary]
            + [f"{fact.name} {fact.text}" for fact in event.facts]
            + spelt["kind", event.kind.id]
            + [name for each in event.actors for name in spelt["actor", each.actor.id]]
            + [name for each in event.systems for name in spelt["system", each.system.id]]
            + [name for each in event.places for name in spelt["place", each.place.id]],
        )
        for event in bundled.everything()
    ]


@settings(max_examples=200)
@given(data=st.data(), prefix=st.booleans())
def test_words_are_found_where_a_scan_of_all_events_finds_them(
    bundled: Reader, searched: list[tuple[str, list[str]]], data: st.DataObject, prefix: bool
) -> None:
    _, texts = data.draw(st.sampled_from(searched))
    there = words(data.draw(st.sampled_from(texts)))
    start = data.draw(st.integers(0, max(len(there) - 1, 0)))
    phrase = there[start : start + data.draw(st.integers(1, 3))] or ["absent"]
    if prefix:
        phrase[-1] = phrase[-1][: data.draw(st.integers(1, 4))]
    found = bundled.matching(" ".join(phrase), prefix=prefix)
    assert ids(found) == [id_ for id_, texts in searched if any(stands(phrase, text, prefix) for text in texts)]


@settings(max_examples=100)
@given(st.text(max_size=20), st.booleans())
def test_no_text_that_is_looked_for_is_an_error(bundled: Reader, text: str, prefix: bool) -> None:
    assert 0 <= bundled.matching(text, prefix=prefix).count <= bundled.count


def test_an_unknown_event_or_source_is_not_found_and_the_nearest_is_named(reader: Reader) -> None:
    with pytest.raises(NotFoundError, match="no event 'zapad-2020'; did you mean zapad-2021"):
        reader.event("zapad-2020")
    with pytest.raises(NotFoundError, match="no source 'leaflets'; did you mean leaflet"):
        reader.source("leaflets")
    for id_ in ("", "\0", "\udcff", "x" * 10_000, "' OR 1=1 --"):
        with pytest.raises(NotFoundError, match="no event"):
            reader.event(id_)
        with pytest.raises(NotFoundError, match="no source"):
            reader.source(id_)


# Against going through all events.

edges = st.lists(days | st.none(), min_size=2, max_size=8)


@settings(max_examples=40)
@given(st.lists(events, max_size=25), edges)
def test_possibly_overlaps_the_range_and_surely_lies_inside(drawn: list[Drawn], edges: list[int | None]) -> None:
    made = chronology(drawn)
    with opened(made) as reader:
        for lo in edges:
            for hi in edges:
                first, last = (float("-inf") if lo is None else lo), (float("inf") if hi is None else hi)
                if first > last:
                    continue
                possibly = [e.id for e in made.events if bounds(e)[0] <= last and bounds(e)[1] >= first]
                surely = [
                    e.id
                    for e in made.events
                    if bounds(e)[0] >= first and bounds(e)[1] <= last and not re.search("[?~%]", e.date.edtf)
                ]
                assert ids(reader.possibly(lo, hi)) == possibly
                assert ids(reader.surely(lo, hi)) == surely


@settings(max_examples=40)
@given(
    st.lists(events, max_size=25),
    st.integers(0, 2**25 - 1),
    st.lists(days, min_size=1, max_size=6, unique=True),
    st.integers(-2, 30),
    st.integers(0, 30),
)
def test_positions_pages_and_days_are_those_of_the_list_of_events(
    drawn: list[Drawn], mask: int, edges: list[int], start: int, size: int
) -> None:
    made = chronology(drawn)
    edges.sort()
    with opened(made) as reader:
        chosen = [e for i, e in enumerate(made.events) if mask >> i & 1]
        selection = union(reader, chosen)
        assert selection.count == len(chosen)
        assert list(selection) == chosen
        assert selection.page(start, size) == tuple(chosen[max(start, 0) : max(start, 0) + size])
        backwards = range(len(chosen))[::-1]
        assert selection.columns_at(backwards) == [(e.date, e.kind.name, e.title, e.id) for e in reversed(chosen)]
        for event in made.events:
            at = next((i for i, e in enumerate(chosen) if e.sort_key >= event.sort_key), len(chosen) - 1)
            assert selection.position(event.id) == (chosen.index(event) if event in chosen else None)
            assert selection.nearest(event.id) == max(at, 0)
            everywhere = made.events.index(event)
            assert selection.place(reader.everything(), everywhere) == selection.position(event.id)
        begins = [bounds(e)[0] for e in chosen]
        expected = tuple(sum(a <= day < b for day in begins) for a, b in pairwise(edges))
        assert selection.histogram(edges) == expected
        for edge in edges:
            assert selection.first_after(edge) == next((i for i, day in enumerate(begins) if day >= edge), None)
        assert [selection.begins(i) for i in range(len(chosen))] == [e.date.lo for e in chosen]
        known = [day for day in begins if day != float("-inf")]
        assert selection.span() == ((min(known), max(known)) if known else None)


def union(reader: Reader, chosen: list[Event]) -> Selection:
    selection = reader.nothing()
    for event in chosen:
        selection |= reader.identified(event.id)
    return selection


def test_an_event_that_is_not_there_has_no_position(reader: Reader) -> None:
    assert reader.everything().position("gone") is None
    assert reader.everything().nearest("gone") == 0
    assert reader.nothing().nearest(IDS[0]) == 0
    assert reader.nothing().page(0, 10) == ()


def above(actor: str) -> set[str]:
    return {actor}.union(*(above(parent) for parent in ACTORS[actor].part_of))


def values(event: Event, field: str) -> set[str]:
    match field:
        case "actor":
            return set().union(*(above(a.actor.id) for a in event.actors))
        case "actor=":
            return {a.actor.id for a in event.actors}
        case "kind":
            return {event.kind.id}
        case "source":
            return {citation.source.id for citation in event.citations}
        case "sources":
            return {str(len(event.sources))}
    return {event.date.precision}


FIELDS = ("actor", "actor=", "kind", "source", "sources", "precision")


def counted(made: Chronology, chosen: list[Event], field: str) -> tuple[FacetCount, ...]:
    of_chosen = Counter(value for event in chosen for value in values(event, field))
    of_all = Counter(value for event in made.events for value in values(event, field))
    found = [FacetCount(value, count, of_all[value]) for value, count in of_chosen.items()]
    return tuple(sorted(found, key=lambda facet: (-facet.count, facet.value)))


@pytest.fixture(scope="module")
def many() -> Iterator[tuple[Chronology, Reader]]:
    numbers = random.Random(7)
    drawn: list[Drawn] = []
    for _ in range(700):
        first = day_number(2020, 1, 1) + numbers.randrange(1500)
        date = f"{2020 + numbers.randrange(5)}" if first % 3 else f"{2020 + first % 4}-0{1 + first % 9}"
        actors = tuple(sorted(numbers.sample(sorted(ACTORS), numbers.randrange(4))))
        sources = tuple(sorted(numbers.sample(sorted(SOURCES), 1 + numbers.randrange(2))))
        drawn.append((date, numbers.choice(sorted(KINDS)), actors, sources))
    made = chronology(drawn)
    with opened(made) as reader:
        yield made, reader


# Of 700 events, selections of 3 to 43 are counted by way of their complement.
@pytest.mark.parametrize("size", [0, 1, 2, 3, 20, 43, 44, 350, 699, 700])
def test_counts_of_values_are_those_of_going_through_all_events(many: tuple[Chronology, Reader], size: int) -> None:
    made, reader = many
    chosen = sorted(random.Random(size).sample(made.events, size), key=lambda e: e.sort_key)
    selection = union(reader, chosen)
    for field in FIELDS:
        assert selection.facets(field) == counted(made, chosen, field)


def test_many_events_come_in_order_page_after_page(many: tuple[Chronology, Reader]) -> None:
    made, reader = many
    assert tuple(reader.everything()) == made.events


def test_selections_combine_as_sets(reader: Reader) -> None:
    drills, fighters = reader.having("kind", ["drill"]), reader.having("system", ["aircraft"])
    assert ids(drills & fighters) == ["zapad-2021"]
    assert ids(drills - fighters) == ["union-resolve-2022"]
    assert (drills | fighters) == (fighters | drills)
    assert (drills & fighters) != drills
    assert drills != "drills"


def test_many_threads_may_ask_at_once_and_closing_waits_for_them(samples_store: Path) -> None:
    reader = Reader(samples_store)
    failures: list[str] = []
    began = threading.Barrier(5)

    def ask() -> None:
        began.wait()
        for number in range(400):
            try:
                if reader.matching(f"drill{number % 7}", prefix=True).count:
                    failures.append("found what is not there")
                reader.read([0, 1, 2])
            except StoreError:
                return  # closed meanwhile

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    began.wait()
    for _ in range(50):
        assert reader.read([3])[3].id
    reader.close()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()
    assert not failures


def test_a_related_event_comes_with_its_title_and_date(bundled: Reader) -> None:
    links = [link for event in bundled.everything() for link in event.related]
    assert len(links) > 100
    for link in links:
        other = bundled.event(link.event)
        assert (link.title, link.date) == (other.title, other.date)
