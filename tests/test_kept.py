"""What is kept of what was read: no more than so many bytes, and never another thing than what was put."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.query.facets import facets_of
from dateline.query.syntax import parse
from dateline.store import postings
from dateline.store.bounds import OPEN_HI, OPEN_LO
from dateline.store.kept import _ENTRY, Kept
from dateline.store.reader import Reader
from synthetic import Drawn, chronology, crowded, events, opened

MOST = 1_000


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.booleans(), st.integers(0, 1_200))))
def test_the_latest_are_kept_as_far_as_they_fit(steps: list[tuple[str, bool, int]]) -> None:
    kept = Kept[str, object](MOST)
    there = OrderedDict[str, tuple[object, int]]()
    for key, put, size in steps:
        if put and size + _ENTRY <= MOST:
            there[key] = (kept.put(key, object(), size), size + _ENTRY)
            there.move_to_end(key)
            while sum(size for _, size in there.values()) > MOST:
                there.popitem(last=False)
        elif put:
            there.pop(key, None)
            value = object()
            assert kept.put(key, value, size) is value
        else:
            assert kept.get(key) is there.get(key, (None,))[0]
            if key in there:
                there.move_to_end(key)
        assert kept.size == sum(size for _, size in there.values()) <= MOST


def test_bitmaps_that_are_not_kept_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(crowded(60)) as ample, closing(Reader(ample.path)) as narrow:
        assert ample.having("kind", ("drill",)).count == narrow.count  # from here on it has its bound
        monkeypatch.setattr(postings, "_LEAST", MOST)
        monkeypatch.setattr(postings, "_EACH", 0)
        held = narrow._parts[0].postings.kept
        for query in ("", "actor:actor-3,actor-4", "kind:drill date:2015-02..", "-actor:actor-7"):
            for _ in range(2):
                asked = [facets_of(reader, parse(query), ("actor", "kind", "source")) for reader in (ample, narrow)]
                assert asked[0] == asked[1]
                assert held.size <= MOST
        assert ample._parts[0].postings.kept.size > MOST


def test_one_value_of_a_field_of_many_is_read_alone() -> None:
    with opened(crowded(60)) as reader:
        for number in range(3):
            assert reader.having("actor", (f"actor-{number}", "nobody")).count == 1
        held = reader._parts[0].postings.kept
        assert 0 < held.size < 3 * 300 + 300
        assert reader.having("actor", (f"actor-{number}" for number in range(60))).count == 60
        assert held.size > 60 * 20


@settings(max_examples=40)
@given(st.lists(events, max_size=30))
def test_of_the_days_no_more_is_kept_than_differ(drawn: list[Drawn]) -> None:
    with opened(chronology(drawn)) as reader:
        found = [
            (OPEN_LO if lo is None else lo, OPEN_HI if hi is None else hi) for lo, hi in reader.everything().days()
        ]
        days = reader._parts[0].days
        assert [len(axis) for axis in days._starts] == [len({lo for lo, _ in found})] * 2
        assert sum(len(last) for _, _, last in days._lasting) == sum(lo != hi for lo, hi in found)
        lo, _, _, hi = days.bounds(0, len(found))
        assert [*zip(lo, hi, strict=True)] == found
