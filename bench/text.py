"""Words: the index of the texts and what a search costs, beside FTS5.

FTS5 is as the store had it, on the same titles and summaries. Both give the ordinals of the events found, and all
that FTS5 finds is asserted to be among ours, which folds scripts as well: p* finds words in Cyrillic. Building is in
seconds of CPU; of a second process only what it costs the first to hand over. Our size has the words of each event in
it, two thirds of it, by which phrases are found; FTS5's has positions of words and no text.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from pathlib import Path

from pyroaring import BitMap

from bench.data import Data
from bench.rows import Row, compared
from bench.timing import interleaved, timed
from dateline.curated.files import SCHEMA
from dateline.store.apart import IndexerApart
from dateline.store.matching import Matching
from dateline.store.terms import Document, TermIndexer, insert, lines

ROUNDS = 7
FTS5 = "CREATE VIRTUAL TABLE fts USING fts5 (title, summary, content = '', tokenize = 'unicode61 remove_diacritics 2')"
QUESTIONS = {
    "j*": [("j", True)],
    "jo*": [("jo", True)],
    "joint": [("joint", False)],
    "joint p*": [("joint", False), ("p", True)],
    "joint patrol": [("joint", False), ("patrol", False)],
    '"joint patrol"': [("joint patrol", False)],
    '"air defence"': [("air defence", False)],
    '"air joint"': [("air joint", False)],
    "joint-p*": [("joint p", True)],
}


def texts(data: Data) -> Iterator[tuple[str, str]]:
    """Titles and summaries."""
    with data.ndjson.open(encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            yield event["title"], event["summary"]


def chunks(connection: sqlite3.Connection) -> Iterator[list[tuple[int, tuple[str, str]]]]:
    rows = ((ord_, (title, summary)) for ord_, title, summary in connection.execute("SELECT * FROM event"))
    while some := list(islice(rows, 4000)):
        yield some


def documents(some: list[tuple[int, tuple[str, str]]]) -> list[Document]:
    """As they are indexed."""
    return [(ordinal, lines(fields)) for ordinal, fields in some]


def cpu(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return time.process_time() - start


def measure(data: Data) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder, f"{name}.db") for name in ("dateline", "fts5", "events")}
        events = sqlite3.connect(paths["events"])
        events.execute("CREATE TABLE event (ord INTEGER PRIMARY KEY, title, summary)")
        events.executemany("INSERT INTO event (title, summary) VALUES (?, ?)", texts(data))
        events.commit()
        ours, theirs = sqlite3.connect(paths["dateline"]), sqlite3.connect(paths["fts5"])
        ours.executescript(SCHEMA.read_text(encoding="utf-8"))
        theirs.execute(FTS5)

        indexer = TermIndexer()

        def index() -> None:
            for some in chunks(events):
                said = documents(some)
                indexer.add(said)
                ours.executemany("INSERT INTO words VALUES (?, CAST(? AS TEXT))", said)
            insert(ours, indexer.finish())
            ours.commit()

        def index_fts5() -> None:
            for some in chunks(events):
                theirs.executemany(
                    "INSERT INTO fts (rowid, title, summary) VALUES (?, ?, ?)", [(o, *f) for o, f in some]
                )
            theirs.execute("INSERT INTO fts (fts) VALUES ('optimize')")
            theirs.commit()

        def hand_over() -> None:
            with IndexerApart() as apart:
                for some in chunks(events):
                    apart.add(documents(some))

        built = {"dateline": [cpu(index)], "FTS5": [cpu(index_fts5)]}
        yield from compared("build", built)
        yield from compared("build, second process", {"dateline": [cpu(hand_over)], "FTS5": built["FTS5"]})
        sizes = {
            name: [paths[file].stat().st_size / 1e6] for name, file in (("dateline", "dateline"), ("FTS5", "fts5"))
        }
        yield from compared("size", sizes, "MB")

        def ask(question: list[tuple[str, bool]]) -> BitMap:
            matching = Matching(lambda sql, parameters: ours.execute(sql, parameters).fetchall())
            first, *others = [matching(text, prefix=prefix) for text, prefix in question]
            return first.intersection(*others)

        def ask_fts5(question: list[tuple[str, bool]]) -> Collection[int]:
            match = " AND ".join(f'"{text}"{"*" if prefix else ""}' for text, prefix in question)
            return [row[0] for row in theirs.execute("SELECT rowid FROM fts WHERE fts MATCH ?", (match,))]

        for name, question in QUESTIONS.items():
            found = ask(question)
            assert set(found) >= set(ask_fts5(question)), name
            jobs = {"dateline": lambda q=question: ask(q), "FTS5": lambda q=question: ask_fts5(q)}
            timed_jobs = {peer: timed(job) for peer, job in jobs.items()}
            yield from compared(name, interleaved(timed_jobs, ROUNDS), note=f"{len(found):,} events")
        for connection in (events, ours, theirs):
            connection.close()
