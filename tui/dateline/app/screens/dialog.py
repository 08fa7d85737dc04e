"""What the dialogs share: a box in the middle, Esc to leave."""

from __future__ import annotations

from typing import Final, Protocol, TypeVar

from textual import events
from textual.binding import Binding
from textual.screen import ModalScreen

from dateline.app.answering import Answering
from dateline.app.widgets.entry import Entry
from dateline.app.widgets.glyphs import Glyphs

Result = TypeVar("Result")
WRITING: Final = ("own", "export")
"""The groups of workers that write files."""


class Dialog(ModalScreen[Result | None], Answering[Result | None]):
    """A box over the main screen; dismissed with None by Esc."""

    BINDINGS = [Binding("escape", "cancel", "cancel", show=False)]
    CSS_PATH = "dialog.tcss"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(classes="-ascii" if glyphs.ascii_only else "")
        self._glyphs = glyphs

    def on_key(self, event: events.Key) -> None:
        """A key that was typed before the dialog stood belongs to its line."""
        if self.focused is None and (entries := self.query(Entry)):
            self.set_focus(entries.first())
            entries.first().post_message(event)
            event.stop()

    @property
    def holds_keys(self) -> bool:
        """Also while it writes a file: what comes after Enter is for the screen below."""
        return super().holds_keys or any(
            worker.node is self and worker.group in WRITING and not worker.is_finished for worker in self.workers
        )

    def action_cancel(self) -> None:
        self.dismiss(None)


class Movable(Protocol):
    """A list with a cursor."""

    @property
    def page(self) -> int:
        """How many lines a page is."""

    def move(self, by: int) -> None:
        """Move the cursor by lines, as far as there are any."""


class ListDialog(Dialog[Result]):
    """A dialog around a list: the arrows move in it wherever the typing goes."""

    BINDINGS = [
        Binding("down", "move(1)", "down", show=False),
        Binding("up", "move(-1)", "up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
    ]

    listed: Movable
    """The list; a subclass says which."""

    def action_move(self, by: int) -> None:
        self.listed.move(by)

    def action_page(self, by: int) -> None:
        self.action_move(by * self.listed.page)
