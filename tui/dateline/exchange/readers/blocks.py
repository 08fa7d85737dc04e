"""A file in pieces that end where a line ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final

from dateline.errors import ImportedError
from dateline.problem import Problem

SIZE: Final = 1 << 20
"""Bytes of a piece, about: what is in memory of a file of any size."""
MOST: Final = 16 << 20
"""Bytes of a line: one that is longer is no record."""


def cut(
    path: Path, file: IO[bytes], end: Callable[[bytes], int], *, sizes: int = 1, hint: str = ""
) -> Iterator[tuple[int, bytes]]:
    """Pieces of a file, of so many `sizes`, each with its first line.

    `end` says how much of a piece is whole records, 0 where none is. Raises ImportedError for a record that has no end
    within MOST bytes; `hint` says what may be the reason.
    """
    rest = b""
    line = 1
    while read := file.read(sizes * SIZE):
        rest += read
        if whole := end(rest):
            yield line, rest[:whole]
            line += rest.count(b"\n", 0, whole)
            rest = rest[whole:]
        elif len(rest) > MOST:
            raise ImportedError([Problem(path, line, f"has a record that is longer than {MOST >> 20} MB{hint}")])
    if rest:
        yield line, rest
