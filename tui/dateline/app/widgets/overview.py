"""The overview: how dense the whole chronology is, what of it was found, and where the window and the cursor are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.lines import Lined, Span
from dateline.app.widgets.spark import blocks
from dateline.query.search import Answer
from dateline.store.bounds import OPEN_LO
from dateline.store.reader import Reader
from dateline.store.selection import Selection
from dateline.window import Window, fitting, ruler

SIDE = 8
"""Cells at the right that say what a line is."""
UNEVEN = 8
"""From so many times the median on, a count makes the others too small to see: the scale is logarithmic."""


class Overview(Lined):
    """Two lines: the density, and the years with the window as a bracket. A third one, on demand, is the coverage."""

    DEFAULT_CSS = """
    Overview {
        height: 2;
        padding: 0 1;
        color: $muted;
        &.-coverage { height: 3; }
    }
    """
    window: reactive[Window | None] = reactive(None)
    cursor: reactive[int | None] = reactive(None)
    """The day of the event under the cursor."""
    coverage: reactive[bool] = reactive(False)

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """A place was clicked."""

        day: int

    @dataclass(eq=False, repr=False)
    class Turned(Message):
        """The wheel was turned, up (1) or down (-1)."""

        by: int

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._reader: Reader | None = None
        self._answer: Answer | None = None
        self._whole: Window | None = None
        self._density: tuple[int, list[list[Span]]] = (0, [])
        """The lines that change with the answer alone, and for which width they are."""

    def show(self, reader: Reader, answer: Answer) -> None:
        """Show what a query found of what there is."""
        if reader is not self._reader:
            self._reader = reader
            self._whole = _trimmed(reader.everything())
        self._answer = answer
        self._density = (0, [])
        self.refresh()

    def watch_coverage(self, shown: bool) -> None:
        self.set_class(shown, "-coverage")

    def render_line(self, y: int) -> Strip:
        width = self.content_size.width
        cells = width - SIDE
        if self._reader is None or self._answer is None or self._whole is None or cells < 1:
            return self.blank(width)
        if self._density[0] != cells:
            self._density = (cells, self._drawn(self._reader, self._answer, self._whole, cells))
        return self.strip(self._scale(self._whole, cells) if y == 1 else self._density[1][y // 2], width)

    def _drawn(self, reader: Reader, answer: Answer, whole: Window, cells: int) -> list[list[Span]]:
        edges = whole.edges(cells)
        found = answer.selection.histogram(edges)
        every = reader.everything().histogram(edges)
        heights, scale = scaled([*found, *every])
        heights, behind, top = heights[:cells], heights[cells:], max(heights)
        filtered = answer.selection.count < reader.count
        # Without colours a height says nothing of what it counts: the others are dots then.
        colours = self._glyphs.colours and not self._glyphs.ascii_only
        dots = "".join(self._glyphs.dot if count else " " for count in behind)
        others = blocks(behind, top, self._glyphs) if colours else dots
        line = [
            (one, "overview--thinned" if filtered and all_ > count else "overview--found")
            if count
            else (other, "overview--faint")
            for one, other, count, all_ in zip(blocks(heights, top, self._glyphs), others, heights, behind, strict=True)
        ]
        if reader.everything().begins(0) not in range(edges[0], edges[-1]):
            line[0] = (self._glyphs.before, "overview--faint")
        published = reader.coverage(edges)
        sources, source_scale = scaled(published)
        collected = blocks(sources, max(sources), self._glyphs)
        covered = "".join(
            block if count else self._glyphs.dot for block, count in zip(collected, published, strict=True)
        )
        return [
            [*_joined(line), (scale.rjust(SIDE), "overview--faint")],
            [(covered, ""), (f"src {source_scale}".rstrip().rjust(SIDE), "overview--faint")],
        ]

    def _scale(self, whole: Window, cells: int) -> list[Span]:
        line, styles = [" "] * cells, ["overview--faint"] * cells
        shown, cursor = self.window, self.cursor
        start, end = cells, -1
        if shown is not None and whole.meets(shown.first, shown.last):
            start, end = (min(max(whole.cell(day, cells), 0), cells - 1) for day in (shown.first, shown.last))
            left, middle, right = tuple(self._glyphs.bracket)
            line[start : end + 1] = left + middle * (end - start - 1) + right if end > start else middle
            styles[start : end + 1] = ["overview--window"] * (end + 1 - start)
        at = -1 if cursor is None or not whole.meets(cursor, cursor) else min(whole.cell(cursor, cells), cells - 1)
        for tick in ruler(whole, cells):
            after = tick.cell + len(tick.label)
            apart = after < start or tick.cell > end + 1 or start < tick.cell < after <= end
            if apart and not tick.cell <= at < after:  # no label in pieces
                line[tick.cell : after] = self._glyphs.plain(tick.label)
        if at >= 0:
            line[at], styles[at] = self._glyphs.here, "overview--cursor"
        return _joined(zip(line, styles, strict=True))

    def on_click(self, event: events.Click) -> None:
        cells, x = self.content_size.width - SIDE, event.get_content_offset_capture(self).x
        if self._whole is not None and 0 <= x < cells:
            self.post_message(self.Chosen(self._whole.edges(cells)[x]))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.post_message(self.Turned(1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.post_message(self.Turned(-1))


def _joined(cells: Iterable[Span]) -> list[Span]:
    """Neighbours of one style as one span."""
    return [("".join(text for text, _ in same), name) for name, same in groupby(cells, key=lambda cell: cell[1])]


def _trimmed(every: Selection) -> Window | None:
    """All of it; without the first fiftieth where that alone takes more than a third of the time."""
    stretch = every.stretch()
    if stretch is None:
        return None
    known = every.first_after(OPEN_LO + 1) or 0
    first = every.begins(known + (every.count - known) // 50)
    late = first is not None and first - stretch[0] > (stretch[1] - stretch[0]) / 3
    return fitting(first if late and first is not None else stretch[0], stretch[1])


def scaled(counts: Sequence[int]) -> tuple[list[int], str]:
    """The counts as heights, and what to say of the scale: `log` where a linear one would hide most of them."""
    some = [count for count in counts if count]
    if not some or max(some) < UNEVEN * sorted(some)[len(some) // 2]:
        return list(counts), ""
    return [math.ceil(1000 * math.log1p(count)) if count else 0 for count in counts], "log"
