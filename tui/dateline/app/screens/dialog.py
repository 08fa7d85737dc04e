"""What the dialogs share: a box in the middle, Esc to leave."""

from __future__ import annotations

from typing import TypeVar

from textual.binding import Binding
from textual.screen import ModalScreen

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None]):
    """A box over the main screen; dismissed with None by Esc."""

    BINDINGS = [Binding("escape", "cancel", "cancel", show=False)]
    CSS_PATH = "dialog.tcss"

    def action_cancel(self) -> None:
        self.dismiss(None)
