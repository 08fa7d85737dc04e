"""The heap of the C library: what lies between what is in use is given back, too."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="of another C library the heap is left as it is")
def test_pages_between_those_in_use_are_given_back() -> None:
    # In a process of its own: a heap that others have used has room of its own.
    said = subprocess.run(
        [sys.executable, "-c", """
from pathlib import Path
from dateline.app import heap
def pages():
    return int(Path("/proc/self/statm").read_text().split()[1])
heap.keep_small()
pieces = [bytes(20_000) for _ in range(2_000)]
full = pages()
del pieces[:-1]  # the last one, at the end of the heap, stays
freed = pages()
heap.give_back()
print(full - freed, freed - pages())
"""],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    by_itself, given_back = map(int, said.split())
    assert by_itself < 1_000
    assert given_back > 8_000
