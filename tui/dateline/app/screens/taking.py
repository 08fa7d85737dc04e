"""What the main screen lets a person take away: files, text for the clipboard, a source's page."""

from __future__ import annotations

from dataclasses import replace

from textual import getters

from dateline.app import clipboard
from dateline.app.panes.source import SourcePane
from dateline.app.screens.travelling import Travelling
from dateline.app.widgets.glyphs import Glyphs
from dateline.errors import DatelineError
from dateline.query.search import search
from dateline.query.view import View
from dateline.store.reader import Reader
from dateline.text import clean


class Taking(Travelling):
    """Export, copy, open."""

    source_pane = getters.query_one(SourcePane)

    def __init__(self, reader: Reader, view: View, glyphs: Glyphs, command: tuple[str, ...]) -> None:
        """`command` is how Dateline was called, up to the view."""
        super().__init__(reader, view, glyphs)
        self._command = command

    def action_export(self) -> None:
        from dateline.app.screens.export import ExportDialog

        answer = self.answer
        try:  # keys may be faster than answers: what is written is what the latest of them asked for
            if answer is None or answer.query != self.view.query:
                answer = search(self._reader, self.view.query)
        except DatelineError as error:
            self.notify(clean(str(error)), severity="warning", markup=False)
        else:
            self.app.push_screen(ExportDialog(answer, self._glyphs))

    def action_copy(self) -> None:
        import shlex

        from dateline.app.screens.copy import CopyMenu

        event, citation = self.time_pane.event, self.source_pane.citation
        if event is None:
            self.notify("There is no event to copy.", timeout=2)
            return
        if event != self.event:  # the other panes follow in a moment
            citation = event.citations[0]
        view = replace(self.view, event=event.id, window=self.time_pane.window)
        line = shlex.join((*self._command, *view.words()))
        self.app.push_screen(CopyMenu(event, citation, line, self._glyphs), self._copy)

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
