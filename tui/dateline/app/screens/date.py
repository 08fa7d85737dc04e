"""Going to a date, or to the next event of a name."""

from __future__ import annotations

import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from dateline.app.screens.dialog import Dialog
from dateline.app.widgets.entry import Entry
from dateline.app.widgets.glyphs import Glyphs
from dateline.errors import DateError, QueryError
from dateline.query import ranges
from dateline.query.search import search
from dateline.query.syntax import parse
from dateline.store.reader import Reader
from dateline.store.selection import Selection
from dateline.text import clean, fold

SEEN = 200
"""Events among which one is preferred that has the words in its title."""


class GoToDate(Dialog[int]):
    """Asks for a date or for words; answers with a position.

    Of a date, that of the first event that begins on or after it; of words, that of the next event that is called so,
    or in which they are found, from the cursor on and then from the first.
    """

    def __init__(self, reader: Reader, selection: Selection, position: int, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._reader = reader
        self._selection = selection
        self._from = position

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "Go to a date or a name"
            box.border_subtitle = self._glyphs.plain("Enter go · Esc cancel")
            yield Entry(placeholder="2022, 2022-02-10, today, -90d, zapad")
            yield Static(id="found", markup=False)

    def _position(self, text: str) -> int | None:
        """None where no event has the words. Raises QueryError for what is neither a date nor words."""
        try:
            lo = ranges.days(text.strip(), datetime.date.today()).lo
        except DateError:
            found = self._selection & search(self._reader, parse(text, typing=True)).selection
            return self._next(found, text) if found.count else None
        position = 0 if lo is None else self._selection.first_after(lo)
        return self._selection.count - 1 if position is None else position

    def _next(self, found: Selection, text: str) -> int | None:
        """The position of the next of these events that is called so, or else of the next one."""
        (here,) = self._selection.page(self._from, 1)
        after = found.following(here.id)
        candidates = (*found.page(after, SEEN), *found.page(0, min(after, SEEN)))
        called = (event for event in candidates if fold(text) in fold(event.title))
        return self._selection.position(next(called, candidates[0]).id)

    @on(Input.Changed)
    def _preview(self, event: Input.Changed) -> None:
        self._say(event.value)

    def _say(self, text: str) -> int | None:
        """Say which event it would be."""
        said, position = "", None
        if text.strip():
            try:
                position = self._position(text)
                said = "No date, and in no event."
            except QueryError as error:
                said = error.message
        if position is not None:
            (first,) = self._selection.page(position, 1)
            said = f"{first.date.text}: {first.title}"
        self.query_one("#found", Static).update(self._glyphs.plain(clean(said)))
        return position

    @on(Input.Submitted)
    def _go(self, event: Input.Submitted) -> None:
        if (position := self._say(event.value)) is not None:
            self.dismiss(position)
