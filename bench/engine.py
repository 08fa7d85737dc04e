"""What a key press asks of the store, without the screen, beside hand-written SQL.

The SQL reads a plain SQLite file of the same events that has an index for each question; DuckDB answers the same SQL
from a file of its own. Every count is asserted to be equal.
"""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from typing import Any

from bench import sql
from bench.data import Data
from bench.peers import found
from bench.rows import Row, compared
from bench.timing import interleaved, timed
from dateline.dates import day_number
from dateline.query.facets import facets_of
from dateline.query.search import search
from dateline.query.syntax import parse
from dateline.store.reader import Reader

ROUNDS = 9
FIELDS = ("actor", "system", "kind")
YEAR = (day_number(2021, 12, 31), day_number(2021, 1, 1))
_EDGES = [day_number(year, month, 1) for year in range(1990, 2026) for month in range(1, 13)]
_ALL = """SELECT 'actor', actor, count(*) FROM event_actor WHERE event IN ({0}) GROUP BY 2
UNION ALL SELECT 'system', system, count(*) FROM event_system WHERE event IN ({0}) GROUP BY 2
UNION ALL SELECT 'kind', kind, count(*) FROM event WHERE ord IN ({0}) GROUP BY 2"""
_DUCK = """
import sys, time, duckdb
db = duckdb.connect(sys.argv[1], read_only=True)
for line in sys.stdin:
    start = time.perf_counter()
    rows = db.execute(line).fetchall()
    print(time.perf_counter() - start, rows[0][0], flush=True)
"""


def measure(data: Data) -> Iterator[Row]:
    with ExitStack() as stack:
        reader = stack.enter_context(closing(Reader(data.store)))
        db = stack.enter_context(closing(sqlite3.connect(data.sql)))
        duck = _duck(data, stack)
        both, year = parse("actor:actor-0 system:system-0"), parse("date:2021")
        selection = search(reader, both).selection
        overlap = sql.OVERLAP.replace("?", "{}").format(*YEAR)
        questions: dict[str, tuple[Callable[[], object], str]] = {
            "actor and system: count": (lambda: search(reader, both).selection.count, sql.COUNT),
            "the same: counts of every actor": (lambda: selection.facets("actor"), sql.ACTORS),
            "the same: counts of actors, systems, kinds": (
                lambda: facets_of(reader, both, FIELDS),
                _ALL.format(sql.BOTH),
            ),
            "the same: histogram of 431 months": (lambda: selection.histogram(_EDGES), _histogram()),
            "the same: a page of 50": (lambda: selection.page(20, 50), sql.PAGE),
            "overlapping 2021: count": (lambda: search(reader, year).selection.count, overlap),
        }
        for what, (ours, query) in questions.items():
            answers = {ours() if what.endswith("count") else None, *_counted(db, query, what)}
            assert len(answers) == 1, f"{what}: {answers}"
            jobs = {"dateline": timed(ours), "SQL": timed(partial(_rows, db, query))}
            if duck:
                jobs["DuckDB"] = partial(duck, query)
            yield from compared(what, interleaved(jobs, ROUNDS))


def _rows(db: sqlite3.Connection, query: str) -> list[Any]:
    return db.execute(query).fetchall()


def _counted(db: sqlite3.Connection, query: str, what: str) -> set[int | None]:
    return {db.execute(query).fetchone()[0] if what.endswith("count") else None}


def _histogram() -> str:
    """SQL for the first days of the events found, by thirty days."""
    return f"SELECT lo / 30, count(*) FROM event WHERE ord IN ({sql.BOTH}) GROUP BY 1"


def _duck(data: Data, stack: ExitStack) -> Callable[[str], float] | None:
    """What answers SQL in seconds, or None where DuckDB is not installed."""
    python = found("DuckDB")
    if python is None:
        return None
    worker = stack.enter_context(
        subprocess.Popen(
            [python, "-c", _DUCK, data.duck], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
    )
    asking, telling = worker.stdin, worker.stdout
    assert asking is not None and telling is not None
    stack.callback(asking.close)

    def ask(query: str) -> float:
        asking.write(" ".join(query.split()) + "\n")
        return float(telling.readline().split()[0])

    return ask
