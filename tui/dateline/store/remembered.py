"""Where a store is kept, and from which files it was found to be made: so that they are not read at every start.

At every start: with as few imports as can be, and on paths as text.
"""

from __future__ import annotations

import os
import time

from dateline.curated import stamp
from dateline.curated.stamp import HOME

TYPE_CHECKING = False  # as in typing, which takes longer to import than a look takes
if TYPE_CHECKING:
    from typing import Final

_TICK: Final = 2 * 10**9
"""Nanoseconds within which two writes may get the same time: no file system's clock is coarser."""


def store_path(root: str) -> str:
    """Where the store of a chronology is kept: beside the data in a checkout, else in the person's cache folder."""
    if root == HOME and os.path.basename(HOME) != "_bundle" and os.access(os.path.join(HOME, "data"), os.W_OK):
        return os.path.join(HOME, "data", "events.db")
    import hashlib

    name = hashlib.sha256(os.fsencode(root)).hexdigest()[:12]
    return os.path.join(_cache(), f"{os.path.basename(root).strip('_')}-{name}.db")


def _cache() -> str:
    """The person's cache folder: what platformdirs says, which on Linux need not be imported for it."""
    if os.uname().sysname == "Linux":
        named = os.environ.get("XDG_CACHE_HOME", "")
        return os.path.join(named if os.path.isabs(named) else os.path.expanduser("~/.cache"), "dateline")
    from platformdirs import user_cache_dir

    return user_cache_dir("dateline")


def remember(store: str, look: str) -> None:
    """Note that a store was made of files that look like this; not of files so young that a write may not show."""
    if time.time_ns() - stamp.latest(look) < _TICK:
        return
    temporary = f"{_note(store)}.{os.getpid()}"
    try:
        with open(temporary, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(_of(store) + look)
        os.replace(temporary, _note(store))
    except OSError:  # then the files are read the next time as well
        if os.path.exists(temporary):
            os.unlink(temporary)


def is_current(store: str, look: str) -> bool:
    """Whether a store is the one that was noted, and its files look as they did, as far as the look goes."""
    try:
        with open(_note(store), encoding="utf-8", errors="surrogateescape") as file:
            return file.read().startswith(_of(store) + look)
    except OSError:
        return False


def _note(store: str) -> str:
    return f"{store}.made-of"


def _of(store: str) -> str:
    found = os.stat(store)
    return f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}\n"
