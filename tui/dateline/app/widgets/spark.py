"""Counts as blocks, one cell each."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.app.widgets.glyphs import Glyphs


def blocks(counts: Sequence[int], top: int, glyphs: Glyphs) -> str:
    """One cell a count, `top` is a full one. Nothing is blank, and whatever is not nothing is seen."""
    levels = glyphs.levels
    return "".join(levels[-(-count * len(levels) // max(top, count)) - 1] if count else " " for count in counts)
