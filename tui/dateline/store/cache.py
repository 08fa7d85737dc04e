"""Which store is current: where it is kept, and whether the curated files have changed since it was built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dateline.curated import stamp
from dateline.curated.files import CuratedFiles
from dateline.errors import StoreError
from dateline.store import remembered
from dateline.store.connection import imported, replaceable, stored_fingerprint


def store_path(files: CuratedFiles) -> Path:
    """Where the store of these files is kept: beside the data in a checkout, else in the person's cache folder."""
    return Path(remembered.store_path(str(files.root)))


def current(
    files: CuratedFiles,
    db: Path | None = None,
    *,
    rebuild: bool = False,
    on_build: Callable[[Path], None] = lambda path: None,
) -> Path:
    """The path of an up-to-date store, built now if need be; `on_build` hears of it before the work starts.

    Raises CuratedError for problems in the files, StoreError where the store cannot be written.
    """
    path = db or store_path(files)
    look = stamp.every(str(files.root))  # before they are read: what is written meanwhile shows the next time
    if db is None and not rebuild and remembered.is_current(str(path), look):
        return path
    fingerprint = files.fingerprint()
    if rebuild or stored_fingerprint(path) != fingerprint:
        if db is not None and not replaceable(db):
            raise StoreError(f"{db} is not a Dateline store and would be overwritten; name another file with --db")
        if imported(path):
            raise StoreError(f"{path} holds imported events, which would be lost; name another file with --db")
        on_build(path)
        from dateline.curated.load import load
        from dateline.store.build import build

        build(load(files), path, fingerprint)
    if db is None:  # beside a file that the person named nothing is put
        remembered.remember(str(path), look)
    return path
