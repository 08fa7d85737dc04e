"""Asking for a second query, to stand beside the first on the same axis."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from dateline.app.screens.dialog import Dialog
from dateline.app.widgets.entry import Entry
from dateline.app.widgets.glyphs import Glyphs
from dateline.errors import QueryError
from dateline.query.search import search
from dateline.query.syntax import Query, parse
from dateline.query.view import View
from dateline.store.reader import Reader
from dateline.text import clean


class Compare(Dialog[Query]):
    """Answers with the second query; with the first one to compare no longer."""

    def __init__(self, reader: Reader, view: View, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._reader = reader
        self._view = view

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "Compare with"
            ends = (
                "Enter compare · empty: no longer · Esc cancel" if self._view.beside else "Enter compare · Esc cancel"
            )
            box.border_subtitle = self._glyphs.plain(ends)
            yield Entry(value=str(self._view.beside or ""), placeholder="a second query: kind:drill actor:russia")
            yield Static(id="found", markup=False)

    def on_mount(self) -> None:
        self._say(str(self._view.beside or ""))

    def _say(self, text: str) -> Query | None:
        """Say what it would find; None where it is no query. Nothing is the first query: no comparison."""
        if not text.strip():
            self.query_one("#found", Static).update("")
            return self._view.query
        found: Query | None = None
        try:
            answer = search(self._reader, parse(text, typing=True))
            found, said = answer.query, answer.english
        except QueryError as error:
            said = error.message
        self.query_one("#found", Static).update(self._glyphs.plain(clean(said)))
        return found

    @on(Input.Changed)
    def _preview(self, event: Input.Changed) -> None:
        self._say(event.value)

    @on(Input.Submitted)
    def _compare(self, event: Input.Submitted) -> None:
        if (query := self._say(event.value)) is not None:
            self.dismiss(query)
