"""Writing an export to a file: whole or not at all, and never over another file by accident."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from dateline.errors import ExportError, FileInTheWayError


def write_atomically(path: Path, pieces: Iterable[str], *, overwrite: bool = False) -> int:
    """Write the pieces to `path`; returns the number of bytes.

    Raises ExportError where the file exists (unless `overwrite`) or cannot be written; what was there stays then.
    """
    temporary: Path | None = None
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise ExportError(f"{path} is not an ordinary file; choose another name")
        if path.is_dir():
            raise ExportError(f"{path} is a folder; name a file in it")
        if path.exists() and not overwrite:
            raise FileExistsError
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".tmp")
        temporary = Path(name)
        # newline="": a format says for itself how its lines end.
        with os.fdopen(handle, "w", encoding="utf-8", newline="", errors="replace") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        umask = os.umask(0)
        os.umask(umask)
        # Over a file that is there: readable to whom it was, and to nobody else.
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask)
        if not overwrite and path.exists():  # it may have appeared while we wrote
            raise FileExistsError
        temporary.replace(path)
    except FileExistsError:
        raise FileInTheWayError(f"{path} exists; choose another name") from None
    except OSError as error:
        raise ExportError(f"cannot write {path}: {error.strerror}") from None
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
    return size
