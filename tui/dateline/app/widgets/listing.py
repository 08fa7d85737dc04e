"""A list of lines of which one is chosen; the cursor is moved by the dialog that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip

from dateline.app.widgets.fitting import fit
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.lines import LinePane
from dateline.text import clean


@dataclass(frozen=True, slots=True)
class Row:
    """A line, in three columns."""

    name: str
    text: str
    note: str = ""
    """At the right end, as wide as it is."""


class Listing(LinePane):
    """Rows, any number of them."""

    can_focus = False

    class Clicked(Message):
        """The row under the cursor was clicked."""

    def __init__(self, glyphs: Glyphs, name_width: int) -> None:
        """`name_width` in cells."""
        super().__init__()
        self._glyphs = glyphs
        self._name_width = name_width
        self._rows: Sequence[Row] = ()
        self.cursor = 0

    def show(self, rows: Sequence[Row], cursor: int) -> None:
        """Show the rows, with the cursor on one of them."""
        self._rows = rows
        self.set_height(len(rows))
        self.cursor = cursor
        self.move(0)

    def move(self, by: int) -> None:
        """Move the cursor by so many rows, as far as there are rows."""
        self.cursor = min(max(self.cursor + by, 0), max(len(self._rows) - 1, 0))
        self.reveal(self.cursor)
        self.redraw()

    @property
    def page(self) -> int:
        return max(self.room.height - 1, 1)

    def on_click(self, event: events.Click) -> None:
        index = event.get_content_offset_capture(self).y + round(self.scroll_y)
        if index < len(self._rows):
            self.move(index - self.cursor)
            self.post_message(self.Clicked())

    def on_resize(self) -> None:
        self.reveal(self.cursor)  # the first rows were shown before there was any height

    def render_line(self, y: int) -> Strip:
        width = self.room.width
        index = y + round(self.scroll_y)
        if index >= len(self._rows):
            return self.blank(width)
        row, chosen, glyphs = self._rows[index], index == self.cursor, self._glyphs
        note = self._said(row.note, width // 2).rstrip()
        room = max(width - self._name_width - len(note) - 4, 1)
        spans = (
            (f"{glyphs.cursor if chosen else ' '} ", "line--accent"),
            (self._said(row.name, self._name_width), "line--strong" if chosen else ""),
            (f" {self._said(row.text, room)} ", "line--muted"),
            (note, "line--accent"),
        )
        return self.strip(spans, width, "line--cursor" if chosen else "")

    def _said(self, text: str, width: int) -> str:
        return fit(self._glyphs.plain(clean(text, 500)), width, self._glyphs.ellipsis)
