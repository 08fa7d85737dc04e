"""The menu of lanes: by which field, in which order, and back to the list."""

from __future__ import annotations

from dataclasses import replace

from textual.content import Content

from dateline.app.screens.menu import Menu
from dateline.app.widgets.glyphs import Glyphs
from dateline.query.view import LANES, ORDERS, View

KEYS = {"actor": "a", "system": "s", "kind": "k", "place": "p", "outlet": "o", "source": "u"}


class LanesMenu(Menu[View]):
    """Asks how events stand; answers with the changed view."""

    def __init__(self, view: View, glyphs: Glyphs) -> None:
        bare = replace(view, hidden=(), solo=None)
        other = next(order for order in ORDERS if order != view.order)
        choices = {KEYS[field]: (f"by {field}", replace(bare, lanes=field)) for field in LANES}
        if view.lanes:
            choices["r"] = (f"in order of {other}", replace(view, order=other))
            if view.hidden or view.solo is not None:
                choices["h"] = ("show the hidden lanes", bare)
            choices["n"] = ("no lanes: a list", replace(bare, lanes=""))
        super().__init__("Lanes", {key: (Content(words), to) for key, (words, to) in choices.items()}, glyphs)
