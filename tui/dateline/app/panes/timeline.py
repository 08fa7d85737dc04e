"""The timeline: events in time order under their years and months, each with its bar."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.strip import Strip

from dateline.app import written
from dateline.app.panes.rows import Group, Line, Rows, arrange
from dateline.app.panes.time import TimePane
from dateline.app.widgets.bars import bar, ruled
from dateline.app.widgets.fitting import fit
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.lines import Span
from dateline.model import Actor, Event
from dateline.query.view import View
from dateline.store.reader import Reader
from dateline.text import clean


class Timeline(TimePane):
    """The events, one a line. The first line says the year that is scrolled into view, and has the ruler."""

    def __init__(self, reader: Reader, glyphs: Glyphs) -> None:
        super().__init__("timeline", reader, glyphs)
        self._rows = Rows(reader.nothing(), ())

    def lay_out(self, view: View) -> None:
        assert self.answer is not None
        self._rows = arrange(self.answer.selection, self._reader)
        self.set_height(self._rows.height + 1 if self.count else 1)

    def reveal_cursor(self) -> None:
        if self.count:
            line = self._rows.line_of(self.position)
            above = self._rows.line(line - 1)
            margin = 1 if above is not None and above.position is None else 0
            # The fixed first line takes one away from the page: reveal the line after.
            self.reveal(line + 1, margin + 1)

    def on_click(self, event: events.Click) -> None:
        line = self._rows.line(event.get_content_offset_capture(self).y - 1 + round(self.scroll_y))
        if line is not None and line.position is not None:
            self.move_to(line.position)

    def watch_position(self, before: int, after: int) -> None:
        top = round(self.scroll_y) - 1
        moved = (self._rows.line_of(position) - top for position in (before, after) if 0 <= position < self.count)
        self.redraw((0, *(line for line in moved if line > 0)))  # the first line says which event it is

    # Drawing. The cursor is a mark and not a row of another colour: moving it is a few bytes on a slow line.

    def axis(self, width: int) -> tuple[int, int]:
        title, cells, _ = written.columns(width)
        return 2 + written.DATE_WIDTH + 2 + title + 1, cells

    def render_line(self, y: int) -> Strip:
        width = self.room.width
        top = round(self.scroll_y)
        if y == 0:
            return self._header(top, width)
        if self.answer is not None and not self.answer.selection.count:
            return self._nothing(y, width)
        line = self._rows.line(y - 1 + top)
        if line is None:
            return self.blank(width)
        if line.position is not None:
            return self._event_line(line, width)
        return self._heading(line.group, width)

    def _header(self, top: int, width: int) -> Strip:
        """What stands above whatever is scrolled: the year in view, and the months of the axis."""
        first = self._rows.line(top)
        said = ""
        if first is not None:
            said = written.header(first.group.title, first.group.year, at_heading=first.position is None)
        title, cells, actors = written.columns(width)
        place = written.place(self.position, self.count)
        number, middle = place.partition(" ")[0], fit(place, title + (1 if cells else 0))
        right = f"{fit(' who', actors)} {'src':>{written.SOURCES_WIDTH}}"
        ticks = self._glyphs.plain(ruled(self.window, cells))
        left = (fit(said, 2 + written.DATE_WIDTH + 2), "line--strong")
        here = "line--here" if self.has_focus else "line--muted"
        numbers = ((middle[: len(number)], here), (middle[len(number) :], "line--muted"))
        return self.strip((left, *numbers, (ticks + right, "line--faint")), width)

    def _heading(self, group: Group, width: int) -> Strip:
        year, month = written.heading(group.title, group.year)
        dot = self._glyphs.gap
        gap = f"{dot} {dot} {dot}  {group.gap}  {dot} {dot} {dot}" if group.gap else ""
        return self.strip(((year, "line--strong"), (month, "line--muted"), (gap, "line--faint")), width)

    def _event_line(self, line: Line, width: int) -> Strip:
        assert self.answer is not None and line.position is not None
        event = self.event_at(line.position)
        chosen = line.position == self.position
        title_width, cells, actors = written.columns(width)
        glyphs = self._glyphs
        remark = written.remark(event.status, glyphs.dot)
        remark += f" {glyphs.note}" if event.id in self.margin.notes else ""
        title = written.row_title(clean(event.title), remark, title_width, glyphs.ellipsis)
        date = glyphs.plain(written.date_label(event.date, line.group.year))
        mark = glyphs.mark if event.id in self.margin.marks else " "
        spans: list[Span] = [
            (glyphs.cursor, "line--mark" if self.has_focus else "line--muted") if chosen else (" ", ""),
            (mark, "line--accent"),
            (fit(date, written.DATE_WIDTH - 1, glyphs.ellipsis) + " ", "line--muted"),
            (f"{glyphs.kind(event.kind)} ", "line--accent"),
            (title, ""),
            (remark, "line--muted"),
        ]
        if cells:
            spans += [(" ", ""), *bar(event.date, self.window, cells, glyphs)]
        differs = glyphs.differs if event.disagreements else ""
        if actors:
            codes = who(event, self._reader.vocabulary.actors)
            spans.append((f" {fit(codes, actors - 1, glyphs.ellipsis)}", "line--muted"))
        counts = f"{differs}{len(event.sources)}/{len(event.origins)}"
        spans.append((f" {counts:>{written.SOURCES_WIDTH}}", "line--warning" if differs else "line--muted"))
        return self.strip(spans, width)

    def _nothing(self, y: int, width: int) -> Strip:
        """Nothing was found: say what to drop."""
        assert self.answer is not None
        lines = ["", "No events.", ""]
        hints = [f"without {clean(hint.without)}: {hint.count:,}" for hint in self.answer.hints]
        lines += hints or ["Leaving out one part of the filter would not help."]
        lines += ["", "Backspace clears the filter, [ goes back."]
        return self.strip(
            (("  " + lines[y], "line--muted" if y > 1 else "line--strong"),) if y < len(lines) else (), width
        )


def who(event: Event, actors: Mapping[str, Actor]) -> str:
    """The codes of the states and alliances that take part or to which those belong who do: `RU BY`."""
    return " ".join(dict.fromkeys(clean(code, 8) for a in event.actors if (code := _code(a.actor, actors))))


def _code(actor: Actor, actors: Mapping[str, Actor]) -> str:
    """The actor's own code, or the nearest one above."""
    chain = [actor]
    for each in chain:  # grows while it is walked
        if each.short:
            return each.short
        chain.extend(actors[id_] for id_ in each.part_of if id_ in actors and actors[id_] not in chain)
    return ""
