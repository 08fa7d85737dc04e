"""Where you were: the views of this session as a tree, to go back to any of them."""

from __future__ import annotations

from collections import Counter

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from dateline.app.history import History, Visit
from dateline.app.screens.dialog import ListDialog
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.listing import Listing, Row
from dateline.query.view import View

COUNT_WIDTH = 9
INDENT = 2
DEEPEST = 10
"""Branches of branches beyond this are indented no further."""


class Visits(ListDialog[int]):
    """Asks for one of the views; answers with its number."""

    BINDINGS = [
        Binding("j", "move(1)", "down", show=False),
        Binding("k", "move(-1)", "up", show=False),
        Binding("ctrl+d", "page(1)", "page down", show=False),
        Binding("ctrl+u", "page(-1)", "page up", show=False),
        Binding("g,home", "move(-1_000_000)", "first", show=False),
        Binding("G,end", "move(1_000_000)", "last", show=False),
        Binding("enter", "go", "go there", show=False),
        Binding("h,q", "cancel", "close", show=False),
    ]

    listed = getters.query_one(Listing)

    def __init__(self, history: History, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._history = history
        self._tree = tuple(history.tree())
        self._branches = Counter(visit.before for visit in history.visits)

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "Where you were"
            box.border_subtitle = self._glyphs.plain("Enter go there · Esc close")
            yield Listing(self._glyphs, COUNT_WIDTH)

    def on_mount(self) -> None:
        numbers = [number for number, _ in self._tree]
        self.listed.show([self._row(*each) for each in self._tree], numbers.index(self._history.at))

    def _row(self, number: int, depth: int) -> Row:
        visit = self._history.visits[number]
        count = "" if visit.found is None else f"{visit.found:,}"
        indent = " " * INDENT * min(depth, DEEPEST)
        if self._branches[visit.before] > 1:  # what follows it, on the same branch, stands under its words
            indent = f"{indent[:-INDENT]}{self._glyphs.branch} "
        here = "you are here" if number == self._history.at else ""
        return Row(count.rjust(COUNT_WIDTH), indent + described(visit), here)

    @on(Listing.Clicked)
    def action_go(self) -> None:
        self.dismiss(self._tree[self.listed.cursor][0])


def described(visit: Visit) -> str:
    """`drills with Russia · lanes by actor · 2022`: what it asks, and how that is shown."""
    return " · ".join((visit.sentence or str(visit.view.query) or "events", *_shown(visit.view)))


def _shown(view: View) -> list[str]:
    said = []
    if view.beside is not None:
        said.append(f"beside {view.beside or 'events'}")
    if view.lanes:
        said.append(f"lanes by {view.lanes}")
        if view.solo is not None:
            said.append(f"only {view.solo or f'no {view.lanes}'}")
        elif view.hidden:
            said.append(f"{len(view.hidden)} hidden")
    if view.window is not None:
        said.append(view.window.text)
    return said
