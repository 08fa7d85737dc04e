"""Building the store: reproducible, whole or not at all, current; and what is said of a file that is no store."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from dateline.curated.files import CuratedFiles
from dateline.curated.load import load
from dateline.errors import CuratedError, DatelineError, StoreError
from dateline.exchange.pages import FACETS
from dateline.store.build import build
from dateline.store.cache import current, store_path
from dateline.store.connection import VERSION, stored_fingerprint
from dateline.store.reader import Reader
from program import DATELINE, run
from samples import IDS, edit, write_chronology


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [*connection.iterdump(), *map(str, connection.execute("SELECT * FROM pragma_user_version"))]


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)


def ids(path: Path) -> tuple[str, ...]:
    with closing(Reader(path)) as reader:
        return tuple(event.id for event in reader.everything())


def test_the_same_files_give_the_same_content(store: Path, curated_folder: CuratedFiles, tmp_path: Path) -> None:
    second = tmp_path / "second.db"
    build(load(curated_folder), second, curated_folder.fingerprint())
    assert dump(store) == dump(second)


def test_another_process_gives_the_same_content(store: Path, curated_folder: CuratedFiles, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        second = tmp_path / f"{seed}.db"
        done = run("build", "--curated", curated_folder.root, "--db", second, env={"PYTHONHASHSEED": seed})
        assert done.returncode == 0, done.stderr
        assert dump(second) == dump(store)


def test_the_order_in_which_a_folder_lists_its_files_does_not_matter(
    store: Path, curated_folder: CuratedFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    @contextmanager
    def backwards(folder: Path) -> Iterator[list[os.DirEntry[str]]]:
        with listed(folder) as found:
            yield sorted(found, key=lambda entry: entry.name, reverse=True)

    monkeypatch.setattr("dateline.curated.files.os", SimpleNamespace(scandir=backwards))
    assert [path.name for path in curated_folder.sources] == ["gazette-2022.md", "herald-2023.md", "leaflet.md"]
    second = tmp_path / "second.db"
    build(load(curated_folder), second, curated_folder.fingerprint())
    assert dump(store) == dump(second)


def test_events_in_any_order_of_the_file_give_the_same_events(curated_folder: CuratedFiles, tmp_path: Path) -> None:
    blocks = curated_folder.events.read_text(encoding="utf-8").split("\n\n")
    random.Random(1).shuffle(blocks)
    curated_folder.events.write_text("\n\n".join(block.strip("\n") for block in blocks) + "\n", encoding="utf-8")
    assert ids(current(curated_folder, tmp_path / "a.db")) == IDS


def test_a_build_from_what_does_not_fit_leaves_the_old_store_and_nothing_else(
    store: Path, curated_folder: CuratedFiles
) -> None:
    chronology = load(curated_folder)
    twice = type(chronology)(chronology.events * 2, chronology.sources, chronology.vocabulary)
    before, beside = store.read_bytes(), sorted(store.parent.iterdir())
    with pytest.raises(StoreError, match="UNIQUE"):
        build(twice, store, "new")
    assert store.read_bytes() == before
    assert sorted(store.parent.iterdir()) == beside


@pytest.mark.parametrize("kilobytes", [1, 30, 60, 120])
def test_a_build_on_a_disk_that_is_full_leaves_the_old_store_and_nothing_else(
    store: Path, curated_folder: CuratedFiles, kilobytes: int
) -> None:
    before, beside = store.read_bytes(), sorted(store.parent.iterdir())
    assert len(before) > 120 * 1024
    done = run("build", "--curated", curated_folder.root, "--db", store, file_size=kilobytes * 1024)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"dateline: cannot write the store .*: .*; name another file with --db\n", done.stderr)
    assert store.read_bytes() == before
    assert sorted(store.parent.iterdir()) == beside


def test_a_build_that_is_killed_leaves_the_old_store_or_the_new_one(store: Path, curated_folder: CuratedFiles) -> None:
    for delay in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        with subprocess.Popen(
            [*DATELINE, "build", "--curated", curated_folder.root, "--db", store], stdout=subprocess.DEVNULL
        ) as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(delay)
            process.kill()
        assert ids(store) == IDS


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_nothing_is_built_beside_what_another_program_has_left(
    store: Path, curated_folder: CuratedFiles, suffix: str
) -> None:
    before = store.read_bytes()
    store.with_name(store.name + suffix).write_bytes(b"left")
    with pytest.raises(StoreError, match=f"{suffix} is in the way: another program has the store open"):
        current(curated_folder, store, rebuild=True)
    assert store.read_bytes() == before


def test_a_store_cannot_be_built_under_a_file(curated_folder: CuratedFiles, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"cannot write the store .*; name another file with --db"):
        current(curated_folder, tmp_path / "file" / "a.db")


def test_a_store_is_built_when_and_only_when_the_files_have_changed(
    curated_folder: CuratedFiles, tmp_path: Path
) -> None:
    built: list[Path] = []
    target = tmp_path / "new" / "folder" / "a.db"
    assert current(curated_folder, target, on_build=built.append) == target
    current(curated_folder, target, on_build=built.append)
    assert built == [target]
    edit(curated_folder.events, "title: A visit long ago", "title: Long ago")
    current(curated_folder, target, on_build=built.append)
    assert built == [target] * 2
    with closing(Reader(target)) as reader:
        assert reader.event("ides-of-march").title == "Long ago"
    current(curated_folder, target, on_build=built.append, rebuild=True)
    assert built == [target] * 3


def test_problems_in_the_files_leave_the_old_store(curated_folder: CuratedFiles, store: Path) -> None:
    edit(curated_folder.events, "kind: statement", "kind: rumour")
    with pytest.raises(CuratedError):
        current(curated_folder, store)
    assert ids(store) == IDS


def test_each_folder_has_a_store_of_its_own_in_the_cache(machine: Path, curated_folder: CuratedFiles) -> None:
    other = write_chronology(curated_folder.root.parent / "elsewhere" / "curated")
    paths = {store_path(curated_folder), store_path(other)}
    assert len(paths) == 2
    assert all(path.is_relative_to(machine / "cache" / "dateline") for path in paths)


@pytest.mark.parametrize("spoil", ["version", "meta", "text", "bytes"])
def test_a_store_in_the_cache_that_is_of_no_use_is_built_again(curated_folder: CuratedFiles, spoil: str) -> None:
    path = current(curated_folder)
    if spoil == "version":
        change(path, "PRAGMA user_version = 99")
    elif spoil == "meta":
        change(path, "DROP TABLE meta")
    else:
        path.write_bytes(b"not a store" if spoil == "text" else path.read_bytes()[:3000])
    assert stored_fingerprint(path) is None
    assert ids(current(curated_folder)) == IDS


@pytest.mark.parametrize("content", [b"my diary\n", b"SQLite format 3\0" + b"\1" * 100])
def test_a_file_that_is_no_store_is_never_overwritten_by_one(
    curated_folder: CuratedFiles, tmp_path: Path, content: bytes
) -> None:
    precious = tmp_path / "precious.db"
    precious.write_bytes(content)
    with pytest.raises(StoreError, match=r"precious\.db is not a Dateline store and would be overwritten"):
        current(curated_folder, precious, rebuild=True)
    assert precious.read_bytes() == content


def test_an_empty_file_or_an_older_store_is_replaced(curated_folder: CuratedFiles, tmp_path: Path, store: Path) -> None:
    (tmp_path / "empty.db").touch()
    change(store, "PRAGMA user_version = 0")
    for path in (tmp_path / "empty.db", store):
        assert ids(current(curated_folder, path)) == IDS


# What is no store.


def other_database(path: Path) -> None:
    path.unlink()
    change(path, "CREATE TABLE event (id TEXT)")


NO_STORES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "there is no store at .*; make one with dateline build or dateline import"),
    "folder": (lambda path: (path.unlink(), path.mkdir()), "is no ordinary file; name a store"),
    "text": (lambda path: path.write_text("hello " * 100), "is not an SQLite database; name a store that dateline bui"),
    "empty": (lambda path: path.write_bytes(b""), "is an SQLite database, but not a Dateline store; name another file"),
    "another database": (other_database, "is an SQLite database, but not a Dateline store; name another file"),
    "newer": (
        lambda path: change(path, "PRAGMA user_version = 7"),
        rf"was made by another version of Dateline \(schema 7, this one reads {VERSION}\); make it again with datel",
    ),
    "not complete": (lambda path: change(path, "DELETE FROM meta"), "is not complete; make it again with dateline bui"),
    "without a table": (lambda path: change(path, "DROP TABLE meta"), "is damaged .*; make it again with dateline bui"),
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:4096]), "is damaged .*; make it again with dateline buil"),
}


@pytest.mark.parametrize("spoil", NO_STORES)
def test_what_is_no_store_is_refused_with_a_sentence(store: Path, spoil: str) -> None:
    change_, said = NO_STORES[spoil]
    change_(store)
    existed = store.exists()
    with pytest.raises(StoreError, match=said) as caught:
        Reader(store)
    assert "\n" not in str(caught.value)
    assert str(store) in str(caught.value)
    assert store.exists() == existed


def everything(path: Path) -> None:
    """Ask a store for all that it can answer."""
    with closing(Reader(path)) as reader:
        events = reader.everything()
        for field in FACETS:
            events.facets(field)
        reader.possibly(738000, 738100)
        reader.surely(738000, 738100)
        reader.matching("drill", prefix=True)
        list(events)
        reader.suggestion("actor", "nrland")
        for id_ in reader.source_ids():
            reader.source(id_)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE posting SET bitmap = x'00'",
        "UPDATE posting SET bitmap = x'' WHERE field = 'kind'",
        "UPDATE axis SET days = x'0001'",
        "UPDATE axis SET days = x'' WHERE name LIKE 'hi %'",
        "UPDATE axis SET days = x'' WHERE name = 'first'",
        "UPDATE axis SET days = CAST(x'ffffff' || days || x'ff' AS BLOB) WHERE name = 'first'",
        "DELETE FROM axis",
        "DELETE FROM kind",
        "DELETE FROM actor",
        "DELETE FROM event WHERE ord = 3",
        "UPDATE event SET record = json_set(record, '$.date', 'once')",
        "UPDATE event SET record = json_set(record, '$.kind', 'rumour')",
        "UPDATE event SET record = json_set(record, '$.date', 5)",
        f"UPDATE event SET record = '{'[' * 100_000}'",
        "UPDATE event SET record = '{'",
        "UPDATE event SET record = '{}'",
        "UPDATE event SET origins = '['",
        "UPDATE event SET record = CAST(x'9b41ff' AS TEXT)",
        "UPDATE source SET author = '{'",
        "UPDATE source SET issued = 'once'",
        "UPDATE place SET bbox = '[1'",
        "DROP TABLE term",
        "UPDATE term SET bitmap = x'00'",
        "DROP TABLE source",
        "UPDATE sqlite_schema SET sql = 'nonsense' WHERE name = 'event'",
    ],
)
def test_a_damaged_store_is_a_sentence_when_it_is_met(store: Path, statement: str) -> None:
    change(store, statement)
    with pytest.raises(StoreError, match=r"is damaged \(.*\); make it again with dateline build"):
        everything(store)


def test_scribbles_in_a_store_never_raise_anything_but_our_errors(store: Path) -> None:
    whole = store.read_bytes()
    numbers = random.Random(20260101)
    noticed = 0
    for _ in range(300):
        spoilt = bytearray(whole)
        start = numbers.randrange(100, len(whole) - 40)
        spoilt[start : start + 40] = numbers.randbytes(40)
        store.write_bytes(spoilt)
        try:
            stored_fingerprint(store)
            everything(store)
        except DatelineError:
            noticed += 1
    assert noticed > 10


def test_bytes_that_are_no_utf_8_are_shown_as_such(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        (record,) = connection.execute("SELECT CAST(record AS BLOB) FROM event WHERE id = 'ides-of-march'").fetchone()
        spoilt = re.sub(rb'("title":)"[^"]*"', b'\\1"\x9bA\xff"', record)
        connection.execute("UPDATE event SET record = CAST(? AS TEXT) WHERE id = 'ides-of-march'", (spoilt,))
        connection.commit()
    with closing(Reader(store)) as reader:
        assert reader.event("ides-of-march").title == "�A�"


# A reader and its file.


@pytest.mark.parametrize("name", ["a?mode=rwc&x=.db", "50% #1.db", "it's mine\n.db", "Ü б.db"])
def test_a_store_of_any_name_is_opened_and_no_other(curated_folder: CuratedFiles, tmp_path: Path, name: str) -> None:
    path = current(curated_folder, tmp_path / "names" / name)
    assert ids(path) == IDS
    assert [each.name for each in path.parent.iterdir()] == [name]


def test_an_open_reader_keeps_answering_after_the_file_was_replaced(store: Path, curated_folder: CuratedFiles) -> None:
    with closing(Reader(store)) as reader:
        assert reader.everything().count == len(IDS)
        events = curated_folder.events
        text = events.read_text(encoding="utf-8")
        events.write_text(text[: text.index("- id: s-400-on-duty")], encoding="utf-8")
        current(curated_folder, store)
        assert reader.event("s-400-on-duty").title == "S-400 on duty"
        assert tuple(event.id for event in reader.everything()) == IDS
        store.unlink()
        assert reader.having("actor", ["norland"]).count == 7
        assert reader.source("leaflet").title == "A leaflet without a date"


def test_a_reader_answers_in_another_thread_and_cannot_write(store: Path) -> None:
    with closing(Reader(store)) as reader:
        found: list[int] = []
        worker = threading.Thread(target=lambda: found.append(reader.having("kind", ["drill"]).count))
        worker.start()
        worker.join()
        assert found == [2]
        with pytest.raises(StoreError, match="readonly"):
            reader._sql("DELETE FROM event")
