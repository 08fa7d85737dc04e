"""What the lists of values are drawn with: bars, columns, and names fitted into them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dateline.app.widgets.columns import MARKS, columns, path
from dateline.app.widgets.glyphs import ASCII, UNICODE, Glyphs
from dateline.app.widgets.spark import blocks
from dateline.dates import day_number
from dateline.window import fitting

both = pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
counts = st.lists(st.integers(0, 10**6), max_size=40)


def test_bars_are_as_high_as_their_share_of_the_top() -> None:
    assert blocks(range(9), 8, UNICODE) == " ▁▂▃▄▅▆▇█"
    assert blocks(range(8), 7, ASCII) == " .:-=+*#"
    assert blocks([0, 1, 500, 1000, 2000], 1000, UNICODE) == " ▁▄██"
    assert blocks([0, 0], 0, UNICODE) == "  "
    assert blocks([], 5, UNICODE) == ""


@both
@given(counts, st.integers(0, 10**6))
def test_nothing_is_blank_and_anything_is_seen(glyphs: Glyphs, heights: list[int], top: int) -> None:
    drawn = blocks(heights, top, glyphs)
    scale = " " + glyphs.levels
    assert len(drawn) == len(heights)
    for height, bar in zip(heights, drawn, strict=True):
        assert (bar == " ") == (height == 0)
        assert (bar == scale[-1]) == (height > 0 and height * len(glyphs.levels) > top * (len(glyphs.levels) - 1))
    by_height = [scale.index(bar) for _, bar in sorted(zip(heights, drawn, strict=True))]
    assert by_height == sorted(by_height)


@given(st.integers(36, 300), st.integers(0, 10**6), st.booleans())
def test_columns_fill_the_line(width: int, most: int, noted: bool) -> None:
    shown = columns(width, most, noted=noted)
    window = fitting(day_number(1999, 1, 1), day_number(2025, 1, 1))
    assert cell_len(shown.heading("actor", window)) == width
    assert shown.now >= len(f"{most:,}") <= shown.toggled
    assert shown.name >= 8


def test_at_80_columns_there_is_room_for_name_bars_and_counts() -> None:
    shown = columns(71, 590, noted=True)
    assert (shown.spark, shown.note) == (10, 0)
    assert shown.name >= 36
    assert columns(141, 590, noted=True).note and not columns(141, 590, noted=False).note


def test_the_heading_says_over_what_the_bars_are_if_it_fits() -> None:
    years = fitting(day_number(1999, 1, 1), day_number(2025, 1, 1))
    shown = columns(71, 590, noted=False)
    assert shown.heading("actor", years)[MARKS:].split() == ["actor", "1999–2025", "now", "if", "toggled"]
    assert "over time" in shown.heading("actor", fitting(day_number(2022, 1, 1), day_number(2023, 1, 20)))


ABOVE = ("Russia", "Ministry", "Forces")


@pytest.mark.parametrize(
    ("width", "glyphs", "shown"),
    [
        (40, UNICODE, "Russia › Ministry › Forces › Unit"),
        (33, UNICODE, "Russia › Ministry › Forces › Unit"),
        (32, UNICODE, "… › Ministry › Forces › Unit"),
        (27, UNICODE, "… › Forces › Unit"),
        (16, UNICODE, "… › Unit"),
        (7, UNICODE, "Unit"),
        (3, UNICODE, "Un…"),
        (32, ASCII, "~ > Ministry > Forces > Unit"),
    ],
)
def test_of_a_name_and_what_it_belongs_to_the_name_is_cut_last(width: int, glyphs: Glyphs, shown: str) -> None:
    lead, name = path(ABOVE, "Unit", width, glyphs)
    assert (lead + name).rstrip() == shown
    assert cell_len(lead + name) == width


def test_what_a_terminal_would_act_upon_is_shown_and_not_sent() -> None:
    lead, name = path(("\x1b[31mred",), "a\x07b", 40, UNICODE)
    assert (lead + name).isprintable()
