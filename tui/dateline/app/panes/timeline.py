"""The timeline: events in time order under their years and months, each with its bar."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.reactive import var
from textual.strip import Strip

from dateline.app.messages import Highlighted, ValueChosen
from dateline.app.panes.rows import Group, Line, Rows, arrange
from dateline.app.widgets.bars import Axis, bar
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.lines import LinePane, Span, fit
from dateline.dates import year_words
from dateline.model import Actor, Event
from dateline.query.search import Answer
from dateline.store.reader import Reader
from dateline.text import clean

DATE_WIDTH = 15
ACTORS_WIDTH = 8
SOURCES_WIDTH = 4
BLOCK = 64
"""Events read at a time."""
AXES = ((48, 56), (24, 36), (12, 24))
"""Cells of an axis, and how many the title keeps beside it: the widest axis that fits is drawn."""


class Timeline(LinePane):
    """The events that a query found. Its first line stays: the year that is scrolled into view, and the axis."""

    answer: var[Answer | None] = var(None, init=False)
    position: var[int] = var(0, init=False)
    """The event under the cursor, counted from 0."""

    def __init__(self, reader: Reader, glyphs: Glyphs) -> None:
        super().__init__(id="timeline")
        self.border_title = "Timeline"
        self.set_class(glyphs.ascii_only, "-ascii")
        self._reader = reader
        self._glyphs = glyphs
        self._rows = Rows(reader.nothing(), ())
        self._blocks: dict[int, tuple[Event, ...]] = {}

    def show(self, reader: Reader, answer: Answer, event: str | None) -> None:
        """Show what a query found, with the cursor on `event` or where it would be."""
        self._reader = reader
        self._rows = arrange(answer.selection, reader)
        self._blocks.clear()
        self.set_reactive(Timeline.answer, answer)
        self.set_height(self._rows.height + 1 if answer.selection.count else 1)
        self.position = -1
        self._move_to(answer.selection.nearest(event) if event else 0)
        self.refresh()

    @property
    def event(self) -> Event | None:
        """The event under the cursor."""
        if self.answer is None or not 0 <= self.position < self._rows.count:
            return None
        return self._event_at(self.position)

    def _event_at(self, position: int) -> Event:
        """Read in blocks: a screenful takes one or two reads, not one for each line."""
        assert self.answer is not None
        start = position - position % BLOCK
        if start not in self._blocks:
            if len(self._blocks) > 8:
                self._blocks.clear()
            self._blocks[start] = self.answer.selection.page(start, BLOCK)
        return self._blocks[start][position - start]

    def go_to(self, position: int) -> None:
        """Move the cursor to the event at a position."""
        self._move_to(position)

    # Moving.

    def _move_to(self, position: int) -> None:
        count = self._rows.count
        self.position = min(max(position, 0), count - 1) if count else 0
        self._reveal_cursor()
        self.post_message(Highlighted(self.event))

    def _reveal_cursor(self) -> None:
        if self._rows.count:
            line = self._rows.line_of(self.position)
            above = self._rows.line(line - 1)
            margin = 1 if above is not None and above.position is None else 0
            # The fixed first line takes one away from the page: reveal the line after.
            self.reveal(line + 1, margin + 1)

    def on_resize(self) -> None:
        self._reveal_cursor()

    def _page(self) -> int:
        return max(self.scrollable_content_region.height - 2, 1)

    def action_down(self) -> None:
        self._move_to(self.position + 1)

    def action_up(self) -> None:
        self._move_to(self.position - 1)

    def action_top(self) -> None:
        self._move_to(0)

    def action_bottom(self) -> None:
        self._move_to(self._rows.count - 1)

    def action_page_down(self) -> None:
        self._move_to(self.position + self._page())

    def action_page_up(self) -> None:
        self._move_to(self.position - self._page())

    def action_half_down(self) -> None:
        self._move_to(self.position + max(self._page() // 2, 1))

    def action_half_up(self) -> None:
        self._move_to(self.position - max(self._page() // 2, 1))

    def action_keep(self) -> None:
        self._choose(exclude=False)

    def action_exclude(self) -> None:
        self._choose(exclude=True)

    def _choose(self, *, exclude: bool) -> None:
        if event := self.event:
            self.post_message(ValueChosen("kind", event.kind.id, exclude))

    def on_click(self, event: events.Click) -> None:
        line = self._rows.line(event.get_content_offset_capture(self).y - 1 + round(self.scroll_y))
        if line is not None and line.position is not None:
            self._move_to(line.position)

    def watch_position(self, before: int, after: int) -> None:
        self.refresh_line(round(self.scroll_y))  # the first line says which event it is
        for position in (before, after):
            if 0 <= position < self._rows.count:
                self.refresh_line(self._rows.line_of(position) + 1)

    # Drawing.

    def _columns(self, width: int) -> tuple[int, int]:
        """Cells for the title and for the axis."""
        left = width - (2 + DATE_WIDTH + 2 + 1 + ACTORS_WIDTH + 1 + SOURCES_WIDTH)
        cells = next((cells for cells, title in AXES if left - cells - 1 >= title), 0)
        return max(left - cells - (1 if cells else 0), 1), cells

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        top = round(self.scroll_y)
        if y == 0:
            return self._header(top, width)
        if self.answer is not None and not self.answer.selection.count:
            return self._nothing(y, width)
        line = self._rows.line(y - 1 + top)
        if line is None:
            return Strip.blank(width, self.rich_style)
        if line.position is not None:
            return self._event_line(line, width)
        return self._heading(line.group, width)

    def _header(self, top: int, width: int) -> Strip:
        """What stands above whatever is scrolled: the year in view, and the months of the axis."""
        first = self._rows.line(top)
        said = ""
        if first is not None:
            said = year_words(first.group.year) if first.group.year is not None else first.group.title
            if first.position is None and first.group.title.startswith(said):
                said = ""  # the heading right below says it
        title, cells = self._columns(width)
        place = f"{self.position + 1:,} of {self._rows.count:,}" if self._rows.count else ""
        middle = fit(place, title + (1 if cells else 0))
        ticks = Axis(2001, cells).ticks if cells else ""
        right = f" {fit('who', ACTORS_WIDTH)} {'src':>{SOURCES_WIDTH}}"
        left = (fit(said, 2 + DATE_WIDTH + 2), "line--strong")
        return self.strip((left, (middle, "line--muted"), (ticks + right, "line--faint")), width)

    def _heading(self, group: Group, width: int) -> Strip:
        year = year_words(group.year) if group.year is not None else ""
        said = year if year and group.title.startswith(year) else ""
        month = group.title.removeprefix(said).strip()
        left = fit(f"{said:<{len(year)}} {month}" if year else month, 2 + DATE_WIDTH)
        dot = self._glyphs.gap
        gap = f"{dot} {dot} {dot}  {group.gap}  {dot} {dot} {dot}" if group.gap else ""
        return self.strip(
            ((left[: len(said)], "line--strong"), (left[len(said) :], "line--muted"), (gap, "line--faint")), width
        )

    def _event_line(self, line: Line, width: int) -> Strip:
        assert self.answer is not None and line.position is not None
        event = self._event_at(line.position)
        chosen = line.position == self.position
        title_width, cells = self._columns(width)
        year = year_words(line.group.year) if line.group.year is not None else ""
        glyphs = self._glyphs
        status = "" if event.status in ("reported", "confirmed") else f" {glyphs.dot} {event.status}"
        title = fit(clean(event.title), title_width - len(status), glyphs.ellipsis) if status else clean(event.title)
        spans: list[Span] = [
            (f"{glyphs.cursor if chosen else ' '} ", "line--accent"),
            (fit(glyphs.plain(event.date.label(year)), DATE_WIDTH - 1, glyphs.ellipsis) + " ", "line--muted"),
            (f"{glyphs.kind(event.kind)} ", "line--accent"),
            (fit(title, title_width - len(status), glyphs.ellipsis), "line--strong" if chosen else ""),
            (status, "line--muted"),
        ]
        if cells:
            drawn = (
                bar(event.date, Axis(line.group.year, cells), glyphs) if line.group.year is not None else " " * cells
            )
            spans.append((f" {drawn}", "line--accent"))
        differs = glyphs.differs if event.disagreements else ""
        spans.append(
            (f" {fit(who(event, self._reader.vocabulary.actors), ACTORS_WIDTH, glyphs.ellipsis)}", "line--muted")
        )
        counts = f"{differs}{len(event.sources)}/{len(event.origins)}"
        spans.append((f" {counts:>{SOURCES_WIDTH}}", "line--warning" if differs else "line--faint"))
        background = ("line--cursor" if self.has_focus else "line--cursor-blurred") if chosen else ""
        return self.strip(spans, width, background)

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
