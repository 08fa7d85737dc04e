"""How a cell is drawn, and the shortest way to tell a terminal."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

_OFF: Final = {
    "1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29",
    "51": "54", "52": "54", "53": "55",
}  # fmt: skip
"""What ends an attribute; some end together."""
_SEEN_ON_SPACES: Final = frozenset(("4", "21", "5", "6", "7", "9", "51", "52", "53"))
"""Attributes that are seen where nothing is written."""


class Pen(NamedTuple):
    """Attributes and colours as parameters of SGR; empty for the terminal's own colour."""

    attributes: frozenset[str] = frozenset()
    colour: str = ""
    ground: str = ""
    link: str = ""
    """Parameters and address of a hyperlink, as OSC 8 has them; empty for none."""

    @property
    def plain(self) -> bool:
        """Whether a space in it shows nothing but its ground."""
        return not (self.link or self.attributes & _SEEN_ON_SPACES)

    @property
    def blank(self) -> Pen:
        """The pen of a space that looks the same: what cannot be seen of it is left out."""
        return _of_spaces(self.ground) if self.plain else self

    def draws(self, other: Pen) -> bool:
        """Whether a space of the `other` pen looks the same in this one."""
        return self.plain and other == self.blank


@lru_cache(1024)
def _of_spaces(ground: str) -> Pen:
    return Pen(ground=ground)


def pen_of(style: Style | None, colours: ColorSystem) -> Pen:
    """The pen that Textual would draw in."""
    if style is None:
        return Pen()
    codes = Strip.render_ansi(style, colours) if style._ansi is None else style._ansi
    return _pen(codes, f"id={style._link_id};{style._link}" if style._link else "")


@lru_cache(1024)
def _pen(codes: str, link: str) -> Pen:
    attributes, colours = set(), {"3": "", "4": ""}
    rest = codes.split(";") if codes else []
    while rest:
        code, *rest = rest
        if code in _OFF:
            attributes.add(code)
            continue
        length = {"5": 2, "2": 4}[rest[0]] if code in ("38", "48") else 0
        layer = {"9": "3", "10": "4"}.get(code[:-1], code[:-1])  # 90 to 97 and 100 to 107 are the bright ones
        colours[layer] = "" if code in ("39", "49") else ";".join((code, *rest[:length]))
        rest = rest[length:]
    return Pen(frozenset(attributes), colours["3"], colours["4"], link)


@lru_cache(4096)
def change(before: Pen | None, after: Pen) -> str:
    """What makes a terminal that draws in one pen, or in nobody knows which, draw in another."""
    if before == after:
        return ""
    linked = before.link if before is not None else ""
    link = f"\x1b]8;{after.link or ';'}\x1b\\" if linked != after.link else ""
    every = ";".join(filter(None, ("0", *sorted(after.attributes), after.colour, after.ground)))
    if before is not None:
        ends = {_OFF[each] for each in before.attributes - after.attributes}
        begins = {each for each in after.attributes if each not in before.attributes or _OFF[each] in ends}
        parts = [*sorted(ends), *sorted(begins)]
        parts += [after.colour or "39"] if before.colour != after.colour else []
        parts += [after.ground or "49"] if before.ground != after.ground else []
        every = min(";".join(parts), every, key=len)
    return link + (f"\x1b[{'' if every == '0' else every}m" if every else "")
