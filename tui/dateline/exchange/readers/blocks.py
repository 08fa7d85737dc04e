"""A file in pieces that end where a line ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Final

SIZE: Final = 1 << 20
"""Bytes of a piece, about: what is in memory of a file of any size."""
MOST: Final = 64 << 20
"""Bytes of a line: one that is longer is no record."""


def cut(file: IO[bytes], end: Callable[[bytes], int], sizes: int = 1) -> Iterator[bytes]:
    """Pieces of a file, of so many `sizes`; `end` says how much of a piece is whole records, 0 where none is.

    Raises ValueError for a record that has no end within MOST bytes.
    """
    rest = b""
    while read := file.read(sizes * SIZE):
        rest += read
        if whole := end(rest):
            yield rest[:whole]
            rest = rest[whole:]
        elif len(rest) > MOST:
            raise ValueError(f"a record is longer than {MOST >> 20} MB")
    if rest:
        yield rest
