"""Which actors, systems, places and kinds some words name."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from dateline.words import spelled_lines

Thing = tuple[str, str]
"""A field and an id."""


class Spelt:
    """All spellings of all names, as one text to look through: 10 MB are searched in milliseconds."""

    def __init__(self, things: Iterable[Thing], spellings: Iterable[str]) -> None:
        """One spelling for each of the things; those that have several come several times."""
        known: dict[Thing, Thing] = {}
        self._things = [known.setdefault(thing, thing) for thing in things]
        self._text = spelled_lines(spellings)
        self._starts = array("Q", accumulate(map(len, self._text.splitlines(keepends=True)), initial=0))

    def named(self, phrase: Sequence[str], *, prefix: bool = False) -> set[Thing]:
        """What has a name in which these words (see `dateline.words.words`) stand together in this order.

        With `prefix` the last may go on.
        """
        found: set[Thing] = set()
        if not phrase:
            return found
        wanted = f" {' '.join(phrase)}" if prefix else f" {' '.join(phrase)} "
        at = self._text.find(wanted)
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            found.add(self._things[line])
            at = self._text.find(wanted, self._starts[line + 1])
        return found
