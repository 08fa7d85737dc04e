"""Twenty readers while a writer works.

Twenty processes browse one store of half the events, with pauses as a person has them: each opens it, filters, counts
and reads a page, and asserts that it sees one whole store and none older than the one before. First they are alone;
then a writer adds the other half, for which all is written anew, and then some events, which come to stand beside the
store. The row is the longest wait of any reader beside the longest when they are alone; a reader that fails is an
error.
"""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bench.data import MORE, Data
from bench.peers import DATELINE, Command
from bench.rows import Row, compared
from dateline.query.search import search
from dateline.query.syntax import parse
from dateline.store.reader import Reader

READERS = 20
SECONDS = 10.0
QUERIES = ("actor:actor-0 system:system-0", "joint patrol", "date:2021", "kind:drill", "actor:actor-7")


def measure(data: Data) -> Iterator[Row]:
    half = data.count // 2
    with tempfile.TemporaryDirectory(dir=data.folder) as name:
        folder = Path(name)
        store, stop, halves = folder / "store.db", folder / "stop", (folder / "a.ndjson", folder / "b.ndjson")
        with data.ndjson.open("rb") as lines:
            halves[0].write_bytes(b"".join(itertools.islice(lines, half)))
            halves[1].write_bytes(b"".join(lines))
        _add(halves[0], store)
        waits: dict[str, list[float]] = {}
        errors: dict[str, int] = {}
        for when in ("beside a writer", "alone"):
            stop.unlink(missing_ok=True)
            command = [sys.executable, "-m", "bench.readers", store, stop, half, data.count, data.count + MORE]
            readers = [_started([*command, number]) for number in range(READERS)]
            if when == "alone":
                time.sleep(SECONDS)
            else:
                _add(halves[1], store)
                _add(data.more, store)
            stop.touch()
            said = [reader.communicate()[0] for reader in readers]
            whole = [float(text) for text, reader in zip(said, readers, strict=True) if not reader.returncode]
            waits[when], errors[when] = [max(whole, default=float("nan"))], READERS - len(whole)
    note = "; ".join(f"{count} errors {when}" for when, count in errors.items())
    yield from compared("the longest wait of a reader", waits, note=note)


def _add(events: Path, store: Path) -> None:
    command: Command = [DATELINE, "import", events, "--db", store]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _started(command: Sequence[object]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def browse(store: Path, stop: Path, counts: Sequence[int], seed: int) -> float:
    """The longest wait of a reader, in seconds, until `stop` is there. The store has each of `counts` events in turn.

    Raises AssertionError where it sees less than a whole store, or an older one than before.
    """
    rng, longest, seen = random.Random(seed), 0.0, 0
    while not stop.exists():
        start = time.perf_counter()
        with closing(Reader(store)) as reader:
            assert reader.count in counts and reader.count >= seen, f"{reader.count} events after {seen}"
            selection = search(reader, parse(rng.choice(QUERIES))).selection
            page = selection.page(rng.randrange(max(selection.count, 1)), 20)
            assert len({event.id for event in page}) == len(page)
            seen = reader.count
        longest = max(longest, time.perf_counter() - start)
        time.sleep(rng.uniform(0.1, 0.5))
    return longest


if __name__ == "__main__":
    *files, first, more, last, seed = sys.argv[1:]
    print(browse(Path(files[0]), Path(files[1]), (int(first), int(more), int(last)), int(seed)))
