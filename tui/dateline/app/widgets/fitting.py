"""Text in so many cells of a terminal."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from unicodedata import east_asian_width

_UNSURE = re.compile(
    "[^ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u05d0-\u05ea\u0620-\u064a\u1e00-\u1eff\u2010-\u2027\u2190-\u21ff"
    "\u2260-\u2265\u2500-\u25fc\u2600-\u262f\u2690-\u27bf\u3041-\u3096\u30a1-\u30fa]"
)
"""What may take no cell, or so many as only newer tables than Python's tell; and, not to make it slow, ideographs."""
_PERHAPS_WIDE = re.compile(
    "[^ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2190-\u21ff\u2260-\u2265\u2500-\u25fc]"
)
"""What may take no cell or two. Nothing else does: nearly every text is measured at once."""


def narrow(text: str) -> bool:
    """Whether each of its characters is known to take one cell."""
    return (text.isascii() and text.isprintable()) or not _PERHAPS_WIDE.search(text)


def cells(text: str) -> int:
    """How many it takes."""
    if narrow(text):
        return len(text)
    if _known(text):
        return sum(map(_of_one, text))
    from rich.cells import cell_len

    return cell_len(text)


def _known(text: str) -> bool:
    """Whether Python tells how many cells each character takes: other tables take time to import."""
    return all("\u4e00" <= each <= "\u9fff" or "\uac00" <= each <= "\ud7a3" for each in _UNSURE.findall(text))


def _of_one(character: str) -> int:
    return 2 if east_asian_width(character) == "W" else 1


def broken(text: str, width: int) -> list[str]:
    """Text whose characters are narrow as lines of at most `width` cells, broken between words where they fit."""
    return [whole or part for whole, part in _lines(width).findall(text)]


@lru_cache(64)
def _lines(width: int) -> re.Pattern[str]:
    return re.compile(f"(.{{1,{width}}})(?: +|$)|(.{{{width}}})")


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """`text` in exactly `width` cells."""
    taken = cells(text)
    if taken <= width:
        return text + " " * (width - taken)
    return _cut(text, max(width - len(ellipsis), 0)) + ellipsis[: max(width, 0)]


def _cut(text: str, width: int) -> str:
    if narrow(text):
        return text[:width]
    if _known(text):
        ends = list(accumulate(map(_of_one, text)))
        kept = bisect_right(ends, width)
        return text[:kept] + " " * (width - (ends[kept - 1] if kept else 0))
    from rich.cells import set_cell_size

    return set_cell_size(text, width)
