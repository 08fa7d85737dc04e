"""What panes and dialogs say to the screen that holds them.

Nobody compares messages, nor prints them: the code for it would be made at each start.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.message import Message

from dateline.model import Event
from dateline.query.search import Answer
from dateline.query.view import View
from dateline.store.reader import Reader
from dateline.window import Window


@dataclass(eq=False, repr=False)
class Highlighted(Message, bubble=False):
    """The timeline's cursor is on another event, or on none; or its window is another one: said to the screen."""

    event: Event | None
    window: Window


@dataclass(eq=False, repr=False)
class ValueChosen(Message):
    """Keep or exclude a value."""

    field: str
    value: str
    exclude: bool


@dataclass(eq=False, repr=False)
class Answered(Message):
    """A query was answered."""

    answer: Answer
    number: int
    """Which asking it belongs to: an old one is not shown over a newer one."""
    beside: Answer | None = None
    """What the second query of a comparison found."""

    def answers(self, view: View) -> bool:
        """Whether it is what a view asks."""
        beside = self.beside.query if self.beside is not None else None
        return (self.answer.query, beside) == (view.query, view.beside)

    @property
    def both(self) -> Answer:
        """What either query found; of one, its answer."""
        if self.beside is None:
            return self.answer
        return replace(self.answer, selection=self.answer.selection | self.beside.selection)


@dataclass(eq=False, repr=False)
class Failed(Message):
    """Something could not be done; the sentence says what."""

    sentence: str
    column: int = -1
    """Of a query: where it goes wrong."""
    number: int = -1


@dataclass(eq=False, repr=False)
class Reloaded(Message):
    """The curated files were read again."""

    reader: Reader
    sentence: str
    """What that has brought."""


@dataclass(eq=False, repr=False)
class Spoilt(Message):
    """The terminal may show something else than what was sent to it."""
