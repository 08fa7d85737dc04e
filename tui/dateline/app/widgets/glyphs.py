"""The characters that Dateline draws with: one cell each, with an ASCII set for terminals that have no others."""

from __future__ import annotations

import locale
import os
from dataclasses import dataclass
from typing import Final

from dateline.model import Kind


@dataclass(frozen=True, slots=True)
class Glyphs:
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
    bracket: str
    """Left end, middle and right end of a stretch."""
    here: str
    """The cursor on a line of time."""
    border: str
    """Textual's name for the border of panes."""
    ascii_only: bool = False
    colours: bool = True
    """Whether colours tell things apart; without them signs have to."""

    def kind(self, kind: Kind) -> str:
        return kind.ascii if self.ascii_only else kind.glyph

    def plain(self, text: str) -> str:
        """Our own words in this set."""
        if not self.ascii_only:
            return text
        return text.translate(_ASCII).encode("ascii", "replace").decode()


_ASCII: Final = str.maketrans(
    {
        "·": "-",
        "–": "-",
        "—": "-",
        "…": "~",
        "≤": "<=",
        "≥": ">=",
        "×": "x",
        "“": '"',
        "”": '"',
        "’": "'",
        "‘": "'",
        "↑": "Up",
        "↓": "Down",
        "¶": "par.",
    }
)
UNICODE: Final = Glyphs(
    "▪", "█", "▏▎▍▌▋▊▉", "▁▂▃▄▅▆▇█", "░", "◂", "▸", "▸", "❯", "·", "·", "≠", "+", "−", "…", "└─┘", "▲", "round"
)
ASCII: Final = Glyphs(
    "*", "=", "", ".:-=+*#", ".", "<", ">", ">", ">", "-", "-", "!", "+", "-", "~", "[_]", "^", "ascii", ascii_only=True
)


def choose() -> Glyphs:
    """The set that this terminal can draw, going by TERM and the locale."""
    basic = os.environ.get("TERM", "") in ("linux", "vt100", "vt102", "vt220", "ansi")
    encoding = locale.getpreferredencoding(False).replace("-", "").lower()
    return UNICODE if encoding == "utf8" and not basic else ASCII
