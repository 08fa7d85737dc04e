"""A line to type into."""

from __future__ import annotations

from textual.widgets import Input

from dateline.text import clean


class Entry(Input):
    """An input whose cursor does not blink and whose text no terminal acts upon, whatever was pasted or passed in."""

    def on_mount(self) -> None:
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        return clean(value)
