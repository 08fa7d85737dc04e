"""Calendar periods over a stretch of days: months, quarters, years, decades, …"""

from __future__ import annotations

from typing import Final

from dateline.dates import MONTHS, civil, day_number, year_words
from dateline.window import Window

MOST: Final = 30
"""As many periods as are still seen at a glance; with more, the next longer unit is taken."""
_UNITS: Final = ((1, "month"), (3, "quarter"), (12, "year"), (120, "decade"), (1200, "century"), (12_000, "millennium"))


def unit(first: int, last: int) -> tuple[int, str]:
    """The shortest period (in months, and its name) of which the days first … last take up at most MOST."""
    start, end = month(first), month(last)
    for months, name in _UNITS:
        if end // months - start // months < MOST:
            return months, name
    months = _UNITS[-1][0]
    while end // months - start // months >= MOST:
        months *= 10
    return months, f"{months // 12:,} years"


def periods(first: int, last: int, months: int) -> tuple[Window, ...]:
    """Every period of so many months, counted from January of the year 0, that the days first … last touch."""
    numbers = range(month(first) // months, month(last) // months + 1)
    return tuple(Window(_first_of(number * months), _first_of((number + 1) * months) - 1) for number in numbers)


def label(period: Window) -> str:
    """`Feb 2022`, `Q1 2022`, `2022`, `2020–2029`."""
    year, month, _ = civil(period.first)
    last_year, last_month, _ = civil(period.last)
    if year != last_year:
        return f"{year_words(year)}–{year_words(last_year)}"
    if month == last_month:
        return f"{MONTHS[month - 1]} {year_words(year)}"
    return year_words(year) if (month, last_month) == (1, 12) else f"Q{last_month // 3} {year_words(year)}"


def month(day: int) -> int:
    """Months since January of the year 0."""
    year, month, _ = civil(day)
    return year * 12 + month - 1


def _first_of(month: int) -> int:
    return day_number(month // 12, month % 12 + 1, 1)
