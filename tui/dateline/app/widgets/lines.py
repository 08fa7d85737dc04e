"""A pane of lines with a cursor, drawn line by line: only what is seen costs anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from dateline.app.commands import bindings
from dateline.app.messages import ValueChosen
from dateline.app.repaint import SaysAtOnce
from dateline.app.widgets.bar import Bar
from dateline.app.widgets.fitting import broken, cells, narrow
from dateline.app.widgets.framed import FramedLines, Line
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.looks import look
from dateline.text import clean

Span = tuple[str, str]
"""Text that is clean already, and the name of the part that it is, of LOOKS, or empty."""


class TextLine(NamedTuple):
    """One line of a pane; with a field and a value it can be chosen."""

    spans: tuple[Span, ...]
    field: str = ""
    value: str = ""


class Lined(SaysAtOnce):
    """Draws a widget line by line: text in the looks of its parts, which are laid upon its own style once."""

    _styles_cache: FramedLines

    def __init__(self, *children: Widget, **options: Any) -> None:
        super().__init__(*children, **options)
        self._styles_cache = FramedLines()

    @cached_property
    def _styles(self) -> dict[tuple[str, ...], Style]:
        return {}

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()
        self._styles_cache.forget_frame()

    def style(self, *names: str) -> Style:
        """The widget's own style with those of parts (see LOOKS) upon it; empty names add nothing."""
        if names not in self._styles:
            colours, few = self.app.theme_variables, self.app.has_class("-few-colours")
            styles = (look(name, colours, few=few) for name in names if name)
            segments = [Segment(" ", sum(styles, start=self.rich_style))]
            for each in self.get_line_filters():
                segments = each.apply(segments, self.background_colors[1])
            self._styles[names] = segments[0].style or Style()
        return self._styles[names]

    def strip(self, spans: Sequence[Span], width: int, background: str = "") -> Strip:
        """One line of `width` cells."""
        segments = [Segment(text, self.style(background, name)) for text, name in spans]
        taken = sum(cells(text) for text, _ in spans)
        if taken < width:
            segments.append(Segment(" " * (width - taken), self.style(background)))
        return Line(segments, max(taken, width)).crop(0, width)

    def blank(self, width: int) -> Strip:
        """An empty line."""
        return Strip.blank(width, self.style())


class LinePane(ScrollView, Lined, can_focus=True, inherit_bindings=False):
    """A scrolling pane whose subclasses say what each line is."""

    BINDINGS = [*bindings(pane=True)]
    DEFAULT_CSS = """
    LinePane {
        height: 1fr;
        border: round $border;
        border-title-color: $muted;
        border-subtitle-color: $muted;
        padding: 0 0 0 1;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: scroll;
        background: $background;
        &:focus { border: round $accent; border-title-color: $accent; }
        &.-ascii { border: ascii $border; }
        &.-ascii:focus { border: ascii $accent; }
    }
    """

    fixed = 0
    """Lines at its top that are not scrolled."""
    _room: tuple[tuple[Size, bool], Size] | None = None

    @property
    def room(self) -> Size:
        """Columns and lines within border and scrollbar; kept, for every line asks."""
        outside = self.outer_size, self.show_vertical_scrollbar
        if self._room is None or self._room[0] != outside:
            self._room = outside, self.outer_size.region.shrink(self.gutter).size
        return self._room[1]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._room = None

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = Bar(name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def set_height(self, lines: int) -> None:
        """How many lines there are."""
        before, size = self.virtual_size, Size(self.room.width, lines)
        if size != before:
            # Set in the usual way it would lay out, and repaint, the whole screen on every key press.
            self.set_reactive(Widget.virtual_size, size)
            # Below that the bar is, and stays, empty.
            if self.show_vertical_scrollbar and max(before.height, lines) > self.room.height:
                self.vertical_scrollbar.window_virtual_size = lines
                self.scroll_y = min(self.scroll_y, self.max_scroll_y)

    def entitle(self, title: str, subtitle: str = "") -> None:
        """Write on the border; the texts are clean."""
        width, height = self.outer_size
        for name, text, y in ("_border_title", title, 0), ("_border_subtitle", subtitle, height - 1):
            if getattr(self, name) != text:
                setattr(self, name, Content(text))
                self.refresh(Region(-self.gutter.left, y - self.gutter.top, width, 1))

    def redraw(self, lines: Iterable[int] | None = None) -> None:
        """Draw some lines anew, counted from the top of the pane, or all; not the border and the scrollbar."""
        width, height = self.room
        if lines is None:
            self.refresh(self.room.region)
        elif seen := [Region(0, y, width, 1) for y in lines if 0 <= y < height]:
            self.refresh(*seen)

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Lines that stay in sight are not drawn anew."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = new
        if up := round(new) - round(old):
            region = self.room.region.translate(self.content_offset)
            self._styles_cache.shift(up, region.line_range[self.fixed :])
            self.redraw(range(self.fixed))
            self.paint_again(region)

    def reveal(self, line: int, margin: int = 0) -> None:
        """Scroll no more than needed to show the line with `margin` lines above it."""
        top, height = round(self.scroll_y), self.room.height
        target = top
        if not height:
            return  # not laid out yet
        if line - margin < top:
            target = line - margin
        elif line >= top + height:
            target = line - height + 1
        if target != top:
            self.scroll_target_y = self.scroll_y = max(target, 0)


class ValuePane(LinePane):
    """A pane of text in which the values can be chosen: keep or exclude what is under the cursor."""

    DEFAULT_CSS = "ValuePane { padding: 0; }"  # the cursor stands in the first cell

    def __init__(self, name: str, glyphs: Glyphs) -> None:
        super().__init__(id=name)
        self.set_class(glyphs.ascii_only, "-ascii")
        self._glyphs = glyphs
        self._lines: tuple[TextLine, ...] = ()
        self._cursor = 0
        """The line of the chosen value."""

    def write(self, width: int) -> tuple[TextLine, ...]:
        """The lines, for a subclass to say."""
        raise NotImplementedError

    def rewrite(self, *, keep_place: bool = False) -> None:
        """Say the lines anew, from the top unless `keep_place`: then the cursor stays on its value."""
        number = sum(i < self._cursor for i in self._values()) if keep_place else 0
        before = {*enumerate(self._lines)}
        self._lines = self.write(max(self.room.width - 2, 10))
        self.set_height(len(self._lines))
        self._move_cursor(next(iter(self._values()[number:]), 0))
        if not keep_place and self.scroll_y:
            self.scroll_to(y=0, animate=False, immediate=True)
        self._redraw_lines({i for i, _ in before ^ {*enumerate(self._lines)}})

    def _move_cursor(self, to: int) -> None:
        """To a line."""
        before, self._cursor = self._cursor, to
        self._redraw_lines((before, to))

    def _redraw_lines(self, lines: Iterable[int]) -> None:
        """Draw lines anew, counted from the first one, in sight or not."""
        top = round(self.scroll_y)
        self.redraw(i - top for i in lines)

    def on_resize(self) -> None:
        self.rewrite(keep_place=True)

    def render_line(self, y: int) -> Strip:
        width = self.room.width
        index = y + round(self.scroll_y)
        if index >= len(self._lines):
            return self.blank(width)
        chosen = self.has_focus and index == self._cursor and bool(self._lines[index].field)
        margin = (self._glyphs.cursor if chosen else " ", "line--accent")
        return self.strip((margin, *self._lines[index].spans), width, "line--value" if chosen else "")

    def on_click(self, event: events.Click) -> None:
        line = event.get_content_offset_capture(self).y + round(self.scroll_y)
        if 0 <= line < len(self._lines) and self._lines[line].field:
            self._move_cursor(line)

    def _values(self) -> list[int]:
        return [i for i, line in enumerate(self._lines) if line.field]

    def _step(self, by: int) -> None:
        """To the next value; where there is none in sight, scroll."""
        height = self.room.height
        top = round(self.scroll_y)
        ahead = [i for i in self._values() if (i > self._cursor if by > 0 else i < self._cursor)]
        target = (ahead[0] if by > 0 else ahead[-1]) if ahead else None
        if target is not None and top - 1 <= target <= top + height:
            self._move_cursor(target)
            self.reveal(target)
        else:
            self.scroll_to(y=max(top + by, 0), animate=False, immediate=True)

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to(y=max(round(self.scroll_y) + lines, 0), animate=False, immediate=True)

    def action_down(self) -> None:
        self._step(1)

    def action_up(self) -> None:
        self._step(-1)

    def action_top(self) -> None:
        self._move_cursor(min(self._values(), default=0))
        self._scroll_by(-len(self._lines))

    def action_bottom(self) -> None:
        self._move_cursor(max(self._values(), default=0))
        self._scroll_by(len(self._lines))

    def action_page_down(self) -> None:
        self._scroll_by(max(self.room.height - 1, 1))

    def action_page_up(self) -> None:
        self._scroll_by(-max(self.room.height - 1, 1))

    def action_half_down(self) -> None:
        self._scroll_by(max(self.room.height // 2, 1))

    def action_half_up(self) -> None:
        self._scroll_by(-max(self.room.height // 2, 1))

    def action_keep(self) -> None:
        self._choose(exclude=False)

    def action_exclude(self) -> None:
        self._choose(exclude=True)

    def _choose(self, *, exclude: bool) -> None:
        if self._cursor < len(self._lines) and (line := self._lines[self._cursor]).field:
            self.post_message(ValueChosen(line.field, line.value, exclude))


def wrap(text: str, width: int, *, first: str = "", style: str = "") -> list[TextLine]:
    """Clean text as lines of at most `width` cells; `first` starts the first line and, if short, indents the others."""
    first, text = clean(first), clean(text)
    if (margin := cells(first)) > width // 2:
        first, text, margin = "", first + text, 0
    room = max(width - margin, 1)
    if cells(text) <= room and not text.endswith(" "):
        return [TextLine(((first, "line--muted"), (text, style)))]
    wrapped = broken(text, room) if narrow(text) else [line.plain for line in Content(text).wrap(room)]
    starts = (first, *(" " * margin for _ in wrapped[1:]))
    return [TextLine(((start, "line--muted"), (line, style))) for start, line in zip(starts, wrapped, strict=True)]
