"""The timeline in lanes: one for each value of a field, its bars packed into as few lines as they need."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.reactive import var
from textual.strip import Strip

from dateline.app.messages import ValueChosen
from dateline.app.panes.lane_rows import EXACT, Lane, Packed, at_line, lanes_of, pack
from dateline.app.panes.time import TimePane
from dateline.app.widgets.bars import SURE, covered, drawn_cells, ruled
from dateline.app.widgets.fitting import fit
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.lines import Span
from dateline.app.widgets.spark import blocks
from dateline.query.view import View
from dateline.store.reader import Reader
from dateline.store.selection import Selection
from dateline.text import clean

NAME_SHARE, LEAST_NAME, MOST_NAME = 0.3, 14, 34
"""The part of the width that the names of the lanes take, and its bounds in cells."""
LEAST_TITLE = 8
"""Cells beside a bar from which on its title is written there."""


class Bar(NamedTuple):
    """An event on its line: the cells `first` up to, not with, `end`, its title included."""

    number: int
    """Its position among the lane's events that are possibly in the window."""
    first: int
    end: int
    drawn: list[Span]
    title: str = ""
    title_first: bool = False


class Lanes(TimePane):
    """Events in lanes. The first line holds the name of the lane that is scrolled into view, and the ruler."""

    block = 1  # its neighbours in time stand in other lanes
    chosen: var[int] = var(0, init=False)
    """The number of the lane under the cursor."""

    def __init__(self, reader: Reader, glyphs: Glyphs) -> None:
        super().__init__("lanes", reader, glyphs)
        self._field = ""
        self._lanes: tuple[Lane, ...] = ()
        self._packed: tuple[Packed, ...] = ()
        self._cells = 0
        self._lined: dict[tuple[int, int], list[Bar]] = {}
        """By lane and line the bars that were drawn; what changes them clears it."""
        self._dense: dict[int, str] = {}
        """The same of lanes that are densities."""

    @property
    def lane(self) -> Lane | None:
        """The lane under the cursor."""
        return self._lanes[self.chosen] if self.chosen < len(self._lanes) else None

    def lay_out(self, view: View) -> None:
        assert self.answer is not None
        before = self.lane
        self._field = view.lanes
        beside = self.answered.beside if self.answered is not None else None
        if self.answered is not None and beside is not None:
            self._lanes = tuple(Lane(a.sentence, a.selection, a.sentence) for a in (self.answered.answer, beside))
        else:
            self._lanes = lanes_of(self._reader, self.answer.selection, view)
        same = (i for i, lane in enumerate(self._lanes) if before is not None and lane.value == before.value)
        self.chosen = next(same, 0)
        self.entitle("Compared" if beside is not None else f"Lanes by {view.lanes}")
        self._cells = 0
        self.rearrange()

    def rearrange(self) -> None:
        cells = self.axis(self._width())[1]
        self._cells = cells
        self._packed = pack(self._reader, self._lanes, self.window, cells) if cells > 0 else ()
        self._draw_anew()
        self.set_height(self._packed[-1].top + self._packed[-1].height + 1 if self._packed else 1)

    def watch_margin(self) -> None:
        self._draw_anew()

    def _draw_anew(self) -> None:
        self._lined.clear()
        self._dense.clear()

    def _width(self) -> int:
        """Before it is shown for the first time: of the pane in whose place it will be."""
        panes = (self, *(pane for pane in self.siblings if isinstance(pane, TimePane)))
        return next((width for pane in panes if (width := pane.scrollable_content_region.width)), 0)

    def on_resize(self) -> None:
        if self._cells != self.axis(self._width())[1]:
            self.rearrange()
            self.redraw()
        self.reveal_cursor()

    def axis(self, width: int) -> tuple[int, int]:
        name = min(max(round(width * NAME_SHARE), LEAST_NAME), MOST_NAME)
        return name, max(width - name, 0)

    # The cursor: up and down between lanes, left and right along one.

    def move_to(self, position: int) -> None:
        """To an event, in this lane or in the first one that it stands in."""
        super().move_to(position)
        if self.lane is None or self._place(self.lane.events) is None:
            homes = (i for i, each in enumerate(self._lanes) if self._place(each.events) is not None)
            self.chosen = next(homes, self.chosen)
        self.reveal_cursor()

    def _place(self, events_: Selection) -> int | None:
        """Where among some events the one under the cursor stands."""
        return events_.place(self.answer.selection, self.position) if self.answer is not None and self.count else None

    def watch_position(self) -> None:
        self.redraw((0,))  # the first line says which event it is
        self._refresh_lane(self.chosen)

    def watch_chosen(self, before: int, after: int) -> None:
        self._refresh_lane(before)
        self._refresh_lane(after)

    def _refresh_lane(self, number: int) -> None:
        if number < len(self._packed):
            top = self._packed[number].top + 1 - round(self.scroll_y)
            self.redraw(range(max(top, 1), top + self._packed[number].height))

    def _to_lane(self, number: int) -> None:
        """To a lane, onto its event that is nearest in time."""
        if not self._lanes:
            return
        self.chosen = min(max(number, 0), len(self._lanes) - 1)
        event = self.event
        found = self._lanes[self.chosen].events
        self._to_event(found, found.nearest(event.id) if event is not None else 0)

    def _to_event(self, found: Selection, number: int) -> None:
        if not found.count:  # of two queries that are compared one may find nothing
            self.reveal_cursor()
        elif self.answer is not None:
            position = self.answer.selection.place(found, min(max(number, 0), found.count - 1))
            if position is not None:
                self.move_to(position)

    def action_along(self, by: int) -> None:
        if self.lane is not None and (at := self._place(self.lane.events)) is not None:
            self._to_event(self.lane.events, at + by)

    def action_down(self) -> None:
        self._to_lane(self.chosen + 1)

    def action_up(self) -> None:
        self._to_lane(self.chosen - 1)

    def action_top(self) -> None:
        self._to_lane(0)

    def action_bottom(self) -> None:
        self._to_lane(len(self._lanes) - 1)

    def _page(self, pages: float) -> None:
        if self._packed:
            line = self._packed[self.chosen].top + round(pages * self.page_size)
            self._to_lane(at_line(self._packed, max(line, 0)))

    def action_page_down(self) -> None:
        self._page(1)

    def action_page_up(self) -> None:
        self._page(-1)

    def action_half_down(self) -> None:
        self._page(0.5)

    def action_half_up(self) -> None:
        self._page(-0.5)

    def _choose(self, *, exclude: bool) -> None:
        """Keep or exclude the lane under the cursor."""
        lane = self.lane
        if lane is None or not self._field:
            return
        if not lane.value:
            self.notify("These events have no value to choose.", timeout=2)
        else:
            exact = "=" if self._field in EXACT else ""
            self.post_message(ValueChosen(self._field, f"{exact}{lane.value}", exclude))

    def reveal_cursor(self) -> None:
        if self.chosen < len(self._packed):
            self.reveal(self._packed[self.chosen].top + 1 + self._line_in_lane(), 1)

    def _line_in_lane(self) -> int:
        """On which line of its lane the event under the cursor is drawn."""
        packed = self._packed[self.chosen]
        at = self._place(packed.inside)
        return next((i for i, line in enumerate(packed.lines) if at in line), 0)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset_capture(self)
        line = offset.y - 1 + round(self.scroll_y)
        start, cells = self.axis(self.room.width)
        if offset.y < 1 or not self._packed or line >= self._packed[-1].top + self._packed[-1].height:
            return
        self.chosen = at_line(self._packed, line)
        packed = self._packed[self.chosen]
        events_ = packed.lane.events
        if offset.x < start:
            self._to_lane(self.chosen)
        elif not packed.lines:
            at = events_.first_after(self.window.edges(cells)[offset.x - start])
            self._to_event(events_, events_.count - 1 if at is None else at)
        else:
            bars = self._bars(self.chosen, line - packed.top, cells)
            hit = next((bar for bar in bars if bar.first <= offset.x - start < bar.end), None)
            if hit is not None:
                self._to_event(packed.inside, hit.number)

    # Drawing.

    def render_line(self, y: int) -> Strip:
        width, top = self.room.width, round(self.scroll_y)
        name, cells = self.axis(width)
        if y == 0:
            return self._header(top, name, cells)
        line = y - 1 + top
        if not self._packed or line >= self._packed[-1].top + self._packed[-1].height:
            return self.blank(width)
        number = at_line(self._packed, line)
        packed = self._packed[number]
        left = self._heading(packed.lane, number, name) if line == packed.top else [(" " * name, "")]
        return self.strip([*left, *self._drawn(number, line - packed.top, cells)], width)

    def _header(self, top: int, name: int, cells: int) -> Strip:
        said = ""
        if self._packed and top > self._packed[number := at_line(self._packed, top)].top:
            said = self._words(self._lanes[number])  # its heading is scrolled out
        at, count = f"{self.position + 1:,}", f" of {self.count:,}"
        place = at + (count if len(at + count) < name - 2 else "") if self.count else "no events"
        left = (fit(f"  {said}", name - 1, self._glyphs.ellipsis) + " ", "line--strong") if said else (
            fit(f"  {place}", name), "line--muted"
        )  # fmt: skip
        return self.strip((left, (self._glyphs.plain(ruled(self.window, cells)), "line--faint")), name + cells)

    def _words(self, lane: Lane) -> str:
        return self._glyphs.plain(clean(lane.name(self._reader, self._field)))

    def _heading(self, lane: Lane, number: int, width: int) -> list[Span]:
        chosen = number == self.chosen
        count = f"{lane.events.count:,}"
        name = fit(self._words(lane), width - len(count) - 5, self._glyphs.ellipsis)
        return [
            (f"{self._glyphs.cursor if chosen else ' '} ", "line--accent"),
            (name, "line--strong" if chosen else ""),
            (f" {count}  ", "line--muted"),
        ]

    def _drawn(self, number: int, line: int, cells: int) -> list[Span]:
        packed = self._packed[number]
        if not packed.lines:
            return self._density(number, cells)
        spans: list[Span] = []
        at, chosen = 0, self._place(packed.inside) if number == self.chosen else None
        for bar in self._bars(number, line, cells):
            here = bar.number == chosen
            drawn = self._marked(bar.drawn) if here else bar.drawn
            title = (bar.title, "line--chosen" if here else "line--muted")
            spans.append((" " * (bar.first - at), ""))
            spans += [title, *drawn] if bar.title_first else [*drawn, title]
            at = bar.end
        return spans

    def _marked(self, drawn: list[Span]) -> list[Span]:
        """A bar with the sign of the cursor, on its first cell that is no arrow."""
        at = 1 if len(drawn) > 1 and drawn[0][0] == self._glyphs.before else 0
        cells = [*drawn[:at], (self._glyphs.here, SURE), *drawn[at + 1 :]]
        return [(text, f"{style}-chosen") for text, style in cells]

    def _bars(self, number: int, line: int, cells: int) -> list[Bar]:
        """The bars of a line."""
        if (number, line) not in self._lined:
            self._lined[number, line] = self._fitted(self._packed[number], line, cells)
        return self._lined[number, line]

    def _fitted(self, packed: Packed, line: int, cells: int) -> list[Bar]:
        """The bars of a line, each with as much of its title as fits behind it, or else before it."""
        shown = packed.inside.columns_at(packed.lines[line])
        placed = [drawn_cells(date, self.window, cells, self._glyphs) for date, *_ in shown]
        bars: list[Bar] = []
        for at, ((_, _, title, id_), (first, drawn)) in enumerate(zip(shown, placed, strict=True)):
            number, end = packed.lines[line][at], first + len(drawn)
            behind = (placed[at + 1][0] - 1 if at + 1 < len(placed) else cells) - end
            before = first - (bars[-1].end + 1 if bars else 0)
            sign = self._glyphs.mark if id_ in self.margin.marks else " "
            title = self._glyphs.plain(clean(title))
            if behind >= LEAST_TITLE:
                title = f"{sign}{fit(title, behind - 1, self._glyphs.ellipsis).rstrip()}"
                bars.append(Bar(number, first, end + cell_len(title), drawn, title))
            elif before >= LEAST_TITLE:
                title = f"{fit(title, min(before - 1, cell_len(title)), self._glyphs.ellipsis)}{sign}"
                bars.append(Bar(number, first - cell_len(title), end, drawn, title, title_first=True))
            else:
                sign = sign.strip() if end < cells else ""  # in the cell that parts neighbours
                bars.append(Bar(number, first, end + len(sign), drawn, sign))
        return bars

    def _density(self, number: int, cells: int) -> list[Span]:
        """How many begin when; in the cursor's lane its event has its sign."""
        if number not in self._dense:
            counts = self._packed[number].inside.histogram(self.window.edges(cells))
            self._dense[number] = blocks(counts, max(counts), self._glyphs)
        drawn, event = self._dense[number], self.event
        if number != self.chosen or event is None or not self.window.meets(event.date.lo, event.date.hi):
            return [(drawn, SURE)]
        at, _ = covered(event.date.lo, event.date.hi, self.window, cells)
        return [(drawn[:at], SURE), (self._glyphs.here, f"{SURE}-chosen"), (drawn[at + 1 :], SURE)]
