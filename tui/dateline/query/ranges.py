"""Ranges in a query: of days (`2021-09..2022-02`, `-90d..`), of counts (`>=2`) and of grades (`A..C`); and `10d`."""

from __future__ import annotations

import datetime
import re
from typing import Final, NamedTuple

from dateline import dates
from dateline.errors import DateError
from dateline.window import Window
from dateline.window import window as make_window

_RELATIVE: Final = re.compile(r"-(\d{1,5})([dwmy])", re.ASCII)
_UNITS: Final = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_WITHIN: Final = re.compile(r"(\d{1,5})([dwmy])", re.ASCII)
_COUNT: Final = re.compile(r"(>=|<=|>|<|)(\d{1,9})(?:(\.\.)(\d{1,9})?)?", re.ASCII)


class Days(NamedTuple):
    """Day numbers lo … hi, None = open, and how to say them."""

    lo: int | None
    hi: int | None
    english: str


class Within(NamedTuple):
    """A time that follows a day: so many days, weeks, calendar months or years."""

    number: int
    unit: str
    """d, w, m or y."""

    def after(self, day: int) -> int:
        """The last day of it; from the 31st a month goes to the last day of the next one."""
        if self.unit in "dw":
            return day + self.number * (1 if self.unit == "d" else 7)
        year, month, of_month = dates.civil(day)
        months = year * 12 + month - 1 + self.number * (1 if self.unit == "m" else 12)
        year, month = months // 12, months % 12 + 1
        return dates.day_number(year, month, min(of_month, dates.days_in_month(year, month)))

    @property
    def english(self) -> str:
        """`10 days`"""
        name = _UNITS[self.unit]
        return f"{self.number:,} {name if self.number != 1 else name[:-1]}"


def within(text: str) -> Within:
    """Read `10d`, `2w`, `3m` or `1y`. Raises DateError."""
    match = _WITHIN.fullmatch(text.strip())
    if match is None:
        raise DateError(f"'{text}' is not a length of time; write 10d, 2w, 3m or 1y")
    return Within(int(match[1]), match[2])


def days(text: str, today: datetime.date) -> Days:
    """Read `A..B`, `A..`, `..B` or one date; a side is EDTF, `today`, or like `-90d` (d, w, m, y) before today.

    Raises DateError.
    """
    if ".." not in text or text[0] in "[{" or "/" in text:
        lo, hi, english = _side(text, today)
        return Days(lo, hi, english)
    left, _, right = text.partition("..")
    if not left and not right:
        raise DateError("a range needs a date on one side of ..")
    lo, _, first = _side(left, today) if left else (None, None, "")
    _, hi, last = _side(right, today) if right else (None, None, "")
    if left and right:
        if lo is not None and hi is not None and lo > hi:
            raise DateError(f"'{text}' ends before it starts")
        return Days(lo, hi, f"{first} to {last}")
    return Days(lo, hi, f"from {first} on" if left else f"up to {last}")


def window(text: str, today: datetime.date) -> Window:
    """Read the stretch of time that an axis shows: a range of which both ends are known. Raises DateError."""
    found = days(text, today)
    if found.lo is None or found.hi is None:
        raise DateError(f"'{text}' has an open end; a window has two")
    return make_window(found.lo, found.hi)


def _side(text: str, today: datetime.date) -> tuple[int | None, int | None, str]:
    if text == "today":
        return today.toordinal(), today.toordinal(), "today"
    if match := _RELATIVE.fullmatch(text):
        from dateutil.relativedelta import relativedelta

        number, unit = int(match[1]), _UNITS[match[2]]
        try:
            day = (today - relativedelta(**{unit: number})).toordinal()  # type: ignore[arg-type]
        except (ValueError, OverflowError):
            raise DateError(f"'{text}' goes back too far") from None
        return day, day, f"{number} {unit if number != 1 else unit[:-1]} ago"
    date = dates.parse(text)
    return date.lo, date.hi, date.text


def count(text: str) -> tuple[range, str] | None:
    """Read `2`, `>=2`, `<3` or `2..4`: the numbers, and how to say them; None if it is not such a range."""
    match = _COUNT.fullmatch(text)
    if match is None or (match[1] and match[3]):
        return None
    sign, number, top = match[1], int(match[2]), 10**9
    if match[3]:
        last = int(match[4]) if match[4] else top
        if last < number:
            return None
        return range(number, last + 1), f"{number} to {last}" if match[4] else f"{number} or more"
    found: dict[str, tuple[range, str]] = {
        "": (range(number, number + 1), str(number)),
        ">=": (range(number, top), f"{number} or more"),
        ">": (range(number + 1, top), f"more than {number}"),
        "<=": (range(number + 1), f"at most {number}"),
        "<": (range(number), f"fewer than {number}"),
    }
    return found[sign]


def grades(text: str) -> tuple[str, str] | None:
    """Read `B` or `A..C`: the grades, best first, and how to say them; None if it is neither."""
    first, dots, last = text.upper().partition("..")
    last = last if dots else first
    if not (len(first) == len(last) == 1 and "A" <= first <= last <= "F"):
        return None
    letters = "ABCDEF"["ABCDEF".index(first) : "ABCDEF".index(last) + 1]
    return letters, letters if len(letters) == 1 else f"{first}–{last}"
