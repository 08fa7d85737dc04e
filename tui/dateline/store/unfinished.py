"""Where what is not finished yet is made: a folder beside its place, gone afterwards even if its process was killed."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import Final

from dateline.errors import StoreError
from dateline.store.first import MORE

_NAME: Final = 50
"""Characters of a name that are taken over: with what is put to them they must not be more than a folder takes."""


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """An empty folder beside `target`, for what becomes that file; it goes with the block.

    What processes left behind that were killed over the same store goes first: nobody holds it any more.

    Raises StoreError, also for an OSError in the block.
    """
    prefix = f".{target.name.removesuffix(MORE)[:_NAME]}."
    try:
        _clear(target.parent, prefix)
        with _made(target.parent, prefix) as folder:
            yield folder
    except OSError as error:
        raise unwritable(target, error) from None


def unwritable(target: Path, error: OSError | sqlite3.Error) -> StoreError:
    """That something cannot be written which becomes `target`, and why."""
    reason = (isinstance(error, OSError) and error.strerror) or str(error)
    room = "make room there and where temporary files are (TMPDIR), or " if _is_full(error) else ""
    return StoreError(f"cannot write the store {target}: {reason}; {room}name another file with --db")


def _is_full(error: OSError | sqlite3.Error) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL


@contextmanager
def _made(parent: Path, prefix: str) -> Iterator[Path]:
    """A folder that is held as long as it is there. Raises OSError."""
    while True:
        folder = Path(tempfile.mkdtemp(dir=parent, prefix=prefix, suffix=".tmp"))
        try:
            held = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:  # another process took it for left behind before it was held
            continue
        try:
            fcntl.flock(held, fcntl.LOCK_EX)
            if folder.exists():
                yield folder
                return
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(held)


def _clear(parent: Path, prefix: str) -> None:
    for left in parent.glob(f"{escape(prefix)}*.tmp"):
        with suppress(OSError):  # it is held, or no folder, or gone
            number = os.open(left, os.O_RDONLY | os.O_DIRECTORY)
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left)
            finally:
                os.close(number)
