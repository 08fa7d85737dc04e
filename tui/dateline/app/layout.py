"""Where the timeline stands on a screen of some size: explorer.tcss in numbers."""

from __future__ import annotations

LEAST_SIZE = (40, 10)
MEDIUM, WIDE = 80, 120
"""Columns from which on event and source stand below the timeline, and beside it."""
TALL = 20
"""Rows from which on there is an overview."""


def timeline(width: int, height: int) -> tuple[int, int, int]:
    """The first row of the pane, counted from 0, and its columns and rows, the border included."""
    top = 4 if height >= TALL else 2
    rows = height - top - 1
    if width >= WIDE:
        return top, width * 5 // 8, rows
    return top, width, rows * 4 // 7 if width >= MEDIUM else rows
