"""A row of a table gives what an object gives that leaves out what the row does not say; what is kept is no other."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dateline.exchange.readers import FORMATS, Block
from dateline.exchange.readers.as_csv import COLUMNS, DERIVED
from dateline.exchange.readers.normal import Normalizer
from dateline.model import Vocabulary
from test_normal import read

columns = tuple(column for column in COLUMNS if column not in DERIVED)
cells = st.lists(
    st.sampled_from([
        "", "A", "B", "'=A", "from A", "over B", "S × 2", "S × 2, “some”", " × 2", "at", "x", "from ", "unknown",
        "Paper, “A page”, https://a.example/1", "Paper, “A page”, https://a.example/1?", "“Another”", ",",
    ]),
    max_size=3,
).map("; ".join)  # fmt: skip
rows = st.fixed_dictionaries(
    dict.fromkeys(columns, cells) | {"date": st.just("2022"), "status": st.sampled_from(["", "denied", "sure"])}
)


def said(value: Any) -> Any:
    """Without what is empty."""
    if isinstance(value, dict):
        return {key: said(each) for key, each in value.items() if each != ""}
    return [said(each) for each in value] if isinstance(value, list) else value


@given(st.lists(rows, max_size=6))
def test_what_a_row_does_not_say_is_as_if_left_out(table: list[dict[str, str]]) -> None:
    text = io.StringIO()
    csv.DictWriter(text, columns).writerows(table)
    items = list(FORMATS["csv"].items(Block(Path("a.csv"), 2, text.getvalue().encode(), columns)))
    assert len(items) == len(table)
    remembering = Normalizer(Vocabulary())
    before: list[Any] = []
    for item in items:
        slow = Normalizer(Vocabulary())
        for each in before:  # one after the other, and nothing is kept in between
            read(slow, each)
        before.append(said(item.raw))
        assert read(remembering, item.raw) == read(slow, before[-1])
