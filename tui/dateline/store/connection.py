"""Opening a store file, and asking it in SQL: whatever is wrong with it is a StoreError."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from dateline.errors import AGAIN, DateError, StoreError
from dateline.store.first import APPLICATION_ID, STRICT, VERSION

IMPORTED: Final = "import "
"""How the fingerprint of a store begins that was not made from curated files; each has another one."""
_BUILD_AGAIN: Final = "make it again with dateline build"
_IMPORT_AGAIN: Final = "take a copy of it, or import its files again with dateline import"
_TABLES: Final = (
    "actor", "axis", "category", "event", "kind", "meta", "outlet", "pair", "parent", "place", "posting", "prefix",
    "source", "spelling", "system", "term", "words",
)  # fmt: skip
"""Of a store: STRICT ones, so that a text is a text."""
_CACHE: Final = -500
"""KiB of pages for each of the connections: the system keeps them all, and asking it again costs next to nothing."""
LATE: Final = 256
"""By this much the `user_version` of a store is greater for each event that stands beside it."""
_USER_VERSION: Final = 60
"""Where it is in the header of an SQLite file."""
_TRIES: Final = 20
"""To open a file that is replaced at the same moment."""


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection


def stored_fingerprint(path: Path) -> str | None:
    """The fingerprint of the curated files from which a store was built; None if it is not a store of ours."""
    return _fingerprint(path, of_this_version=True)


def imported(path: Path) -> bool:
    """Whether it is a store, of any version, whose events are nowhere else."""
    return (_fingerprint(path, of_this_version=False) or "").startswith(IMPORTED)


def _again(path: Path) -> str:
    """What makes a store again, as far as it says how it was made."""
    made = _fingerprint(path, of_this_version=False)
    if made is None:
        return AGAIN
    return _IMPORT_AGAIN if made.startswith(IMPORTED) else _BUILD_AGAIN


def _fingerprint(path: Path, *, of_this_version: bool) -> str | None:
    if not path.is_file():
        return None
    try:
        connection = _connect(path)
        try:
            application, version = _stamps(connection)
            if application != APPLICATION_ID or (of_this_version and version != VERSION):
                return None
            row = connection.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
            return row and str(row[0])
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def replaceable(path: Path) -> bool:
    """Whether there is no file yet, an empty one, or a store of any version: see also `imported`."""
    try:
        if not path.is_file():
            return True  # building says what is wrong
        with path.open("rb") as file:
            header = file.read(100)
    except OSError:
        return True
    return not header or (header.startswith(b"SQLite format 3\0") and header[68:72] == APPLICATION_ID.to_bytes(4))


def _stamps(connection: sqlite3.Connection) -> tuple[int, int]:
    """The application and the version of its schema."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return application, version % LATE


def note_late(path: Path, events: int) -> None:
    """Note in a store how many events stand beside it. Raises OSError.

    Not by SQLite, which would wait for all who read: it leaves us the number, in four bytes of the header.
    """
    with path.open("r+b") as file:
        file.seek(_USER_VERSION)
        file.write((events * LATE + VERSION).to_bytes(4))
        file.flush()
        os.fsync(file.fileno())


class Connection:
    """A store file that is open for reading, and is whole as far as a look at its start can tell."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError if there is no store of this version at `path`."""
        self.path = path
        # Two threads must not meet in one connection, and a long search must not hold up the screen:
        # the thread that opened the store has one to itself, all others share the second in turns.
        self._owner = threading.get_ident()
        self._turn = threading.Lock()
        for _ in range(_TRIES):
            self._stamp = self._stamp_now()
            try:
                self._connection, self._shared = _connect(path), _connect(path)
            except sqlite3.Error as error:
                raise StoreError(f"{path} cannot be opened: {error}") from None
            try:
                same = self._check()
            except StoreError:
                self.close()
                raise
            if same and self.is_current():
                return
            self.close()
        raise StoreError(f"{path} is replaced again and again; try again when that is done")

    def _stamp_now(self) -> tuple[int, int, int]:
        """What is another one once another file has taken the place of this one."""
        try:
            found = self.path.stat()
        except OSError:
            found = None
        if found is not None and not stat.S_ISREG(found.st_mode):
            raise StoreError(f"{self.path} is no ordinary file; name a store")
        if found is None:
            raise StoreError(f"there is no store at {self.path}; make one with dateline build or dateline import")
        return found.st_ino, found.st_mtime_ns, found.st_size

    def is_current(self) -> bool:
        """Whether the file is still the one that was opened."""
        try:
            return self._stamp_now() == self._stamp
        except StoreError:
            return False

    def _check(self) -> bool:
        """Whether both connections have the same store. Raises StoreError where it is none."""
        try:
            application, version = _stamps(self._connection)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_NOTADB:
                raise self.damaged(error) from None
            raise StoreError(
                f"{self.path} is not an SQLite database; name a store that dateline build or dateline import made"
            ) from None
        if application != APPLICATION_ID:
            raise StoreError(f"{self.path} is an SQLite database, but not a Dateline store; name another file")
        if version != VERSION:
            raise StoreError(
                f"{self.path} was made by another version of Dateline (schema {version}, this one reads {VERSION}); "
                f"{_again(self.path)}"
            )
        for pragma in ("query_only = ON", "trusted_schema = OFF", "temp_store = MEMORY", f"cache_size = {_CACHE}"):
            self.sql(f"PRAGMA {pragma}")
            self._shared.execute(f"PRAGMA {pragma}")
        names = ", ".join(f"'{name}'" for name in _TABLES)
        ((tables,),) = self.sql(f"{STRICT} ({names})")
        if tables != len(_TABLES):
            raise self.damaged("it has not the tables of a store")
        stamp = "SELECT value FROM meta WHERE key = 'fingerprint'"
        if not self.sql(stamp):
            raise StoreError(f"{self.path} is not complete; {AGAIN}")
        return self.sql(stamp) == self._rows(self._shared, stamp, ())

    def own(self) -> None:
        """From now on the calling thread has the first connection to itself."""
        self._owner = threading.get_ident()

    def close(self) -> None:
        self._connection.close()
        self._shared.interrupt()
        with self._turn:
            self._shared.close()

    def sql(self, sql: str, parameters: Sequence[object] = (), made: Callable[[Any], Any] = tuple) -> list[Any]:
        """The rows, or what is `made` of each: of large ones only that is in memory together."""
        with self._mine() as connection:
            return self._rows(connection, sql, parameters, made)

    def piece(self, table: str, column: str, row: int, span: tuple[int, int]) -> bytes:
        """The bytes `span` (from, up to) of a large value, which is not read whole for that."""
        start, stop = span
        with self._mine() as connection:
            try:
                with connection.blobopen(table, column, row, readonly=True) as blob:
                    blob.seek(start)
                    return blob.read(stop - start)
            except (sqlite3.Error, ValueError) as error:
                raise self.damaged(error) from None

    @contextmanager
    def _mine(self) -> Iterator[sqlite3.Connection]:
        """The connection of the calling thread, for as long as it needs it."""
        if threading.get_ident() == self._owner:
            yield self._connection
        else:
            with self._turn:
                yield self._shared

    def _rows(
        self, connection: sqlite3.Connection, sql: str, parameters: Sequence[object], made: Callable[[Any], Any] = tuple
    ) -> list[Any]:
        try:
            return list(map(made, connection.execute(sql, parameters)))
        except UnicodeEncodeError:
            return []  # a byte of the command line that is no UTF-8: no text in the store holds it
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self.damaged(error) from None

    def damaged(self, what: object) -> StoreError:
        return StoreError.damaged(self.path, what, _again(self.path))

    @contextmanager
    def whole(self) -> Iterator[None]:
        """What does not fit together has been damaged: SQLite notices that only in its own structures."""
        try:
            yield
        except StoreError:
            raise
        except (AttributeError, DateError, LookupError, OverflowError, RecursionError, TypeError, ValueError) as error:
            raise self.damaged(f"{type(error).__name__}: {error}") from None
