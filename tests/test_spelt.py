"""Which things some words name: what going through all spellings finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.store.spelt import Spelt
from dateline.words import words
from scanned import stands

SPELLINGS = [
    (("actor", "mod"), "Norland's Ministry of Defence"),
    (("actor", "norland"), "Norland"),
    (("actor", "norland"), "Норландия"),
    (("system", "su-30sm"), "su-30sm"),
    (("system", "su-30sm"), "Су-30СМ"),
    (("system", "su-30sm"), "Flanker-H"),
    (("system", "su-35"), "Su-35 Flanker E"),
    (("kind", "nameless"), "…"),
]


@pytest.mark.parametrize(
    ("text", "prefix", "ids"),
    [
        ("norland", False, {"mod", "norland"}),
        ("norl", False, set()),
        ("norl", True, {"mod", "norland"}),
        ("НОРЛАНДИЯ", False, {"norland"}),
        ("ministry defence", False, set()),
        ("ministry of def", True, {"mod"}),
        ("su30sm", False, {"su-30sm"}),
        ("su 3", True, {"su-30sm", "su-35"}),
        ("flanker", False, {"su-30sm", "su-35"}),
        ("sm flanker", False, set()),
        ("", True, set()),
    ],
)
def test_words_name_what_is_spelt_so(text: str, prefix: bool, ids: set[str]) -> None:
    assert {id_ for _, id_ in Spelt(*zip(*SPELLINGS, strict=True)).named(words(text), prefix=prefix)} == ids


names = st.lists(st.sampled_from(["a", "ab", "b", "1", "演", "ж", "é"]), max_size=4).map(" ".join)


@given(st.lists(st.tuples(st.tuples(st.just("actor"), st.sampled_from("xyz")), names)), names, st.booleans())
def test_it_finds_what_a_scan_finds(spellings: list[tuple[tuple[str, str], str]], text: str, prefix: bool) -> None:
    phrase = words(text)
    found = {thing for thing, name in spellings if phrase and stands(phrase, name, prefix)}
    things, texts = [thing for thing, _ in spellings], [name for _, name in spellings]
    assert Spelt(things, texts).named(phrase, prefix=prefix) == found
