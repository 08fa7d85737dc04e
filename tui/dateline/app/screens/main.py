"""The main screen: title, filter, overview, three panes, hints. It holds the state; panes are told and answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import var
from textual.widgets import Static

from dateline.app import theme
from dateline.app.commands import Pane, bindings
from dateline.app.following import FollowedFiles, reloaded
from dateline.app.layout import LEAST_SIZE, MEDIUM, TALL, WIDE
from dateline.app.messages import Failed, Reloaded, Spoilt
from dateline.app.panes.event import EventPane
from dateline.app.panes.source import SourcePane
from dateline.app.panes.time import TimePane
from dateline.app.panes.timeline import Timeline
from dateline.app.screens.asking import PANES
from dateline.app.screens.noting import Noting
from dateline.app.widgets.chrome import HintLine, TitleLine
from dateline.app.widgets.filter_line import FilterLine
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.overview import Overview
from dateline.errors import DatelineError
from dateline.own.notes import Margin
from dateline.query.view import View
from dateline.store.reader import Reader

if TYPE_CHECKING:
    from dateline.app.panes.lanes import Lanes


class MainScreen(Noting):
    """Timeline, event and sources."""

    BINDINGS = [*bindings(pane=False)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (MEDIUM, "-medium"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (TALL, "-tall")]

    timeline = getters.query_one(Timeline)
    touring: var[bool] = var(False)
    """Whether the tour is shown."""

    def __init__(
        self,
        reader: Reader,
        view: View,
        files: FollowedFiles,
        glyphs: Glyphs,
        command: tuple[str, ...],
        chronology: str,
    ) -> None:
        """`files` are those that the reader's store was made of. Raises QueryError for a view without an answer."""
        super().__init__(reader, view, glyphs, command, chronology)
        self._files = files

    def compose(self) -> ComposeResult:
        # At once: with classes that come with the first event of its size it would be laid out, and painted, twice.
        for cells, breakpoints in zip(
            self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True
        ):
            self.add_class(next(name for least, name in reversed(breakpoints) if cells >= least))
        yield TitleLine(self._glyphs).data_bind(MainScreen.answer)
        yield FilterLine(self._glyphs)
        yield Overview(self._glyphs)
        with Container(id="panes", classes="-show-timeline"):
            yield Timeline(self._reader, self._glyphs)
            with Container(id="beside"):
                yield EventPane(self._glyphs).data_bind(MainScreen.event, MainScreen.margin)
                yield SourcePane(self._glyphs).data_bind(MainScreen.event)
        yield self._files
        yield HintLine()

    def on_mount(self) -> None:
        self.show_time_pane()
        self.time_pane.focus()
        self._show_answer(self._first)
        self.watch_touring(self.touring)  # it was set before there was a screen to watch

    def on_resize(self) -> None:
        width, height = self.app.size
        self._mark_pane(self._pane())
        small = width < LEAST_SIZE[0] or height < LEAST_SIZE[1]
        self.set_class(small, "-too-small")
        if not small and self.focused is None:
            self.call_after_refresh(self.show_pane, "timeline")  # hidden panes had lost the focus
        if small:
            self._say_too_small(f"{width}x{height}")

    def _say_too_small(self, size: str) -> None:
        if not self.query("#too-small"):
            self.mount(Static(id="too-small", markup=False))
        needed = "x".join(map(str, LEAST_SIZE))
        self.query_one("#too-small", Static).update(f"Too small: {size}. Dateline needs {needed}.")

    def watch_margin(self, margin: Margin) -> None:
        for pane in self.query(TimePane):
            pane.margin = margin

    @property
    def lanes(self) -> Lanes:
        """There from when they are first asked for: most people start with the list."""
        from dateline.app.panes.lanes import Lanes

        if not self.query(Lanes):
            lanes = Lanes(self._reader, self._glyphs)
            lanes.set_reactive(Lanes.margin, self.margin)
            self.query_one("#panes").mount(lanes, after=self.timeline)
        return self.query_one(Lanes)

    @property
    def time_pane(self) -> TimePane:
        return self.lanes if self.view.in_lanes else self.timeline

    def show_time_pane(self) -> None:
        """The list of events, or lanes."""
        had_focus = isinstance(self.focused, TimePane)
        shown = self.time_pane
        for pane in self.query(TimePane):
            pane.styles.display = None if pane is shown else "none"  # with a class its styles would be found anew
        if had_focus:
            self.set_focus(shown)

    # Panes.

    def show_pane(self, name: str) -> None:
        self._mark_pane(name)
        self.set_focus(self.time_pane if name == "timeline" else self.query_one(f"#{name}"))

    def _mark_pane(self, name: str) -> None:
        """Say which pane is shown where only one is: changing classes lays the screen out anew."""
        panes = self.query_one("#panes")
        if self.has_class("-narrow") or panes.has_class("-maximised"):
            for each in PANES:
                panes.set_class(each == name, f"-show-{each}")

    def _pane(self) -> str:
        return self.focused.id if self.focused is not None and self.focused.id in PANES else "timeline"

    def action_next_pane(self) -> None:
        self.show_pane(PANES[(PANES.index(self._pane()) + 1) % len(PANES)])

    def action_previous_pane(self) -> None:
        self.show_pane(PANES[PANES.index(self._pane()) - 1])

    def action_maximise(self) -> None:
        name = self._pane()
        self.query_one("#panes").toggle_class("-maximised")
        self.show_pane(name)

    def action_citation(self, by: int) -> None:
        self.source_pane.step(by)

    # The program.

    def action_theme(self) -> None:
        self.app.theme = theme.other(self.app.theme)

    def watch_touring(self, shown: bool) -> None:
        from dateline.app.widgets.tour import Tour

        if shown and not self.query(Tour):
            self.mount(Tour(self._glyphs))
        for tour in self.query(Tour):
            tour.display = shown

    def action_tour(self) -> None:
        self.touring = True

    def action_palette(self) -> None:
        from dateline.app.screens.palette import Palette

        self.app.push_screen(Palette(self._glyphs))

    def action_help(self) -> None:
        from dateline.app.screens.help import HelpScreen
        from dateline.app.screens.sections import NAMES

        focused = self.focused.id if self.focused is not None else ""
        pane: Pane = next((pane for pane in NAMES if pane == focused), "timeline")
        self.app.push_screen(HelpScreen(pane, self._reader.vocabulary.kinds.values(), self._glyphs))

    def action_redraw(self) -> None:
        self.app.post_message(Spoilt())

    def action_quit(self) -> None:
        self.app.exit()

    def action_reload(self) -> None:
        self.read_margin()
        self._reload()

    @work(thread=True, exclusive=True, group="reload")
    def _reload(self) -> None:
        try:
            reader = self._files.reopen()
            self.post_message(Reloaded(reader, reloaded(self._reader, reader)))
        except DatelineError as error:
            first, *others = str(error).splitlines()
            more = f" (and {len(others)} more: dateline check lists them)" if others else ""
            self.post_message(Failed(f"Nothing was reloaded. {first}{more}"))

    @on(Reloaded)
    def _show_reloaded(self, message: Reloaded) -> None:
        self._reader = message.reader
        self._answered = None
        self._reader.own()  # it was opened in a worker's thread
        self.notify(message.sentence, timeout=5)
        self.ask(self.view)
