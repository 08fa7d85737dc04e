"""Dates in EDTF (Library of Congress 2019, ISO 8601-2): parse, bounds, precision. `wording` says them in English.

A day is an integer: days in the proleptic Gregorian calendar, 1 = 0001-01-01 (`datetime.date.toordinal`), and less
than 1 for earlier days; year 0 is 1 BC. `A/B` is an extent (it lasted from A to B); `[A..B]` is one unknown day.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dateline import wording
from dateline.errors import DateError

# The first screen and every list are made of dates: neither typing nor dataclasses, which take longer to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, Literal

    Precision = Literal["day", "month", "season", "quarter", "half", "year", "decade", "century"]
    Shape = Literal["point", "interval", "one-of", "all-of"]

PRECISIONS: Final[tuple[Precision, ...]] = (
    "day", "month", "season", "quarter", "half", "year", "decade", "century",
)  # fmt: skip
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH_NAMES: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
YEAR_LIMIT: Final = 5_000_000
"""Years further from zero are refused: a day fits 32 bits."""

_POINT = re.compile(
    r"(?P<q0>[?~%]?)(?P<year>-?[\dX]{4}|Y-?\d{1,15}(?:E\d{1,2})?)(?:S(?P<significant>[1-9]\d?))?(?P<q1>[?~%]?)"
    r"(?:-(?P<q2>[?~%]?)(?P<month>[\dX]{2})(?P<q3>[?~%]?)(?:-(?P<q4>[?~%]?)(?P<day>[\dX]{2})(?P<q5>[?~%]?))?)?",
    re.ASCII,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# Sub-year groupings: code -> (precision, first month, how many months, wording). A season starts in its own year.
_SEASONS: Final = (("spring", 3), ("summer", 6), ("autumn", 9), ("winter", 12))
_GROUPS: Final[dict[int, tuple[Precision, int, int, str]]] = {
    **{21 + i: ("season", month, 3, name) for i, (name, month) in enumerate(_SEASONS)},
    **{25 + i: ("season", month, 3, f"{name} (north)") for i, (name, month) in enumerate(_SEASONS)},
    **{29 + i: ("season", (month + 5) % 12 + 1, 3, f"{name} (south)") for i, (name, month) in enumerate(_SEASONS)},
    **{33 + i: ("quarter", 3 * i + 1, 3, f"Q{i + 1}") for i in range(4)},
    **{37 + i: ("half", 4 * i + 1, 4, f"{ordinal} third of") for i, ordinal in enumerate(("first", "second", "last"))},
    **{40 + i: ("half", 6 * i + 1, 6, f"{ordinal} half of") for i, ordinal in enumerate(("first", "second"))},
}


class Point:
    """One date as written inside an EDTF text, before intervals and sets are made of it."""

    __slots__ = ("approximate", "hi", "lo", "precision", "prefix", "uncertain", "words")

    lo: Final[int]
    hi: Final[int]
    precision: Final[Precision]
    words: Final[tuple[str, ...]]
    """From the finest to the year: ("10", "Feb", "2022")."""
    prefix: Final[str]
    """What goes before the words: "some day in"."""
    uncertain: Final[bool]
    approximate: Final[bool]

    def __init__(
        self,
        lo: int,
        hi: int,
        precision: Precision,
        words: tuple[str, ...],
        prefix: str = "",
        uncertain: bool = False,
        approximate: bool = False,
    ) -> None:
        self.lo, self.hi, self.precision, self.words, self.prefix = lo, hi, precision, words, prefix
        self.uncertain, self.approximate = uncertain, approximate

    @property
    def text(self) -> str:
        about = "about " if self.approximate and self.prefix != "about " else ""
        return f"{about}{self.prefix}{' '.join(self.words)}{' (uncertain)' if self.uncertain else ''}"


class Edtf:
    """A date. Equal when written the same."""

    __slots__ = ("approximate", "edtf", "extent", "hi", "lo", "points", "precision", "shape", "sure", "uncertain")

    edtf: Final[str]
    """As written."""
    lo: Final[int | None]
    """The earliest possible day; None where it is open or unknown."""
    hi: Final[int | None]
    """The latest possible day; None where it is open or unknown."""
    precision: Final[Precision]
    """How exactly the day is known; of a range of days, the narrowest unit that is as wide."""
    extent: Final[bool]
    """True: it lasts from lo to hi. False: it is one day (or a shorter time) between them."""
    sure: Final[tuple[int | None, int | None] | None]
    """The days on which it surely was going on, None inside for an open end; None where no day is sure."""
    shape: Final[Shape]
    points: Final[tuple[Point | None, ...]]
    """The dates that it is made of; None for an absent end."""
    uncertain: Final[bool]
    approximate: Final[bool]

    def __init__(
        self,
        edtf: str,
        lo: int | None,
        hi: int | None,
        precision: Precision,
        extent: bool,
        sure: tuple[int | None, int | None] | None,
        shape: Shape,
        points: tuple[Point | None, ...],
    ) -> None:
        self.edtf, self.lo, self.hi, self.precision, self.extent = edtf, lo, hi, precision, extent
        self.sure, self.shape, self.points = sure, shape, points
        self.uncertain = any(point and point.uncertain for point in points)
        self.approximate = any(point and point.approximate for point in points)

    def __eq__(self, other: object) -> bool:
        return self.edtf == other.edtf if isinstance(other, Edtf) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.edtf)

    def __repr__(self) -> str:
        return f"Edtf({self.edtf!r})"

    def __str__(self) -> str:
        return self.edtf

    @property
    def text(self) -> str:
        """In English, with its precision: "10–20 Feb 2022", "some day in Nov 2021", "since Oct 2022"."""
        return wording.text(self)

    def label(self, year: str = "") -> str:
        """The shortest form that keeps the precision, for a row; `year` (as in a heading above it) is left out."""
        return wording.label(self, year)

    @property
    def sort_key(self) -> tuple[float, float]:
        """Earliest possible day, then latest."""
        return (
            float("-inf") if self.lo is None else self.lo,
            float("inf") if self.hi is None else self.hi,
        )


def day_number(year: int, month: int, day: int) -> int:
    """The day as an integer, for any year."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + day_of_year - 305


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number."""
    era, of_era = divmod(number + 305, 146_097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    day_of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def days_in_month(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def iso(number: int | None) -> str | None:
    """ISO 8601 of a day; years beyond 0–9999 carry a sign. None stays None."""
    if number is None:
        return None
    year, month, day = civil(number)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{day:02d}"


def year_words(year: int) -> str:
    """A year as people write it: 2022, 45 BC."""
    return str(year) if year > 0 else f"{1 - year} BC"


@lru_cache(maxsize=4_096)
def parse(text: str) -> Edtf:
    """Read an EDTF date. Raises DateError with a sentence that says what is wrong."""
    if not text or text != text.strip():
        raise DateError(f"'{text}' is not an EDTF date (like 2022-02-10, 2021-09, 2022-10/..)")
    if re.search(r"\dT\d", text):
        raise DateError(f"'{text}' has a time of day; give the day alone")
    if "/" in text and any(bracket in text for bracket in "[]{}"):
        raise DateError(f"'{text}' puts a set and an interval together, which EDTF does not")
    if text[0] in "[{":
        return _set(text)
    if "/" in text:
        return _interval(text)
    point = _point(text)
    exact = point.lo == point.hi and not (point.uncertain or point.approximate)
    sure = (point.lo, point.lo) if exact else None
    return Edtf(text, point.lo, point.hi, point.precision, False, sure, "point", (point,))


def _interval(text: str) -> Edtf:
    left, _, right = text.partition("/")
    if "/" in right or (left in ("", "..") and right in ("", "..")):
        raise DateError(f"'{text}' is not an interval: write FROM/TO, .. for an open and nothing for an unknown end")
    start = None if left in ("", "..") else _point(left)
    end = None if right in ("", "..") else _point(right)
    if start and end and start.lo > end.hi:
        raise DateError(f"'{text}' ends before it starts")
    first = None if start is None else start.hi
    last = None if end is None else end.lo
    if start is None:
        assert end is not None
        sure = (None if left == ".." else last, last) if end.lo == end.hi or left == ".." else None
    elif end is None:
        sure = (first, None if right == ".." else first) if start.lo == start.hi or right == ".." else None
    else:
        assert first is not None and last is not None
        sure = (first, last) if first <= last else None
    marked = [p for p in (start, end) if p and (p.uncertain or p.approximate)]
    if marked:  # a doubtful end leaves the other one sure, where that is a day
        exact = [p.lo for p in (start, end) if p and p.lo == p.hi and p not in marked]
        sure = (exact[0], exact[0]) if exact else None
    precision = max((p.precision for p in (start, end) if p), key=PRECISIONS.index)
    lo, hi = (start.lo if start else None), (end.hi if end else None)
    return Edtf(text, lo, hi, precision, True, sure, "interval", (start, end))


def _set(text: str) -> Edtf:
    closing = {"[": "]", "{": "}"}[text[0]]
    if text[-1] != closing:
        raise DateError(f"'{text}' has no closing {closing}")
    points: list[Point | None] = []
    members = text[1:-1].split(",")
    if not all(member.strip() for member in members):
        raise DateError(f"'{text}' has an empty place where a date belongs")
    for index, member in enumerate(members):
        left, dots, right = member.partition("..")
        if not dots:
            points.append(_point(member.strip()))
            continue
        before, after = left.strip(), right.strip()
        if (not before and index > 0) or (not after and index < len(members) - 1) or not (before or after):
            raise DateError(f"'{text}' is not a set: only its first member may start with .. and its last end with ..")
        pair = (_point(before) if before else None, _point(after) if after else None)
        if pair[0] and pair[1] and pair[0].lo > pair[1].hi:
            raise DateError(f"'{text}' ends before it starts")
        points.extend(pair)
    lo = None if points[0] is None else min(p.lo for p in points if p)
    hi = None if points[-1] is None else max(p.hi for p in points if p)
    if text[0] == "{":
        coarsest = max((p.precision for p in points if p), key=PRECISIONS.index)
        return Edtf(text, lo, hi, coarsest, True, None, "all-of", tuple(points))
    return Edtf(text, lo, hi, _precision_of_width(lo, hi), False, None, "one-of", tuple(points))


def _precision_of_width(lo: int | None, hi: int | None) -> Precision:
    if lo is None or hi is None:
        return "century"
    widths: tuple[tuple[int, Precision], ...] = (
        (1, "day"), (31, "month"), (92, "quarter"), (184, "half"), (366, "year"), (3653, "decade"),
    )  # fmt: skip
    return next((precision for width, precision in widths if hi - lo + 1 <= width), "century")


@lru_cache(maxsize=4_096)  # a day is an end of many intervals
def _point(text: str) -> Point:
    if _DAY.fullmatch(text) and (day := _plain(int(text[:4]), text[5:7], text[8:])) is not None:
        return Point(*day)  # as most are written
    match = _POINT.fullmatch(text)
    if match is None:
        raise DateError(f"'{text}' is not an EDTF date (like 2022-02-10, 2021-09, 2022-10/..)")
    if match["significant"] and (match["month"] or "X" in match["year"]):
        raise DateError(f"'{text}': significant digits (S) go with a whole year alone")
    marks = "".join(filter(None, match.group("q0", "q1", "q2", "q3", "q4", "q5")))
    uncertain = "?" in marks or "%" in marks
    approximate = "~" in marks or "%" in marks
    lo_year, hi_year = _years(match["year"], match["significant"], text)
    lo, hi, precision, words, prefix = _within(lo_year, hi_year, match, text)
    return Point(lo, hi, precision, words, prefix, uncertain, approximate)


def _years(written: str, significant: str | None, text: str) -> tuple[int, int]:
    """The first and last year that the written year can be."""
    if written.startswith("Y"):
        base, _, exponent = written[1:].partition("E")
        lo = hi = int(base) * 10 ** int(exponent or 0)
    else:
        digits = written.lstrip("-")
        if "X" in digits.rstrip("X"):
            raise DateError(f"'{text}': in a year, X may only stand for the last digits")
        low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
        lo, hi = (-high, -low) if written.startswith("-") else (low, high)
    if significant is not None:
        unit = 10 ** max(len(str(abs(lo))) - int(significant), 0)
        low = abs(lo) // unit * unit
        lo, hi = (1 - unit - low, -low) if lo < 0 else (low, low + unit - 1)
    if max(abs(lo), abs(hi)) > YEAR_LIMIT:
        raise DateError(f"'{text}': years beyond ±{YEAR_LIMIT:,} are not supported")
    return lo, hi


def _matching(mask: str, values: range) -> list[int]:
    """The two-digit numbers of `values` that the mask (`1X`, `XX`, `07`) allows."""
    if mask.isdecimal():
        return [number] if (number := int(mask)) in values else []
    return [n for n in values if all(m in ("X", d) for m, d in zip(mask, f"{n:02d}", strict=True))]


def _plain(year: int, month: str, day: str | None) -> tuple[int, int, Precision, tuple[str, ...], str] | None:
    """The same of a month or a day without a mask, as nearly all dates are; None where it is none."""
    if not month.isdigit() or not 1 <= (number := int(month)) <= 12:
        return None
    length, words = days_in_month(year, number), (MONTHS[number - 1], year_words(year))
    if day is None:
        first = day_number(year, number, 1)
        return first, first + length - 1, "month", words, ""
    if not day.isdigit() or not 1 <= int(day) <= length:
        return None
    first = day_number(year, number, int(day))
    return first, first, "day", (str(int(day)), *words), ""


def _within(
    lo_year: int, hi_year: int, match: re.Match[str], text: str
) -> tuple[int, int, Precision, tuple[str, ...], str]:
    """Bounds, precision, words and prefix of one written date."""
    month, day, significant = match["month"], match["day"], match["significant"]
    one_year = lo_year == hi_year
    if month is None:
        lo, hi = day_number(lo_year, 1, 1), day_number(hi_year, 12, 31)
        if one_year:
            return lo, hi, "year", (year_words(lo_year),), ""
        precision: Precision = "decade" if hi_year - lo_year < 10 else "century"
        if significant is not None:
            estimate = year_words(_years(match["year"], None, text)[0])
            return lo, hi, precision, (f"{estimate} ({significant} significant digits)",), "about "
        decade = precision == "decade" and lo_year > 0
        return lo, hi, precision, (f"{lo_year}s" if decade else f"{year_words(lo_year)}–{year_words(hi_year)}",), ""
    if month.isdigit() and int(month) in _GROUPS:
        if day is not None or not one_year:
            raise DateError(f"'{text}': a season, quarter or half takes one year and no day")
        precision, first, count, name = _GROUPS[int(month)]
        end_year, end_month = lo_year + (first + count - 2) // 12, (first + count - 2) % 12 + 1
        hi = day_number(end_year, end_month, days_in_month(end_year, end_month))
        return day_number(lo_year, first, 1), hi, precision, (name, year_words(lo_year)), ""
    if one_year and (plain := _plain(lo_year, month, day)) is not None:
        return plain
    months = _matching(month, range(1, 13))
    if not months:
        raise DateError(f"'{text}': there is no month {month}")
    days = _matching(day, range(1, 32)) if day is not None else [1]
    # Eight years at either end are enough to meet a leap year.
    years = sorted({*range(lo_year, min(lo_year + 9, hi_year + 1)), *range(max(hi_year - 8, lo_year), hi_year + 1)})
    candidates = [(y, m, d) for y in years for m in months for d in days if d <= days_in_month(y, m)]
    if not candidates:
        if one_year and len(months) == 1:
            name = f"{MONTHS[months[0] - 1]} {year_words(lo_year)}"
            raise DateError(f"'{text}': {name} has {days_in_month(lo_year, months[0])} days")
        raise DateError(f"'{text}': there is no day {day}")
    lo_ymd, hi_ymd = min(candidates), max(candidates)
    lo = day_number(*lo_ymd)
    hi = day_number(*hi_ymd) if day is not None else day_number(*hi_ymd[:2], days_in_month(*hi_ymd[:2]))
    if not one_year:
        coarse: Precision = "decade" if hi_year - lo_year < 10 else "century"
        return lo, hi, coarse, (text,), "a date like "
    year, name = year_words(lo_year), MONTHS[months[0] - 1]
    if len(months) == 1 and (day is None or len(days) == 1):
        words = (name, year) if day is None else (str(days[0]), name, year)
        return lo, hi, "month" if day is None else "day", words, ""
    if month == "XX" and day in (None, "XX"):
        return lo, hi, "year", (year,), "some month in " if day is None else "some day in "
    if len(months) == 1 and day == "XX":
        return lo, hi, "month", (name, year), "some day in "
    return lo, hi, "month" if len(months) == 1 else "year", (text,), "a date like "
