"""A line to type into."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.keys import REPLACED_KEYS, key_to_character
from textual.reactive import Reactive
from textual.widgets import Input

from dateline.text import clean

MOST_CHARACTERS = 200_000
"""A filter that names hundreds of events is not cut."""
_EDITING = frozenset(key for binding in Binding.make_bindings(Input.BINDINGS) for key in binding.key.split(","))
"""The keys with which an input is edited."""


class Entry(Input):
    """An input whose cursor does not blink and whose text no terminal acts upon, whatever was pasted or passed in."""

    virtual_size = Reactive(Size(0, 0))
    """As every widget's, but what is typed does not lay out, and repaint, the whole screen: the line has its place."""
    leaves: frozenset[str] = frozenset()
    """Keys that go the way of all keys, after what was typed before them, instead of into the line."""

    def on_mount(self) -> None:
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """What edits the line is not for the commands around it."""
        # Textual does not know the characters of the keys that it gives a shorter name: slash, minus, plus.
        character = character or key_to_character(REPLACED_KEYS.get(key, key))
        return key not in self.leaves and (key in _EDITING or super().check_consume_key(key, character))

    def on_key(self, event: events.Key) -> None:
        if event.key in self.leaves:
            event.prevent_default()

    def validate_value(self, value: str) -> str:
        return clean(value, MOST_CHARACTERS)
