"""The colours: dark and light, quiet greys with a single accent; and the same two for terminals with few colours.

Words are drawn in foreground, muted, accent, warning or error, and can be read on every ground (4.5:1 by WCAG 2.2),
or in faint on the background alone; for marks 3:1 is enough. Accent, warning and error stay apart for people who do
not see red, green or blue. tests/app/test_theme.py measures both. What a colour says, a sign or a word says too.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, for which the first screen does not wait
if TYPE_CHECKING:
    from typing import Final, TypedDict

    class Palette(TypedDict):
        """The colours of a theme, as #rrggbb."""

        background: str
        panel: str
        """Under the hints, and under what is chosen in a pane that has not the focus."""
        cursor: str
        """Under what is chosen."""
        foreground: str
        chosen: str
        """Words on the cursor of Textual's own lists."""
        muted: str
        faint: str
        accent: str
        possible: str
        """The bar of what is only possible."""
        warning: str
        error: str
        border: str
        thumb: str
        """Of a scrollbar, which need not be seen: the panes say in words where one is."""
        thumb_hover: str


DARK: Final[Palette] = {
    "background": "#14181b", "panel": "#1e2325", "cursor": "#272f33", "foreground": "#d5d8da", "chosen": "#eef1f2",
    "muted": "#9da6ac", "faint": "#838e93", "accent": "#6eb3cf", "possible": "#558a9f", "warning": "#dfb75a",
    "error": "#e2776f", "border": "#364047", "thumb": "#2a3338", "thumb_hover": "#3a464c",
}  # fmt: skip
LIGHT: Final[Palette] = {
    "background": "#fbfbf9", "panel": "#eeefec", "cursor": "#e4eaea", "foreground": "#1e2427", "chosen": "#101416",
    "muted": "#5b6368", "faint": "#6d757a", "accent": "#125a78", "possible": "#427690", "warning": "#835400",
    "error": "#ba2e4e", "border": "#c6cbcd", "thumb": "#d5d9da", "thumb_hover": "#bfc5c7",
}  # fmt: skip

# Of the sixteen only the first eight are used: some terminals have no more, and in some people's palettes the ninth is
# the background. They stand here as rich maps them; what they look like is the terminal's affair.
_BLACK, _RED, _YELLOW, _BLUE, _CYAN, _WHITE = (
    "#000000", "#aa0000", "#aa5500", "#0000aa", "#00aaaa", "#aaaaaa",
)  # fmt: skip
DARK_OF_EIGHT: Final[Palette] = {
    "background": _BLACK, "panel": _BLACK, "cursor": _BLACK, "foreground": _WHITE, "chosen": _WHITE, "muted": _WHITE,
    "faint": _WHITE, "accent": _CYAN, "possible": _CYAN, "warning": _YELLOW, "error": _YELLOW, "border": _WHITE,
    "thumb": _WHITE, "thumb_hover": _WHITE,
}  # fmt: skip
LIGHT_OF_EIGHT: Final[Palette] = {
    "background": _WHITE, "panel": _WHITE, "cursor": _WHITE, "foreground": _BLACK, "chosen": _BLACK, "muted": _BLACK,
    "faint": _BLACK, "accent": _BLUE, "possible": _BLUE, "warning": _RED, "error": _RED, "border": _BLACK,
    "thumb": _BLACK, "thumb_hover": _BLACK,
}  # fmt: skip
PALETTES: Final = {
    (True, False): DARK, (False, False): LIGHT, (True, True): DARK_OF_EIGHT, (False, True): LIGHT_OF_EIGHT,
}  # fmt: skip
"""By whether it is dark, and for few colours."""
NUMBERS: Final = {
    _BLACK: 0, _RED: 1, _YELLOW: 3, _BLUE: 4, _CYAN: 6, _WHITE: 7,
    "#14181b": 233, "#1e2325": 234, "#d5d8da": 252, "#9da6ac": 247, "#838e93": 245, "#6eb3cf": 74,
    "#fbfbf9": 231, "#eeefec": 254, "#1e2427": 234, "#5b6368": 241, "#6d757a": 242, "#125a78": 24,
}  # fmt: skip
"""What those of the first screen are called where there are 256 colours, or eight: the nearest, as rich finds it."""


def sgr(colour: str, *, ground: bool, colours: int) -> str:
    """The parameters with which a terminal of so many colours (8, 256, or all) writes, or paints its ground."""
    layer = 4 if ground else 3
    if colours == 8:
        return f"{layer}{NUMBERS[colour]}"
    if colours == 256:
        return f"{layer}8;5;{NUMBERS[colour]}"
    return f"{layer}8;2;" + ";".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
