"""Export of all events, to nowhere.

Dateline writes each event whole: the documented JSON of an event, or our columns of CSV. The sqlite3 shell prints the
bare table of events, and then what comes nearer: the events with their actors, systems, places and citations, joined
by hand. The same cells as our CSV it makes of the records of Dateline's store.
"""

from __future__ import annotations

from collections.abc import Iterator

from bench.data import Data
from bench.peers import DATELINE, Command, installed
from bench.programs import words
from bench.rows import Row, compared
from bench.sql import CELLS, FLAT, whole
from bench.timing import interleaved, process

ROUNDS = 3


def measure(data: Data) -> Iterator[Row]:
    shell = installed("sqlite3").get("sqlite3")
    if shell is None:
        return
    for format_, option, joined in (
        ("ndjson", "-json", whole("json_group_array")),
        ("csv", "-csv", whole("group_concat", ", '; '")),
    ):
        commands: dict[str, Command] = {
            "dateline": [DATELINE, "export", "--db", data.store, "-f", format_],
            f"sqlite3 {option}, the bare table": [shell, option, data.sql, FLAT],
            f"sqlite3 {option}, joined by hand": [shell, option, data.sql, joined],
        }
        if format_ == "csv":
            commands["sqlite3 -csv, the same cells"] = [shell, option, data.store, " ".join(CELLS.split())]
        samples = interleaved({name: process(command) for name, command in commands.items()}, ROUNDS)
        yield from compared(format_, samples, commands={name: words(command) for name, command in commands.items()})
