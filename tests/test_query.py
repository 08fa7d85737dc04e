"""The query language: text to tree and back, the canonical form, and errors that say where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import QueryError
from dateline.query.syntax import EVERYTHING, And, Not, Or, Query, Term, Value, Word, all_of, parse
from drawn import trees


@settings(max_examples=300)
@given(trees)
def test_a_tree_is_printed_and_read_back_the_same(tree: Query) -> None:
    assert parse(str(tree)) == tree


@settings(max_examples=400)
@given(
    st.one_of(
        st.text(max_size=30),
        st.text(st.sampled_from(' ab-():,"\\*=.>&\t\xa0'), max_size=25),
        st.lists(st.sampled_from(["and", "or", "not", "-", "(", ")", "a", "b:c", '"d e"', "f*"]), max_size=12).map(
            " ".join
        ),
    ),
    st.booleans(),
)
def test_random_text_is_refused_with_a_column_or_has_a_canonical_form(text: str, typing: bool) -> None:
    try:
        tree = parse(text, typing=typing)
    except QueryError as error:
        assert 0 <= error.column <= len(text)
        assert error.message
    else:
        assert parse(str(tree)) == tree
        assert str(parse(str(tree))) == str(tree)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("", ""),
        ("  \t ", ""),
        ("patrol su-30", "patrol su-30"),
        ('"joint  patrol"', '"joint  patrol"'),
        ("patrol and drill", "patrol drill"),
        ("patrol OR drill", "patrol or drill"),
        ("a b or c d", "a b or c d"),
        ("a (b or c) d", "a (b or c) d"),
        ("(a b)", "a b"),
        ("((a)) or ((b or c))", "a or b or c"),
        ("not kind:visit", "-kind:visit"),
        ("NOT (a b)", "-(a b)"),
        ("-(a or b)", "-(a or b)"),
        ("--a", "--a"),
        ("not not a", "--a"),
        ("- a", "-a"),
        ("Actor:russia", "actor:russia"),
        ("kind:drill,patrol", "kind:drill,patrol"),
        ('actor:"Anna Ivanova"', 'actor:"Anna Ivanova"'),
        ('actor:"norland"', "actor:norland"),
        ('actor:=nor"lan"d', "actor:=norland"),
        (r'"a \"quoted\" word"', r'"a \"quoted\" word"'),
        (r'"back\\slash"', r'"back\\slash"'),
        ("date:2021-09..2022-02", "date:2021-09..2022-02"),
        ("date:[2022..2023]", "date:[2022..2023]"),
        ('date:"{2022,2023}"', 'date:"{2022,2023}"'),
        ("sources:>=2", "sources:>=2"),
        ("dril*", "dril*"),
        ("su-30sm's", "su-30sm's"),
        ("a:b:c", "a:b:c"),
        (":a", ":a"),
        ("notable oranges android", "notable oranges android"),
        ("not:x or:y", "not:x or:y"),
        ('a "and" b', 'a "and" b'),
        ("a (and) b", 'a "and" b'),
        ("and a", '"and" a'),
        ("-and -or", '-"and" -"or"'),
        ("or*", "or*"),
    ],
)
def test_a_query_has_one_canonical_form(text: str, canonical: str) -> None:
    assert str(parse(text)) == canonical
    assert str(parse(canonical)) == canonical


def test_nothing_asked_is_everything() -> None:
    assert parse("") == EVERYTHING == all_of([])


def test_together_binds_closer_than_or() -> None:
    a, b, c = Word("a"), Word("b"), Word("c")
    assert parse("a b or c") == Or((And((a, b)), c))
    assert parse("a (b or -c)") == And((a, Or((b, Not(c)))))


def test_a_word_at_the_end_may_still_grow_while_typing() -> None:
    assert parse("joint pat", typing=True) == And((Word("joint"), Word("pat", prefix=True)))
    assert parse("joint pat ", typing=True) == And((Word("joint"), Word("pat")))
    assert parse("(pat)", typing=True) == Word("pat")
    assert parse("kind:pat", typing=True) == Term("kind", (Value("pat"),))
    assert parse("an", typing=True) == Word("an", prefix=True)


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ('a "open', 2, "this quote is not closed"),
        ('actor:"open', 6, "this quote is not closed"),
        ('"ends with \\"', 0, "this quote is not closed"),
        ("a (b c", 2, "this ( is not closed"),
        ("a b) c", 3, "this ) closes nothing"),
        (")", 0, "something to look for is missing here"),
        ("()", 1, "something to look for is missing here"),
        ("a or", 4, "something to look for is missing here"),
        ("or a", 0, "something to look for is missing here"),
        ("a or or b", 5, "something to look for is missing here"),
        ("a and", 5, "something must follow 'and'"),
        ("a -", 3, "something to exclude must follow"),
        ("a not", 5, "something to exclude must follow"),
        ("(a -)", 4, "something to exclude must follow"),
        ("actor:", 6, "a value must follow 'actor:'"),
        ("actor: russia", 6, "a value must follow 'actor:'"),
        ("kind:a,", 7, "a value must follow 'kind:'"),
        ("kind:a,,b", 7, "a value must follow 'kind:'"),
        ('kind:""', 5, "a value must follow 'kind:'"),
        ("a +++", 2, "there are no letters or digits to look for in '+++'"),
        ('a "…"', 2, "there are no letters or digits to look for in '…'"),
        ("*", 0, "there are no letters or digits to look for in ''"),
        ("(" * 51 + "a" + ")" * 51, 50, "nested too deep"),
        ("-" * 100_000 + "a", 50, "nested too deep"),
    ],
)
def test_what_cannot_be_read_says_what_and_where(text: str, column: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert (caught.value.message, caught.value.column) == (said, column)
    assert str(caught.value) == f"{said} (column {column + 1})"


def test_trees_are_equal_wherever_they_stood_in_the_text() -> None:
    assert parse("  a   kind:b") == parse("a kind:b")
    term = parse("a kind:b,cc")
    assert isinstance(term, And)
    assert isinstance(term.parts[1], Term)
    assert (term.parts[1].column, [value.column for value in term.parts[1].values]) == (2, [7, 9])
