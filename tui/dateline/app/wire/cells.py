"""What a screen shows, cell by cell, as Textual's updates describe it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from rich.cells import cell_len, split_graphemes
from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from dateline.app.wire.pens import Pen, pen_of

Cell = tuple[str, Pen]
"""What is drawn in a cell, with its combining marks, and how. The second cell of a wide character holds no text."""
Row = list[Cell]
Update = LayoutUpdate | ChopsUpdate


def size_of(update: Update) -> tuple[int, int]:
    """Columns and rows of the screen that an update belongs to."""
    if isinstance(update, LayoutUpdate):
        return update.region.right, update.region.bottom
    return max((ends[-1] for ends in update.chop_ends if ends), default=0), len(update.chops)


def pieces(update: Update) -> Iterator[tuple[int, int, Strip]]:
    """Row, column and strip of everything that an update writes, in its order."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield y, x, strip
                x += strip.cell_length
    else:
        for y, first, last in update.spans:
            for end, (x, part) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if part is not None and x <= last and end > first:
                    yield y, x, part.crop(0, min(end, last) - x)


def write(row: Row, x: int, strip: Strip, colours: ColorSystem) -> None:
    """Write a strip into a row, as a terminal would; of a wide character that loses one half the other is blank."""
    texts: list[tuple[str, Style | None]] = []
    for text, style, control in strip:  # a text may begin with marks on the last character of the one before
        if texts and (marks := leading_marks(text)):
            texts[-1] = (texts[-1][0] + marks, texts[-1][1])
            text = text.lstrip(marks)
        if text and not control:
            texts.append((text, style))
    written = [cell for text, style in texts for cell in cells(text, pen_of(style, colours))]
    end = min(x + len(written), len(row))
    if x >= end:
        return
    for torn in (x - 1 if not row[x][0] else -1, end if end < len(row) and not row[end][0] else -1):
        if torn >= 0:
            row[torn] = blank(row[torn][1])
    row[x:end] = written[: end - x]
    if end - x < len(written) and not written[end - x][0]:
        row[end - 1] = blank(row[end - 1][1])


def blank(pen: Pen) -> Cell:
    """A space."""
    return " ", pen.blank


class _Drawn(dict[str, Cell]):
    """Each ASCII character drawn with a pen: one cell for all texts that have it, of which very many are kept."""

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
    if text.isascii() and text.isprintable():
        return tuple(map(_drawn(pen).__getitem__, text))
    space = blank(pen)
    found: Row = []
    for start, end, width in split_graphemes(text)[0]:
        shown = "".join(filter(_shown, text[start:end]))
        if width and shown:
            found += [space if shown == " " else (shown, pen), *((("", pen),) * (width - 1))]
    size = cell_len(text)
    return tuple(found[:size] + [space] * (size - len(found)))


@lru_cache(2048)
def leading_marks(text: str) -> str:
    """The combining marks that a text begins with, which stand on the character before."""
    return "" if text.isascii() else "".join(filter(_shown, takewhile(lambda each: not cell_len(each), text)))


def _shown(character: str) -> bool:
    return not (character < " " or "\x7f" <= character < "\xa0")
