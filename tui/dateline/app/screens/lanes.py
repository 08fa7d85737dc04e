"""The menu of lanes: by which field, in which order, and back to the list."""

from __future__ import annotations

from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from dateline.app.screens.dialog import Dialog
from dateline.app.widgets.glyphs import Glyphs
from dateline.query.view import LANES, ORDERS, View

KEYS = {"actor": "a", "system": "s", "kind": "k", "place": "p", "outlet": "o", "source": "u"}


class LanesMenu(Dialog[View]):
    """Asks how events stand; answers with the changed view."""

    def __init__(self, view: View, glyphs: Glyphs) -> None:
        super().__init__(classes="-ascii" if glyphs.ascii_only else "")
        self._glyphs = glyphs
        bare = replace(view, hidden=(), solo=None)
        other = next(order for order in ORDERS if order != view.order)
        self._choices = {KEYS[field]: (f"by {field}", replace(bare, lanes=field)) for field in LANES}
        if view.lanes:
            self._choices["r"] = (f"in order of {other}", replace(view, order=other))
            if view.hidden or view.solo is not None:
                self._choices["h"] = ("show the hidden lanes", bare)
            self._choices["n"] = ("no lanes: a list", replace(bare, lanes=""))

    def compose(self) -> ComposeResult:
        lines = [Content.assemble((f"{key}  ", "bold $accent"), name) for key, (name, _) in self._choices.items()]
        with Vertical(id="box") as box:
            box.border_title = "Lanes"
            box.border_subtitle = self._glyphs.plain("Esc cancel")
            yield Static(Content("\n").join(lines))

    def on_key(self, event: events.Key) -> None:
        if event.key in self._choices:
            event.stop()
            self.dismiss(self._choices[event.key][1])
