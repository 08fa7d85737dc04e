"""Where the person has been: back and forward through views."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.query.syntax import EVERYTHING, Query


@dataclass(frozen=True, slots=True)
class View:
    """What is shown: a query and the event under the cursor."""

    query: Query = EVERYTHING
    event: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Views in the order they were visited, and which one is shown."""

    views: tuple[View, ...]
    at: int = 0

    @property
    def view(self) -> View:
        return self.views[self.at]

    def seen(self, event: str | None) -> History:
        """The cursor of the shown view moved."""
        views = (*self.views[: self.at], View(self.view.query, event), *self.views[self.at + 1 :])
        return History(views, self.at)

    def push(self, view: View) -> History:
        """A new view; those that were ahead are forgotten."""
        if view.query == self.view.query:
            return self.seen(view.event)
        return History((*self.views[: self.at + 1], view), self.at + 1)

    def resolved(self, query: Query) -> History:
        """The shown view's query was understood so: with ids in place of names, by which it may be the one before."""
        shown = View(query, self.view.event)
        if self.at and self.views[self.at - 1].query == query != self.view.query:
            return History((*self.views[: self.at - 1], shown, *self.views[self.at + 1 :]), self.at - 1)
        return History((*self.views[: self.at], shown, *self.views[self.at + 1 :]), self.at)

    def step(self, by: int) -> History:
        """Back (-1) or forward (1), as far as there is any."""
        return History(self.views, min(max(self.at + by, 0), len(self.views) - 1))
