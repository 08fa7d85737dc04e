"""The marks and notes of the chronology that is open, and the file in which they are kept."""

from __future__ import annotations

import datetime
import threading
from pathlib import Path

from dateline.own import notes
from dateline.own.notes import Margin, Note


class Keeper:
    """Shows a mark at once and writes it when told to: writing may wait for a disk, and for other programs.

    `mark` is for the thread of the screen; the others are for any. Those that touch the file raise OwnFileError, and
    then nothing is forgotten: the marks that were not written are with the next ones.
    """

    def __init__(self, path: Path, chronology: str) -> None:
        """Touches no file. `chronology` is what it is called in the file."""
        self.path = path
        self.margin = Margin()
        """With what is not written yet."""
        self._chronology = chronology
        self._unwritten: dict[str, bool] = {}
        self._changing = threading.Lock()
        self._writing = threading.Lock()

    def load(self) -> None:
        """Read the file again."""
        self._show(notes.load(self.path).get(self._chronology, Margin()), {})

    def mark(self, changes: dict[str, bool]) -> None:
        """Mark events, or take their marks away."""
        with self._changing:
            self._unwritten |= changes
            self.margin = self.margin.marking(changes)

    def keep(self) -> None:
        """Write the marks that are not written yet."""
        with self._writing:
            marks = dict(self._unwritten)
            if marks:
                self._show(notes.change(self.path, self._chronology, lambda margin: margin.marking(marks)), marks)

    def note(self, event: str, text: str, before: str) -> str | None:
        """Write a note in place of `before` (both empty for none): None when that is done.

        Where another program has changed the note meanwhile nothing is written, and what it says now is returned.
        """
        now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        found = before

        def noted(margin: Margin) -> Margin:
            nonlocal found
            found = margin.notes[event].text if event in margin.notes else ""
            return margin.noting(event, Note(text, now) if text else None) if found in (before, text) else margin

        with self._writing:
            self._show(notes.change(self.path, self._chronology, noted), {})
        return None if found in (before, text) else found

    def _show(self, written: Margin, marks: dict[str, bool]) -> None:
        """The file has this margin now, with these marks."""
        with self._changing:
            self._unwritten = {event: on for event, on in self._unwritten.items() if marks.get(event) != on}
            self.margin = written.marking(self._unwritten)
