"""Sorting more than fits into memory: sorted runs in files, merged when they are read."""

from __future__ import annotations

import heapq
import marshal
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

_BATCH: Final = 8
"""Rows that are read at a time from each run."""
_MOST: Final = 1024
"""Runs that are merged at a time."""
_LENGTH: Final = 8


class Run(NamedTuple):
    """Sorted rows in a part of a file."""

    file: str
    start: int
    end: int


def spill(path: Path, rows: Iterable[tuple[Any, ...]]) -> Run:
    """Append rows, which are sorted already, to a file: tuples of numbers, text, bytes, None and such tuples."""
    with path.open("ab") as file:
        start = file.tell()
        for batch in _batches(rows, _BATCH):
            data = marshal.dumps(batch)
            file.write(len(data).to_bytes(_LENGTH, "little") + data)
        return Run(str(path), start, file.tell())


def merged(runs: Sequence[Run], path: Path) -> Iterator[tuple[Any, ...]]:
    """The rows of all runs, sorted. Files in between are named like `path`."""
    level = 0
    while len(runs) > _MOST:
        level += 1
        between = path.with_name(f"{path.name}-{level}")
        runs = [spill(between, _merged(group)) for group in _batches(runs, _MOST)]
    return _merged(runs)


def _merged(runs: Sequence[Run]) -> Iterator[tuple[Any, ...]]:
    files: dict[str, int] = {}
    try:
        for file in {run.file for run in runs}:
            files[file] = os.open(file, os.O_RDONLY)
        yield from heapq.merge(*(_rows(files[run.file], run.start, run.end) for run in runs))
    finally:
        for number in files.values():
            os.close(number)


def _rows(file: int, start: int, end: int) -> Iterator[tuple[Any, ...]]:
    while start < end:
        length = int.from_bytes(os.pread(file, _LENGTH, start), "little")
        yield from marshal.loads(os.pread(file, length, start + _LENGTH))
        start += _LENGTH + length


def _batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch
