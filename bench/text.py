"""The word index of N made-up events beside FTS5 on the same texts: build, size, and what a search costs."""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, islice, product
from pathlib import Path

from dateline.curated.files import SCHEMA
from dateline.store.apart import IndexerApart
from dateline.store.matching import Matching
from dateline.store.terms import TermIndexer, insert
from dateline.words import words
from timing import interleaved, table

VOCABULARY = 200_000
KNOWN = {"air": 8, "defence": 10, "joint": 50, "patrol": 60}
"""Words with their place in the order of frequency."""
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


def texts(count: int) -> Iterator[tuple[str, str]]:
    """Titles of 6 words and summaries of 30, after Zipf; "joint patrol" stands in 0.3 %, "air defence" in 10 %."""
    rng = random.Random(42)
    syllables = ["".join(pair) for pair in product("bcdfghjklmnprstvw", ("a", "e", "i", "o", "u", "ar", "en", "is"))]
    lengths = (1, 2, 2, 3, 3, 3, 4)
    made: dict[str, None] = {}
    while len(made) < VOCABULARY:
        made["".join(rng.choices(syllables, k=rng.choice(lengths)))] = None
    vocabulary = list(made)
    for word, place in KNOWN.items():
        vocabulary[place] = word
    weights = list(accumulate(1 / (place + 1) for place in range(VOCABULARY)))
    for _ in range(count):
        drawn = rng.choices(vocabulary, cum_weights=weights, k=36)
        if rng.random() < 0.003:
            drawn[2:4] = "joint", "patrol"
        if rng.random() < 0.1:
            drawn[20:22] = "air", "defence"
        yield " ".join(drawn[:6]).capitalize(), " ".join(drawn[6:]).capitalize() + "."


def chunks(connection: sqlite3.Connection) -> Iterator[list[tuple[int, tuple[str, str]]]]:
    rows = ((ord_, (title, summary)) for ord_, title, summary in connection.execute("SELECT * FROM event"))
    while some := list(islice(rows, 4000)):
        yield some


def cpu(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return time.process_time() - start


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder, f"{name}.db") for name in ("dateline", "fts5", "events")}
        events = sqlite3.connect(paths["events"])
        events.execute("CREATE TABLE event (ord INTEGER PRIMARY KEY, title, summary)")
        events.executemany("INSERT INTO event (title, summary) VALUES (?, ?)", texts(count))
        events.commit()
        ours, theirs = sqlite3.connect(paths["dateline"]), sqlite3.connect(paths["fts5"])
        ours.executescript(SCHEMA.read_text(encoding="utf-8"))
        theirs.execute(FTS5)

        indexer = TermIndexer()

        def index() -> None:
            for some in chunks(events):
                indexer.add(some)
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
                    apart.add(some)

        print(f"{count:,} events; FTS5 as it was in the store, SQLite {sqlite3.sqlite_version}")
        print("\nbuild, CPU seconds; of the second process only what it costs the first to hand the texts over")
        table({"dateline": cpu(index), "FTS5": cpu(index_fts5), "dateline, second process": cpu(hand_over)}, "FTS5")
        sizes = {name: paths[name].stat().st_size / 1e6 for name in ("dateline", "fts5")}
        print(f"\nsize: {sizes['dateline']:.0f} MB, {sizes['dateline'] / sizes['fts5']:.2f} × FTS5")

        def fields(ordinals: Sequence[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
            wanted = ", ".join(map(str, ordinals))
            for ord_, *some in events.execute(f"SELECT ord, title, summary FROM event WHERE ord IN ({wanted})"):
                yield ord_, tuple(some)

        def ask(question: list[tuple[str, bool]]) -> int:
            matching = Matching(lambda sql, parameters: ours.execute(sql, parameters).fetchall(), fields)
            first, *others = [matching(text, prefix=prefix) for text, prefix in question]
            return len(first.intersection(*others))

        def ask_fts5(question: list[tuple[str, bool]]) -> int:
            match = " AND ".join(f'"{text}"{"*" if prefix else ""}' for text, prefix in question)
            return len([row[0] for row in theirs.execute("SELECT rowid FROM fts WHERE fts MATCH ?", (match,))])

        for name, question in QUESTIONS.items():
            found = ask(question)
            assert found == ask_fts5(question), name
            print(f"\n{name}: {found:,} events")
            jobs = {"dateline": lambda q=question: ask(q), "FTS5": lambda q=question: ask_fts5(q)}
            table(interleaved(jobs, 7), "FTS5")
        sample = [title for title, _ in texts(2000)]
        print(f"\nwords(): {cpu(lambda: [words(text) for text in sample]) / 2000 * 1e6:.1f} µs for a title of 6 words")
        for connection in (events, ours, theirs):
            connection.close()


if __name__ == "__main__":
    main()
