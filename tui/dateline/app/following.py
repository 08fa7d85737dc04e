"""Following the files that the chronology was read from: one line says when they have changed, and stays."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from textual import on, work
from textual.message import Message
from textual.widgets import Static

from dateline.errors import DatelineError
from dateline.store.reader import Reader

EVERY: Final = 2.0
"""Seconds between two looks, at least; and at least LAZINESS times as long as a look takes, up to SELDOM."""
LAZINESS: Final = 1000
SELDOM: Final = 30.0
AGAIN: Final = 0.5
"""Seconds until the look that tells whether the writing is over."""
Stamp = Callable[[], object]


class FollowedFiles(Static):
    """Looks at the files now and then without reading them; shown while they are not those that were read last."""

    DEFAULT_CSS = """
    FollowedFiles { display: none; height: 1; padding: 0 1; color: $warning; background: $panel; }
    FollowedFiles.-changed { display: block; }
    """

    @dataclass(eq=False, repr=False)
    class Looked(Message, bubble=False):
        """The files were looked at."""

        stamp: object
        seconds: float
        """How long it took."""

    def __init__(self, reopen: Callable[[], Reader], stamp: Stamp | None) -> None:
        """`reopen` reads the files again; `stamp` gives what is another value once they have changed."""
        super().__init__("The files changed: Ctrl+R reloads.", markup=False)
        self._reopen = reopen
        self._stamp = stamp
        self._read: object = None
        """The stamp of what was read last."""
        self._latest: object = None

    def on_mount(self) -> None:
        self._look()

    def reopen(self) -> Reader:
        """Read the files again, in a thread of the caller's. Raises DatelineError where they cannot be read."""
        self._read = self._taken()  # before reading: what is written meanwhile is news
        self.call_later(self.remove_class, "-changed")
        return self._reopen()

    def _taken(self) -> object:
        try:
            return self._stamp and self._stamp()
        except (DatelineError, OSError):
            return "not there"

    @work(thread=True, exclusive=True, group="files")
    def _look(self) -> None:
        if self._stamp is not None:
            began = time.perf_counter()
            stamp = self._taken()
            self.post_message(self.Looked(stamp, time.perf_counter() - began))

    @on(Looked)
    def _compare(self, message: Looked) -> None:
        self._read = self._read or message.stamp
        settled, self._latest = message.stamp == self._latest, message.stamp
        if message.stamp == self._read:
            self.remove_class("-changed")
        elif settled:
            self.add_class("-changed")
        wait = min(max(EVERY, LAZINESS * message.seconds), SELDOM) if settled else AGAIN
        self.set_timer(wait, self._look)


def reloaded(old: Reader, new: Reader) -> str:
    """What reading the files again has brought, as a sentence."""
    from dateline.exchange.diff import changes, counted

    try:
        found = changes(old, new)
    except DatelineError:  # of the old one: a store that another was copied over
        return f"Reloaded: {new.count:,} events."
    return f"Reloaded: {counted(found.events) or found.english}; {new.count:,} events."
