"""The rhythm of the events found: their gaps, silences and counts, and which of them follow others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Label, Static
from textual.worker import Worker, get_current_worker

from dateline.app.panes.rhythm import After, RhythmPane
from dateline.app.screens.dialog import Dialog
from dateline.app.widgets.entry import Entry
from dateline.app.widgets.glyphs import Glyphs
from dateline.errors import DateError, DatelineError, QueryError
from dateline.query import ranges
from dateline.query.followed import followed
from dateline.query.rhythm import Rhythm, rhythm
from dateline.query.search import Answer, search
from dateline.query.syntax import Query, parse
from dateline.store.reader import Reader
from dateline.text import clean


class RhythmScreen(Dialog[None]):
    """Figures of the current answer; `/` asks after which events of another query they come."""

    AUTO_FOCUS = "RhythmPane"
    BINDINGS = [
        Binding("slash", "after", "after", show=False, priority=True),
        Binding("R,q", "cancel", "close", show=False),
    ]

    pane = getters.query_one(RhythmPane)
    after = getters.query_one("#after", Entry)
    within = getters.query_one("#within", Entry)

    @dataclass
    class Told(Message):
        """The figures are there."""

        rhythm: Rhythm
        after: After | None = None

    @dataclass
    class Failed(Message):
        """The other query cannot be answered."""

        sentence: str

    def __init__(self, reader: Reader, answer: Answer, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._reader = reader
        self._answer = answer
        self._rhythm: Rhythm | None = None

    def compose(self) -> ComposeResult:
        plain = self._glyphs.plain
        with Vertical(id="box") as box:
            box.border_title = "Rhythm"
            box.border_subtitle = plain("/ after another query · Esc close")
            yield Static(plain(clean(self._answer.english)), id="asked", markup=False)
            with Horizontal(id="question"):
                yield Label("after ")
                yield Entry(placeholder="which of these follow the events of another query?", id="after")
                yield Label(" within ")
                yield Entry("10d", placeholder="10d", id="within")
            yield Static(id="complaint", markup=False)
            yield RhythmPane(self._glyphs)

    def on_mount(self) -> None:
        self._count()

    def on_key(self, event: events.Key) -> None:
        """A key that was typed before the dialog stood moves the figures; only what follows / is a query."""
        event.prevent_default()

    @work(thread=True, exclusive=True, group="rhythm")
    def _count(self) -> None:
        worker = get_current_worker()
        try:
            message: RhythmScreen.Told | RhythmScreen.Failed = self.Told(self._figures(worker))
        except DatelineError as error:
            message = self.Failed(str(error))
        if not worker.is_cancelled:
            self.post_message(message)

    def _figures(self, worker: Worker[None]) -> Rhythm:
        """Of all the events; of those until then where they are not wanted any more."""
        return rhythm(takewhile(lambda _: not worker.is_cancelled, self._answer.selection.span_pages()))

    def action_after(self) -> None:
        self.set_focus(self.after)  # at once: the next key may be waiting already

    @on(Input.Submitted)
    def _ask(self) -> None:
        text = self.after.value.strip()
        if not text:
            self._count()
            return
        try:
            query, within = parse(text), ranges.within(self.within.value)
        except QueryError as error:
            self._complain(error.message)
        except DateError as error:
            self._complain(str(error))
        else:
            self._complain("Looking …")
            self._follow(query, within)

    @work(thread=True, exclusive=True, group="rhythm")
    def _follow(self, query: Query, within: ranges.Within) -> None:
        worker = get_current_worker()
        try:
            before, spans = search(self._reader, query), self._answer.selection.spans()
            after = After(before, within, followed(spans, before.selection.spans(), within))
            message: RhythmScreen.Told | RhythmScreen.Failed = self.Told(self._rhythm or self._figures(worker), after)
        except QueryError as error:
            message = self.Failed(error.message)
        except DatelineError as error:
            message = self.Failed(str(error))
        if not worker.is_cancelled:
            self.post_message(message)

    @on(Told)
    def _show(self, message: Told) -> None:
        self._rhythm = message.rhythm
        self._complain("")
        self.pane.show(self._answer, message.rhythm, message.after)
        if message.after is not None:
            self.set_focus(self.pane)

    @on(Failed)
    def _say(self, message: Failed) -> None:
        self._complain(message.sentence)

    def _complain(self, sentence: str) -> None:
        self.query_one("#complaint", Static).update(self._glyphs.plain(clean(sentence)))
