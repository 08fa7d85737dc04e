"""The copy menu: what of the event under the cursor goes to the clipboard."""

from __future__ import annotations

import json

from textual.content import Content

from dateline.app.screens.menu import Menu
from dateline.app.widgets.fitting import fit
from dateline.app.widgets.glyphs import Glyphs
from dateline.exchange.words import reference
from dateline.model import Citation, Event
from dateline.record import record
from dateline.text import clean

WIDTH = 70


class CopyMenu(Menu[str]):
    """Asks what to copy; answers with the text."""

    def __init__(self, event: Event, citation: Citation | None, command: str, glyphs: Glyphs) -> None:
        choices = {
            "i": ("id", event.id),
            "s": ("source", reference(citation) if citation else ""),
            "j": ("JSON", json.dumps(record(event), ensure_ascii=False)),
            "c": ("command line of this view", command),
        }
        super().__init__("Copy", {key: (_shown(*each, glyphs), each[1]) for key, each in choices.items()}, glyphs)


def _shown(name: str, text: str, glyphs: Glyphs) -> Content:
    """What it is called, and the beginning of it."""
    return Content.assemble(
        name, "\n   ", (fit(glyphs.plain(clean(text, 200)), WIDTH - 4, glyphs.ellipsis).rstrip(), "$muted")
    )
