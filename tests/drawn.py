"""Queries and views at random, for tests of properties."""

from __future__ import annotations

from hypothesis import strategies as st

from dateline.dates import YEAR_LIMIT, day_number
from dateline.query.syntax import EVERYTHING, Not, Phrase, Query, Term, Value, Word, all_of, any_of
from dateline.query.view import LANES, ORDERS, View
from dateline.window import window

KEYWORDS = ("and", "or", "not")
_bare = st.text(st.characters(codec="utf-8", exclude_characters=' \t\n\r()":*'), min_size=1, max_size=8)
words = st.builds(
    Word,
    _bare.filter(
        lambda w: any(c.isalnum() for c in w) and w[0] != "-" and not w[0].isspace() and w.lower() not in KEYWORDS
    ),
    st.booleans(),
)
phrases = st.builds(Phrase, st.text(max_size=12).filter(lambda text: any(c.isalnum() for c in text)))
names = st.sampled_from(["actor", "kind", "date", "not", "and", "x", "é"])
terms = st.builds(
    Term, names, st.lists(st.builds(Value, st.text(min_size=1, max_size=8)), min_size=1, max_size=3).map(tuple)
)
trees: st.SearchStrategy[Query] = st.recursive(
    words | phrases | terms,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=1, max_size=3).map(all_of),
        st.lists(inner, min_size=1, max_size=3).map(any_of),
    ),
    max_leaves=10,
)

_days = st.one_of(
    st.integers(day_number(2019, 1, 1), day_number(2026, 12, 31)),
    st.integers(day_number(-12_000, 1, 1), day_number(12_000, 12, 31)),
    st.sampled_from([day_number(-YEAR_LIMIT, 1, 1) - 1, day_number(YEAR_LIMIT, 12, 31) + 1]),
)
windows = st.tuples(_days, _days).map(lambda ends: window(*sorted(ends)))
_lanes = st.text(max_size=6) | st.sampled_from(["", " ", "-x", "--solo", "a b", "'", '"', "drill", "\n"])
queries = trees | st.just(EVERYTHING)
views = st.builds(
    View,
    queries,
    st.none() | st.text(min_size=1, max_size=8),
    st.none() | windows,
    st.sampled_from(["", *LANES]),
    st.sampled_from(ORDERS),
    st.lists(_lanes, max_size=3).map(tuple),
    st.none() | _lanes,
    st.none() | queries,
)
"""No event has the empty id: `--event ""` is no event."""
