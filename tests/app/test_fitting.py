"""Text in so many cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from dateline.app.widgets.fitting import broken, cells, narrow


@given(st.text(st.sampled_from("abc  \u2500é"), min_size=1, max_size=60), st.integers(1, 12))
def test_lines_are_broken_where_textual_breaks_them(text: str, width: int) -> None:
    """Without the empty lines that it puts after a word that is longer than a line."""
    assert narrow(text)
    usual = [line.plain.strip() for line in Content(text).wrap(width)]
    ours = broken(text, width)
    assert [line.strip() for line in ours if line.strip()] == [line for line in usual if line]
    assert all(cells(line) <= width for line in ours)
