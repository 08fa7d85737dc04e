"""How the parts of lines look: one table for all panes.

As component classes each would be matched against every rule, in each pane anew: a tenth of the time to the first
picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.style import Style

LOOKS: Final = {
    "line--muted": "muted",
    "line--faint": "faint",
    "line--accent": "accent",
    "line--link": "accent",
    "line--strong": "bold",
    "line--warning": "warning",
    "line--here": "bold accent",
    "line--mark": "bold reverse accent",
    "line--cursor": "on cursor",
    "line--value": "on cursor",
    "line--bar": "accent",
    "line--bar-starts": "reverse accent",
    "line--bar-possible": "bar-possible",
    "line--chosen": "bold on cursor",
    "line--bar-chosen": "bold foreground on cursor",
    "line--bar-starts-chosen": "reverse foreground on cursor",
    "line--bar-possible-chosen": "foreground on cursor",
    "overview--found": "accent",
    "overview--thinned": "accent on panel",
    "overview--faint": "faint",
    "overview--window": "foreground",
    "overview--cursor": "bold accent",
}
"""Name of a part to how it looks, in the words of rich; colours are variables of the theme."""
OF_FEW: Final = {"line--cursor": "bold on cursor", "line--value": "reverse on cursor"}
"""Where colours tell nothing apart."""


def look(part: str, colours: Mapping[str, str], *, few: bool) -> Style:
    """The style of a part, to be laid upon that of a widget; `colours` are the variables of the theme."""
    words = (few and OF_FEW.get(part)) or LOOKS[part]
    return Style.parse(" ".join(colours.get(word, word) for word in words.split()))  # which rich keeps
