"""A vertical scrollbar that is quick to draw. Read against Textual 8.2."""

from __future__ import annotations

from functools import cached_property
from typing import Self

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from dateline.app.repaint import SaysAtOnce


class Bar(SaysAtOnce, ScrollBar):
    """Its cells are taken as they are, without a console that makes lines of them, and kept."""

    _drawn: tuple[Style, list[Segment]] | None = None
    """Its style and its cells as they were painted; None where they shall be painted anew."""

    @cached_property
    def _strips(self) -> dict[tuple[Style, str, bool | None, bytes | None], Strip]:
        """By the style of the bar, and what is drawn, in reverse or not, with what a press does."""
        return {}

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()
        self._drawn = None

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Not where it looks the same: in a long list most steps move it by less than can be drawn."""
        if self._drawn is not None and repaint and not (layout or recompose) and self.is_attached:
            if self._drawn == self._cells():
                return self
            self._drawn = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        self._drawn = style, cells = self._cells()
        return [self._strip(cells[y], style).crop(*crop.column_span) for y in crop.line_range]

    def _cells(self) -> tuple[Style, list[Segment]]:
        bar = self.render()
        assert isinstance(bar, ScrollBarRender) and isinstance(bar.style, Style)
        assert bar.style.bgcolor is not None and bar.style.color is not None
        width, height = self.region.size
        drawn = bar.render_bar(
            height, bar.virtual_size, bar.window_size, bar.position, width, True, bar.style.bgcolor, bar.style.color
        )
        return bar.style, list(drawn.segments)

    def _strip(self, cell: Segment, style: Style) -> Strip:
        drawn = cell.style or Style()
        key = (style, cell.text, drawn.reverse, drawn._meta)
        if key not in self._strips:
            strip = Strip(Segment.apply_style([cell], self.rich_style), len(cell.text))
            for each in self.get_line_filters():
                strip = strip.apply_filter(each, self.background_colors[1])
            self._strips[key] = strip
        return self._strips[key]
