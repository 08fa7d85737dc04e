"""Going to a date."""

from __future__ import annotations

import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from dateline.app.screens.dialog import Dialog
from dateline.app.widgets.entry import Entry
from dateline.app.widgets.glyphs import Glyphs
from dateline.errors import DateError
from dateline.query import ranges
from dateline.store.selection import Selection
from dateline.text import clean


class GoToDate(Dialog[int]):
    """Asks for a date; answers with the position of the first event that begins on or after it."""

    def __init__(self, selection: Selection, glyphs: Glyphs) -> None:
        super().__init__(classes="-ascii" if glyphs.ascii_only else "")
        self._selection = selection
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "Go to a date"
            box.border_subtitle = self._glyphs.plain("Enter go · Esc cancel")
            yield Entry(placeholder="2022, 2022-02, 2022-02-10, today, -90d")
            yield Static(id="found", markup=False)

    def _position(self, text: str) -> int:
        """Raises DateError."""
        lo = ranges.days(text.strip(), datetime.date.today()).lo
        position = 0 if lo is None else self._selection.first_after(lo)
        return self._selection.count - 1 if position is None else position

    @on(Input.Changed)
    def _preview(self, event: Input.Changed) -> None:
        found = self.query_one("#found", Static)
        try:
            position = self._position(event.value) if event.value.strip() else None
        except DateError:
            found.update("not a date yet")
            return
        if position is None:
            found.update("")
        else:
            (first,) = self._selection.page(position, 1)
            found.update(self._glyphs.plain(clean(f"{first.date.text}: {first.title}")))

    @on(Input.Submitted)
    def _go(self, event: Input.Submitted) -> None:
        try:
            self.dismiss(self._position(event.value))
        except DateError as error:
            self.query_one("#found", Static).update(clean(str(error)))
