"""The files of a store: the one that was built, and beside it a small one with the events that were added later."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dateline.curated.files import stamp_of
from dateline.errors import StoreError
from dateline.store.first import MORE
from dateline.store.part import Part

_TRIES: Final = 20


def more(path: Path) -> Path:
    """Where the events are that were added to the store at `path` since it was built: beside the file itself."""
    file = path.resolve()
    return file.with_name(file.name + MORE)


def stamp(path: Path) -> object:
    """What is another one after the store at `path` was written or something was added to it."""
    return stamp_of(path), stamp_of(more(path))


def opened(path: Path) -> tuple[Part, ...]:
    """The parts of a store, the built one first: as they were at one moment. Raises StoreError."""
    for _ in range(_TRIES):
        main = Part(path)
        try:
            added = _added(more(path))
        except StoreError:
            main.connection.close()
            raise
        # Another build has taken them in already, or is about to: then they belong to the file that was before.
        if added is not None and added.meta("base") != main.meta("fingerprint"):
            added.connection.close()
            added = None
        if main.connection.is_current():
            if (found := 0 if added is None else added.count) >= (late := main.late):
                return (main,) if added is None else (main, added)
            for part in (main, added):
                if part is not None:
                    part.connection.close()
            missing = f"{path} has {late:,} events more in {more(path)}, of which {found:,} are there"
            raise StoreError(f"{missing}; copy both files once more")
        for part in (main, added):
            if part is not None:
                part.connection.close()
    raise StoreError(f"{path} is replaced again and again; try again when that is done")


def _added(path: Path) -> Part | None:
    try:
        return Part(path) if path.is_file() else None
    except StoreError:
        if path.is_file():
            raise
        return None  # it has gone just now
