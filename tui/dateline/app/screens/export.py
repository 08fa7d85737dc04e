"""The export dialog: format, file, what it will look like, and how many events."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from dateline.app.screens.dialog import Dialog
from dateline.app.widgets.entry import Entry
from dateline.app.widgets.fitting import fit
from dateline.app.widgets.glyphs import Glyphs
from dateline.errors import DatelineError, FileInTheWayError
from dateline.exchange.files import write_atomically
from dateline.exchange.writers import FORMATS, Format
from dateline.query.search import Answer
from dateline.text import clean

PREVIEW_LINES = 8
PREVIEW_WIDTH = 72


class ExportDialog(Dialog[None]):
    """Writes the events that were found to a file, all of them."""

    BINDINGS = [
        Binding("down", "format(1)", "next format", show=False),
        Binding("up", "format(-1)", "previous format", show=False),
        Binding("ctrl+o", "overwrite", "overwrite", show=False),
    ]

    entry = getters.query_one(Input)

    @dataclass
    class Written(Message):
        """The export is done, or could not be: then `complaint` says why."""

        path: Path
        size: int = 0
        complaint: str = ""

    def __init__(self, answer: Answer, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._answer = answer
        self._format = FORMATS["csv"]
        self._busy = False

    def compose(self) -> ComposeResult:
        count = self._answer.selection.count
        with Vertical(id="box") as box:
            box.border_title = f"Export {count:,} event{'' if count == 1 else 's'}"
            box.border_subtitle = self._glyphs.plain("↑ ↓ format · Enter write · Ctrl+O overwrite · Esc cancel")
            yield Static(id="formats")
            yield Entry("dateline.csv", placeholder="file")
            yield Static(id="preview", markup=False)
            yield Static(id="complaint", markup=False)

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        chosen = "bold $accent"
        names = [
            Content.styled(f"[{name}]", chosen) if name == self._format.name else Content(f" {name} ")
            for name in FORMATS
        ]
        line = Content(" ").join(names)
        self.query_one("#formats", Static).update(Content.assemble(line, "\n", (self._format.description, "$muted")))
        sample = self._answer.selection.page(0, 5)
        text = "".join(islice(self._format.write(sample, self._answer.sentence), 20))
        width = min(self.app.size.width - 4, PREVIEW_WIDTH)
        lines = [fit(clean(each, 200), width, self._glyphs.ellipsis) for each in text.splitlines()[:PREVIEW_LINES]]
        self.query_one("#preview", Static).update(self._glyphs.plain("\n".join(lines)))

    def _complain(self, sentence: str) -> None:
        self.query_one("#complaint", Static).update(clean(sentence))

    def _choose(self, chosen: Format) -> None:
        self._format = chosen
        self._show()

    def action_format(self, by: int) -> None:
        names = list(FORMATS)
        chosen = FORMATS[names[(names.index(self._format.name) + by) % len(names)]]
        if self.entry.value.endswith(self._format.suffix):
            with self.prevent(Input.Changed):
                self.entry.value = self.entry.value.removesuffix(self._format.suffix) + chosen.suffix
        self._choose(chosen)

    @on(Input.Changed)
    def _follow_suffix(self, event: Input.Changed) -> None:
        self._complain("")
        chosen = next((f for f in FORMATS.values() if event.value.endswith(f.suffix)), None)
        if chosen is not None and chosen is not self._format:
            self._choose(chosen)

    @on(Input.Submitted)
    def _submit(self) -> None:
        self._start(overwrite=False)

    def action_overwrite(self) -> None:
        self._start(overwrite=True)

    def _start(self, *, overwrite: bool) -> None:
        if not self.entry.value.strip():
            self._complain("Name a file to write to.")
        elif not self._busy:
            try:
                path = Path(self.entry.value.strip()).expanduser()
            except RuntimeError:
                self._complain("There is no such user; write the folder out.")
                return
            self._busy = True
            self._complain("Writing …")
            self._write(path, overwrite)

    @work(thread=True, exclusive=True, group="export")
    def _write(self, path: Path, overwrite: bool) -> None:
        pieces = self._format.write(self._answer.selection, self._answer.sentence)
        try:
            size = write_atomically(path, pieces, overwrite=overwrite)
        except FileInTheWayError as error:
            self.post_message(self.Written(path, complaint=f"{error}, or press Ctrl+O to overwrite it"))
        except DatelineError as error:
            self.post_message(self.Written(path, complaint=str(error)))
        else:
            self.post_message(self.Written(path, size))

    @on(Written)
    def _done(self, message: Written) -> None:
        self._busy = False
        if message.complaint:
            self._complain(message.complaint)
            return
        count = self._answer.selection.count
        events = f"{count:,} event{'' if count == 1 else 's'}"
        self.app.notify(f"{events}, {message.size:,} bytes, in {message.path}", title="Exported", markup=False)
        self.dismiss(None)
