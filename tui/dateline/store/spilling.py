"""Many more ordinals than memory holds, each under a key: sorted runs in temporary files, merged at the end."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import IO, Any, Final, Generic, TypeVar

from pyroaring import BitMap

Key = TypeVar("Key", str, tuple[str, str])

# Not lists: the collector of garbage would go through hundreds of thousands of them, time and again.
_ordinals: Final = partial(array, "I")
_AT_ONCE: Final = 256


class Spilling(Generic[Key]):
    """Append to `held[key]`, ordinals ascending; `spill` when there are enough of them."""

    def __init__(self) -> None:
        self.held: defaultdict[Key, array[int]] = defaultdict(_ordinals)
        """What is in memory."""
        self._runs: list[IO[bytes]] = []

    def spill(self) -> None:
        """Write what is held to a temporary file, and hold nothing."""
        file = tempfile.TemporaryFile()  # noqa: SIM115 it is read when the last run has been written
        self._runs.append(file)
        parts = self._parts(len(self._runs))
        while some := list(islice(parts, _AT_ONCE)):
            pickle.dump(some, file, pickle.HIGHEST_PROTOCOL)
        pickle.dump([], file)
        self.held.clear()

    def merged(self) -> Iterator[tuple[Key, BitMap]]:
        """Every key with all its ordinals, keys ascending."""
        if self._runs:
            self.spill()  # its room is needed: what is made of the ordinals takes as much
        runs = merge(*map(_read, self._runs), self._parts(1))
        for key, parts in groupby(runs, key=itemgetter(0)):
            ordinals = _ordinals()
            for _, _, some in parts:
                ordinals.frombytes(some)
            bitmap = BitMap(ordinals)
            bitmap.run_optimize()
            yield key, bitmap

    def _parts(self, run: int) -> Iterator[tuple[Key, int, bytes]]:
        """The number of the run keeps the ordinals of a key in order when runs are merged."""
        for key in sorted(self.held):
            yield key, run, self.held[key].tobytes()


def _read(file: IO[bytes]) -> Iterator[tuple[Any, int, bytes]]:
    with file:
        file.seek(0)
        while some := pickle.load(file):
            yield from some
