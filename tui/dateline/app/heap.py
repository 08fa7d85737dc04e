"""The heap of the C library, kept small where that is the GNU one; another is left as it is."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import Final

_OPTIONS: Final = {
    -8: 1,  # M_ARENA_MAX: all threads have one heap; in heaps of their own lies what the others could use
    -3: 1 << 18,  # M_MMAP_THRESHOLD: what is larger is given back at once; unset it grows with what is freed
}
"""Of <malloc.h>."""


def keep_small() -> None:
    """Before there are threads."""
    with suppress(AttributeError, OSError):
        for option, value in _OPTIONS.items():
            ctypes.CDLL(None).mallopt(option, value)


def give_back() -> None:
    """The pages on which nothing lies any more; by itself it gives back only those at its end."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
