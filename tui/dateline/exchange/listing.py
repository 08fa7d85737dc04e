"""Events one a line: date, kind, title, id, in columns."""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, for which a list does not wait
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.dates import Edtf
    from dateline.store.selection import Selection

PAGE = 500
"""Events whose columns have the same widths."""


def lines(events: Sequence[tuple[Edtf, str, str, str]]) -> Iterator[str]:
    """The lines of a page: of each event the date, the name of its kind, its title and its id are given."""
    rows = [(date.text, kind.lower(), title) for date, kind, title, _ in events]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row, (*_, id_) in zip(rows, events, strict=True):
        cells = "  ".join([cell.ljust(width) for cell, width in zip(row, widths, strict=True)])
        yield f"{cells}  {id_}\n"


def listed(events: Selection) -> Iterator[str]:
    """The lines of all of them, in columns of each page."""
    for page in events.columns(PAGE):
        yield from lines(page)
