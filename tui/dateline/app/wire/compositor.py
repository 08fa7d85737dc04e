"""What of the screen is to be sent: of what changed, only what is in front is rendered, and nothing is cut up.

Textual renders every widget that meets the smallest rectangle around all changes, those behind others too, and cuts
all of it at every edge of every widget. Read against Textual 8.2.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.console import RenderableType
from textual._compositor import Compositor, CompositorUpdate
from textual._context import visible_screen_stack
from textual.geometry import Region, Size
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

Span = tuple[int, int]
"""The first column, and the column after the last."""


class Piece(NamedTuple):
    """A line of a widget."""

    y: int
    x: int
    """The column in which it begins."""
    strip: Strip
    seen: Sequence[Span]
    """What of it is to be drawn."""


@dataclass(frozen=True, slots=True)
class Update(CompositorUpdate):
    """What is drawn on a screen; the rest of it stays."""

    size: Size
    pieces: tuple[Piece, ...]


def stock_output() -> bool:
    """Whether all is left to Textual."""
    return bool(os.environ.get("DATELINE_STOCK_OUTPUT"))


class FrontCompositor(Compositor):
    """Renders of each span that changed the widget in front."""

    _behind: Sequence[Screen[Any]] = ()
    """The screens behind, the nearest last."""

    def render_update(  # type: ignore[override]
        self, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
    ) -> RenderableType | Update | None:
        """`full` is for pictures of the screen, which Textual makes."""
        if full:
            return super().render_update(full, screen_stack, simplify)
        self._behind = tuple(screen_stack or ())
        visible_screen_stack.set([*self._behind])
        screen = self.size.region
        regions = [seen for region in self._dirty_regions if (seen := region.intersection(screen))]
        self._dirty_regions.clear()
        return self._update(self._regions_to_spans(regions)) if regions else None

    def _update(self, spans: Iterable[tuple[int, int, int]]) -> Update:
        seen: dict[tuple[Widget, Region, Region], dict[int, list[Span]]] = {}
        for y, start, end in spans:
            for shown, part in self._in_front(y, start, end):
                seen.setdefault(shown, {}).setdefault(y, []).append(part)
        return Update(self.size, tuple(piece for shown, lines in seen.items() for piece in _rendered(*shown, lines)))

    def _in_front(self, y: int, start: int, end: int) -> Iterator[tuple[tuple[Widget, Region, Region], Span]]:
        """The widgets in front along a span, each with the region that is shown and its whole, and its part of it."""
        left = [(start, end)]
        for shown in self.layers_visible[y]:  # from front to back
            x, right = shown[1].column_span
            behind = []
            for start, end in left:
                first, last = max(start, x), min(end, right)
                if first < last:
                    if (through := self._seen_through(shown[0])) is not None:
                        yield from through._in_front(y, first, last)
                    else:
                        yield shown, (first, last)
                    behind += [each for each in ((start, first), (last, end)) if each[0] < each[1]]
                else:
                    behind.append((start, end))
            if not (left := behind):
                return

    def _seen_through(self, widget: Widget) -> FrontCompositor | None:
        """What is behind a screen that is clear: Textual would make one picture of all of it."""
        if widget is self.root and self._behind and not widget.styles.background.a:
            behind = self._behind[-1]._compositor
            if isinstance(behind, FrontCompositor) and behind.size == self.size:  # else it is being resized
                return behind
        return None


def _rendered(widget: Widget, shown: Region, whole: Region, lines: dict[int, list[Span]]) -> Iterator[Piece]:
    """What is seen of some lines of a widget, which come from top to bottom."""
    top, bottom = min(lines), max(lines) + 1
    strips = widget.render_lines(Region(shown.x - whole.x, top - whole.y, shown.width, bottom - top))
    for y, seen in lines.items():
        if y - top < len(strips):
            yield Piece(y, shown.x, strips[y - top], seen)
