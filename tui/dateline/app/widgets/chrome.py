"""The lines at the top and the bottom of the screen."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dateline.app.commands import COMMANDS, footer
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.lines import fit
from dateline.dates import civil, year_words
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
        room = max(width - len(right) - 2, 0)
        asked = clean(self.answer.sentence) if self.answer and (parts(self.answer.query) or self.beside) else ""
        if self.beside is not None:
            asked += f", beside {clean(self.beside.sentence)}"
        left = fit(self._glyphs.plain(f"dateline  {asked}"), room, self._glyphs.ellipsis)
        return Content.assemble(
            (left[:8], "bold $foreground"),
            (left[8:], "$muted"),
            "  ",
            (fit(right, min(len(right), width)), right_style),
        )

    def _counts(self) -> str:
        if self.answer is None:
            return ""
        found, dot = self.answer.selection, f" {self._glyphs.dot} "
        if self.beside is not None:
            both = (found & self.beside.selection).count
            return f"{found.count:,} beside {self.beside.selection.count:,}{dot}{both:,} in both"
        of = f"{found.count:,} of {self.total:,} events" if found.count != self.total else f"{self.total:,} events"
        parts = [of]
        if (span := found.span()) is not None:
            years = list(dict.fromkeys(year_words(civil(day)[0]) for day in span))
            parts.append(" – ".join(years))
        if self.answer.possible:
            parts.append(f"{self.answer.possible:,} only possibly in range")
        return dot.join(parts)


class HintLine(Widget):
    """What to press next: as many keys as fit, help and quit always. A click does what the key does."""

    DEFAULT_CSS = "HintLine { height: 1; padding: 0 1; color: $muted; background: $panel; }"
    hints: reactive[tuple[tuple[str, str], ...]] = reactive(footer())

    def reset(self) -> None:
        """Show the main screen's keys again."""
        self.hints = footer()

    def _kept(self) -> list[tuple[str, str]]:
        room = self.content_size.width
        kept = list(self.hints)
        # From the middle out: the first ones filter, the last ones are help and quit.
        while len(kept) > 2 and sum(len(key) + len(word) + 3 for key, word in kept) - 2 > room:
            kept.pop(-3)
        return kept

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
