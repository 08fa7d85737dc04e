"""The dialog for a note of the person's own on an event."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from dateline.app.screens.dialog import Dialog
from dateline.app.widgets.entry import Entry
from dateline.app.widgets.glyphs import Glyphs
from dateline.errors import OwnFileError
from dateline.model import Event
from dateline.own.keeper import Keeper
from dateline.text import clean


class _Paragraph(Entry):
    """Takes what is pasted whole, as one paragraph; an input would take its first line."""

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(" ".join(event.text.split()))


class NoteDialog(Dialog[bool]):
    """Writes a note, one paragraph; answers True when it is kept."""

    @dataclass
    class Done(Message):
        """The note is kept, or could not be: then `complaint` says why."""

        complaint: str = ""
        now: str | None = None
        """What another program has written meanwhile."""

    def __init__(self, event: Event, keeper: Keeper, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._event = event
        self._keeper = keeper
        note = keeper.margin.notes.get(event.id)
        self._before = note.text if note else ""
        self._written = note.written if note else ""
        self._busy = False

    def compose(self) -> ComposeResult:
        written = f" ({self._written[:10]})" if self._written else ""
        with Vertical(id="box") as box:
            box.border_title = "Your note"
            box.border_subtitle = self._glyphs.plain("Enter keep · empty: no note · Esc cancel")
            yield Static(self._plain(f"{self._event.title}{written}"), id="event", markup=False)
            yield _Paragraph(self._before, placeholder="one paragraph, for yourself")
            yield Static(self._plain(self._before), id="preview", markup=False)
            yield Static(id="complaint", markup=False)

    def _plain(self, text: str) -> str:
        return self._glyphs.plain(clean(text))

    @on(Input.Changed)
    def _preview(self, event: Input.Changed) -> None:
        self.query_one("#preview", Static).update(self._plain(event.value))
        self.query_one("#complaint", Static).update("")

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        text = event.value.strip()
        if text == clean(self._before).strip():
            self.dismiss(False)
        elif not self._busy:
            self._busy = True
            self._keep(text, self._before)

    @work(thread=True, group="own")
    def _keep(self, text: str, before: str) -> None:
        try:
            now = self._keeper.note(self._event.id, text, before)
        except OwnFileError as error:
            self.post_message(self.Done(str(error)))
        else:
            self.post_message(self.Done(now=now))

    @on(Done)
    def _done(self, message: Done) -> None:
        self._busy = False
        complaint = message.complaint
        if message.now is not None:
            self._before = message.now
            said = f"says now: {message.now}" if message.now else "was taken away"
            complaint = f"Another Dateline was here: the note {said}. Enter once more puts yours in its place."
        if complaint:
            self.query_one("#complaint", Static).update(self._plain(complaint))
        else:
            self.dismiss(True)
