"""Which events hold some words, asked of the word index: rows of `term`, `prefix` and `pair` (see terms.py).

What these leave open is looked for in the words of each event: rows of `words`.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import pairwise
from operator import and_
from typing import Any, Final

from pyroaring import BitMap

from dateline.words import words

_AT_ONCE: Final = 1000
_STANDING: Final = "SELECT event FROM words WHERE event IN (SELECT value FROM json_each(?)) AND instr(words, ?)"


class Matching:
    """The events in whose texts words stand."""

    def __init__(self, sql: Callable[[str, Sequence[object]], Sequence[Any]]) -> None:
        self._sql = sql

    def __call__(self, text: str, *, prefix: bool = False) -> BitMap:
        """The events in one of whose fields the words of `text` stand together in this order.

        With `prefix` the last may go on. A text without words is found nowhere.
        """
        phrase = words(text)
        if not phrase:
            return BitMap()
        *before, last = phrase
        found = reduce(and_, map(self._term, before), self._begun(last) if prefix else self._term(last))
        return self._adjacent(phrase, prefix, found) if before and found else found

    def _adjacent(self, phrase: Sequence[str], prefix: bool, found: BitMap) -> BitMap:
        """Those of the events that hold all the words of a phrase in which they stand together."""
        sure = BitMap()
        for first, second in pairwise(phrase[:-1] if prefix else phrase):
            for since, bitmap in self._pairs("second = ?", first, second):
                if len(phrase) == 2:
                    sure = bitmap
                found &= bitmap | BitMap(range(since))
        if prefix and len(phrase) == 2:
            rows = self._pairs("second >= ? AND second < ?", *phrase, phrase[1] + _AFTER)
            sure = BitMap.union(sure, *(bitmap for _, bitmap in rows))
        wanted = f" {' '.join(phrase)}{'' if prefix else ' '}"
        for ordinals in _some(found - sure):
            sure.update(event for (event,) in self._sql(_STANDING, (json.dumps(ordinals.tolist()), wanted)))
        return sure

    def _term(self, word: str) -> BitMap:
        return BitMap.union(BitMap(), *self._bitmaps("SELECT bitmap FROM term WHERE term = ?", word))

    def _begun(self, prefix: str) -> BitMap:
        known = self._bitmaps("SELECT bitmap FROM prefix WHERE prefix = ?", prefix)
        few = "SELECT bitmap FROM term WHERE term >= ? AND term < ?"
        return BitMap.union(BitMap(), *(known or self._bitmaps(few, prefix, prefix + _AFTER)))

    def _bitmaps(self, sql: str, *parameters: str) -> list[BitMap]:
        return [BitMap.deserialize(row[0]) for row in self._sql(sql, parameters)]

    def _pairs(self, which: str, *parameters: str) -> list[tuple[int, BitMap]]:
        rows = self._sql(f"SELECT since, bitmap FROM pair WHERE first = ? AND {which}", parameters)
        return [(since, BitMap.deserialize(bitmap)) for since, bitmap in rows]


_AFTER: Final = "\U0010ffff"
"""Stands in no word, and after all that do."""


def _some(found: BitMap) -> Iterator[array[int]]:
    for start in range(0, len(found), _AT_ONCE):
        yield found[start : start + _AT_ONCE].to_array()
