"""The characters that Dateline draws with: one cell each, with an ASCII set for terminals that have no others."""

from __future__ import annotations

import locale
import os

TYPE_CHECKING = False  # as in typing, for which the first screen does not wait
if TYPE_CHECKING:
    from typing import Final, TypedDict

    class Signs(TypedDict):
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


UNICODE: Final[Signs] = {
    "day": "▪",
    "sure": "█",
    "eighths": "▏▎▍▌▋▊▉",
    "levels": "▁▂▃▄▅▆▇█",
    "possible": "░",
    "before": "◂",
    "after": "▸",
    "cursor": "▸",
    "prompt": "❯",
    "dot": "·",
    "gap": "·",
    "differs": "≠",
    "include": "+",
    "exclude": "−",
    "ellipsis": "…",
    "below": "›",
    "bracket": "└─┘",
    "here": "▲",
    "border": "round",
    "branch": "└",
    "mark": "•",
    "note": "*",
}
ASCII: Final[Signs] = {
    "day": "*",
    "sure": "=",
    "eighths": "",
    "levels": ".:-=+*#",
    "possible": ".",
    "before": "<",
    "after": ">",
    "cursor": ">",
    "prompt": ">",
    "dot": "-",
    "gap": "-",
    "differs": "!",
    "include": "+",
    "exclude": "-",
    "ellipsis": "~",
    "below": ">",
    "bracket": "[_]",
    "here": "^",
    "border": "ascii",
    "branch": "`",
    "mark": "x",
    "note": "*",
}


def ascii_only() -> bool:
    """Whether this terminal can draw no others, going by TERM and the locale."""
    basic = os.environ.get("TERM", "") in ("linux", "vt100", "vt102", "vt220", "ansi")
    encoding = locale.getpreferredencoding(False).replace("-", "").lower()
    return basic or encoding != "utf8"
