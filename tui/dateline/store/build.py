"""From the model to the tables. A pure function of the chronology: the same files give the same content."""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dateline.curated import names
from dateline.curated.files import SCHEMA
from dateline.errors import StoreError
from dateline.model import Chronology, Source, Vocabulary
from dateline.record import dumped, record
from dateline.store.apart import IndexerApart
from dateline.store.bounds import OPEN_HI, OPEN_LO
from dateline.store.entries import Entry, entry, worded
from dateline.store.index import Index
from dateline.store.names import spelt, write_vocabulary
from dateline.store.terms import TermIndexer
from dateline.store.unfinished import unfinished, unwritable

_AT_ONCE: Final = 500
"""Events."""


def build(chronology: Chronology, target: Path, fingerprint: str) -> None:
    """Write the store to `target`, atomically: a reader sees the old one or the new one, never a part.

    `fingerprint` is that of the curated files. Raises StoreError where it cannot be written.
    """
    records = ((record(event), event) for event in chronology.events)
    entries = (entry(made, event.date, event.origins, worded(made)) for made, event in records)
    meta = {"fingerprint": fingerprint}
    with replacing(target) as temporary:
        write(temporary, chronology.vocabulary, chronology.sources.values(), entries, meta)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A file to write, which takes the place of `target` once it is whole. Raises StoreError."""
    try:
        target = Path(os.path.realpath(target))  # a link stays one
        if target.is_symlink() or (target.exists() and not target.is_file()):
            raise StoreError(f"{target} is no ordinary file; name another file with --db")
        target.parent.mkdir(parents=True, exist_ok=True)
        for suffix in ("-journal", "-wal"):
            if (beside := target.with_name(target.name + suffix)).exists():
                raise StoreError(
                    f"{beside} is in the way: another program has the store open; close it or remove the file"
                )
        with unfinished(target) as folder:
            temporary = folder / "store"
            yield temporary
            with temporary.open("rb") as file:
                os.fsync(file.fileno())
            temporary.chmod(0o644)
            temporary.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise unwritable(target, error) from None


def write(
    path: Path,
    vocabulary: Vocabulary,
    sources: Iterable[Source],
    entries: Iterable[Entry],
    meta: Mapping[str, str],
    axes: Mapping[str, array[int]] = MappingProxyType({}),
    *,
    many: bool = False,
) -> None:
    """Write a store into an empty file; `entries` in time order; `axes` beside those that every store has.

    Of `many` the words are indexed in a second process.

    Raises sqlite3.Error, OSError; IntegrityError where an event is there twice.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # Until it is whole nobody reads the file: there is nothing to roll back to.
        # A record takes some thousand bytes: few would fit a page of the usual size.
        for pragma in ("page_size = 16384", "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
            connection.execute(f"PRAGMA {pragma}")
        tables, indexes = _schema()
        connection.executescript(tables)
        write_vocabulary(connection, vocabulary)
        connection.execute("BEGIN")
        _insert(connection, "source", _sources(connection, sources))
        with IndexerApart() if many else nullcontext(TermIndexer()) as terms:
            index = Index(vocabulary, connection, terms)
            _events(connection, index, entries)
            index.finish(axes)
        connection.execute("COMMIT")
        connection.executescript(indexes)
        # Written last: without it a store is not complete.
        _insert(connection, "meta", meta.items())
    finally:
        connection.close()


def _schema() -> tuple[str, str]:
    """The tables, and the indexes: those are made when the rows are in, which takes a fraction of the time."""
    statements = SCHEMA.read_text(encoding="utf-8").split("\n\n")
    indexes = [each for each in statements if each.startswith("CREATE UNIQUE INDEX")]
    return "\n".join(each for each in statements if each not in indexes), "\n".join(indexes)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[object]]) -> None:
    """Rows with a value for every column."""
    (columns,) = connection.execute("SELECT count(*) FROM pragma_table_info(?)", (table,)).fetchone()
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)


def _sources(connection: sqlite3.Connection, sources: Iterable[Source]) -> Iterator[Sequence[object]]:
    for source in sources:
        _insert(connection, "spelling", spelt([names.of_source(source)]))
        yield (
            source.id, source.type, source.title, source.publisher.id, dumped(source.author),
            source.issued.edtf if source.issued else "", source.issued_basis, source.url, source.accessed,
            source.language, dumped(source.derived_from), source.sha256, source.read, source.digest,
        )  # fmt: skip


def _events(connection: sqlite3.Connection, index: Index, entries: Iterable[Entry]) -> None:
    # The record comes as bytes: they are text already, and need not be decoded and encoded on their way.
    insert = f"INSERT INTO event VALUES ({'?, ' * 9} CAST(? AS TEXT))"
    waiting, ordinal = iter(entries), 0
    while some := list(islice(waiting, _AT_ONCE)):
        index.add(ordinal, some)
        connection.executemany(
            insert,
            (
                (number, e.id, e.title, e.kind, e.status, e.date, None if e.lo == OPEN_LO else e.lo,
                 None if e.hi == OPEN_HI else e.hi, e.origins, e.record)
                for number, e in enumerate(some, ordinal)
            ),
        )  # fmt: skip
        ordinal += len(some)
