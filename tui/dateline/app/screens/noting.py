"""What the person keeps beside the chronology: marks and notes on its events, in a file of their own."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from textual import on, work
from textual.message import Message
from textual.reactive import var

from dateline.app.messages import Failed
from dateline.app.screens.revisiting import Revisiting
from dateline.app.widgets.glyphs import Glyphs
from dateline.errors import OwnFileError
from dateline.own import notes
from dateline.own.keeper import Keeper
from dateline.own.notes import Margin
from dateline.query.syntax import Term, Value
from dateline.query.view import View
from dateline.store.reader import Reader

SOON: Final = 0.2
"""Seconds that marks and notes wait where keys were pressed before the start: the first ones load the YAML library."""


class Noting(Revisiting):
    """Marks and notes."""

    margin: var[Margin] = var(Margin)

    @dataclass(eq=False, repr=False)
    class MarginKept(Message):
        """The file was read or written, or could not be: then `complaint` says why."""

        complaint: str = ""

    def __init__(self, reader: Reader, view: View, glyphs: Glyphs, command: tuple[str, ...], chronology: str) -> None:
        """`chronology` is what it is called in the file of marks and notes."""
        super().__init__(reader, view, glyphs, command)
        self._keeper = Keeper(notes.default_path(), chronology)
        self._said = ""
        """The latest complaint: it is not said for every key."""
        self._heard = False
        """Whether the file was read, or there was none."""
        self._unmarked: frozenset[str] = frozenset()

    def on_mount(self) -> None:
        self.call_after_refresh(self._read_soon)  # nobody waits for it to see the events

    def on_unmount(self) -> None:
        with suppress(OwnFileError):  # it was said when the mark was made
            self._keeper.keep()

    def _read_soon(self) -> None:
        if getattr(self.app, "keys_wait", False):
            self.set_timer(SOON, self.read_margin)
        else:
            self.read_margin()

    def read_margin(self) -> None:
        """Read marks and notes, if there are any."""
        if os.path.lexists(self._keeper.path):
            self._load()

    def _ready(self) -> None:
        """Keys may come before the worker has read the file."""
        if not self._heard and os.path.lexists(self._keeper.path):
            with suppress(OwnFileError):  # the worker meets it, too, and says it
                self._keeper.load()
            self.margin = self._keeper.margin
        self._heard = True

    @work(thread=True, group="own")
    def _load(self) -> None:
        self._tell(self._keeper.load, "Your marks and notes are not shown.")

    @work(thread=True, group="own")
    def _keep_marks(self) -> None:
        self._tell(self._keeper.keep, "Marks are not kept beyond this session.")

    def _tell(self, step: Callable[[], None], otherwise: str) -> None:
        try:
            step()
        except OwnFileError as error:
            self.post_message(self.MarginKept(f"{otherwise} {error}"))
        else:
            self.post_message(self.MarginKept())

    @on(MarginKept)
    def _show_margin(self, message: MarginKept) -> None:
        self.margin, self._heard = self._keeper.margin, True
        if message.complaint and message.complaint != self._said:
            self.post_message(Failed(message.complaint))
        self._said = message.complaint

    # Marks.

    def _mark(self, changes: dict[str, bool]) -> None:
        self._keeper.mark(changes)
        self.margin = self._keeper.margin
        self._keep_marks()

    def action_mark(self) -> None:
        self._ready()
        event = self.time_pane.event  # not what the panes beside show: keys may be faster than they
        if event is None:
            self.notify("There is no event to mark.", timeout=2)
        else:
            self._mark({event.id: event.id not in self.margin.marks})

    def action_marked(self) -> None:
        self._ready()
        ordinals = {event: self._reader.ordinal(event) for event in self.margin.marks}
        found = sorted((ordinal, event) for event, ordinal in ordinals.items() if ordinal is not None)
        if found:
            self.ask_for(Term("id", tuple(Value(event) for _, event in found)))
        else:
            self.notify("Nothing is marked.", timeout=2)

    def action_unmark_all(self) -> None:
        self._ready()
        marked = self.margin.marks
        again = {} if marked else dict.fromkeys(self._unmarked, True)
        if not marked and not again:
            self.notify("Nothing is marked.", timeout=2)
            return
        self._unmarked = marked
        self._mark(again or dict.fromkeys(marked, False))
        count, done = len(again or marked), "marked again" if again else "unmarked"
        self.notify(f"{count:,} event{'' if count == 1 else 's'} {done}.", timeout=3)

    # Notes.

    def action_note(self) -> None:
        from dateline.app.screens.note import NoteDialog

        def kept(_: bool | None) -> None:
            self.margin = self._keeper.margin

        self._ready()
        event = self.time_pane.event
        if event is None:
            self.notify("There is no event to write on.", timeout=2)
        else:
            self.app.push_screen(NoteDialog(event, self._keeper, self._glyphs), kept)
