"""Where the person has been: a tree of views. Back is towards its root; a new view after going back is a new branch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from operator import attrgetter
from typing import Final

from dateline.query.view import View

MOST: Final = 500
"""Visits that are remembered; then up to half are forgotten: the oldest, last those that led to the shown one."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A view in the tree."""

    view: View
    before: int | None = None
    """The number of the visit from which it was reached; None for the first."""
    after: int | None = None
    """The number of the visit to which `forward` goes."""
    found: int | None = None
    """How many events it shows, once that is known."""
    sentence: str = ""
    """What it asks, in English."""


@dataclass(frozen=True, slots=True)
class History:
    """Visits in the order in which they were made, and the number of the one that is shown."""

    visits: tuple[Visit, ...]
    at: int = 0

    @property
    def view(self) -> View:
        return self.visits[self.at].view

    def _changed(self, at: int, visit: Visit) -> tuple[Visit, ...]:
        return (*self.visits[:at], visit, *self.visits[at + 1 :])

    def seen(self, view: View) -> History:
        """The shown view has another cursor or window."""
        return History(self._changed(self.at, replace(self.visits[self.at], view=view)), self.at)

    def push(self, view: View) -> History:
        """A new view, a branch of the shown one."""
        if view.asks_the_same(self.view):
            return self.seen(view)
        number = len(self.visits)
        left = self._changed(self.at, replace(self.visits[self.at], after=number))
        grown = History((*left, Visit(view, self.at)), number)
        return grown if number < MOST else grown._without_the_oldest()

    def _without_the_oldest(self) -> History:
        """Half of MOST on the way to the shown view stay, and a quarter of the newest; what is left closes up."""
        newest = range(len(self.visits) - MOST // 4, len(self.visits))
        kept = sorted({*islice(self._along(self.at, _before), MOST // 2), *newest})
        numbers = {old: new for new, old in enumerate(kept)}

        def nearest(number: int | None, onwards: Callable[[Visit], int | None]) -> int | None:
            return next((numbers[each] for each in self._along(number, onwards) if each in numbers), None)

        stay = (self.visits[old] for old in kept)
        visits = (replace(v, before=nearest(v.before, _before), after=nearest(v.after, _after)) for v in stay)
        return History(tuple(visits), numbers[self.at])

    def _along(self, number: int | None, onwards: Callable[[Visit], int | None]) -> Iterator[int]:
        """A visit, the one to which it leads, and so on."""
        while number is not None:
            yield number
            number = onwards(self.visits[number])

    def answered(self, view: View, found: int, sentence: str) -> History:
        """The shown view was understood so: with ids in place of names, by which it may be the one before."""
        shown = self.visits[self.at]
        newest = self.at == len(self.visits) - 1
        if shown.before is not None and newest and shown.found is None:
            former = self.visits[shown.before]
            if former.view.asks_the_same(view) and not view.asks_the_same(shown.view):
                return History(self._changed(shown.before, replace(former, after=None))[:-1], shown.before)
        return History(self._changed(self.at, replace(shown, view=view, found=found, sentence=sentence)), self.at)

    def back(self) -> History:
        """To where this view was reached from; itself at the root."""
        before = self.visits[self.at].before
        if before is None:
            return self
        return History(self._changed(before, replace(self.visits[before], after=self.at)), before)

    def forward(self) -> History:
        """To where `back` came from, or to the latest branch; itself at a tip."""
        after = self.visits[self.at].after
        return self if after is None else History(self.visits, after)

    def to(self, number: int) -> History:
        """To a visit of the tree."""
        return History(self.visits, number)

    def tree(self) -> Iterator[tuple[int, int]]:
        """(number, depth) of every visit, branches under what they grew from; a sole branch is no deeper.

        Where that has been forgotten there are several roots.
        """
        branches: dict[int | None, list[int]] = {}
        for number, visit in enumerate(self.visits):
            branches.setdefault(visit.before, []).append(number)
        roots = branches[None]
        waiting = [(root, int(len(roots) > 1)) for root in reversed(roots)]
        while waiting:
            number, depth = waiting.pop()
            yield number, depth
            following = branches.get(number, [])
            deeper = depth + (len(following) > 1)
            waiting.extend((each, deeper) for each in reversed(following))


_before: Final = attrgetter("before")
_after: Final = attrgetter("after")
