"""A vertical scrollbar that is quick to draw. Read against Textual 8.2."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class Bar(ScrollBar):
    """Its cells are taken as they are, without a console that makes lines of them."""

    def render_lines(self, crop: Region) -> list[Strip]:
        bar = self.render()
        assert isinstance(bar, ScrollBarRender) and isinstance(bar.style, Style)
        assert bar.style.bgcolor is not None and bar.style.color is not None
        width, height = self.region.size
        cells = bar.render_bar(
            height, bar.virtual_size, bar.window_size, bar.position, width, True, bar.style.bgcolor, bar.style.color
        ).segments
        strips = {cell: self._strip(cell) for cell in set(cells)}
        return [strips[cells[y]].crop(*crop.column_span) for y in crop.line_range]

    def _strip(self, cell: Segment) -> Strip:
        strip = Strip(Segment.apply_style([cell], self.rich_style), self.region.width)
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, self.background_colors[1])
        return strip
