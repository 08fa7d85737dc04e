"""What was read and may be asked for again: the latest, as much of it as fits into a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
_ENTRY: Final = 200
"""Bytes that a key and its place take beside the value."""


class Kept(Generic[K, V]):
    """Values by key; what was used the longest ago goes first. Safe in several threads."""

    def __init__(self, most: int) -> None:
        """`most`: the bytes that all values have together."""
        self._most = most
        self._lock = Lock()
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self.size = 0
        """The bytes that are held."""

    def get(self, key: K) -> V | None:
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def put(self, key: K, value: V, size: int) -> V:
        """Gives the value back; it is not kept if it alone is too much."""
        size += _ENTRY
        with self._lock:
            self.size -= self._values.pop(key, (value, 0))[1]
            if size <= self._most:
                self._values[key] = (value, size)
                self.size += size
            while self.size > self._most:
                self.size -= self._values.popitem(last=False)[1][1]
        return value
