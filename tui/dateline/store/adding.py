"""Adding events to a store: a few go into a small file beside it at once, many into a new one in its place."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

from dateline.errors import StoreError
from dateline.model import Source, Vocabulary
from dateline.store import build
from dateline.store.connection import IMPORTED, note_late
from dateline.store.entries import Entry
from dateline.store.part import Part
from dateline.store.parts import more, opened
from dateline.store.unfinished import unwritable

_LATE: Final = 10_000
"""Events that may be beside a store before all are written anew."""
_SHARE: Final = 20
"""And no more than one of so many."""
_AT_ONCE: Final = 1_000
_TOLD: Final = 100
"""Events that are there twice, of any number."""


class TwiceError(Exception):
    """Some events are there twice; `events` are the ids of the first of them, and there are so many `more`."""

    def __init__(self, events: list[str], more: int) -> None:
        self.events, self.more = events, more


class Before:
    """The store to which events are added."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self.main, *later = parts
        self._later = later
        # All of it, as it goes to other processes: a part makes names when they are asked for.
        self.vocabulary = Vocabulary(*map(dict, parts[-1].vocabulary.tables))

    def takes(self, events: int) -> bool:
        """Whether so many more fit beside it."""
        late = events + sum(part.count for part in self._later)
        if not os.access(self.main.connection.path, os.W_OK):  # where their number could not be noted
            return False
        return late <= min(_LATE, self.main.count // _SHARE)

    def lines(self, *, late_only: bool) -> Iterator[bytes]:
        """The records of its events as NDJSON, in pieces: of those that are beside it, or of all."""
        for part in self._later if late_only else (self.main, *self._later):
            for first in range(0, part.count, _AT_ONCE):
                span = (first, first + _AT_ONCE)
                rows = part.sql("SELECT record FROM event WHERE ord >= ? AND ord < ? ORDER BY ord", span)
                yield "".join(f"{record}\n" for (record,) in rows).encode()

    def holds(self, events: Iterable[str]) -> set[str]:
        """Those of these events that are there."""
        return {id_ for part in (self.main, *self._later) for id_ in part.titles(events)}

    def place(self, event: Entry) -> int:
        """The ordinal before which it stands."""
        days = self.main.days
        same = range(days.before(event.lo), days.before(event.lo + 1))
        first, last = (same.start + bisect(same, event.hi, key=days.hi) for bisect in (bisect_left, bisect_right))
        rows = self.main.sql(
            "SELECT min(ord) FROM event WHERE ord >= ? AND ord < ? AND id > ?", (first, last, event.id)
        )
        return last if rows[0][0] is None else int(rows[0][0])


@contextmanager
def alone(store: Path, waits: Callable[[], None]) -> Iterator[Before | None]:
    """Nobody else adds to a store of this folder meanwhile; gives what the store is now.

    `waits` is called where somebody does, before we wait for them. Raises StoreError.
    """
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        folder = _locked(store.parent, waits)
    except OSError as error:
        raise unwritable(store, error) from None
    try:
        if not store.exists() or (store.is_file() and not store.stat().st_size):
            yield None
            return
        parts = opened(store)
        try:
            if not parts[0].meta("fingerprint").startswith(IMPORTED):
                raise StoreError(
                    f"{store} is made from curated files and would lose what is imported; name another file with --db"
                )
            yield Before(parts)
        finally:
            for part in parts:
                part.connection.close()
    finally:
        os.close(folder)


def _locked(folder: Path, waits: Callable[[], None]) -> int:
    """The number by which a folder is locked until that is closed. Raises OSError."""
    number = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waits()
            fcntl.flock(number, fcntl.LOCK_EX)
    except BaseException:
        os.close(number)
        raise
    return number


def write(
    store: Path,
    vocabulary: Vocabulary,
    sources: Iterable[Source],
    entries: Iterable[Entry],
    beside: Before | None,
    *,
    many: bool,
) -> None:
    """Write the store anew or, `beside` it, the events that came late. Entries in time order, sources each once.

    Raises TwiceError, StoreError.
    """
    meta = {"fingerprint": f"{IMPORTED}{uuid4().hex}"}
    axes: dict[str, array[int]] = {}
    target = store
    if beside is not None:
        target = more(store)
        meta["base"] = beside.main.meta("fingerprint")
        entries = list(entries)  # they are few
        if there := [each.id for each in entries if beside.main.ordinal(each.id) is not None]:
            raise TwiceError(there[:_TOLD], len(there[_TOLD:]))
        axes["before"] = array("i", map(beside.place, entries))
    with build.replacing(target) as temporary:
        try:
            build.write(temporary, vocabulary, sources, entries, meta, axes, many=many)
        except sqlite3.IntegrityError:
            raise _twice(temporary) from None
    if beside is not None:
        note_late(store, len(axes["before"]))
    else:
        with suppress(FileNotFoundError):
            more(store).unlink()


def _twice(path: Path) -> TwiceError:
    connection = sqlite3.connect(path)
    try:
        several = "SELECT id FROM event GROUP BY id HAVING count(*) > 1"
        events = [row[0] for row in connection.execute(f"{several} LIMIT {_TOLD}")]
        ((found,),) = connection.execute(f"SELECT count(*) FROM ({several})")
        return TwiceError(events, found - len(events))
    finally:
        connection.close()
