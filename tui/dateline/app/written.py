"""How the lines of the main screen are worded: the same on the first screen, which is painted before Textual is there.

All text that is passed is clean; widths are in cells.
"""

from __future__ import annotations

from dateline.app.widgets.fitting import fit
from dateline.dates import MONTH_NAMES, civil, year_words

TYPE_CHECKING = False  # as in typing, for which the first screen does not wait
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final

    from dateline.dates import Edtf

PLACEHOLDER: Final = "every event: press / and type, or a, s, p to pick"
DATE_WIDTH: Final = 15
ACTORS_WIDTH: Final = 9
"""With the space before them; only in a pane of at least WITH_ACTORS cells."""
WITH_ACTORS: Final = 90
SOURCES_WIDTH: Final = 4
LEAST_TITLE: Final = 24
LEAST_AXIS: Final = 12
MOST_AXIS: Final = 60
"""A pane too narrow for title and axis has no axis."""
AXIS_SHARE: Final = 0.4
"""Of the cells that title and axis have together."""
GAP_DAYS: Final = 61
"""A stretch this long without a new event is said."""
COARSE: Final = ("season", "quarter", "half", "year", "decade", "century")
"""What is no closer does not belong to the month in which it may begin."""


# The lines at the top and the bottom.


def title(asked: str, right: str, width: int, ellipsis: str) -> tuple[str, str, str]:
    """The name of the program, what is asked, and what is found, with two spaces to come before that."""
    left = fit(f"dateline  {asked}", max(width - len(right) - 2, 0), ellipsis)
    return left[:8], left[8:], fit(right, min(len(right), width))


def counts(count: int, total: int, span: tuple[int, int] | None, possible: int, dot: str) -> str:
    """`42 of 312 events · 2017 – 2025 · 3 only possibly in range`; `span` is the first and last day they begin."""
    parts = [f"{count:,} of {total:,} events" if count != total else f"{total:,} events"]
    if span is not None:
        parts.append(" – ".join(dict.fromkeys(year_words(civil(day)[0]) for day in span)))
    if possible:
        parts.append(f"{possible:,} only possibly in range")
    return f" {dot} ".join(parts)


def kept(hints: Sequence[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """As many keys, each with its word, as fit: from the middle out, for the first filter and the last are for help."""
    hints = list(hints)
    while len(hints) > 2 and sum(len(key) + len(word) + 3 for key, word in hints) - 2 > width:
        hints.pop(-3)
    return hints


# The timeline.


def columns(width: int) -> tuple[int, int, int]:
    """Cells for the title, for the axis and for the actors, in lines of `width` cells."""
    actors = ACTORS_WIDTH if width >= WITH_ACTORS else 0
    left = width - (2 + DATE_WIDTH + 2 + actors + 1 + SOURCES_WIDTH)
    if left < LEAST_TITLE + 1 + LEAST_AXIS:
        return max(left, 1), 0, actors
    cells = min(max(round(left * AXIS_SHARE), LEAST_AXIS), MOST_AXIS, left - 1 - LEAST_TITLE)
    return left - 1 - cells, cells, actors


def month(year: int, number: int, said: int | None, *, vague: bool) -> str:
    """What the heading of a month says: the year only if another one was `said` before, the month if it is known."""
    words = year_words(year) if year != said else ""
    return words if vague else f"{words} {MONTH_NAMES[number - 1]}".strip()


def heading(said: str, year: int | None) -> tuple[str, str]:
    """The year of what a heading says, and the rest, in the columns of the dates."""
    words = year_words(year) if year is not None else ""
    first = words if words and said.startswith(words) else ""
    rest = said.removeprefix(first).strip()
    left = fit(f"{first:<{len(words)}} {rest}" if words else rest, 2 + DATE_WIDTH)
    return left[: len(first)], left[len(first) :]


def header(said: str, year: int | None, *, at_heading: bool) -> str:
    """The year in view, or what stands for one; nothing where the line below is a heading, and says it."""
    words = year_words(year) if year is not None else said
    return "" if at_heading and said.startswith(words) else words


def place(position: int, count: int) -> str:
    """`12 of 345`; `position` counts from 0."""
    return f"{position + 1:,} of {count:,}" if count else ""


def date_label(date: Edtf, year: int | None) -> str:
    """The date in a row under the heading of a year."""
    return date.label(year_words(year) if year is not None else "")


def remark(status: str, dot: str) -> str:
    """What stands behind a title of a status that does not go without saying."""
    return "" if status in ("reported", "confirmed") else f" {dot} {status}"


def row_title(text: str, remark: str, width: int, ellipsis: str) -> str:
    """A title in the cells that what stands behind it leaves."""
    return fit(text, width - len(remark), ellipsis)
