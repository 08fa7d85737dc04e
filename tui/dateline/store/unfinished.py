"""Where what is not finished yet is made: a folder beside its place, gone afterwards even if its process was killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import Final

from dateline.errors import StoreError

_NAME: Final = 50
"""Characters of a name that are taken over: with what is put to them they must not be more than a folder takes."""


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """An empty folder beside `target`, for what becomes that file; it goes with the block.

    What processes left behind that were killed over the same file goes first: nobody holds it any more.

    Raises StoreError.
    """
    _clear(target)
    folder, held = _made(target)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _made(target: Path) -> tuple[Path, int]:
    """A folder, and the number by which it is held until that is closed."""
    while True:
        try:
            folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:_NAME]}.", suffix=".tmp"))
        except OSError as error:
            raise StoreError(
                f"cannot write the store {target}: {error.strerror}; name another file with --db"
            ) from None
        with suppress(FileNotFoundError):  # another process took it for left behind before it was held
            held = os.open(folder, os.O_RDONLY)
            fcntl.flock(held, fcntl.LOCK_EX)
            if folder.exists():
                return folder, held
            os.close(held)


def _clear(target: Path) -> None:
    for left in target.parent.glob(f".{escape(target.name[:_NAME])}.*.tmp"):
        with suppress(OSError):  # it is held, or no folder, or gone
            number = os.open(left, os.O_RDONLY | os.O_DIRECTORY)
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left)
            finally:
                os.close(number)
