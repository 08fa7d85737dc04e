"""What panes and dialogs say to the screen that holds them."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from dateline.model import Event
from dateline.query.search import Answer
from dateline.store.reader import Reader


@dataclass
class Highlighted(Message):
    """The timeline's cursor is on another event, or on none."""

    event: Event | None


@dataclass
class ValueChosen(Message):
    """Keep or exclude a value."""

    field: str
    value: str
    exclude: bool


@dataclass
class Answered(Message):
    """A query was answered."""

    answer: Answer
    number: int
    """Which asking it belongs to: an old one is not shown over a newer one."""


@dataclass
class Failed(Message):
    """Something could not be done; the sentence says what."""

    sentence: str
    column: int = -1
    """Of a query: where it goes wrong."""
    number: int = -1


@dataclass
class Reloaded(Message):
    """The curated files were read again."""

    reader: Reader
    sentence: str
    """What that has brought."""
