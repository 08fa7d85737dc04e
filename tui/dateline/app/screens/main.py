"""The main screen: title, filter, three panes, hints. It holds the state; panes are told and answer in messages."""

from __future__ import annotations

import shlex

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from dateline.app import clipboard, theme
from dateline.app.commands import bindings
from dateline.app.following import FollowedFiles, reloaded
from dateline.app.history import History, View
from dateline.app.messages import Answered, Failed, Highlighted, Reloaded, ValueChosen
from dateline.app.panes.event import EventPane
from dateline.app.panes.source import SourcePane
from dateline.app.panes.timeline import Timeline
from dateline.app.screens.copy import CopyMenu
from dateline.app.screens.date import GoToDate
from dateline.app.screens.export import ExportDialog
from dateline.app.screens.help import HelpScreen
from dateline.app.screens.palette import Palette
from dateline.app.screens.picker import Picker
from dateline.app.widgets.chrome import HintLine, TitleLine
from dateline.app.widgets.filter_line import FilterLine
from dateline.app.widgets.glyphs import Glyphs
from dateline.errors import DatelineError, QueryError
from dateline.exchange.pages import FACETS
from dateline.model import Event
from dateline.query import edit
from dateline.query.fields import begun
from dateline.query.search import Answer, resolve, search
from dateline.query.syntax import EVERYTHING, Query, parse
from dateline.store.reader import Reader

LEAST_SIZE = (40, 10)
PANES = ("timeline", "event", "source")


class MainScreen(Screen[None]):
    """Timeline, event and sources."""

    BINDINGS = [*bindings(pane=False)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-medium"), (120, "-wide")]

    answer: var[Answer | None] = var(None)
    event: var[Event | None] = var(None)

    title_line = getters.query_one(TitleLine)
    filter_line = getters.query_one(FilterLine)
    timeline = getters.query_one(Timeline)
    source_pane = getters.query_one(SourcePane)

    def __init__(
        self, reader: Reader, view: View, files: FollowedFiles, glyphs: Glyphs, command: tuple[str, ...]
    ) -> None:
        """`files` are those that the reader's store was made of; `command` is how Dateline was called, up to the query.

        Raises QueryError for a view whose query cannot be answered.
        """
        super().__init__()
        # Before the screen is there: the first paint is the whole one.
        self._first = search(reader, view.query)
        self._reader = reader
        self._files = files
        self._glyphs = glyphs
        self._command = command
        self._history = History((View(self._first.query, view.event),))
        self._asked = 0
        """The number of the latest question."""

    def compose(self) -> ComposeResult:
        yield TitleLine(self._glyphs).data_bind(MainScreen.answer)
        yield FilterLine(self._glyphs)
        with Container(id="panes", classes="-show-timeline"):
            yield Timeline(self._reader, self._glyphs)
            with Container(id="beside"):
                yield EventPane(self._glyphs).data_bind(MainScreen.event)
                yield SourcePane(self._glyphs).data_bind(MainScreen.event)
        yield self._files
        yield HintLine()
        yield Static(id="too-small", markup=False)

    def on_mount(self) -> None:
        self.timeline.focus()
        self._show_answer(Answered(self._first, self._asked))
        if self._history.view.event is None:
            self.timeline.action_bottom()  # the latest events: what most people come for

    def on_resize(self) -> None:
        width, height = self.app.size
        self._mark_pane(self._pane())
        small = width < LEAST_SIZE[0] or height < LEAST_SIZE[1]
        self.set_class(small, "-too-small")
        if not small and self.focused is None:
            self.call_after_refresh(self._show_pane, "timeline")  # hidden panes had lost the focus
        needed = "x".join(map(str, LEAST_SIZE))
        self.query_one("#too-small", Static).update(f"Too small: {width}x{height}. Dateline needs {needed}.")

    # Asking.

    def _ask(self, query: Query, *, remember: bool = False) -> None:
        """`remember` makes a new view: at once, so that the next key builds on it though the answer is not there."""
        if remember:
            self._history = self._history.push(View(query, self._history.view.event))
        self._asked += 1
        self._search(query, self._asked)

    @work(thread=True, exclusive=True, group="search")
    def _search(self, query: Query, number: int) -> None:
        worker = get_current_worker()
        try:
            message: Answered | Failed = Answered(search(self._reader, query), number)
        except QueryError as error:
            message = Failed(error.message, error.column, number)
        except DatelineError as error:
            message = Failed(str(error), number=number)
        if not worker.is_cancelled:
            self.post_message(message)

    @on(Answered)
    def _show_answer(self, message: Answered) -> None:
        if message.number != self._asked:
            return
        answer, event = message.answer, self._history.view.event
        if self.filter_line.editing:
            if not answer.selection.count and (field := begun(self.filter_line.text)) is not None:
                self.title_line.complaint = f"{field.name}: takes a value, like {field.example}"
                return
        else:
            self._history = self._history.resolved(answer.query)
        self.answer = answer
        self.title_line.total = self._reader.count
        self.title_line.complaint = ""
        self.filter_line.mark(-1)
        self.filter_line.show(str(answer.query))
        self.timeline.show(self._reader, answer, event)

    @on(Failed)
    def _show_failure(self, message: Failed) -> None:
        if message.number == self._asked:
            place = f"column {message.column + 1}: " if message.column >= 0 else ""
            self.title_line.complaint = place + message.sentence
            self.filter_line.mark(message.column)
        elif message.number < 0:
            self.notify(message.sentence, severity="error", timeout=10, markup=False)

    @on(Highlighted)
    def _show_event(self, message: Highlighted) -> None:
        self.event = message.event
        if message.event is not None and not self.filter_line.editing:  # Esc goes back to the event, too
            self._history = self._history.seen(message.event.id)

    @on(ValueChosen)
    def _narrow(self, message: ValueChosen) -> None:
        query = self._history.view.query
        if message.exclude:
            self._ask(edit.mark(query, message.field, message.value, "exclude"), remember=True)
        else:
            self._ask(edit.narrow(query, message.field, message.value), remember=True)

    # The filter line.

    def action_edit_filter(self) -> None:
        self.filter_line.edit()
        self.query_one(HintLine).hints = (("Enter", "keep"), ("Esc", "revert"))

    @on(FilterLine.Typed)
    def _try_filter(self, message: FilterLine.Typed) -> None:
        try:
            self._ask(parse(message.text, typing=True))
        except QueryError as error:
            self._asked += 1
            self._show_failure(Failed(error.message, error.column, self._asked))

    @on(FilterLine.Kept)
    def _keep_filter(self, message: FilterLine.Kept) -> None:
        if self._keep(message.text):
            self._show_pane("timeline")

    def _keep(self, text: str) -> bool:
        """Ask what was typed, for good; False where it is no query, which is said."""
        try:
            query = resolve(self._reader, parse(text, typing=True))
        except QueryError as error:
            self._show_failure(Failed(error.message, error.column, self._asked))
            return False
        self._leave_filter()
        self._ask(query, remember=True)
        return True

    @on(FilterLine.Reverted)
    def _revert_filter(self) -> None:
        self._leave_filter()
        self._ask(self._history.view.query)
        self._show_pane("timeline")

    @on(events.DescendantFocus)
    def _leave_filter_for_pane(self, event: events.DescendantFocus) -> None:
        """Tab or a click on a pane ends the typing like Enter, or like Esc where there is no query yet."""
        if self.filter_line.editing and event.widget.id in PANES and not self._keep(self.filter_line.text):
            self._leave_filter()
            self._ask(self._history.view.query)

    def _leave_filter(self) -> None:
        self.filter_line.leave()
        self.query_one(HintLine).reset()

    def action_clear(self) -> None:
        if self._history.view.query != EVERYTHING:
            self._ask(EVERYTHING, remember=True)

    def action_back(self) -> None:
        self._step(-1)

    def action_forward(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        stepped = self._history.step(by)
        if stepped.at == self._history.at:
            self.notify("There is no view before this." if by < 0 else "There is no view after this.", timeout=2)
            return
        self._history = stepped
        self._ask(stepped.view.query)

    def action_kind(self, kind: str) -> None:
        if kind in self._reader.vocabulary.kinds:
            self._ask(edit.mark(self._history.view.query, "kind", kind, "include"), remember=True)
        else:
            self.notify(f"This chronology has no kind '{kind}'.", severity="warning", markup=False)

    def action_pick(self, field: str) -> None:
        self._open_picker((field,))

    def action_facets(self) -> None:
        self._open_picker(FACETS)

    def _open_picker(self, fields: tuple[str, ...]) -> None:
        def picked(query: Query | None) -> None:
            if query is not None and query != self._history.view.query:
                self._ask(query, remember=True)

        self.app.push_screen(Picker(self._reader, self._history.view.query, fields, self._glyphs), picked)

    # Moving.

    def _show_pane(self, name: str) -> None:
        self._mark_pane(name)
        self.set_focus(self.query_one(f"#{name}"))

    def _mark_pane(self, name: str) -> None:
        """Say which pane is shown where only one is: changing classes lays the screen out anew."""
        panes = self.query_one("#panes")
        if self.has_class("-narrow") or panes.has_class("-maximised"):
            for each in PANES:
                panes.set_class(each == name, f"-show-{each}")

    def _pane(self) -> str:
        return self.focused.id if self.focused is not None and self.focused.id in PANES else "timeline"

    def action_next_pane(self) -> None:
        self._show_pane(PANES[(PANES.index(self._pane()) + 1) % len(PANES)])

    def action_previous_pane(self) -> None:
        self._show_pane(PANES[PANES.index(self._pane()) - 1])

    def action_maximise(self) -> None:
        name = self._pane()
        self.query_one("#panes").toggle_class("-maximised")
        self._show_pane(name)

    def action_citation(self, by: int) -> None:
        self.source_pane.step(by)

    def action_go_to_date(self) -> None:
        if self.answer is None or not self.answer.selection.count:
            self.notify("There are no events to go to.", timeout=2)
            return

        def picked(position: int | None) -> None:
            if position is not None:
                self.timeline.go_to(position)

        self.app.push_screen(GoToDate(self.answer.selection, self._glyphs), picked)

    # Taking away.

    def action_export(self) -> None:
        if self.answer is not None:
            self.app.push_screen(ExportDialog(self.answer, self._glyphs))

    def action_copy(self) -> None:
        if self.event is None:
            self.notify("There is no event to copy.", timeout=2)
            return
        view = self._history.view
        # In parentheses a leading minus is no option.
        query = f"({view.query})" if str(view.query).startswith("-") else str(view.query)
        words = [*self._command, "--event", self.event.id, *([query] if query else [])]
        citation = self.source_pane.citation
        self.app.push_screen(CopyMenu(self.event, citation, shlex.join(words), self._glyphs), self._copy)

    def _copy(self, text: str | None) -> None:
        if text is None:
            return
        sequence = clipboard.sequence(text)
        if sequence is None:
            self.notify(f"Too long to copy ({len(text):,} characters); press e to export.", severity="warning")
        else:
            clipboard.send(self.app, sequence)
            self.notify(text if len(text) <= 300 else f"{text[:300]}…", title="Copied", markup=False, timeout=4)

    def action_open_source(self) -> None:
        citation = self.source_pane.citation
        if citation is None or not citation.source.url:
            self.notify("This source has no address.", timeout=3)
        elif clipboard.has_screen():
            self.app.open_url(citation.source.url)
        else:
            self._copy(citation.source.url)

    # The program.

    def action_theme(self) -> None:
        self.app.theme = theme.LIGHT.name if self.app.theme == theme.DARK.name else theme.DARK.name

    def action_palette(self) -> None:
        self.app.push_screen(Palette(self._glyphs))

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen(self._glyphs))

    def action_quit(self) -> None:
        self.app.exit()

    def action_reload(self) -> None:
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
        self._reader.own()  # it was opened in a worker's thread
        self.notify(message.sentence, timeout=5)
        self._ask(self._history.view.query)
