"""The help: what can be done here, every other key, the signs and the query language. Typing narrows it."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from dateline.app.commands import Pane
from dateline.app.screens.dialog import Dialog
from dateline.app.screens.sections import Section, sections
from dateline.app.widgets.entry import Entry
from dateline.app.widgets.glyphs import Glyphs
from dateline.model import Kind

WIDTH = 78
"""Cells of the text at most, and least of its first column."""
LEAST_KEY = 14


class _Entry(Entry):
    """Leaves `?` to the help: the key that opened it closes it."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return key != "question_mark" and super().check_consume_key(key, character)

    def on_key(self, event: events.Key) -> None:
        if event.key == "question_mark":
            event.prevent_default()


class HelpScreen(Dialog[None]):
    """Keys, signs and query language, those of one pane first."""

    BINDINGS = [
        Binding("question_mark,f1", "cancel", "close", show=False),
        Binding("down", "scroll(1)", "a line down", show=False),
        Binding("up", "scroll(-1)", "a line up", show=False),
        Binding("pagedown", "page(1)", "a page down", show=False),
        Binding("pageup", "page(-1)", "a page up", show=False),
    ]

    pages = getters.query_one("#keys", VerticalScroll)

    def __init__(self, pane: Pane, kinds: Iterable[Kind], glyphs: Glyphs) -> None:
        """`pane` has the focus; `kinds` are those of the chronology."""
        super().__init__(glyphs)
        self._sections = tuple(sections(pane, glyphs, kinds))

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "Help"
            box.border_subtitle = self._glyphs.plain("↑ ↓ scroll · Esc close")
            yield _Entry(placeholder="type to narrow, for example: zoom")
            with VerticalScroll(id="keys", can_focus=False):
                yield Static(self._text(""))

    def on_resize(self) -> None:
        self._show()

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._show()
        self.pages.scroll_home(animate=False)

    def _show(self) -> None:
        self.query_one("#keys Static", Static).update(self._text(self.query_one(Input).value))

    def _text(self, typed: str) -> Content:
        kept = [each for section in self._sections if (each := section.holding(typed.split())).rows]
        width = min(self.app.size.width - 6, WIDTH)
        tables = [self._table(section, width) for section in kept]
        return Content("\n\n").join(tables) if tables else Content("Nothing in the help has these words.")

    def _table(self, section: Section, width: int) -> Content:
        plain = self._glyphs.plain
        column = max(LEAST_KEY, *(len(plain(key)) + 2 for key, _ in section.rows))
        lines = [Content.styled(section.title, "bold")]
        for key, text in section.rows:
            first, *more = Content(plain(text)).wrap(max(width - column - 2, 10))
            lines.append(Content.assemble((f"  {plain(key):<{column}}", "$accent"), first))
            lines += [Content.assemble(" " * (column + 2), line) for line in more]
        return Content("\n").join(lines)

    def action_scroll(self, by: int) -> None:
        self.pages.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        self.pages.scroll_relative(y=by * max(self.pages.size.height - 1, 1), animate=False)
