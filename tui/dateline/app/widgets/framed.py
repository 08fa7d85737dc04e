"""The lines of a widget within its border and padding, which are drawn once and not for each line anew.

Read against Textual 8.2.
"""

from __future__ import annotations

from typing import Any, Final

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

BORDERS: Final = 64
"""How many are kept of each widget."""


class Line(Strip):
    """A strip without the eight caches that Textual makes for each, until one of them is asked for."""

    def __init__(self, segments: list[Segment], cell_length: int) -> None:
        self._segments, self._cell_length = segments, cell_length

    def __getattr__(self, name: str) -> Any:
        super().__init__(self._segments, self._cell_length)
        return object.__getattribute__(self, name)


class FramedLines(StylesCache):
    """Draws a widget whose `render_line` gives what the terminal shall show: line filters see the frame alone.

    It has no outline, hatch, tint or opacity.
    """

    def __init__(self) -> None:
        super().__init__()
        self._size = Size(0, 0)
        self._edges: tuple[list[Segment], list[Segment]] | None = None
        """What stands left and right of every line."""
        self._borders: dict[tuple[int, Content | None], Strip] = {}
        """Lines of the border, by their place and what is written on them."""

    def forget_frame(self) -> None:
        """The frame looks otherwise now."""
        self.clear()
        self._edges = None
        self._borders.clear()

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        if self._size != (size := widget.region.size):
            self._size = size
            self.forget_frame()
        known = {y: self._cache[y] for y in crop.line_range if y in self._cache and not self.is_dirty(y)}
        if len(known) < crop.height:
            top, right, bottom, left = widget.styles.gutter
            inside = range(top, size.height - bottom)
            for y in crop.line_range:
                if y not in known:
                    strip = self._framed(widget, y - top, left, right) if y in inside else self._border(widget, y)
                    known[y] = self._cache[y] = strip
            self._dirty_lines.difference_update(crop.line_range)
        columns = crop.column_span
        return [known[y] if columns == (0, size.width) else known[y].crop(*columns) for y in crop.line_range]

    def shift(self, up: int, lines: range) -> None:
        """The widget's own lines move up by so many, or down: those of `lines` look as they did where they were."""
        old = {y: strip for y, strip in self._cache.items() if not self.is_dirty(y)}
        self._cache = {y: strip for y, strip in old.items() if y not in lines}
        self._cache.update((y, old[y + up]) for y in lines if y + up in lines and y + up in old)
        self._dirty_lines.difference_update(lines)

    def _framed(self, widget: Widget, line: int, left: int, right: int) -> Strip:
        width = self._size.width
        if self._edges is None:
            (row,) = super().render_widget(widget, Region(0, line + widget.styles.gutter.top, width, 1))
            self._edges = list(row.crop(0, left)), list(row.crop(width - right, width))
        before, after = self._edges
        drawn, room = widget.render_line(line), width - left - right
        segments = list(drawn if drawn.cell_length <= room else drawn.crop(0, room))
        if segments and drawn.cell_length < room:  # by a scrollbar, which lies over it
            segments.append(Segment(" " * (room - drawn.cell_length), segments[-1].style))
        return Line([*before, *segments, *after], width)

    def _border(self, widget: Widget, y: int) -> Strip:
        place = y, widget._border_subtitle if y else widget._border_title
        if place not in self._borders:
            if len(self._borders) >= BORDERS:
                self._borders.clear()
            self._cache.pop(y, None)
            self._borders[place] = super().render_widget(widget, Region(0, y, self._size.width, 1))[0]
        return self._borders[place]
