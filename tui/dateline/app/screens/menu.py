"""A menu: one key, or one click, chooses."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from dateline.app.screens.dialog import Dialog, Result
from dateline.app.widgets.glyphs import Glyphs


class _Choice(Static):
    """A line of the menu, or more."""

    def __init__(self, key: str, words: Content) -> None:
        super().__init__(Content.assemble((f"{key}  ", "bold $accent"), words))
        self.key = key


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
        with Vertical(id="box") as box:
            box.border_title = self._title
            box.border_subtitle = self._glyphs.plain("Esc cancel")
            for key, (words, _) in self._choices.items():
                yield _Choice(key, words)

    def action_choose(self, key: str) -> None:
        self.dismiss(self._choices[key][1])

    def on_click(self, event: events.Click) -> None:
        if isinstance(event.widget, _Choice):
            self.dismiss(self._choices[event.widget.key][1])
