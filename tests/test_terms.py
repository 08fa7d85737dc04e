"""The word index: whatever is looked for, it finds what going through all texts finds, in every script."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from itertools import chain, pairwise
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from dateline.curated.files import SCHEMA
from dateline.errors import StoreError
from dateline.store import apart, terms
from dateline.store.matching import Matching
from dateline.store.spilling import Spilling
from dateline.store.terms import TermIndexer, insert, lines
from dateline.words import words
from scanned import stands

Fields = Sequence[str]


class Index:
    """Documents by ordinal and their index in a store of its own; counts the texts that are looked into."""

    def __init__(self, documents: dict[int, Fields], indexer: TermIndexer | apart.IndexerApart) -> None:
        self.looked_into: set[int] = set()
        self._connection = sqlite3.connect(":memory:")
        self._connection.executescript(SCHEMA.read_text(encoding="utf-8"))
        said = [(ordinal, lines(fields)) for ordinal, fields in documents.items()]
        self._connection.executemany("INSERT INTO words VALUES (?, CAST(? AS TEXT))", said)
        indexer.add(said)
        insert(self._connection, indexer.finish())
        self.find = Matching(self.sql)

    def sql(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[object, ...]]:
        if "FROM words" in sql:
            self.looked_into.update(json.loads(str(parameters[0])))
        return self._connection.execute(sql, parameters).fetchall()

    def close(self) -> None:
        self._connection.close()

    def tables(self) -> list[list[tuple[object, ...]]]:
        return [self.sql(f"SELECT * FROM {table}") for table in ("term", "prefix", "pair")]


def indexed(documents: dict[int, Fields] | Sequence[Fields], **limits: int) -> closing[Index]:
    numbered = documents if isinstance(documents, dict) else dict(enumerate(documents))
    return closing(Index(numbered, TermIndexer(**limits)))


def scan(documents: dict[int, Fields], text: str, prefix: bool) -> list[int]:
    phrase = words(text)
    return [
        ordinal
        for ordinal, fields in documents.items()
        if phrase and any(stands(phrase, field, prefix) for field in fields)
    ]


LEXICON = [
    "joint", "Joint", "JOINT", "jo", "join", "patrol", "patrols", "air", "defence", "Su-30SM", "Су-30СМ", "su30sm",
    "su", "30", "sm", "3", "Asipovičy", "Асіповічы", "école", "l'école", "Luk'yanov", "Лук’янов", "Russia's", "Άμυνα",
    "άμυνα", "演習", "演", "習", "合同演習", "ไทย", "الجيش", "الْجَيْش", "S-٤٠٠", "S-400", "400", "so\u00adft", "soft",
    "…", "-", "1,150", "½", "한국", "o'clock", "ı", "İ",
]  # fmt: skip
SEPARATORS = [" ", " ", " ", "-", ", ", "", "\n", "'", "\u200b", "\u200d", "\0", "\ud800", "\u202e"]
lexical = st.lists(st.tuples(st.sampled_from(LEXICON), st.sampled_from(SEPARATORS)), max_size=8).map(
    lambda drawn: "".join(chain.from_iterable(drawn))
)
texts = st.one_of(lexical, lexical, lexical, st.text(max_size=12))
corpora = st.lists(st.lists(texts, max_size=3), max_size=40)
# Most of what is looked for is cut from what is there.
limits = st.fixed_dictionaries(
    {"sample": st.integers(1, 12), "postings": st.sampled_from((0, 10, 1000)), "events": st.sampled_from((2, 10, 1000))}
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[dict[int, Fields], list[tuple[str, bool]]]:
    corpus = draw(corpora)
    ordinals = sorted(draw(st.sets(st.integers(0, 200_000), min_size=len(corpus), max_size=len(corpus))))
    said = [words(text) for text in chain.from_iterable(corpus)]
    said = [found for found in said if found]

    def cut() -> str:
        if not said or draw(st.integers(0, 4)) == 0:
            return draw(texts)
        found = draw(st.sampled_from(said))
        start = draw(st.integers(0, len(found) - 1))
        phrase = " ".join(found[start : start + draw(st.integers(1, 4))])
        return phrase[: draw(st.integers(1, len(phrase)))] if draw(st.booleans()) else phrase

    asked = [(cut(), draw(st.booleans())) for _ in range(6)]
    return dict(zip(ordinals, corpus, strict=True)), asked


@settings(max_examples=300)
@given(questions(), limits, st.sampled_from((1, 2, 128)), st.sampled_from((1, 2, 64)))
@example(
    ({0: ["a b"], 1: ["b a"], 2: ["a", "b"]}, [("a b", False), ("a b", True), ("b a", False)]), {"sample": 1}, 2, 1
)
def test_it_finds_what_a_scan_finds(
    question: tuple[dict[int, Fields], list[tuple[str, bool]]], limits: dict[str, int], seldom: int, many: int
) -> None:
    documents, asked = question
    with patch.multiple(terms, SELDOM=seldom, MANY=many), indexed(documents, **limits) as index:
        for text, prefix in asked:
            assert list(index.find(text, prefix=prefix)) == scan(documents, text, prefix), (text, prefix)


@settings(max_examples=100)
@given(corpora, limits)
def test_what_is_spilled_makes_no_difference(corpus: list[list[str]], limits: dict[str, int]) -> None:
    with indexed(corpus, **(limits | {"sample": 4})) as spilled, indexed(corpus, sample=4) as whole:
        assert spilled.tables()[:2] == whole.tables()[:2]
        complete = {row[:2]: row[2:] for row in whole.tables()[2]}
        for first, second, since, n, bitmap in spilled.tables()[2]:
            if not since:
                assert complete[first, second] == (since, n, bitmap)


@settings(max_examples=100)
@given(corpora)
def test_every_row_is_the_events_of_which_it_speaks(corpus: list[list[str]]) -> None:
    said = [[words(field) for field in fields] for fields in corpus]
    every = {word for fields in said for found in fields for word in found}
    with patch.object(terms, "MANY", 2), indexed(corpus, sample=3, events=5) as index:
        rows, prefixes, pairs = index.tables()
        assert [row[0] for row in rows] == sorted(every)
        for word, n, bitmap in rows:
            events = [i for i, fields in enumerate(said) if any(word in found for found in fields)]
            assert list(BitMap.deserialize(bitmap)) == events
            assert n == len(events)
        starts = {word[:length] for word in every for length in range(1, min(len(word), 16) + 1)}
        assert {row[0] for row in prefixes} == {s for s in starts if sum(w.startswith(s) for w in every) > 2}
        for prefix, n, bitmap in prefixes:
            assert list(BitMap.deserialize(bitmap)) == scan(dict(enumerate(corpus)), str(prefix), True)
            assert n == len(BitMap.deserialize(bitmap))
        for first, second, since, n, bitmap in pairs:
            follows = [i for i, fields in enumerate(said) if any((first, second) in pairwise(f) for f in fields)]
            assert list(BitMap.deserialize(bitmap)) == [ordinal for ordinal in follows if ordinal >= since]
            assert n == len(BitMap.deserialize(bitmap))


def test_no_text_is_looked_into_for_two_words_that_often_meet() -> None:
    documents = [["air defence" if number % 2 else "defence air"] for number in range(1000)]
    with indexed(documents, sample=100) as index:
        assert list(index.find("air defence")) == list(range(1, 1000, 2))
        assert index.looked_into == set()
        for absent in ("air air", "defence defence", "air defence air"):
            assert list(index.find(absent)) == []
        assert index.looked_into == set()


def test_a_last_word_that_may_go_on_is_not_only_the_pair_that_has_a_row() -> None:
    documents = [["the air def", "the air defence", "the def, air"][number % 3 :][:1] for number in range(300)]
    with indexed(documents, sample=100) as index:
        for phrase in ("air def", "the air def"):
            assert list(index.find(phrase)) == list(range(0, 300, 3))
            assert list(index.find(phrase, prefix=True)) == [number for number in range(300) if number % 3 < 2]


def test_many_words_that_begin_alike_are_one_row() -> None:
    documents = [[f"b{chr(97 + number // 20)}{chr(97 + number % 20)}"] for number in range(400)]
    with indexed(documents) as index, patch.object(index.find, "_sql", side_effect=index.sql) as asked:
        assert len(index.find("b", prefix=True)) == 400
        assert [len(index.sql(*call.args)) for call in asked.call_args_list] == [1]


def test_memory_holds_no_more_than_it_may() -> None:
    indexer = TermIndexer(sample=10, postings=100, events=50)
    for number in range(0, 5000, 100):
        indexer.add((ordinal, f"joint patrol {ordinal}".encode()) for ordinal in range(number, number + 100))
        assert sum(map(len, indexer._terms.held.values())) <= 100 + 50 * 3
    assert [row[0] for table, row in indexer.finish() if table == "term"] == sorted(
        ["joint", "patrol", *map(str, range(5000))]
    )


def test_only_the_texts_before_two_words_began_to_meet_are_looked_into() -> None:
    documents = [["air raid"] if number in (3, 90) or number >= 100 else ["quiet"] for number in range(300)]
    documents[7] = ["air", "raid"]
    with patch.object(terms, "SELDOM", 8), indexed(documents, sample=50, events=100) as index:
        ((since,),) = index.sql("SELECT since FROM pair WHERE first = 'air' AND second = 'raid'")
        assert 100 < since < 300
        assert list(index.find("air raid")) == [3, 90, *range(100, 300)]
        assert index.looked_into == {3, 7, 90, *range(100, since)}


HOSTILE = {
    "NUL": "a\0b",
    "lone surrogates": "a\ud800b \udfff",
    "bidi": "S-400\u202egnp.exe\u202c",
    "a long word": "x" * 1_000_000,
    "a long word of another script": "ж" * 100_000,
    "a long word that ends in another script": "x" * 1_000_000 + "-é",
    "stacked marks": "e" + "\u0301" * 10_000 + "x",
    "long ideographs": "演習" * 50_000,
    "SQL": "'; DROP TABLE term; --",
    "a noncharacter": "a\U0010ffffb",
    "nothing": "",
    "only punctuation": "… - «»",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_indexed_and_found(text: str) -> None:
    with indexed([["quiet"], [text], [text, "quiet"]], sample=1, events=1) as index:
        assert list(index.find(text)) == ([1, 2] if words(text) else [])
        assert list(index.find(text[:-1], prefix=True)) == ([1, 2] if words(text[:-1]) else [])
        assert list(index.find("quiet")) == [0, 2]


@pytest.mark.parametrize("text", ["", "-", "…", "\0", "\ud800", "'", "ь"])
@pytest.mark.parametrize("prefix", [False, True])
def test_what_has_no_word_is_found_nowhere(text: str, prefix: bool) -> None:
    with indexed([["joint"], [text], []]) as index:
        assert list(index.find(text, prefix=prefix)) == []


def test_a_second_process_makes_the_same_index() -> None:
    documents = {number: (f"joint patrol {number % 97}", f"text{number}") for number in range(0, 30_000, 3)}
    with apart.IndexerApart() as indexer, closing(Index(documents, indexer)) as one, indexed(documents) as other:
        assert one.tables() == other.tables()
        assert len(one.find("joint patrol 5")) > 0


def test_a_second_process_that_ends_early_is_said() -> None:
    with apart.IndexerApart() as indexer:
        indexer._process.kill()
        indexer._process.wait()
        with pytest.raises(StoreError, match="has ended early"):
            indexer.add([(0, b"joint")])
        with pytest.raises(StoreError, match="has ended early"):
            list(indexer.finish())


def test_a_second_process_says_what_went_wrong() -> None:
    full = """
import sys
from dateline.store import apart
def full(*_): raise OSError(28, "No space left on device")
apart.TermIndexer.add = full
apart._serve(sys.stdin.buffer, sys.stdout.buffer)
"""
    with patch.object(apart, "_COMMAND", [sys.executable, "-c", full]), apart.IndexerApart() as indexer:
        indexer.add([(0, b"joint")])
        with pytest.raises(OSError, match="No space left on device"):
            list(indexer.finish())


def test_runs_are_merged_while_nothing_else_is_held() -> None:
    spilling = Spilling[str]()
    for ordinal in range(3):
        spilling.held["both"].append(ordinal)
        spilling.spill()
    spilling.held["both"].append(3)
    spilling.held["last"].append(3)
    merged = spilling.merged()
    first = next(merged)
    assert not spilling.held
    assert [first, *merged] == [("both", BitMap(range(4))), ("last", BitMap([3]))]
