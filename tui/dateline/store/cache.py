"""Which store is current: where it is kept, and whether the curated files have changed since it was built."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from dateline.curated.files import HOME, CuratedFiles
from dateline.errors import StoreError
from dateline.store.connection import replaceable, stored_fingerprint


def store_path(files: CuratedFiles) -> Path:
    """Where the store of these files is kept: beside the data in a checkout, else in the person's cache folder."""
    if files.root == HOME and HOME.name != "_bundle" and os.access(HOME / "data", os.W_OK):
        return HOME / "data" / "events.db"
    from platformdirs import user_cache_path

    name = hashlib.sha256(str(files.root).encode()).hexdigest()[:12]
    return user_cache_path("dateline") / f"{files.root.name.strip('_')}-{name}.db"


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
    fingerprint = files.fingerprint()
    if rebuild or stored_fingerprint(path) != fingerprint:
        if db is not None and not replaceable(db):
            raise StoreError(f"{db} is not a Dateline store and would be overwritten; name another file with --db")
        on_build(path)
        from dateline.curated.load import load
        from dateline.store.build import build

        build(load(files), path, fingerprint)
    return path
