"""Text in so many cells of a terminal."""

from __future__ import annotations

import re

_PERHAPS_WIDE = re.compile(
    "[^ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2190-\u21ff\u2260-\u2265\u2500-\u25fc]"
)
"""What may take no cell or two. Nothing else does: nearly every text is measured without tables."""


def cells(text: str) -> int:
    """How many it takes."""
    if not _PERHAPS_WIDE.search(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """`text` in exactly `width` cells."""
    taken = cells(text)
    if taken <= width:
        return text + " " * (width - taken)
    return _cut(text, max(width - len(ellipsis), 0)) + ellipsis[: max(width, 0)]


def _cut(text: str, width: int) -> str:
    if not _PERHAPS_WIDE.search(text):
        return text[:width]
    from rich.cells import set_cell_size

    return set_cell_size(text, width)
