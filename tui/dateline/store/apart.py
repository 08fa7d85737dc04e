"""The word index made in a second process, beside the one that writes the events.

They talk in pickles over the standard streams: lists of documents one way, lists of rows the other way, each ended by
an empty list; an OSError in place of rows is what went wrong.
"""

from __future__ import annotations

import gc
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from typing import BinaryIO, Final, Self, cast

from dateline.errors import StoreError
from dateline.store.terms import Document, Row, TermIndexer

TOLD: Final = (signal.SIGTERM, signal.SIGHUP)
"""By these a program is told to end."""
_ROWS: Final = 1000
# -P: nothing is imported from the folder that the person happens to be in.
_COMMAND: Final = [sys.executable, "-P", "-m", "dateline.store.apart"]


@contextmanager
def unheard() -> Iterator[None]:
    """Programs that are started meanwhile hear no Ctrl+C, which a terminal sends to all, nor what else tells to end.

    The first one ends them. It hears what comes meanwhile a moment later: none is left with half of what it was told.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *TOLD})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class IndexerApart:
    """A TermIndexer in a process of its own, which ends with the block: `with IndexerApart() as indexer`.

    Hand over documents by the thousand: each call is one message.
    """

    def __enter__(self) -> Self:
        with unheard():
            self._process = subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        with suppress(BrokenPipeError):
            self._process.communicate()

    def add(self, documents: Iterable[Document]) -> None:
        """Some more events, with ordinals greater than all before. Raises StoreError, OSError."""
        if some := list(documents):
            self._send(some)

    def finish(self) -> Iterator[tuple[str, Row]]:
        """Table and row, as TermIndexer gives them: it begins to make them at once. Raises StoreError, OSError."""
        self._send([])
        return chain.from_iterable(iter(self._received, []))

    def _send(self, documents: list[Document]) -> None:
        try:
            pickle.dump(documents, cast(BinaryIO, self._process.stdin), pickle.HIGHEST_PROTOCOL)
            cast(BinaryIO, self._process.stdin).flush()
        except OSError:
            self._received()  # says why, if it can
            raise _lost() from None

    def _received(self) -> list[tuple[str, Row]]:
        try:
            received = pickle.load(cast(BinaryIO, self._process.stdout))
        except (EOFError, pickle.UnpicklingError):
            raise _lost() from None
        if isinstance(received, OSError):
            raise received
        return cast(list[tuple[str, Row]], received)


def _lost() -> StoreError:
    return StoreError("the process that indexes the words of the events has ended early; is there enough memory?")


def _serve(documents: BinaryIO, rows: BinaryIO) -> None:
    indexer = TermIndexer()
    try:
        while some := pickle.load(documents):
            indexer.add(some)
        finished = indexer.finish()
        while batch := list(islice(finished, _ROWS)):
            pickle.dump(batch, rows, pickle.HIGHEST_PROTOCOL)
        pickle.dump([], rows)
    except OSError as error:
        pickle.dump(error, rows)
    rows.flush()


if __name__ == "__main__":
    gc.disable()  # nothing here goes round in circles
    with suppress(EOFError, BrokenPipeError, MemoryError):  # the first process is gone, or will see that this one is
        _serve(sys.stdin.buffer, sys.stdout.buffer)
