"""Events from files into a store: read by several processes, sorted on the disk, written in time order.

What is in memory does not grow with the files: blocks of some megabytes while they are read, then parts of runs.
"""

from __future__ import annotations

import gc
import os
import signal
import stat
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from itertools import chain, groupby, islice
from multiprocessing import get_context, parent_process
from operator import itemgetter
from pathlib import Path
from threading import Thread
from typing import Any, Final, NamedTuple

from dateline.dates import parse
from dateline.errors import ImportedError, StoreError
from dateline.exchange import again
from dateline.exchange.readers import FORMATS, Block, Format, Item, format_of
from dateline.exchange.readers.normal import Normalizer
from dateline.model import Source, Vocabulary
from dateline.problem import Problem
from dateline.store import adding
from dateline.store.apart import TOLD, unheard
from dateline.store.entries import Entry, entry, worded
from dateline.store.spill import Run, few, merged, spill
from dateline.store.unfinished import unfinished

_SHOWN: Final = 100
"""Problems that are told one by one."""
_FEW: Final = 2
"""Blocks that are read before other processes would have started."""
_MANY: Final = 20_000
"""Events from which on a second process is worth its start."""
_PROCESSES: Final = 2
"""At most, beside one that writes and one that indexes words: each takes 60 MB of the 200 that an import may."""


Said = Callable[[str, int, int, int], None]
"""Hears how far it is: the stage, how much of how much (bytes read or events written), how many events."""


def import_files(
    paths: Sequence[Path],
    store: Path,
    known: Callable[[], Vocabulary],
    format_: Format | None = None,
    said: Said = lambda *_: None,
    waits: Callable[[], None] = lambda: None,
) -> int:
    """Add the events of files to a store, which is made if there is none and they have any; returns how many they are.

    `known` gives the names for a new store; `waits` hears that another import into the same folder is waited for.
    Nothing is added unless everything can be.

    Raises ImportedError, StoreError.
    """
    store = Path(os.path.realpath(store))  # a link stays one, and whoever comes by another name waits for the same lock
    formats = [(path, format_ or _format(path)) for path in paths]
    with _uncollected(), adding.alone(store, waits) as before, unfinished(store) as folder:
        gathered = _Gathered(before.vocabulary if before else known(), folder, sum(map(_size, paths)))
        _read_all((block for each in formats for block in _blocks(*each)), gathered, said)
        added = gathered.events
        if not added:
            if before is None:
                raise ImportedError([Problem(path, 0, "has no events") for path in paths])
            return 0
        late = before is not None and before.takes(added)
        if before is not None:
            # What is there already is read once more, as if it stood in a file: the few that came late, or all.
            if late:
                gathered.compare(before.main.sources)
            ndjson = FORMATS["ndjson"]
            try:
                _read_all(((ndjson, Block(store, 0, lines)) for lines in before.lines(late_only=late)), gathered, said)
            except ImportedError:
                raise before.main.connection.damaged("an event in it cannot be read") from None
        entries = _counted(gathered.entries(), gathered.events, said)
        try:
            adding.write(
                store,
                gathered.vocabulary,
                gathered.sources(),
                entries,
                before if late else None,
                many=gathered.events > _MANY,
            )
        except adding.TwiceError as error:
            held = before.holds(error.events) if before else ()
            found = again.twice(_once_more(formats), error.events, held)
            shown, more = _shown(found, formats, "the event '{}' is there already", error.events)
            raise ImportedError(shown, more + error.more) from None
        except _DifferError as error:
            found = again.otherwise(_once_more(formats), set(error.sources))
            raise ImportedError(*_shown(found, formats, "says two things of the source '{}'", error.sources)) from None
    return added


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing here goes round in circles: whoever collects garbage looks through all events in vain."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _format(path: Path) -> Format:
    found = format_of(path)
    if found is None:
        endings = ", ".join(suffix for each in FORMATS.values() for suffix in each.suffixes)
        raise ImportedError([Problem(path, 0, f"the name does not say what format it is ({endings}); give it with -f")])
    return found


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise ImportedError([Problem(path, 0, f"cannot be read: {error.strerror}")]) from None


def _state(file: int) -> tuple[int, int] | None:
    """The size of an open file and when it was last written; None of a pipe."""
    found = os.fstat(file)
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def _blocks(path: Path, format_: Format) -> Iterator[tuple[Format, Block]]:
    try:
        with path.open("rb") as file:
            before = _state(file.fileno())
            for block in format_.blocks(path, file):
                yield format_, block
            if _state(file.fileno()) != before:
                raise ImportedError([Problem(path, 0, "was changed while it was read; import it when it is finished")])
    except OSError as error:
        raise ImportedError([Problem(path, 0, f"cannot be read: {error.strerror}")]) from None


def _counted(entries: Iterable[Entry], total: int, said: Said) -> Iterator[Entry]:
    for done, each in enumerate(entries):
        if not done % 2_000:
            said("writing", done, total, done)
        yield each
    said("indexing", 0, total, total)


def _once_more(formats: Sequence[tuple[Path, Format]]) -> Iterator[tuple[Path, Item]]:
    """What stands in the files; a pipe cannot be read again."""
    files = [each for each in formats if each[0].is_file()]
    for format_, block in (block for each in files for block in _blocks(*each)):
        yield from ((block.file, item) for item in format_.items(block))


def _shown(
    found: Iterator[Problem], formats: Sequence[tuple[Path, Format]], otherwise: str, ids: Sequence[str]
) -> tuple[list[Problem], int]:
    """The first of the problems found, and how many more there are; `otherwise` is said where none is found again."""
    shown = list(islice(found, _SHOWN))
    if not shown:
        shown = [Problem(formats[0][0], 0, otherwise.format(id_)) for id_ in ids[:_SHOWN]]
        return shown, len(ids) - len(shown)
    return shown, sum(1 for _ in found)


class _DifferError(Exception):
    """Of some sources two things are said; `sources` are their ids."""

    def __init__(self, sources: list[str]) -> None:
        self.sources = sources


class _Read(NamedTuple):
    """What came of a block."""

    size: int
    events: int
    run: Run
    sources: Run
    vocabulary: Vocabulary
    """The names that are new in it."""
    problems: list[Problem]


class _Gathered:
    """What all blocks have given so far."""

    def __init__(self, known: Vocabulary, folder: Path, total: int) -> None:
        self.known = known
        self.folder = folder
        self.total = total
        self.size = self.events = 0
        self._new: tuple[dict[str, Any], ...] = tuple({} for _ in known.tables)
        self._runs: list[Run] = []
        self._source_runs: list[Run] = []

    def take(self, read: _Read) -> None:
        self.size += read.size
        self.events += read.events
        self._runs.append(read.run)
        self._source_runs.append(read.sources)
        for new, more in zip(self._new, read.vocabulary.tables, strict=True):
            for id_, thing in more.items():
                if id_ not in new or getattr(new[id_], "name", "") == id_:  # that is known by its id alone
                    new[id_] = thing

    @property
    def vocabulary(self) -> Vocabulary:
        """What was known, then what is new."""
        tables = zip(self.known.tables, self._new, strict=True)
        return Vocabulary(*({**dict(sorted(new.items())), **known, **new} for known, new in tables))

    def entries(self) -> Iterator[Entry]:
        """In time order."""
        return map(Entry._make, merged(few(self._runs, self.folder / "in-order")))

    def compare(self, held: Callable[[Iterable[str]], Mapping[str, Source]]) -> None:
        """Take what is held already of the sources as said, too."""
        self._source_runs = [*few(self._source_runs, self.folder / "cited")]
        ids = {row[0] for row in merged(self._source_runs)}
        self._source_runs.append(spill(self.folder / "held", sorted(map(_row, held(ids).values()))))

    def sources(self) -> Iterator[Source]:
        """By id, each once. Raises _DifferError."""
        outlets = self.vocabulary.outlets
        differing = []
        for _, several in groupby(merged(few(self._source_runs, self.folder / "by-id")), itemgetter(0)):
            row, *others = set(several)
            if others:
                differing.append(row[0])
            id_, type_, title, publisher, author, issued, url, read = row
            date = parse(issued) if issued else None
            yield Source(id_, type_, title, outlets[publisher], author, date, url=url, read=read)
        if differing:
            raise _DifferError(differing)


def _row(source: Source) -> tuple[Any, ...]:
    issued = source.issued.edtf if source.issued else ""
    return source.id, source.type, source.title, source.publisher.id, source.author, issued, source.url, source.read


# In other processes.


class _Worker:
    """What a process needs for its blocks."""

    def __init__(self, known: Vocabulary, folder: Path) -> None:
        self.normalizer = Normalizer(known)
        self.file, self.sources = (folder / f"{name}-{os.getpid()}" for name in ("entries", "sources"))

    def read(self, format_: Format, block: Block) -> _Read:
        events, entries, problems = [], [], []
        for item in format_.items(block):
            try:
                events.append((item.line, self.normalizer.read(item)))
            except ValueError as error:
                problems.append(Problem(block.file, item.line, str(error)))
        words = [worded(event.record) for _, event in events]
        for (line, event), said in zip(events, words, strict=True):
            try:
                entries.append(entry(*event, said))
            except ValueError as error:
                problems.append(Problem(block.file, line, str(error)))
        vocabulary, sources = self.normalizer.news()
        rows = sorted(map(_row, sources))
        return _Read(
            len(block.content), len(entries), spill(self.file, map(tuple, sorted(entries))), spill(self.sources, rows),
            vocabulary, sorted(problems),
        )  # fmt: skip


_worker: _Worker


def _start(known: Vocabulary, folder: Path) -> None:
    global _worker
    signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD)  # where another process ended early the pool ends this one so
    Thread(target=_end_with_the_first, daemon=True).start()
    gc.disable()  # as `_uncollected`
    _worker = _Worker(known, folder)


def _end_with_the_first() -> None:
    """Where the first process was killed nobody tells the others, which would wait for blocks forever."""
    first = parent_process()
    if first is not None:
        first.join()
    os._exit(1)


def _read(format_: Format, block: Block) -> _Read:
    return _worker.read(format_, block)


def _read_all(blocks: Iterator[tuple[Format, Block]], gathered: _Gathered, said: Said) -> None:
    """Raises ImportedError where there is a problem in any of them."""
    problems: list[Problem] = []
    more = 0
    with closing(_each_read(blocks, gathered)) as reads:
        for read in reads:
            gathered.take(read)
            room = _SHOWN - len(problems)
            problems += read.problems[:room]
            more += len(read.problems[room:])
            said("reading", gathered.size, gathered.total, gathered.events)
    if problems:
        raise ImportedError(problems, more)


def _each_read(blocks: Iterator[tuple[Format, Block]], gathered: _Gathered) -> Generator[_Read]:
    """What comes of each block, in their order: of a few at once here, of many in several processes."""
    few = list(islice(blocks, _FEW + 1))
    if len(few) <= _FEW:
        worker = _Worker(gathered.known, gathered.folder)
        yield from (worker.read(*each) for each in few)
        return
    processes = min(os.cpu_count() or 1, _PROCESSES)
    waiting: deque[Future[_Read]] = deque()
    with unheard():  # it starts a process of its own, too
        pool = ProcessPoolExecutor(processes, get_context("spawn"), _start, (gathered.known, gathered.folder))
    with pool:
        try:
            for each in chain(few, blocks):
                with unheard():
                    waiting.append(pool.submit(_read, *each))
                if len(waiting) > processes + 1:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise StoreError("a process that reads the files has ended early; is there enough memory?") from None
        finally:
            # Not one by one: a pool that a process has left tells all of them, and would wait forever for one of these.
            pool.shutdown(cancel_futures=True)
