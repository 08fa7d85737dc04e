"""Filters in the open program: a phrase, and an actor with a system and the counts of a facet.

From the last key to the last byte, or to the answer of the server. Each has its data loaded before. lnav and fzf
match lines and count no facet; VisiData selects rows by one expression in any column, here the phrase or the actor's
name. Datasette answers over loopback with JSON: the count, the first fifty rows, and the counts of the kinds.
Dateline shows rows, overview and counts, and for the second opens the list of all actors with their counts. fzf
answers each letter: its first three.
"""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from bench import programs
from bench.data import Data
from bench.peers import found
from bench.programs import Program, others
from bench.rows import Row, compared
from bench.sql import BOTH, PHRASE
from bench.terminal import Terminal
from bench.timing import interleaved, timed

ROUNDS = 3


def measure(data: Data) -> Iterator[Row]:
    with closing(sqlite3.connect(data.sql)) as db:
        counts = {what: len(db.execute(query).fetchall()) for what, query in (("phrase", PHRASE), ("both", BOTH))}
    ours = programs.dateline(data)
    with Terminal(ours.command) as dateline, _datasette(data.sql) as served:
        dateline.settled(ours.loaded)
        phrase = {"dateline": _filtered(dateline, b'"joint patrol"\r'), **_typed(data, b"joint patrol", "joint patrol")}
        both = {
            "dateline": _filtered(dateline, b"actor:actor-0 system:system-0\ra"),
            **_typed(data, b"actor-0\\  system-0\\ ", r"actor-0 .*system-0 ", _name(data.ndjson)),
        }
        if served:
            phrase["Datasette"] = timed(lambda: _asked(served, PHRASE, counts["phrase"]))
            both["Datasette"] = timed(lambda: _asked(served, BOTH, counts["both"]))
        for what, jobs in (("phrase", phrase), ("actor, system and counts", both)):
            yield from compared(what, interleaved(jobs, ROUNDS, warm_up=False))
        for name, program in others(data, "fzf").items():
            jobs = {"dateline": _filtered(dateline, b"j"), name: _fuzzy(program, b"j")}
            yield from compared("first letter", interleaved(jobs, ROUNDS, warm_up=False))


def _filtered(dateline: Terminal, keys: bytes) -> Callable[[], float]:
    def run() -> float:
        dateline.press(b"\x1b\x1b\x1b")
        dateline.press(b"/")
        return dateline.press(keys)[0]

    return run


def _typed(data: Data, fuzzy: bytes, expression: str, cell: str = "") -> Mapping[str, Callable[[], float]]:
    """How each peer in a terminal is asked; `cell` is what VisiData looks for, where that is not the expression."""
    keys = {
        "lnav": (f":filter-in {expression}\r", "filter now active"),
        "VisiData": (f"g|{cell or expression}\r", r"selected \d+ rows"),
    }
    jobs = {name: _opened(program, *keys[name]) for name, program in others(data, "lnav", "VisiData").items()}
    for name, program in others(data, "fzf").items():
        jobs[name] = _fuzzy(program, fuzzy)
    return jobs


def _opened(program: Program, keys: str, answer: str) -> Callable[[], float]:
    """A job: seconds from the last of the keys to an answer on the screen, of a program that has loaded its data."""

    def run() -> float:
        with Terminal(program.command) as terminal:
            terminal.settled(program.loaded).press(keys[:-1].encode())
            return terminal.answered(keys[-1:].encode(), answer)

    return run


def _fuzzy(program: Program, keys: bytes) -> Callable[[], float]:
    """A job: seconds from the keys to the last byte of fzf's answer."""

    def run() -> float:
        with Terminal(program.command) as terminal:
            return terminal.settled(program.loaded).press(keys, limit=5.0, idle=0.6)[0]

    return run


def _name(ndjson: Path) -> str:
    """The name of actor-0, which CSV has in the place of its id."""
    with ndjson.open(encoding="utf-8") as lines:
        for line in lines:
            for actor in json.loads(line)["actors"]:
                if actor["id"] == "actor-0":
                    return str(actor["name"])
    raise LookupError("no event has actor-0")


@contextmanager
def _datasette(path: Path) -> Iterator[str]:
    """The address of the table of events, served on loopback; empty where Datasette is not installed."""
    program = found("Datasette")
    if program is None:
        yield ""
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    limits = ("sql_time_limit_ms", "facet_time_limit_ms")
    settings = [part for limit in limits for part in ("--setting", limit, "60000")]
    server = subprocess.Popen(
        [program, "serve", path, "-p", str(port), *settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            with socket.socket() as attempt:
                if not attempt.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/{path.stem}/event.json"
    finally:
        server.terminate()
        server.wait()


def _asked(address: str, query: str, count: int) -> None:
    parameters = urllib.parse.urlencode({"_where": f"ord IN ({query})", "_facet": "kind", "_size": 50})
    with urllib.request.urlopen(f"{address}?{parameters}", timeout=120) as answer:
        found_ = json.load(answer)
    assert found_["filtered_table_rows_count"] == count, found_["filtered_table_rows_count"]
