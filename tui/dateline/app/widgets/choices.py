"""A list of values with their counts, of any length, in which values are marked to be included or excluded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.message import Message
from textual.strip import Strip

from dateline.app.widgets.columns import Columns, columns, path
from dateline.app.widgets.fitting import fit
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.lines import LinePane, Span
from dateline.app.widgets.spark import Sparks
from dateline.query.edit import Mark
from dateline.query.facets import FacetValue, Recount
from dateline.text import clean

NONE: Final = "    no event has one"
"""The line of a field without values."""


class Choices(LinePane):
    """The values under a fixed line of headings; the cursor is moved by the dialog, where the typing goes."""

    can_focus = False
    fixed = 1

    @dataclass
    class Clicked(Message):
        """The value under the cursor was clicked on."""

    def __init__(self, glyphs: Glyphs, most: int, note: Callable[[FacetValue], str] | None = None) -> None:
        """`most` is the highest count there may be; `note` says what a value is, in a word or two."""
        super().__init__()
        self._glyphs = glyphs
        self._most = most
        self._note = note
        self._lines: Sequence[str | FacetValue] = ()
        self._marks: Mapping[tuple[str, str], Mark] = {}
        self._sparks: Sparks | None = None
        self._recount: Recount | None = None
        self._cursor = 0
        """The line of the chosen value."""

    def show(
        self,
        lines: Sequence[str | FacetValue],
        marks: Mapping[tuple[str, str], Mark],
        sparks: Sparks | None,
        recount: Recount | None,
    ) -> None:
        """Show values, and words between them; the cursor stays on its value. Without a recount their counts hold."""
        before = self.choice
        self._lines, self._marks, self._sparks, self._recount = lines, marks, sparks, recount
        self.set_height(1 + len(lines))
        place = (before.field, before.value) if before else None
        same = (i for i, line in enumerate(lines) if isinstance(line, FacetValue) and (line.field, line.value) == place)
        line = next(same, 0)
        if line and line == self._cursor:
            self.redraw()  # no scrolling: it may have been scrolled on purpose
        else:
            self._cursor = line
            self.move(0)

    @property
    def choice(self) -> FacetValue | None:
        """The value under the cursor."""
        line = self._lines[self._cursor] if self._cursor < len(self._lines) else None
        return self._counted(line) if isinstance(line, FacetValue) else None

    def _counted(self, facet: FacetValue) -> FacetValue:
        return facet if self._recount is None else self._recount.of(facet)

    def move(self, by: int) -> None:
        """Move the cursor by lines, to a value."""
        target = min(max(self._cursor + by, 0), max(len(self._lines) - 1, 0))
        step = -1 if by < 0 else 1
        while 0 <= target < len(self._lines) and not isinstance(self._lines[target], FacetValue):
            target += step
        if not 0 <= target < len(self._lines):
            values = [i for i, line in enumerate(self._lines) if isinstance(line, FacetValue)]
            target = (values[0] if by < 0 else values[-1]) if values else 0
        self._cursor = target
        # The fixed first line takes one away from the page: reveal the line after.
        self.reveal(target + 1, 2)
        self.redraw()

    @property
    def page(self) -> int:
        return max(self.room.height - 2, 1)

    def on_click(self, event: events.Click) -> None:
        index = event.get_content_offset_capture(self).y - 1 + round(self.scroll_y)
        if 0 <= index < len(self._lines) and isinstance(self._lines[index], FacetValue):
            self._cursor = index
            self.post_message(self.Clicked())

    def render_line(self, y: int) -> Strip:
        width = self.room.width
        wide = columns(width, self._most, noted=self._note is not None)
        top = round(self.scroll_y)
        if y == 0:
            heading = wide.heading(self._field_at(top), self._sparks.window if self._sparks else None)
            return self.strip(((self._glyphs.plain(heading), "line--muted"),), width)
        index = y - 1 + top
        if index >= len(self._lines):
            return self.blank(width)
        line = self._lines[index]
        if isinstance(line, str):
            return self.strip(((line, "line--muted" if line == NONE else "line--strong"),), width)
        chosen = index == self._cursor
        return self.strip(self._row(self._counted(line), wide, chosen), width, "line--cursor" if chosen else "")

    def _field_at(self, index: int) -> str:
        """Of what the topmost line is a value; empty where a name of a field says it."""
        line = self._lines[index] if index < len(self._lines) else ""
        return line.field if isinstance(line, FacetValue) else ""

    def _row(self, facet: FacetValue, wide: Columns, chosen: bool) -> list[Span]:
        glyphs = self._glyphs
        mark = self._marks.get((facet.field, facet.value), "")
        sign = {"include": glyphs.include, "exclude": glyphs.exclude, "": " "}[mark]
        lead, name = path(facet.above, facet.name, wide.name, glyphs)
        spans = [
            (f"{glyphs.cursor if chosen else ' '} {sign} ", "line--accent"),
            (lead, "line--faint"),
            (name, "line--strong" if mark else "" if facet.now else "line--muted"),
        ]
        if wide.note and self._note:
            spans.append((f"  {fit(clean(self._note(facet), 100), wide.note, glyphs.ellipsis)}", "line--muted"))
        if wide.spark:
            drawn = self._sparks.draw(facet, wide.spark) if self._sparks else " " * wide.spark
            spans.append((f"  {drawn}", "line--accent" if chosen or mark == "include" else "line--muted"))
        spans.append((f"  {facet.now:>{wide.now},}", "" if facet.now else "line--faint"))
        spans.append((f"  {facet.toggled:>{wide.toggled},}", "line--muted"))
        return spans
