"""Start, in a terminal of 80x24.

The first rows, and the answers to keys that were typed before the program started: `k` goes up from the last event, at
which it opens; `/joint` filters. lnav, fzf and VisiData read the whole file at each start, which Dateline did once, at
ingest: see there. Harlequin connects to the events in a SQLite file and shows none yet; VisiData shows its first rows
while it still loads.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bench.data import Data
from bench.peers import DATELINE, Command
from bench.programs import others, words
from bench.rows import Row, compared
from bench.terminal import Terminal, smallest
from bench.timing import interleaved, process

ROUNDS, FEW = 9, 3
MOVED, FILTERED = "k, typed before the start", "/joint, typed before the start"


def measure(data: Data) -> Iterator[Row]:
    dateline: Command = [DATELINE, "--db", data.store]
    # It opens at the last event that begins.
    with closing(sqlite3.connect(data.sql)) as db:
        (count,) = db.execute("SELECT count(*) FROM event").fetchone()
        (title,) = db.execute("SELECT title FROM event ORDER BY lo DESC, hi DESC, id DESC LIMIT 1").fetchone()
    row = title.split()[0]
    with tempfile.TemporaryDirectory() as folder:
        app = smallest(Path(folder))
        samples = interleaved(
            {
                "first rows": shown(dateline, row),
                MOVED: shown(dateline, f"{count - 1:,} of {count:,}", keys=b"k"),
                FILTERED: shown(dateline, "matching “joint", keys=b"/joint"),
                "python -c pass": process([sys.executable, "-c", "pass"]),
                "smallest Textual app": shown(app, "number 0"),
            },
            ROUNDS,
        )
    for ours, *peers in (
        ("first rows", "python -c pass", "smallest Textual app"),
        (MOVED, "python -c pass", "smallest Textual app"),
        (FILTERED, "python -c pass", "smallest Textual app"),
    ):
        yield from compared(ours, {name: samples[name] for name in (ours, *peers)}, commands={ours: words(dateline)})
    programs = others(data, "lnav", "VisiData", "Harlequin", "fzf")
    jobs = {"dateline": shown(dateline, row), **{name: shown(it.command, it.first) for name, it in programs.items()}}
    samples = interleaved(jobs, FEW)
    commands = {"dateline": words(dateline), **{name: words(it.command) for name, it in programs.items()}}
    yield from compared("first rows", samples, commands=commands)


def shown(command: Sequence[str | Path], pattern: str, keys: bytes = b"") -> Callable[[], float]:
    """A job: seconds until the pattern stands on the screen."""

    def run() -> float:
        with Terminal(command, keys=keys) as terminal:
            return terminal.until(pattern)

    return run
