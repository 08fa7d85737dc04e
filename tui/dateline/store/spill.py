"""Sorting more than fits into memory: sorted runs in files, merged when they are read."""

from __future__ import annotations

import heapq
import marshal
import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

_BATCH: Final = 4
"""Rows that are read at a time from each run."""
_MOST: Final = 2048
"""Runs that are merged at a time."""


class Run(NamedTuple):
    """Sorted rows in a part of a file."""

    file: str
    start: int
    lengths: array[int]
    """In bytes, of each batch of rows."""


def spill(path: Path, rows: Iterable[tuple[Any, ...]]) -> Run:
    """Append rows, which are sorted already, to a file: tuples of numbers, text, bytes, None and such tuples."""
    with path.open("ab") as file:
        start = file.tell()
        lengths = array("Q", (file.write(marshal.dumps(batch)) for batch in _batches(rows, _BATCH)))
        return Run(str(path), start, lengths)


def few(runs: Sequence[Run], path: Path) -> Sequence[Run]:
    """The rows in no more runs than can be merged. Files for that are named like `path`; those merged into them go."""
    level = 0
    while len(runs) > _MOST:
        level += 1
        former = {run.file for run in runs}
        between = path.with_name(f"{path.name}-{level}")
        runs = [spill(between, merged(group)) for group in _batches(runs, _MOST)]
        for file in former:
            os.unlink(file)
    return runs


def merged(runs: Sequence[Run]) -> Iterator[tuple[Any, ...]]:
    """The rows of a `few` runs, sorted."""
    files: dict[str, int] = {}
    try:
        for file in {run.file for run in runs}:
            files[file] = os.open(file, os.O_RDONLY)
        yield from heapq.merge(*(_rows(files[run.file], run.start, run.lengths) for run in runs))
    finally:
        for number in files.values():
            os.close(number)


def _rows(file: int, start: int, lengths: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    for length in lengths:
        yield from marshal.loads(os.pread(file, length, start))
        start += length


def _batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch
