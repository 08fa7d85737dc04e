"""Events one a line: date, kind, title, id, in columns."""

from __future__ import annotations

from dateline.text import clean

TYPE_CHECKING = False  # as in typing, for which a list does not wait
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.dates import Edtf
    from dateline.store.selection import Selection

PAGE = 500
"""Events whose columns have the same widths."""


def lines(events: Sequence[tuple[Edtf, str, str, str]]) -> Iterator[str]:
    """The lines of a page: of each event the date, the name of its kind, its title and its id are given."""
    rows = [(date.text, _plain(kind.lower()), _plain(title)) for date, kind, title, _ in events]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row, (*_, id_) in zip(rows, events, strict=True):
        cells = "  ".join([cell.ljust(width) for cell, width in zip(row, widths, strict=True)])
        yield f"{cells}  {_plain(id_)}\n"


def _plain(text: str) -> str:
    """On one line, and nothing that a terminal acts upon, were it sent to one later."""
    return text if text.isprintable() else clean(text, len(text))


def listed(events: Selection) -> Iterator[str]:
    """The lines of all of them, in columns of each page."""
    for page in events.columns(PAGE):
        yield from lines(page)
