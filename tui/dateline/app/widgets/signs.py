"""The characters that Dateline draws with: one cell each, with an ASCII set for terminals that have no others."""

from __future__ import annotations

import locale
import os

TYPE_CHECKING = False  # as in typing, for which the first screen does not wait
if TYPE_CHECKING:
    from typing import Any, Final

# What each is for is said by `Glyphs`.
UNICODE: Final[dict[str, Any]] = {
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
ASCII: Final[dict[str, Any]] = {
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
