"""How this terminal draws: its size, its characters and its colours, by the same rules as Textual's."""

from __future__ import annotations

import os

from dateline.app.palettes import PALETTES, sgr
from dateline.app.widgets import signs
from dateline.text import to_ascii

TYPE_CHECKING = False  # as in typing, for which the first screen does not wait
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.app.palettes import Palette

    Span = tuple[str, str]
    """Clean text, and the name of its colour; with a `!` behind it is bold, with a `%` in reverse."""


class Terminal:
    """How a terminal draws."""

    __slots__ = ("_colours", "_palette", "ascii_only", "signs", "size")

    def __init__(self, size: tuple[int, int], palette: Palette, colours: int, *, ascii_only: bool) -> None:
        """`size` is columns and rows; `colours` says how many there are, 0 where none are wanted."""
        self.size, self.ascii_only = size, ascii_only
        self.signs = signs.ASCII if ascii_only else signs.UNICODE
        self._palette, self._colours = palette, colours

    def plain(self, text: str) -> str:
        """Our own words in its characters."""
        return to_ascii(text) if self.ascii_only else text

    def line(self, spans: Sequence[Span], ground: str = "background") -> str:
        """Text with the sequences that draw it."""
        return "".join([f"\x1b[0{self._pen(style, ground)}m{text}" for text, style in spans if text])

    @property
    def few(self) -> bool:
        """Whether colours tell nothing apart."""
        return self._colours in (0, 8)

    def _pen(self, style: str, ground: str) -> str:
        name = style.rstrip("!%")
        codes = [code for sign, code in (("!", ";1"), ("%", ";7")) if sign in style]
        if self._colours:
            inks = ((name or "foreground", False), (ground, True))
            codes += [f";{sgr(self._palette[ink], ground=below, colours=self._colours)}" for ink, below in inks]  # type: ignore[literal-required]
        return "".join(codes)


def this(size: tuple[int, int]) -> Terminal:
    """The one that we are in."""
    colours = 0 if "NO_COLOR" in os.environ else colours_of(os.environ)
    palette = PALETTES[os.environ.get("DATELINE_THEME", "dark") != "light", colours in (0, 8)]
    return Terminal(size, palette, colours, ascii_only=signs.ascii_only())


def colours_of(environment: Mapping[str, str]) -> int:
    """How many colours a terminal has, going by what it says of itself."""
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return 2**24
    return 256 if environment.get("TERM", "").strip().lower().rpartition("-")[2] in ("256color", "kitty") else 8
