"""Ingest.

Dateline's store is complete: links, bitmaps and text for the search. `.import` of the sqlite3 shell makes the bare
table of the CSV, nothing else. Memory is the most that all processes of a command held at one time (PSS); CPU is of
all of them, and varies less than time where others use the machine.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
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

        spent: dict[str, list[float]] = {"ndjson": [], "csv": [], "sqlite3 .import": []}

        def ours(format_: str, file: Path) -> Callable[[], float]:
            return lambda: _run([DATELINE, "import", file, "--db", store], store, held["dateline"], spent[format_])

        def theirs(file: Path) -> list[str | Path]:
            return [shell, bare, f".import --csv {file} event"]

        samples = interleaved(
            {
                "ndjson": ours("ndjson", data.ndjson),
                "csv": ours("csv", data.csv),
                "sqlite3 .import": lambda: _run(
                    theirs(data.csv), bare, held["sqlite3 .import"], spent["sqlite3 .import"]
                ),
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
            both = {key: spent[key] for key in (format_, "sqlite3 .import")}
            yield from compared(f"{data.count:,} events, {format_}, CPU", both, "CPU s")
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


def _run(
    command: Sequence[str | Path],
    fresh: Path | None = None,
    held: list[float] | None = None,
    spent: list[float] | None = None,
) -> float:
    """Seconds of a command; `fresh` is removed before.

    Added are to `held` the most memory that all its processes had at one time, in MB; to `spent` their CPU seconds.
    """
    if fresh is not None:
        fresh.unlink(missing_ok=True)
    start, most = time.perf_counter(), 0
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        most = max(most, sum(map(_proportional, _family(process.pid))))
        time.sleep(0.05)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    if held is not None:
        held.append(most * 1024 / 1e6)
    if spent is not None:
        spent.append(used.ru_utime + used.ru_stime)
    return seconds


def _family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    with suppress(OSError):  # it has ended
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _proportional(pid: int) -> int:
    """The memory of a process in kB, what it shares with others in parts."""
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:  # it has ended
        return 0
    return int(found[1]) if found else 0
