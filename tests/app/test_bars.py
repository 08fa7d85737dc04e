"""Dates as bars on an axis."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.app.widgets.bars import POSSIBLE, STARTS, SURE, bar, ruled
from dateline.app.widgets.glyphs import ASCII, UNICODE, Glyphs
from dateline.app.widgets.spark import blocks
from dateline.dates import parse
from dateline.query import ranges
from dateline.window import Window, window
from synthetic import days, edtf


def of(text: str) -> Window:
    return ranges.window(text, datetime.date(2022, 3, 1))


def drawn(date: str, shown: str = "2022", cells: int = 12, glyphs: Glyphs = UNICODE) -> str:
    """The bar as text; a cell that is drawn in reverse stands as `/`."""
    spans = bar(parse(date), of(shown), cells, glyphs)
    return "".join("/" * len(text) if style == STARTS else text for text, style in spans)


@pytest.mark.parametrize(
    ("date", "line"),
    [
        ("2022-02-10", " ▪          "),
        ("2022-02-05/2022-02-10", " ▪          "),  # inside a cell: neither end shows
        ("2022-02-10/2022-04-20", " /█▋        "),
        ("2022-02", " ░          "),
        ("[2022-02-10..2022-04-20]", " ░░░        "),
        ("2022", "░░░░░░░░░░░░"),
        ("2022-02-10?", " ░          "),
        ("2022-10~/..", "        ░░░▸"),
        ("2022-10-01/..", "        /██▸"),
        ("../2022-03-31", "◂██         "),
        ("2021-12-20/2022-01-05", "◂           "),
        ("2021-12-20/2023-01-05", "◂██████████▸"),
        ("2022-02/2022-05", " /██░       "),
        ("2021-12-31", "            "),
        ("2023-01-01", "            "),
    ],
)
def test_full_where_sure_shaded_where_possible_arrows_where_it_goes_on(date: str, line: str) -> None:
    assert drawn(date) == line


def test_a_month_is_light_and_no_bar_of_thirty_days() -> None:
    assert set(drawn("2022-02", "2022-02", 28)) == {"░"}
    assert set(drawn("2022-02-01/2022-02-28", "2022-02", 28)) == {"█"}


def test_a_day_is_light_where_cells_are_hours_for_nobody_knows_the_hour() -> None:
    assert drawn("2022-02-10", "2022-02-09..2022-02-11", 18) == "      ░░░░░░      "
    assert drawn("2022-02-10", "2022-02-09..2022-02-11", 9) == "   ███   "
    assert drawn("2022-02-10", "2022-02-09..2022-02-11", 3) == " ▪ "
    assert drawn("2022-02-09/2022-02-10", "2022-02-09..2022-02-11", 18) == "████████████      "


def test_ends_are_drawn_to_the_eighth_of_a_cell() -> None:
    shown = "2022-02-01..2022-02-16"  # eight days a cell
    assert [drawn(f"2022-02-01/2022-02-{day:02d}", shown, 2) for day in (2, 4, 7, 8, 9, 15, 16)] == [
        "▎ ", "▌ ", "▉ ", "█ ", "█▏", "█▉", "██",
    ]  # fmt: skip
    assert bar(parse("2022-02-03/2022-02-16"), of(shown), 2, UNICODE) == [("▎", STARTS), ("█", SURE)]


def test_a_bar_in_ascii_says_the_same() -> None:
    assert drawn("2021-12-20/2022-03-05", glyphs=ASCII) == "<==         "
    assert drawn("2022-02-10/2022-04-20", glyphs=ASCII) == " ===        "
    assert drawn("2022-02", cells=4, glyphs=ASCII) == ".   "
    assert drawn("2022-02-10", glyphs=ASCII) == " *          "


windows = st.one_of(
    st.builds(lambda a, n: window(a, a + n), days, st.integers(0, 5000)),
    st.builds(lambda a, b: window(min(a, b), max(a, b)), days, days),
)


@given(edtf(), windows, st.integers(1, 60), st.sampled_from([UNICODE, ASCII]))
def test_nothing_is_drawn_on_days_on_which_the_event_surely_was_not(
    text: str, shown: Window, cells: int, glyphs: Glyphs
) -> None:
    date = parse(text)
    spans = [(character, style) for part, style in bar(date, shown, cells, glyphs) for character in part]
    assert len(spans) == cells
    lo, hi = date.sort_key
    for cell, (character, style) in enumerate(spans):
        # A cell is a stretch of time from `start` up to, not with, `end`; days are whole numbers.
        start, end = (shown.first + shown.days * edge / cells for edge in (cell, cell + 1))
        possible = lo < end and hi + 1 > start
        assert (character != " ") == possible
        if style in (SURE, STARTS) and character not in (glyphs.before, glyphs.after):
            assert date.sure is not None
            sure_lo, sure_hi = date.sure
            assert (sure_lo is None or sure_lo < end) and (sure_hi is None or sure_hi + 1 > start)
        if style == POSSIBLE:
            assert character == glyphs.possible
    first, last = spans[0][0], spans[-1][0]
    assert (last == glyphs.after and glyphs.after != " ") == (last != " " and hi > shown.last)
    if cells > 1:  # in a single cell an arrow stands for either end
        assert (first == glyphs.before) == (first != " " and lo < shown.first)
    assert not {character for character, _ in spans[1:-1]} & {glyphs.before, glyphs.after}


def test_the_ruler_is_as_wide_as_the_axis() -> None:
    assert ruled(of("2022"), 24) == "2022 Apr   Jul   Oct    "


def test_blocks_show_whatever_is_not_nothing() -> None:
    assert blocks((0, 1, 50, 100), 100, UNICODE) == " ▁▄█"
    assert blocks((0, 1, 50, 100), 100, ASCII) == " .=#"
    assert blocks((0, 0), 0, UNICODE) == "  "
