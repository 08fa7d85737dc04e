"""The lines at the top and the bottom of the screen."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dateline.app import written
from dateline.app.commands import COMMANDS, footer
from dateline.app.widgets.glyphs import Glyphs
from dateline.query.edit import parts
from dateline.query.search import Answer
from dateline.text import clean

NAMES: Final = {
    "Enter": "enter",
    "Esc": "escape",
    **{command.shown.split()[0]: command.keys.split(",")[0] for command in COMMANDS if command.shown},
}
"""Textual's names of the keys that hints show."""


class TitleLine(Widget):
    """What is asked, in English, and how much was found."""

    DEFAULT_CSS = "TitleLine { height: 1; padding: 0 1; color: $muted; }"
    answer: reactive[Answer | None] = reactive(None)
    beside: reactive[Answer | None] = reactive(None)
    """What the second query of a comparison found."""
    total: reactive[int] = reactive(0)
    complaint: reactive[str] = reactive("")
    """What is wrong with the filter that is being typed."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def render(self) -> RenderResult:
        width = self.content_size.width
        right = self._glyphs.plain(clean(self.complaint) or self._counts())
        right_style = "$warning" if self.complaint else "$muted"
        asked = clean(self.answer.sentence) if self.answer and (parts(self.answer.query) or self.beside) else ""
        if self.beside is not None:
            asked += f", beside {clean(self.beside.sentence)}"
        name, asked, right = written.title(self._glyphs.plain(asked), right, width, self._glyphs.ellipsis)
        return Content.assemble((name, "bold $foreground"), (asked, "$muted"), "  ", (right, right_style))

    def _counts(self) -> str:
        if self.answer is None:
            return ""
        found = self.answer.selection
        if self.beside is not None:
            both = (found & self.beside.selection).count
            return f"{found.count:,} beside {self.beside.selection.count:,} {self._glyphs.dot} {both:,} in both"
        return written.counts(found.count, self.total, found.span(), self.answer.possible, self._glyphs.dot)


class HintLine(Widget):
    """What to press next: as many keys as fit, help and quit always. A click does what the key does."""

    DEFAULT_CSS = "HintLine { height: 1; padding: 0 1; color: $muted; background: $panel; }"
    hints: reactive[tuple[tuple[str, str], ...]] = reactive(footer())

    def reset(self) -> None:
        """Show the main screen's keys again."""
        self.hints = footer()

    def _kept(self) -> list[tuple[str, str]]:
        return written.kept(self.hints, self.content_size.width)

    def render(self) -> RenderResult:
        parts = [Content.assemble((key, "bold $accent"), f" {word}") for key, word in self._kept()]
        return Content("  ").join(parts)

    def on_click(self, event: events.Click) -> None:
        x = event.get_content_offset_capture(self).x
        for key, word in self._kept():
            width = len(key) + len(word) + 1
            if 0 <= x < width and key in NAMES:
                self.app.simulate_key(NAMES[key])
            x -= width + 2
