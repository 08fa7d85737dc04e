"""What the timeline's panes share: a cursor on an event, and a window of time that always holds it."""

from __future__ import annotations

from textual import events
from textual.reactive import reactive, var

from dateline.app.messages import Answered, Highlighted, ValueChosen
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.lines import LinePane
from dateline.model import Event
from dateline.own.notes import Margin
from dateline.query.search import Answer
from dateline.query.view import View
from dateline.store.reader import Reader
from dateline.window import Window, fitting, page

BLOCKS = 16
"""How many blocks of events are kept."""


class TimePane(LinePane):
    """The events that a query found, along an axis. Its first line stays: it holds the ruler."""

    fixed = 1
    block = 16
    """Events read at a time: few more than are seen, for each is made of its sources and names."""
    answer: var[Answer | None] = var(None, init=False)
    margin: reactive[Margin] = reactive(Margin)
    """The person's marks and notes."""
    position: var[int] = var(0, init=False)
    """The event under the cursor, counted from 0 in the order of time."""

    def __init__(self, name: str, reader: Reader, glyphs: Glyphs) -> None:
        super().__init__(id=name)
        self.border_title = "Timeline"
        self.set_class(glyphs.ascii_only, "-ascii")
        self.window = Window(1, 1)
        self.answered: Answered | None = None
        self._reader = reader
        self._glyphs = glyphs
        self._blocks: dict[int, tuple[Event, ...]] = {}

    def axis(self, width: int) -> tuple[int, int]:
        """Where the axis begins and how many cells it has, in a pane of this width."""
        raise NotImplementedError

    def lay_out(self, view: View) -> None:
        """Lay out the answer anew, for a subclass."""
        raise NotImplementedError

    def reveal_cursor(self) -> None:
        """Scroll to the cursor, for a subclass."""
        raise NotImplementedError

    def show(self, reader: Reader, answered: Answered, view: View) -> None:
        """Show what was found, as the view says, with the cursor on its event or where that would be."""
        answer = answered.both
        self.answered = answered
        self._reader = reader
        self._blocks.clear()
        self.set_reactive(TimePane.answer, answer)
        found = answer.selection
        position = found.nearest(view.event) if view.event else found.count - 1
        self.set_reactive(TimePane.position, -1)
        if view.window is not None:
            self.window = view.window
        elif (whole := self._whole()) is not None:
            day = found.begins(max(position, 0))
            self.window = page(whole.first if day is None else day, whole, lambda w: found.histogram(w.edges(1))[0])
        self.lay_out(view)
        self.move_to(position)
        self.redraw()

    @property
    def count(self) -> int:
        """How many events there are."""
        return 0 if self.answer is None else self.answer.selection.count

    @property
    def event(self) -> Event | None:
        """The event under the cursor."""
        return self.event_at(self.position) if 0 <= self.position < self.count else None

    def event_at(self, position: int) -> Event:
        """Read in blocks: a screenful takes a few reads, not one for each line."""
        assert self.answer is not None
        start = position - position % self.block
        if start not in self._blocks:
            if len(self._blocks) >= BLOCKS:
                self._blocks.clear()
            self._blocks[start] = self.answer.selection.page(start, self.block)
        return self._blocks[start][position - start]

    # The cursor.

    def move_to(self, position: int) -> None:
        """Move the cursor to the event at a position, and the window with it."""
        self.position = min(max(position, 0), self.count - 1) if self.count else 0
        event = self.event
        if event is not None:
            self._set_window(self.window.holding(event.date.lo, event.date.hi))
        self.reveal_cursor()
        self._tell(event)

    def _tell(self, event: Event | None) -> None:
        # To the screen itself: on its way up through the containers a message waits in the queue of each.
        self.screen.post_message(Highlighted(event, self.window))

    def on_resize(self) -> None:
        self.reveal_cursor()

    @property
    def page_size(self) -> int:
        return max(self.room.height - 2, 1)

    def action_down(self) -> None:
        self.move_to(self.position + 1)

    def action_up(self) -> None:
        self.move_to(self.position - 1)

    def action_top(self) -> None:
        self.move_to(0)

    def action_bottom(self) -> None:
        self.move_to(self.count - 1)

    def action_page_down(self) -> None:
        self.move_to(self.position + self.page_size)

    def action_page_up(self) -> None:
        self.move_to(self.position - self.page_size)

    def action_half_down(self) -> None:
        self.move_to(self.position + max(self.page_size // 2, 1))

    def action_half_up(self) -> None:
        self.move_to(self.position - max(self.page_size // 2, 1))

    def action_keep(self) -> None:
        self._choose(exclude=False)

    def action_exclude(self) -> None:
        self._choose(exclude=True)

    def _choose(self, *, exclude: bool) -> None:
        """Keep or exclude the kind under the cursor."""
        if event := self.event:
            self.post_message(ValueChosen("kind", event.kind.id, exclude))

    # The window.

    def _set_window(self, shown: Window) -> None:
        if shown != self.window:
            self.window = shown
            self.rearrange()
            self.redraw()

    def rearrange(self) -> None:
        """The window is another one; a subclass may have to lay out anew."""

    def zoom(self, steps: int, anchor: int | None = None) -> None:
        """Closer by so many steps, or further; the day `anchor`, of itself the cursor's, keeps its place."""
        event = self.event
        if event is None:
            return
        if anchor is None:
            known = [day for day in (event.date.lo, event.date.hi) if day is not None]
            inside = [day for day in known if self.window.meets(day, day)]
            anchor = inside[0] if inside else (self.window.first + self.window.last) // 2
        whole = self._whole()
        zoomed = self.window.zoomed(steps, anchor)
        if steps < 0 and whole is not None and zoomed.days >= whole.days:
            zoomed = whole
        self._show_window(zoomed)

    def fit(self) -> None:
        """All events at once."""
        if (whole := self._whole()) is not None:
            self._show_window(whole)

    def _whole(self) -> Window | None:
        found = None if self.answer is None else self.answer.selection.stretch()
        return None if found is None else fitting(*found)

    def turn(self, by: int) -> bool:
        """The next period (1) or the one before (-1) in which something begins; False where there is none."""
        return self._go_where_something_begins(self.window.turned(by), by)

    def pan(self, eighths: int) -> bool:
        """Later or earlier by eighths of the window; the cursor stays on its event as long as that is in sight."""
        shown = self.window.panned(round(self.window.days * eighths / 8) or (1 if eighths > 0 else -1))
        event = self.event
        if event is not None and shown.meets(event.date.lo, event.date.hi):
            self._show_window(shown)
            return True
        return self._go_where_something_begins(shown, eighths)

    def _go_where_something_begins(self, shown: Window, by: int) -> bool:
        if self.answer is None:
            return False
        found = self.answer.selection
        position = found.first_after(shown.first)
        if by < 0 and (position is None or (found.begins(position) or 0) > shown.last):
            position = (self.count if position is None else position) - 1  # the last one before
        if position is None or position < 0 or found.begins(position) is None:
            return False
        self._set_window(shown)
        self.move_to(position)
        return True

    def _show_window(self, shown: Window) -> None:
        """Show a window, and move the cursor into it where its event lies outside."""
        event = self.event
        if event is None or shown.meets(event.date.lo, event.date.hi):
            self._set_window(shown)
            self._tell(event)
        else:
            self._go_where_something_begins(shown, 1 if (event.date.lo or 0) < shown.first else -1)

    # The mouse.

    def day_at(self, x: int) -> int | None:
        """The day at a column of the pane; None beside the axis."""
        start, cells = self.axis(self.room.width)
        if not start <= x < start + cells:
            return None
        return self.window.edges(cells)[x - start]

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, steps: int) -> None:
        """On the axis the wheel zooms; elsewhere it scrolls."""
        if (day := self.day_at(event.get_content_offset_capture(self).x)) is not None:
            event.stop()
            event.prevent_default()
            self.zoom(steps, day)
