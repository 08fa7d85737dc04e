"""The main screen's conversation: a view is asked for, a worker answers, the panes are told; and the filter line."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from textual import events, getters, on
from textual.reactive import var

from dateline.app.answering import Answering
from dateline.app.history import History, Visit
from dateline.app.messages import Answered, Failed, Highlighted, ValueChosen
from dateline.app.panes.time import TimePane
from dateline.app.widgets.chrome import HintLine, TitleLine
from dateline.app.widgets.filter_line import FilterLine
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.overview import Overview
from dateline.errors import DatelineError, QueryError
from dateline.model import Event
from dateline.query import edit
from dateline.query.fields import begun
from dateline.query.search import Answer, resolve, search
from dateline.query.syntax import EVERYTHING, Query, parse
from dateline.query.view import View
from dateline.store.reader import Reader

PANES = ("timeline", "event", "source")


class Asking(Answering[None]):
    """Holds the reader and the history of views; what is shown is always the history's view."""

    answer: var[Answer | None] = var(None)
    event: var[Event | None] = var(None)

    title_line = getters.query_one(TitleLine)
    filter_line = getters.query_one(FilterLine)
    overview = getters.query_one(Overview)

    def __init__(self, reader: Reader, view: View, glyphs: Glyphs) -> None:
        """Raises QueryError for a view whose query cannot be answered."""
        super().__init__()
        # Before the screen is there: the first paint is the whole one.
        self._first = _answered(reader, view, 0)
        self._answered: Answered | None = None
        """What is shown."""
        self._reader = reader
        self._glyphs = glyphs
        self._history = History((Visit(view),))
        self._asked = 0
        """The number of the latest question."""

    @property
    def view(self) -> View:
        """What is shown, or will be when the answer is there."""
        return self._history.view

    @property
    def time_pane(self) -> TimePane:
        """The pane that has the cursor."""
        raise NotImplementedError

    def show_time_pane(self) -> None:
        """Show the pane that the view wants for the events."""
        raise NotImplementedError

    def show_pane(self, name: str) -> None:
        """Give a pane the focus."""
        raise NotImplementedError

    # Asking.

    def ask(self, view: View, *, remember: bool = False) -> None:
        """`remember` makes a new view: at once, so that the next key builds on it though the answer is not there."""
        if remember:
            self._history = self._history.push(view)
        self._asked += 1
        known = self._answered
        if known is not None and known.answers(view):  # only shown otherwise: at once, for the keys that follow
            self._show_answer(replace(known, number=self._asked))
        else:
            self.answer_from_store(partial(_tried, self._reader, view, self._asked), self._show)

    def ask_for(self, query: Query) -> None:
        """A new view: another query, shown as this one is."""
        self.ask(replace(self.view, query=query), remember=True)

    def _show(self, answered: Answered | Failed) -> None:
        if isinstance(answered, Failed):
            self._show_failure(answered)
        elif answered.number == self._asked:
            self._show_answer(answered)

    def _show_answer(self, message: Answered) -> None:
        self._answered = message
        answer, beside = message.answer, message.beside
        if self.filter_line.editing:
            if not answer.selection.count and (field := begun(self.filter_line.text)) is not None:
                self.title_line.complaint = f"{field.name}: takes a value, like {field.example}"
                return
        else:
            understood = replace(self.view, query=answer.query, beside=beside.query if beside else None)
            sentence = f"{answer.sentence}, beside {beside.sentence}" if beside else answer.sentence
            self._history = self._history.answered(understood, message.both.selection.count, sentence)
        self.answer = answer
        self.title_line.beside = beside
        self.title_line.total = self._reader.count
        self.title_line.complaint = ""
        self.filter_line.mark(-1)
        self.filter_line.show(str(answer.query))
        self.overview.show(self._reader, message.both)
        self.show_time_pane()
        self.time_pane.show(self._reader, message, self.view)

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
        event = message.event
        self.event = event
        self.overview.window = message.window
        self.overview.cursor = None if event is None else event.date.hi if event.date.lo is None else event.date.lo
        if event is not None and not self.filter_line.editing:  # Esc goes back to the event, too
            self._history = self._history.seen(replace(self.view, event=event.id, window=message.window))

    @on(ValueChosen)
    def _narrow(self, message: ValueChosen) -> None:
        query = self.view.query
        if message.exclude:
            self.ask_for(edit.mark(query, message.field, message.value, "exclude"))
        else:
            self.ask_for(edit.narrow(query, message.field, message.value))

    # The filter line.

    def action_edit_filter(self) -> None:
        self.filter_line.edit()
        self.query_one(HintLine).hints = (("Enter", "keep"), ("Esc", "revert"))

    @on(FilterLine.Typed)
    def _try_filter(self, message: FilterLine.Typed) -> None:
        if message.text != self.filter_line.text:
            return  # more was typed since, and will be asked
        try:
            self.ask(replace(self.view, query=parse(message.text, typing=True)))
        except QueryError as error:
            self._asked += 1
            self._show_failure(Failed(error.message, error.column, self._asked))

    @on(FilterLine.Kept)
    def _keep_filter(self, message: FilterLine.Kept) -> None:
        if self._keep(message.text):
            self.show_pane("timeline")

    def _keep(self, text: str) -> bool:
        """Ask what was typed, for good; False where it is no query, which is said."""
        try:
            query = resolve(self._reader, parse(text, typing=True))
        except QueryError as error:
            self._show_failure(Failed(error.message, error.column, self._asked))
            return False
        self._leave_filter()
        self.ask_for(query)
        return True

    @on(FilterLine.Reverted)
    def _revert_filter(self) -> None:
        self._leave_filter()
        self.ask(self.view)
        self.show_pane("timeline")

    @on(events.DescendantFocus)
    def _leave_filter_for_pane(self, event: events.DescendantFocus) -> None:
        """Tab or a click on a pane ends the typing like Enter, or like Esc where there is no query yet."""
        pane = isinstance(event.widget, TimePane) or event.widget.id in PANES
        if self.filter_line.editing and pane and not self._keep(self.filter_line.text):
            self._leave_filter()
            self.ask(self.view)

    def _leave_filter(self) -> None:
        self.filter_line.leave()
        self.query_one(HintLine).reset()

    def action_clear(self) -> None:
        if self.view.query != EVERYTHING:
            self.ask_for(EVERYTHING)

    def action_kind(self, kind: str) -> None:
        if kind in self._reader.vocabulary.kinds:
            self.ask_for(edit.mark(self.view.query, "kind", kind, "include"))
        else:
            self.notify(f"This chronology has no kind '{kind}'.", severity="warning", markup=False)

    def action_pick(self, field: str) -> None:
        self._open_picker((field,))

    def action_facets(self) -> None:
        from dateline.exchange.pages import FACETS

        self._open_picker(FACETS)

    def _open_picker(self, fields: tuple[str, ...]) -> None:
        from dateline.app.screens.picker import Picker

        def picked(query: Query | None) -> None:
            if query is not None and query != self.view.query:
                self.ask_for(query)

        self.app.push_screen(Picker(self._reader, self.view.query, fields, self._glyphs, self.time_pane.window), picked)


def _tried(reader: Reader, view: View, number: int) -> Answered | Failed:
    try:
        return _answered(reader, view, number)
    except QueryError as error:
        return Failed(error.message, error.column, number)
    except DatelineError as error:
        return Failed(str(error), number=number)


def _answered(reader: Reader, view: View, number: int) -> Answered:
    """Raises QueryError."""
    beside = search(reader, view.beside) if view.beside is not None else None
    return Answered(search(reader, view.query), number, beside)
