"""A made-up store of N events: what a key press asks of it, beside hand-written SQL on an indexed copy."""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from dateline.curated.files import locate
from dateline.curated.load import load
from dateline.dates import day_number, iso, parse
from dateline.exchange.pages import FACETS
from dateline.model import (
    Actor,
    Chronology,
    Citation,
    Equipment,
    Event,
    Involvement,
    Location,
    Outlet,
    Place,
    Source,
    System,
    Vocabulary,
)  # fmt: skip
from dateline.query.facets import facets, facets_of
from dateline.query.search import search
from dateline.query.syntax import parse as parse_query
from dateline.store.build import build
from dateline.store.reader import Reader
from timing import interleaved, table

WORDS = (
    "joint", "patrol", "drill", "border", "forces", "air", "defence", "brigade", "training", "visit", "ministry",
    "arrives", "bomber", "battalion",
)  # fmt: skip


def made_up(count: int) -> Chronology:
    """Events of 1990–2025, denser towards the end; who and what follows Zipf's law."""
    rng = random.Random(42)
    kinds = load(locate(None)).vocabulary.kinds
    actors = {f"actor-{i}": Actor(f"actor-{i}", f"Actor {i}", "state") for i in range(500)}
    systems = {f"system-{i}": System(f"system-{i}", f"System {i}", "air") for i in range(300)}
    places = {f"place-{i}": Place(f"place-{i}", f"Place {i}", "area") for i in range(400)}
    outlets = {f"outlet-{i}": Outlet(f"outlet-{i}", f"Outlet {i}", "unknown", "F", "Made up.") for i in range(200)}
    sources = {
        f"source-{i}": Source(f"source-{i}", "webpage", f"Title {i}", outlets[f"outlet-{i % 200}"]) for i in range(2000)
    }

    def drawn(things: dict[str, object], number: int) -> list[list[object]]:
        values, weights = list(things.values()), [1 / (i + 1) for i in range(len(things))]
        picked = iter(rng.choices(values, weights, k=count * number))
        return [list(dict.fromkeys(next(picked) for _ in range(number))) for _ in range(count)]

    first, last = day_number(1990, 1, 1), day_number(2025, 12, 31)
    who, what, where, said = drawn(actors, 2), drawn(systems, 1), drawn(places, 1), drawn(sources, 2)
    names = list(kinds.values())
    events = []
    for i in range(count):
        day = first + int((last - first) * rng.random() ** 0.5)
        length = rng.choice((0, 0, 0, 0, 6, 30, 365))
        date = (
            iso(day)
            if not length
            else rng.choice((f"{iso(day)}/{iso(day + length)}", f"[{iso(day)}..{iso(day + length)}]"))
        )
        events.append(
            Event(
                f"event-{i}", " ".join(rng.choices(WORDS, k=6)), rng.choice(names), parse(str(date)),
                " ".join(rng.choices(WORDS, k=30)),
                tuple(Citation(s, "so it says") for s in said[i]),
                tuple(sorted({s.publisher.id for s in said[i]})),
                actors=tuple(Involvement(a) for a in who[i]),
                systems=tuple(Equipment(s) for s in what[i]),
                places=tuple(Location(p) for p in where[i]),
            )
        )  # fmt: skip
    events.sort(key=lambda event: event.sort_key)
    return Chronology(tuple(events), sources, Vocabulary(kinds, actors, {"air": "Aircraft"}, systems, places, outlets))


BOTH = """FROM event_actor a JOIN event_system s USING (event) WHERE a.actor = 'actor-0' AND s.system = 'system-0'"""
COUNT = f"SELECT count(*) {BOTH}"
ACTORS = f"SELECT actor, count(*) FROM event_actor WHERE event IN (SELECT event {BOTH}) GROUP BY actor"
OVERLAP = "SELECT count(*) FROM event WHERE lo <= ? AND hi >= ?"
PAGE = f"SELECT * FROM event WHERE ord IN (SELECT event {BOTH}) ORDER BY ord LIMIT 50 OFFSET 20"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        chronology = made_up(count)
        path, copy = Path(folder, "made-up.db"), Path(folder, "sql.db")
        start = time.perf_counter()
        build(chronology, path, "made up")
        print(f"{count:,} events built in {time.perf_counter() - start:.1f} s, {path.stat().st_size / 1e6:.0f} MB")
        del chronology
        shutil.copy(path, copy)
        sql = sqlite3.connect(copy)
        sql.executescript(
            "CREATE INDEX ea ON event_actor (actor, event); CREATE INDEX es ON event_system (system, event);"
            "CREATE INDEX days ON event (lo, hi); ANALYZE;"
        )
        reader = Reader(path)
        both = parse_query("actor:actor-0 system:system-0")
        year = parse_query("date:2021")
        days = (day_number(2021, 12, 31), day_number(2021, 1, 1))
        selection = search(reader, both).selection
        assert selection.count == sql.execute(COUNT).fetchone()[0]
        assert search(reader, year).selection.count == sql.execute(OVERLAP, days).fetchone()[0]
        edges = [day_number(year_, month, 1) for year_ in range(1990, 2026) for month in range(1, 13)]
        pairs = {
            "actor and system: count": (
                lambda: search(reader, both).selection.count, lambda: sql.execute(COUNT).fetchall(),
            ),
            "the same: counts of every actor": (
                lambda: selection.facets("actor"), lambda: sql.execute(ACTORS).fetchall(),
            ),
            "overlapping 2021: count": (
                lambda: search(reader, year).selection.count, lambda: sql.execute(OVERLAP, days).fetchall(),
            ),
            "a page of 50": (lambda: reader.read(list(selection._bitmap[20:70])), lambda: sql.execute(PAGE).fetchall()),
        }  # fmt: skip
        for name, (ours, theirs) in pairs.items():
            medians = interleaved({"dateline": ours, "SQL": theirs}, 9)
            print(f"\n{name}")
            table(medians, "SQL")
        print("\nwithout a peer")
        marked = parse_query("actor:actor-0,actor-3 -actor:actor-2 system:system-0 date:2021")
        alone = {
            "a picker of actors, three marked": lambda: facets(reader, marked, "actor"),
            "the facets of every field, the same query": lambda: facets_of(reader, marked, FACETS),
            "histogram of 431 months": lambda: selection.histogram(edges),
            "word: joint": lambda: search(reader, parse_query("joint")).selection.count,
            "prefix: jo*": lambda: search(reader, parse_query("jo*")).selection.count,
        }
        for name, seconds in interleaved(alone, 9).items():
            print(f"{name:<46}{seconds * 1000:10.2f} ms")
        reader.close()
        sql.close()


if __name__ == "__main__":
    main()
