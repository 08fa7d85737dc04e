"""Stores that are not what they say: each command lists whole lines or says in one sentence what is wrong."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dateline.exchange.importing import import_files
from dateline.model import Vocabulary
from program import run, run_in_terminal
from terminal import Terminal
from test_importing import event, write

ESCAPES = "\x1b]0;pwned\x07\x1b[31m\x9b1m\u202e\u200b\ty\nz\r\x00\u2028"
ACTED_UPON = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u202a-\u202e]")
STORES = {
    "texts": ("UPDATE event SET title = title || :it, record = json_set(record, '$.title', :it, '$.summary', :it, "
              "'$.notes', :it, '$.series', :it, '$.tags', json_array(:it), '$.citations[0].says', :it)"),
    "names": "UPDATE kind SET name = name || :it, plural = :it",
    "outlets": "UPDATE outlet SET name = name || :it, reason = :it, country = :it",
    "sources": "UPDATE source SET title = :it, url = :it, digest = :it, language = :it",
    "ids": "UPDATE event SET id = id || :it",
    "dates": "UPDATE event SET date = :it, record = json_set(record, '$.date', :it)",
    "no text": "UPDATE event SET record = json_set(record, '$.title', 5, '$.status', 6, '$.notes', json('[]'))",
    "no JSON": "UPDATE event SET record = :it",
    "no event": "UPDATE event SET record = '{}'",
    "no list": "UPDATE event SET record = json_set(record, '$.actors', json('[5]'), '$.citations', 5)",
    "no bitmaps": "UPDATE posting SET bitmap = x'00ff'; UPDATE term SET bitmap = x'00'; UPDATE prefix SET bitmap = x''",
    "no days": "UPDATE axis SET days = x'01'",
    "far": "UPDATE event SET ord = 9000000000000000000 WHERE ord = (SELECT max(ord) FROM event)",
    "a hole": "DELETE FROM event WHERE ord = 1",
    "no kinds": "DELETE FROM kind",
    "no outlets": "DELETE FROM outlet",
    "no sources": "DELETE FROM source",
    "ratings": "UPDATE outlet SET reliability = :it",
    "weak": ("ALTER TABLE event RENAME TO e; CREATE TABLE event (ord, id, title, kind, status, date, lo, hi, origins, "
             "record); INSERT INTO event SELECT ord, id, NULL, kind, 5, date, lo, hi, origins, record FROM e"),
    "a view": "ALTER TABLE event RENAME TO e; CREATE VIEW event AS SELECT * FROM e",
}  # fmt: skip
WHOLE = ("texts", "names", "outlets", "sources", "ids")
"""Those of which every event can be listed."""
COMMANDS = (
    ("list",), ("list", "kind:drill"), ("show", "zapad-2021"), ("facets",), ("sources", "gazette-2022"), ("rhythm",),
    ("export", "-f", "csv"), ("export", "-f", "ndjson"), ("export", "-f", "md"),
)  # fmt: skip


@pytest.mark.parametrize("name", STORES)
def test_a_store_that_is_not_ours_is_text_or_a_sentence(samples_store: Path, tmp_path: Path, name: str) -> None:
    store = Path(shutil.copy(samples_store, tmp_path / "a.db"))
    with closing(sqlite3.connect(store, isolation_level=None)) as changed:
        events = changed.execute("SELECT count(*) FROM event").fetchone()[0]
        for statement in STORES[name].split("; "):
            changed.execute(statement, {"it": ESCAPES} if ":it" in statement else {})
    for command in COMMANDS:
        done = run(*command, "--db", store)
        assert done.returncode in (0, 1) and "fault of its own" not in done.stderr, (command, done.stderr)
        assert not ACTED_UPON.search(done.stderr), (command, done.stderr)
        if done.returncode:
            assert done.stderr.count("\n") == 1 and (name not in WHOLE or command[0] == "show"), (command, done.stderr)
        elif command == ("list",):
            assert done.stdout.count("\n") == events
    for command in (("list",), ("show", "zapad-2021"), ("export", "-f", "csv")):
        _, arrived = run_in_terminal(*command, "--db", store)
        assert not ACTED_UPON.search(arrived.decode().replace("\r\n", "\n")), command


@pytest.fixture(scope="session")
def imported_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of 300 events from a file: not to be changed."""
    folder = tmp_path_factory.mktemp("imported")
    import_files([write(folder / "a.ndjson", *map(event, range(300)))], folder / "a.db", Vocabulary)
    return folder / "a.db"


PAGE = 16_384


def _alter(store: Path, name: str) -> None:
    """Make of a whole store one that is not."""
    content = bytearray(store.read_bytes())
    if name in STORES:
        with closing(sqlite3.connect(store, isolation_level=None)) as changed:
            for statement in STORES[name].split("; "):
                changed.execute(statement, {"it": ESCAPES} if ":it" in statement else {})
    elif name == "cut":
        store.write_bytes(content[: len(content) // 2])
    elif name == "emptied":
        content[PAGE * 5 : PAGE * 25] = bytes(PAGE * 20)
        store.write_bytes(content)
    elif name == "another":
        store.unlink()
        with closing(sqlite3.connect(store)) as changed:
            changed.execute("CREATE TABLE t (a)")
    elif name.startswith("PRAGMA"):
        with closing(sqlite3.connect(store, isolation_level=None)) as changed:
            changed.execute(name)
    else:
        store.with_name("a.db-more").write_bytes(b"garbage")


ALTERED = (
    "no JSON", "no event", "no list", "no bitmaps", "no days", "far", "a hole", "no outlets", "weak", "a view", "cut",
    "emptied", "another", "PRAGMA user_version = 4", "PRAGMA user_version = 2147483647", "more",
)  # fmt: skip


@pytest.mark.parametrize("name", ALTERED)
@pytest.mark.parametrize("events", [5, 200])
def test_an_import_into_a_store_that_is_damaged_is_a_sentence_or_whole(
    imported_store: Path, tmp_path: Path, name: str, events: int
) -> None:
    store = Path(shutil.copy(imported_store, tmp_path / "a.db"))
    _alter(store, name)
    before = store.read_bytes()
    path = write(tmp_path / "b.ndjson", *map(event, range(1_000, 1_000 + events)))
    done = run("import", path, "--db", store)
    assert done.returncode in (0, 1) and done.stderr.count("\n") == 1, done.stderr
    assert "fault of its own" not in done.stderr
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]
    if done.returncode:
        assert store.read_bytes() == before


@pytest.mark.parametrize("name", ["no JSON", "no bitmaps", "far", "cut", "emptied", "another", "more"])
def test_the_app_gives_a_store_that_is_damaged_back_with_a_sentence(
    imported_store: Path, tmp_path: Path, terminal: Callable[..., Terminal], name: str
) -> None:
    store = Path(shutil.copy(imported_store, tmp_path / "a.db"))
    _alter(store, name)
    on = terminal("--db", str(store))
    on.press("k")
    on.press("/joint\r")
    assert on.ended() == 1
    assert "Traceback" not in on.sent and "fault of its own" not in on.sent
    assert on.left_on() == [] and f"dateline: {store}" in on.sent.replace("\r\n", "")
