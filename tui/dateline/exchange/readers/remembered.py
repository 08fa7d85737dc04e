"""Things that come time and again, and what was made of them: a few thousand of each sort."""

from __future__ import annotations

from typing import Final, TypeVar

K = TypeVar("K")
V = TypeVar("V")

HELD: Final = 8_192
"""Of each sort."""


def keep(kept: dict[K, V], key: K, value: V) -> V:
    """Remember it, and forget the others when they are many."""
    if len(kept) >= HELD:
        kept.clear()
    kept[key] = value
    return value
