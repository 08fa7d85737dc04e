"""What the dialogs share: a box in the middle, Esc to leave."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.binding import Binding
from textual.screen import ModalScreen

from dateline.app.widgets.entry import Entry

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None]):
    """A box over the main screen; dismissed with None by Esc."""

    BINDINGS = [Binding("escape", "cancel", "cancel", show=False)]
    CSS_PATH = "dialog.tcss"

    def on_key(self, event: events.Key) -> None:
        """A key that was typed before the dialog stood belongs to its line."""
        if self.focused is None and (entries := self.query(Entry)):
            self.set_focus(entries.first())
            entries.first().post_message(event)
            event.stop()

    def action_cancel(self) -> None:
        self.dismiss(None)
