"""The same made-up events in the form that each program reads by itself: made when asked for, kept in the cache."""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import dateline
from bench import corpus, peers, sql

PROGRAM = Path(dateline.__file__).parent
MORE = 1000
"""How many events are added to a store."""


@dataclass(frozen=True)
class Data:
    """`count` events under `folder`."""

    count: int
    folder: Path

    def _made(self, name: str, *options: str) -> tuple[Path, Path]:
        """The events in a format, and those that come after them."""
        path, more = self.folder / name, self.folder / f"more-{name}"
        if not more.exists():
            with self._generated(*options) as made, path.open("wb") as events:
                heading = [next(made)] if options else []
                events.writelines(itertools.chain(heading, itertools.islice(made, self.count)))
                more.write_bytes(b"".join([*heading, *made]))
        return path, more

    @contextmanager
    def _generated(self, *options: str) -> Iterator[Iterator[bytes]]:
        """The lines of all events and of those that come after them."""
        command = [sys.executable, corpus.__file__, str(self.count + MORE), *options]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as made:
            assert made.stdout is not None
            yield made.stdout
            for _ in made.stdout:  # a pipe that is closed before its end would stop the generator with an error
                pass

    @cached_property
    def ndjson(self) -> Path:
        return self._made("events.ndjson")[0]

    @cached_property
    def more(self) -> Path:
        """The next events."""
        return self._made("events.ndjson")[1]

    @cached_property
    def csv(self) -> Path:
        return self._made("events.csv", "--format", "csv")[0]

    @cached_property
    def more_csv(self) -> Path:
        return self._made("events.csv", "--format", "csv")[1]

    @cached_property
    def store(self) -> Path:
        """Dateline's, made by the program as it is now. Events go through a pipe: a file of ten million has 20 GB."""
        path = self.folder / f"dateline-{_version(sorted(PROGRAM.rglob('*.py')))}.db"
        if not path.exists():
            for old in self.folder.glob("dateline*.db*"):
                old.unlink()
            command: peers.Command = [peers.DATELINE, "import", "/dev/stdin", "--format", "ndjson", "--db", path]
            with self._generated() as made, subprocess.Popen(command, stdin=subprocess.PIPE) as importing:
                assert importing.stdin is not None
                importing.stdin.writelines(itertools.islice(made, self.count))
            if importing.returncode:
                sys.exit(importing.returncode)
        return path

    @cached_property
    def sql(self) -> Path:
        """A SQLite file as one makes it by hand: link tables with indexes, full text."""
        path = self.folder / "sql.db"
        if not path.exists():
            part = path.with_suffix(".part")
            part.unlink(missing_ok=True)
            sql.write(self._in_time_order(), part)
            part.rename(path)
        return path

    @cached_property
    def duck(self) -> Path:
        """The same tables in DuckDB's own format."""
        path = self.folder / "duck.db"
        if not path.exists():
            tables = {}
            with closing(sqlite3.connect(self.sql)) as db:
                for table in ("event", "event_actor", "event_system"):
                    tables[table] = self.folder / f"{table}.csv"
                    with tables[table].open("w", encoding="utf-8", newline="") as out:
                        rows = db.execute(f"SELECT * FROM {table}")
                        writer = csv.writer(out)
                        writer.writerow(column[0] for column in rows.description)
                        writer.writerows(rows)
            statements = [f"CREATE TABLE {table} AS FROM read_csv('{file}')" for table, file in tables.items()]
            load = "import duckdb, sys; duckdb.connect(sys.argv[1]).execute(sys.argv[2])"
            subprocess.run([str(peers.found("DuckDB")), "-c", load, path, "; ".join(statements)], check=True)
            for file in tables.values():
                file.unlink()
        return path

    @cached_property
    def log(self) -> Path:
        """A line an event, in time order, as a log has it."""
        path = self.folder / "events.log"
        if not path.exists():
            with path.with_suffix(".part").open("w", encoding="utf-8") as out:
                for event in self._in_time_order():
                    names = " ".join(f"{thing['id']} {thing['name']}" for thing in event["actors"] + event["systems"])
                    begins = event["start"] or event["end"]
                    out.write(f"{begins}T00:00:00 {event['kind']} {event['id']} {event['title']} | {names} | ")
                    out.write(f"{event['summary']}\n")
            path.with_suffix(".part").rename(path)
        return path

    def _in_time_order(self) -> Iterator[dict[str, Any]]:
        with self.ndjson.open("rb") as lines:
            order, offset = [], 0
            for line in lines:
                event = json.loads(line)
                order.append((event["start"] or event["end"], event["id"], offset))
                offset += len(line)
            for *_, offset in sorted(order):
                lines.seek(offset)
                yield json.loads(lines.readline())


def made_up(count: int) -> Data:
    """In a folder of the cache that changes with the generator."""
    folder = peers.CACHE / f"{count}-{_version([Path(corpus.__file__)])}"
    folder.mkdir(parents=True, exist_ok=True)
    return Data(count, folder)


def _version(files: Iterable[Path]) -> str:
    """What is another one when one of the files is."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]
