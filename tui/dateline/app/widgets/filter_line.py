"""The filter line: always there, typed into after `/`."""

from __future__ import annotations

from dataclasses import dataclass

from rich.highlighter import Highlighter
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from dateline.app.widgets.entry import Entry
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.written import PLACEHOLDER


class _Mark(Highlighter):
    """Underlines the place where a query goes wrong."""

    def __init__(self) -> None:
        self.column = -1

    def highlight(self, text: Text) -> None:
        if self.column >= 0:
            text.stylize("underline bold", min(self.column, max(len(text) - 1, 0)))


class FilterLine(Horizontal):
    """A prompt and the query."""

    DEFAULT_CSS = """
    FilterLine {
        height: 1;
        padding: 0 1;
        & > Label { width: 2; color: $muted; }
        & > Input, & > Input:focus {
            width: 1fr; height: 1; border: none; padding: 0; background: $background; color: $foreground;
        }
        &:focus-within > Label { color: $accent; text-style: bold; }
        & > Input > .input--placeholder { color: $muted; }
    }
    """
    BINDINGS = [Binding("escape", "revert", "revert", show=False)]

    @dataclass(eq=False, repr=False)
    class Typed(Message):
        """The text changed while the person types."""

        text: str

    @dataclass(eq=False, repr=False)
    class Kept(Message):
        """Enter was pressed."""

        text: str

    class Reverted(Message):
        """Esc was pressed: the filter goes back to what it was."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._mark = _Mark()
        self._editing = False

    def compose(self) -> ComposeResult:
        yield Label(self._glyphs.prompt)
        box = Entry(
            placeholder=PLACEHOLDER,
            highlighter=self._mark,
            select_on_focus=False,
        )
        box.can_focus = False
        yield box

    @property
    def _input(self) -> Input:
        return self.query_one(Input)

    @property
    def editing(self) -> bool:
        """Whether the person is typing."""
        return self._editing

    @property
    def text(self) -> str:
        return self._input.value

    def show(self, text: str) -> None:
        """Show a query; not while one is being typed."""
        if not self._editing:
            with self.prevent(Input.Changed):
                self._input.value = text

    def edit(self) -> None:
        """Let the person type."""
        self._editing = True
        self._input.can_focus = True
        if self._input.value and not self._input.value.endswith(" "):
            with self.prevent(Input.Changed):
                self._input.value += " "  # what is typed adds to what is there
        self.screen.set_focus(self._input)  # at once: the next key may be waiting already
        self._input.cursor_position = len(self._input.value)

    def leave(self) -> None:
        """Typing is over."""
        self._editing = False
        self.mark(-1)
        self._input.can_focus = False

    def mark(self, column: int) -> None:
        """Underline the text from a column on; nothing with -1."""
        self._mark.column = column
        self._input.refresh()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._editing:
            self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _kept(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Kept(event.value))

    def action_revert(self) -> None:
        self.post_message(self.Reverted())
