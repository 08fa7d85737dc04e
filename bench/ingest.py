"""Ingest.

Dateline's store is complete: links, bitmaps and text for the search. `.import` of the sqlite3 shell makes the bare
table of the CSV, nothing else. The last row is the most that a process held in memory.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.data import MORE, Data
from bench.peers import DATELINE, installed
from bench.programs import words
from bench.rows import Row, compared
from bench.timing import interleaved

ROUNDS = 3


def measure(data: Data) -> Iterator[Row]:
    shell = installed("sqlite3").get("sqlite3")
    if shell is None:
        return
    with tempfile.TemporaryDirectory(dir=data.folder) as name:
        folder = Path(name)
        bare, grown, store = folder / "bare.db", folder / "grown.db", folder / "store.db"
        held: dict[str, list[float]] = {"dateline": [], "sqlite3 .import": []}

        def ours(file: Path) -> Callable[[], float]:
            return lambda: _run([DATELINE, "import", file, "--db", store], store, held["dateline"])

        def theirs(file: Path) -> list[str | Path]:
            return [shell, bare, f".import --csv {file} event"]

        samples = interleaved(
            {
                "ndjson": ours(data.ndjson),
                "csv": ours(data.csv),
                "sqlite3 .import": lambda: _run(theirs(data.csv), bare, held["sqlite3 .import"]),
            },
            ROUNDS,
            warm_up=False,
        )
        for format_ in ("ndjson", "csv"):
            file = data.ndjson if format_ == "ndjson" else data.csv
            commands = {
                format_: words([DATELINE, "import", file, "--db", store]),
                "sqlite3 .import": words(theirs(data.csv)),
            }
            both = {key: samples[key] for key in (format_, "sqlite3 .import")}
            yield from compared(f"{data.count:,} events, {format_}", both, commands=commands)
        most = {key: [max(values)] for key, values in held.items()}
        yield from compared(f"{data.count:,} events, the most memory", most, "MB")

        def added() -> float:
            for part in folder.glob("grown.db*"):  # what was added before is in a file beside it
                part.unlink()
            shutil.copy(data.store, grown)
            return _run([DATELINE, "import", data.more, "--db", grown])

        again = {
            "dateline": added,
            "sqlite3 .import": lambda: _run([shell, bare, f".import --csv --skip 1 {data.more_csv} event"]),
        }
        samples = interleaved(again, ROUNDS, warm_up=False)
        yield from compared(f"{MORE:,} more events", samples)


def _run(command: Sequence[str | Path], fresh: Path | None = None, held: list[float] | None = None) -> float:
    """Seconds of a process; `fresh` is removed before, and the most memory in MB is added to `held`."""
    if fresh is not None:
        fresh.unlink(missing_ok=True)
    start, most = time.perf_counter(), 0
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        # Not the usage of resources that wait4 gives: what the parent held before counts there.
        status = Path(f"/proc/{process.pid}/status").read_text()
        peak = re.search(r"VmHWM:\s+(\d+) kB", status)
        most = int(peak[1]) if peak else most
        time.sleep(0.005)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    if held is not None:
        held.append(most * 1024 / 1e6)
    return time.perf_counter() - start
