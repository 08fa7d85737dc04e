"""A vertical scrollbar that is quick to draw. Read against Textual 8.2."""

from __future__ import annotations

from functools import cached_property

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class Bar(ScrollBar):
    """Its cells are taken as they are, without a console that makes lines of them, and kept."""

    @cached_property
    def _strips(self) -> dict[tuple[Style, str, bool | None, bytes | None], Strip]:
        """By the style of the bar, and what is drawn, in reverse or not, with what a press does."""
        return {}

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        bar = self.render()
        assert isinstance(bar, ScrollBarRender) and isinstance(bar.style, Style)
        assert bar.style.bgcolor is not None and bar.style.color is not None
        width, height = self.region.size
        cells = bar.render_bar(
            height, bar.virtual_size, bar.window_size, bar.position, width, True, bar.style.bgcolor, bar.style.color
        ).segments
        return [self._strip(cells[y], bar.style, width).crop(*crop.column_span) for y in crop.line_range]

    def _strip(self, cell: Segment, style: Style, width: int) -> Strip:
        drawn = cell.style or Style()
        key = (style, cell.text, drawn.reverse, drawn._meta)
        if key not in self._strips:
            strip = Strip(Segment.apply_style([cell], self.rich_style), width)
            for each in self.get_line_filters():
                strip = strip.apply_filter(each, self.background_colors[1])
            self._strips[key] = strip
        return self._strips[key]
