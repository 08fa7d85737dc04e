"""Windows: the stretch of time that an axis shows, and its ruler."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import day_number, parse
from dateline.errors import DateError
from dateline.query import ranges
from dateline.window import Window, fitting, page, ruler, window

TODAY = datetime.date(2022, 3, 15)


def of(text: str) -> Window:
    return ranges.window(text, TODAY)


def day(text: str) -> int:
    number = parse(text).lo
    assert number is not None
    return number


days = st.integers(day_number(-9999, 1, 1), day_number(9999, 12, 31))
windows = st.builds(lambda a, b: window(min(a, b), max(a, b)), days, days)
near = st.builds(lambda a, n: window(a, a + n), st.integers(day("1900-01-01"), day("2100-01-01")), st.integers(0, 4000))
some_windows = st.one_of(windows, near)
cells = st.integers(1, 200)


@given(some_windows)
def test_a_window_is_read_back_from_how_it_is_written(shown: Window) -> None:
    assert of(str(shown)) == shown


@pytest.mark.parametrize(
    ("written", "same", "english"),
    [
        ("2022", "2022", "2022"),
        ("2022-01-01..2022-12-31", "2022", "2022"),
        ("2022-01..2022-06", "2022-01..2022-06", "Jan–Jun 2022"),
        ("2022-02-10", "2022-02-10", "10 Feb 2022"),
        ("2022-02-10..2022-03-31", "2022-02-10..2022-03-31", "10 Feb – 31 Mar 2022"),
        ("-10d..today", "2022-03-05..2022-03-15", "5–15 Mar 2022"),
        ("-0044..0014", "-0044..0014", "45 BC–14"),
        ("Y-40000", "Y-40000", "40001 BC"),
    ],
)
def test_how_windows_are_written(written: str, same: str, english: str) -> None:
    assert (str(of(written)), of(written).text) == (same, english)


def test_a_window_has_two_ends() -> None:
    with pytest.raises(DateError, match="open end"):
        of("2022..")


# Moving.


@given(near, st.integers(-6, 6), st.data())
def test_zooming_keeps_the_anchor_at_its_place(shown: Window, steps: int, data: st.DataObject) -> None:
    anchor = data.draw(st.integers(shown.first, shown.last))
    zoomed = shown.zoomed(steps, anchor)
    assert zoomed.first <= anchor <= zoomed.last
    before, after = (w.eighths(anchor, 80) for w in (shown, zoomed))
    # Within the half day to which windows are rounded, and the width that a day takes on the axis.
    slack = 8 * 80 * (1 / shown.days + 1 / zoomed.days) + 1
    assert abs(before[0] - after[0]) <= slack
    assert zoomed.days == shown.days or (zoomed.days < shown.days) == (steps > 0)


def test_zooming_in_ends_at_a_day() -> None:
    assert str(of("2022-02").zoomed(40, day("2022-02-10"))) == "2022-02-10"


def test_zooming_out_ends_where_dates_end() -> None:
    whole = of("2022-02").zoomed(-60, day("2022-02-10"))
    assert whole.zoomed(-1, day("2022-02-10")) == whole


@pytest.mark.parametrize(
    ("shown", "by", "turned"),
    [
        ("2022", 1, "2023"),
        ("2022", -1, "2021"),
        ("2022-02", 1, "2022-03"),
        ("2022-01..2022-03", -1, "2021-10..2021-12"),
        ("2022-02-10..2022-02-12", 1, "2022-02-13..2022-02-15"),
        ("0001", -1, "0000"),
    ],
)
def test_the_next_period_is_of_the_same_kind(shown: str, by: int, turned: str) -> None:
    assert str(of(shown).turned(by)) == turned


@given(near, st.integers(day("1900-01-01"), day("2100-01-01")))
def test_a_window_turns_to_the_page_that_holds_a_day(shown: Window, number: int) -> None:
    held = shown.holding(number, number)
    assert held.first <= number <= held.last
    assert held == shown or held._months() == shown._months()
    if shown.first <= number <= shown.last:
        assert held == shown


def test_pages_are_turned_and_not_slid() -> None:
    assert str(of("2022").holding(day("2024-05-03"), None)) == "2024"
    assert str(of("2022").holding(None, day("2019-05-03"))) == "2019"
    assert str(of("2022").holding(None, None)) == "2022"


def test_what_fits_is_rounded_outwards() -> None:
    assert str(fitting(day("2017-05-06"), day("2025-01-02"))) == "2017..2025"
    assert str(fitting(day("2022-02-10"), day("2022-06-02"))) == "2022-02..2022-06"
    assert str(fitting(day("2022-02-10"), day("2022-02-12"))) == "2022-02-10..2022-02-12"


@pytest.mark.parametrize(
    ("each", "shown"),
    [(0.5, "2022-05"), (8, "2022"), (80, "2020..2029"), (1000, "2001..2099")],
)
def test_the_first_page_has_enough_events(each: float, shown: str) -> None:
    """An event begins every so many days."""
    assert str(page(day("2022-05-06"), of("2001..2099"), lambda w: int(w.days / each))) == shown


def test_a_short_chronology_is_one_page() -> None:
    assert str(page(day("2022-05-06"), of("2021..2022"), lambda w: 1000)) == "2021..2022"


# Cells.


@given(some_windows, cells)
def test_every_day_is_in_one_cell(shown: Window, count: int) -> None:
    edges = shown.edges(count)
    assert (edges[0], edges[-1], len(edges)) == (shown.first, shown.last + 1, count + 1)
    assert list(edges) == sorted(edges)


@given(some_windows, cells, st.data())
def test_a_day_lies_between_its_eighths(shown: Window, count: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(shown.first, shown.last))
    start, end = shown.eighths(number, count)[0], shown.eighths(number + 1, count)[1]
    assert 0 <= start < end <= count * 8
    assert start // 8 <= shown.cell(number, count) <= (end - 1) // 8


# The ruler.


@given(some_windows, st.integers(12, 200))
def test_labels_stand_apart_inside_the_axis(shown: Window, count: int) -> None:
    ticks = ruler(shown, count)
    assert ticks
    end = -1
    for tick in ticks:
        assert tick.cell > end
        end = tick.cell + len(tick.label)
    assert end <= count


def line(text: str, count: int) -> str:
    drawn = [" "] * count
    for tick in ruler(of(text), count):
        drawn[tick.cell : tick.cell + len(tick.label)] = tick.label
    return "".join(drawn).rstrip()


@pytest.mark.parametrize(
    ("shown", "count", "drawn"),
    [
        ("2017..2025", 60, "2017  2018   2019  2020   2021   2022  2023   2024   2025"),
        ("2022", 24, "2022 Apr   Jul   Oct"),
        ("2022-02-13..2022-08-20", 40, "   Mar 2022     May          Jul"),
        ("2022-02-10..2022-02-12", 40, "10 Feb 2022  11           12"),
        ("2022-02-10", 60, "10 Feb 2022    06:00          12:00          18:00"),
        ("2022-02-10..2022-02-11", 60, "10 Feb 2022    12:00          11 Feb         12:00"),
        ("-0099..0300", 40, "100 BC             100       200"),
        ("1800..2025", 24, "1800 1850 1900 1950"),
        ("2022-02-13..2022-08-20", 12, "Feb 2022"),
    ],
)
def test_ticks_suit_the_zoom(shown: str, count: int, drawn: str) -> None:
    assert line(shown, count) == drawn


@given(some_windows, st.integers(12, 200))
def test_the_first_label_says_the_year(shown: Window, count: int) -> None:
    first = ruler(shown, count)[0].label
    assert first.split()[-1] == "BC" or any(part.isdigit() for part in first.split())
