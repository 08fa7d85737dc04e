"""Counts as a row of bars, one cell each."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.app.widgets.glyphs import Glyphs
from dateline.query.facets import FacetValue, spark
from dateline.store.reader import Reader
from dateline.store.selection import Selection
from dateline.window import Window


def blocks(counts: Sequence[int], top: int, glyphs: Glyphs) -> str:
    """A bar for each count; `top` and more fill the cell. Nothing is blank, and anything at least the lowest bar."""
    levels = glyphs.levels
    highest = len(levels) - 1
    return "".join(
        levels[min((count * len(levels) - 1) // max(top, 1), highest)] if count > 0 else " " for count in counts
    )


class Sparks:
    """When the events found have each value, drawn over a window.

    Each on its own scale: how many there are is in the count beside it, and on a common scale all but the commonest
    values would be flat. What was drawn is kept.
    """

    def __init__(self, reader: Reader, found: Selection, window: Window, glyphs: Glyphs) -> None:
        self.window = window
        self._reader = reader
        self._found = found
        self._glyphs = glyphs
        self._drawn: dict[tuple[str, str, int], str] = {}

    def draw(self, facet: FacetValue, cells: int) -> str:
        """The bars of one value, `cells` wide."""
        place = (facet.field, facet.value, cells)
        if place not in self._drawn:
            events = self._found & self._reader.having(facet.field, (facet.value,))
            counts = spark(events, self.window, cells)
            self._drawn[place] = blocks(counts, max(counts), self._glyphs)
        return self._drawn[place]
