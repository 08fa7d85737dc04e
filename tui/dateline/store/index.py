"""The bitmaps, axes and words of all events, gathered while they are written in time order."""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping

from pyroaring import BitMap

from dateline.dates import parse
from dateline.model import Vocabulary
from dateline.store.entries import SEPARATOR, Entry
from dateline.store.hierarchy import ancestors

_HELD = 1 << 16
"""Events of which the ordinals are held before they go into the bitmaps."""


class Index:
    """What is made of the events beside their rows."""

    def __init__(self, vocabulary: Vocabulary, connection: sqlite3.Connection) -> None:
        """`connection` is that of the store; its vocabulary and sources are written already."""
        self._vocabulary = vocabulary
        self._connection = connection
        self._held: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._bitmaps: defaultdict[str, BitMap] = defaultdict(BitMap)
        self._axes = {name: array("i") for name in ("lo", "start", "end", "hi")}

    def add(self, ordinal: int, event: Entry) -> None:
        """The next event."""
        for key in event.keys:
            self._held[key].append(ordinal)
        for name, axis in self._axes.items():
            axis.append(getattr(event, name))
        self._connection.execute(
            "INSERT INTO event_text (rowid, words) VALUES (?, ?)", (ordinal, " ; ".join(event.texts))
        )
        if not ordinal % _HELD:
            self._release()

    def _release(self) -> None:
        for key, ordinals in self._held.items():
            self._bitmaps[key].update(ordinals)
        self._held.clear()

    def finish(self, axes: Mapping[str, array[int]]) -> None:
        """Write it all, and other axes."""
        self._release()
        self._unfold()
        self._connection.executemany(
            "INSERT INTO posting VALUES (?, ?, ?, ?)",
            (
                (*key.split(SEPARATOR, 1), len(bitmap), bitmap.serialize())
                for key, bitmap in sorted(self._bitmaps.items())
            ),
        )
        self._axes["published"] = array("i", sorted(self._published()))
        for name, days in (*self._axes.items(), *axes.items()):
            if sys.byteorder == "big":
                days.byteswap()
            self._connection.execute("INSERT INTO axis VALUES (?, ?)", (name, days.tobytes()))

    def _unfold(self) -> None:
        """What is found by a value is found by all that is above it."""
        up = ancestors(self._vocabulary)
        for key, bitmap in list(self._bitmaps.items()):
            field, value = key.split(SEPARATOR, 1)
            above: list[tuple[str, str]] = []
            if field.endswith("="):
                above = [(field[:-1], each) for each in up[field[:-1], value]]
            elif field == "outlet":
                outlet = self._vocabulary.outlets[value]
                above = [("affiliation", outlet.affiliation), ("reliability", outlet.reliability)]
            for field_, value_ in above:
                self._bitmaps[f"{field_}{SEPARATOR}{value_}"] |= bitmap

    def _published(self) -> Iterator[int]:
        """The days on which sources were published, as far as they are known."""
        for (issued,) in self._connection.execute("SELECT issued FROM source WHERE issued <> ''"):
            day = parse(issued).lo
            if day is not None:
                yield day
