"""The copy menu: what of the event under the cursor goes to the clipboard."""

from __future__ import annotations

import json

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from dateline.app.screens.dialog import Dialog
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.lines import fit
from dateline.exchange.record import record, reference
from dateline.model import Citation, Event
from dateline.text import clean

WIDTH = 70


class CopyMenu(Dialog[str]):
    """Asks what to copy; answers with the text."""

    def __init__(self, event: Event, citation: Citation | None, command: str, glyphs: Glyphs) -> None:
        super().__init__(classes="-ascii" if glyphs.ascii_only else "")
        self._glyphs = glyphs
        self._choices = {
            "i": ("id", event.id),
            "s": ("source", reference(citation) if citation else ""),
            "j": ("JSON", json.dumps(record(event), ensure_ascii=False)),
            "c": ("command line of this view", command),
        }

    def compose(self) -> ComposeResult:
        lines = []
        for key, (name, text) in self._choices.items():
            shown = fit(self._glyphs.plain(clean(text, 200)), WIDTH - 4, self._glyphs.ellipsis).rstrip()
            lines.append(Content.assemble((f"{key}  ", "bold $accent"), name, "\n   ", (shown, "$muted")))
        with Vertical(id="box") as box:
            box.border_title = "Copy"
            box.border_subtitle = self._glyphs.plain("Esc cancel")
            yield Static(Content("\n").join(lines))

    def on_key(self, event: events.Key) -> None:
        if event.key in self._choices:
            event.stop()
            self.dismiss(self._choices[event.key][1])
