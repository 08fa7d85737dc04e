"""What a screen shows, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import takewhile
from operator import itemgetter

from rich.cells import cell_len, split_graphemes
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from dateline.app.widgets.fitting import narrow
from dateline.app.wire.pens import Pen, pen_of

Cell = tuple[str, Pen]
"""What is drawn in a cell, with its combining marks, and how. The second cell of a wide character holds no text."""


class Row(list[Cell]):
    """The cells of a row."""

    @cached_property
    def text(self) -> str:
        """What is written in it, once it does not change any more."""
        return "".join(map(itemgetter(0), self))


def write(row: Row, x: int, written: Sequence[Cell], seen: Sequence[tuple[int, int]]) -> None:
    """Write cells that begin in column `x` into a row, as far as they are seen.

    `seen` are columns of the row, from and to before. Of a wide character that loses one half the other is blank.
    """
    for first, last in seen:
        part = list(written[first - x : min(last, len(row)) - x])
        end = first + len(part)
        if not part:
            continue
        if not part[0][0]:
            part[0] = blank(part[0][1])
        if end - x < len(written) and not written[end - x][0]:
            part[-1] = blank(part[-1][1])
        for torn in (first - 1 if not row[first][0] else -1, end if end < len(row) and not row[end][0] else -1):
            if torn >= 0:
                row[torn] = blank(row[torn][1])
        row[first:end] = part


def cells_of(strip: Strip, colours: ColorSystem) -> list[Cell]:
    """The cells of a strip, as a terminal shows it."""
    texts: list[tuple[str, Style | None]] = []
    for text, style, control in strip:  # a text may begin with marks on the last character of the one before
        if texts and not " " <= text[:1] <= "~" and (marks := leading_marks(text)):
            texts[-1] = (texts[-1][0] + marks, texts[-1][1])
            text = text.lstrip(marks)
        if text and not control:
            texts.append((text, style))
    found: list[Cell] = []
    for text, style in texts:
        found += cells(text, pen_of(style, colours))
    return found


def blank(pen: Pen) -> Cell:
    """A space."""
    return " ", pen.blank


class _Drawn(dict[str, Cell]):
    """Each narrow character drawn with a pen: one cell for all texts that have it, of which very many are kept."""

    def __init__(self, pen: Pen) -> None:
        super().__init__({" ": blank(pen)})
        self._pen = pen

    def __missing__(self, character: str) -> Cell:
        self[character] = cell = (character, self._pen)
        return cell


_drawn = lru_cache(256)(_Drawn)


@lru_cache(512)
def cells(text: str, pen: Pen) -> tuple[Cell, ...]:
    """The cells of a text. Controls have none, nor have marks that it begins with."""
    if narrow(text):
        return tuple(map(_drawn(pen).__getitem__, text))
    space = blank(pen)
    found: list[Cell] = []
    for start, end, width in split_graphemes(text)[0]:
        shown = "".join(filter(_shown, text[start:end]))
        if width and shown:
            found += [space if shown == " " else (shown, pen), *((("", pen),) * (width - 1))]
    size = cell_len(text)
    return tuple(found[:size] + [space] * (size - len(found)))


@lru_cache(2048)
def leading_marks(text: str) -> str:
    """The combining marks that a text begins with, which stand on the character before."""
    return "" if narrow(text) else "".join(filter(_shown, takewhile(lambda each: not cell_len(each), text)))


def _shown(character: str) -> bool:
    return not (character < " " or "\x7f" <= character < "\xa0")
