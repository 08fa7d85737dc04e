"""A menu: one key, or one click, chooses."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from dateline.app.screens.dialog import Dialog, Result
from dateline.app.widgets.glyphs import Glyphs


class Menu(Dialog[Result]):
    """Answers with what was chosen."""

    def __init__(self, title: str, choices: Mapping[str, tuple[Content, Result]], glyphs: Glyphs) -> None:
        """`choices`: by key, what is shown of it and what it answers."""
        super().__init__(glyphs)
        self._title = title
        self._choices = choices
        for key in choices:  # as bindings, which are done in the order of the keys: the next one is for what comes then
            self._bindings.bind(key, f"choose('{key}')", show=False)

    def compose(self) -> ComposeResult:
        # One widget for all: each more has to be mounted, styled and laid out before the menu is there.
        box = Static(Content("\n").join(map(self._said, self._choices)), id="box")
        box.border_title = self._title
        box.border_subtitle = self._glyphs.plain("Esc cancel")
        yield box

    def _extend_compose(self, widgets: list[Widget]) -> None:
        """No toasts nor tooltips of its own: nothing is said in a menu, and the screen below shows what it said."""

    def _said(self, key: str) -> Content:
        """A line of the menu, or more."""
        return Content.assemble((f"{key}  ", "bold $accent"), self._choices[key][0])

    def action_choose(self, key: str) -> None:
        self.dismiss(self._choices[key][1])

    def on_click(self, event: events.Click) -> None:
        box = self.query_one("#box", Static)
        at = event.get_content_offset(box)
        if at is not None:
            lines = [key for key in self._choices for _ in self._said(key).wrap(box.content_size.width)]
            self.action_choose(lines[at.y])
