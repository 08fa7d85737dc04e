"""Commands as whole processes.

On the chronology that comes with Dateline, and on the made-up events where it says so. The sqlite3 shell prints the
same columns of the same events.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench.data import Data
from bench.peers import DATELINE, Command, installed
from bench.programs import words
from bench.rows import Row, compared
from bench.timing import interleaved, process
from dateline.curated.files import locate
from dateline.store.cache import current

ROUNDS = 25
ROWS = "SELECT date, kind, title, id FROM event ORDER BY ord"
FEW = ("actor:actor-0", "system:system-0", "date:2021-05")


def measure(data: Data) -> Iterator[Row]:
    nothing = [sys.executable, "-c", "pass"]
    jobs: dict[str, Command] = {
        "dateline list": [DATELINE, "list"],
        "dateline list, made-up": [DATELINE, "list", "--db", data.store, *FEW],
        "dateline --version": [DATELINE, "--version"],
        "dateline --help": [DATELINE, "--help"],
    }
    shell: dict[str, Command] = {
        name: [path, current(locate(None)), ROWS] for name, path in installed("sqlite3").items()
    }
    commands = {**jobs, "python -c pass": nothing, **shell}
    samples = interleaved({name: process(command) for name, command in commands.items()}, ROUNDS)
    lines = {name: words(command) for name, command in commands.items()}
    for name in jobs:
        yield from compared(name, {key: samples[key] for key in (name, "python -c pass")}, commands=lines)
    if shell:
        yield from compared(
            "dateline list", {key: samples[key] for key in ("dateline list", "sqlite3")}, commands=lines
        )
