"""The characters that Dateline draws with, and what depends on them."""

from __future__ import annotations

from typing import Final, NamedTuple

from dateline.app.widgets import signs
from dateline.model import Kind
from dateline.text import to_ascii


class Glyphs(NamedTuple):
    """A set of characters."""

    day: str
    """A day that is sure."""
    sure: str
    """Surely going on."""
    eighths: str
    """A cell that is full from the left, from one eighth to seven; empty where the terminal has none."""
    levels: str
    """Heights of a count, the lowest first."""
    possible: str
    """Only possibly."""
    before: str
    """Goes on to the left of the axis."""
    after: str
    cursor: str
    prompt: str
    dot: str
    """Between items."""
    gap: str
    differs: str
    """Sources disagree."""
    include: str
    exclude: str
    ellipsis: str
    below: str
    """Between a thing and what belongs to it."""
    bracket: str
    """Left end, middle and right end of a stretch."""
    here: str
    """The cursor on a line of time."""
    border: str
    """Textual's name for the border of panes."""
    branch: str
    """Before what grew from the line above."""
    mark: str
    """The person's own mark on an event."""
    note: str
    """The person's own note on an event."""
    ascii_only: bool = False
    colours: bool = True
    """Whether colours tell things apart; without them signs have to."""

    def kind(self, kind: Kind) -> str:
        return kind.ascii if self.ascii_only else kind.glyph

    def plain(self, text: str) -> str:
        """Our own words in this set."""
        return to_ascii(text) if self.ascii_only else text


UNICODE: Final = Glyphs(**signs.UNICODE)
ASCII: Final = Glyphs(**signs.ASCII, ascii_only=True)


def choose() -> Glyphs:
    """The set that this terminal can draw."""
    return ASCII if signs.ascii_only() else UNICODE
