"""What is remembered of events that were read makes no difference to those that follow; JSON is read as it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dateline.exchange.readers import FORMATS, Block
from dateline.exchange.readers.normal import Normalizer
from dateline.model import Vocabulary

values = st.sampled_from(
    ["", "a", "b", "5", 5, 5.0, 1, True, 0, False, None, [], {}, "at", "host", "2", 2**63, 2.0**70]
)


def objects(*keys: str, **own: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Objects of which some are whole, some leave out what they do not have, and some hold what does not belong."""
    found = st.fixed_dictionaries({}, optional=dict.fromkeys(keys, values) | own)
    right = st.fixed_dictionaries({key: st.sampled_from(["", "a", "b"]) for key in keys} | own)
    return st.lists(found | right, max_size=3) | values


aspects = st.lists(st.sampled_from(["date", "actors"]), max_size=2) | values
degrees = st.sampled_from([None, 1, 1.0, -0.0, 0.00001, 90, 91, True, "5"])
events = st.fixed_dictionaries(
    {"id": st.just("x"), "title": st.just("X"), "kind": st.just("drill"), "date": st.sampled_from(["2022", "2022-03"])},
    optional={
        "status": values,
        "actors": objects("id", "name", "role", "unit", "personnel"),
        "systems": objects("id", "name", "category", "nato", "count", "raw"),
        "places": objects("id", "name", "role", lat=degrees, lon=degrees),
        "facts": objects("name", "value", "unit", "qualifier"),
        "citations": objects(
            "source", "title", "publisher", "issued", "url", "says", "date", "attribution", "outlet",
            supports=aspects, disputes=aspects,
        ),
        "related": objects("id", "relation"),
        "tags": aspects,
        "notes": values,
    },
)  # fmt: skip


def read(normalizer: Normalizer, raw: Any) -> str:
    try:
        return repr(normalizer.normal(raw))
    except ValueError as error:
        return f"refused: {error}"


@given(st.lists(events, max_size=8))
def test_what_is_remembered_makes_no_difference(raws: list[Any]) -> None:
    remembering, forgetting = Normalizer(Vocabulary()), Normalizer(Vocabulary())
    for raw in raws:
        names = forgetting._names
        for kept in (
            names.actor._kept,
            names.system._kept,
            names.place._kept,
            forgetting._dates._kept,
        ):
            kept.clear()
        forgetting._cited._voices.clear()
        assert read(remembering, raw) == read(forgetting, raw)


jsons = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(jsons, st.booleans(), st.booleans())
def test_a_line_is_read_as_the_standard_reader_reads_it(value: Any, escaped: bool, whole: bool) -> None:
    line = json.dumps(value, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
    line = line if whole else b"[" + line  # not closed
    (item,) = FORMATS["ndjson"].items(Block(Path("a.ndjson"), 1, line))
    try:
        expected = json.loads(line)
    except ValueError:
        assert item.complaint
    else:
        assert (repr(item.raw), item.complaint) == (repr(expected), "")
