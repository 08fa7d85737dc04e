"""Whatever goes wrong on the command line is a sentence and an exit status; nothing is lost."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dateline.curated.files import CuratedFiles
from program import run
from samples import edit


@pytest.fixture
def places(tmp_path: Path, samples_store: Path, curated_folder: CuratedFiles) -> dict[str, str]:
    """What an invocation may name: stores good and bad, files, folders."""
    (tmp_path / "text.db").write_text("not a database, but somebody's diary " * 20)
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE diary (line TEXT)")
    shutil.copy(samples_store, tmp_path / "newer.db")
    with closing(sqlite3.connect(tmp_path / "newer.db")) as newer:
        newer.execute("PRAGMA user_version = 9")
    (tmp_path / "cut.db").write_bytes(samples_store.read_bytes()[:20_000])
    shutil.copytree(curated_folder.root, tmp_path / "broken")
    edit(tmp_path / "broken" / "events.yaml", "kind: statement", "kind: [statement")
    return {"good": str(samples_store), "here": str(tmp_path), "curated": str(curated_folder.root)}


# What is typed ({good}: a store, {here}: a folder, {curated}: a good chronology), the exit status, what is said.
BAD: list[tuple[str, int, str]] = [
    ("list|actr:norland", 2, "no field 'actr'; did you mean actor?\n  actr:norland\n  ^"),
    ("list|kind:drill|actor:norlnd", 2, "no actor 'norlnd'; did you mean norland?\n  kind:drill actor:norlnd\n"
     "                   ^"),
    ('list|"open', 2, 'this quote is not closed\n  "open\n  ^'),
    ("list|a|(b", 2, "this ( is not closed\n  a (b\n    ^"),
    ("list|date:soon", 2, "'soon' is not an EDTF date"),
    ("kind:rumour", 2, "no kind 'rumour'"),
    ("list|-patrol", 2, "No such option '-p'"),
    ("list|--colour", 2, "No such option '--colour'"),
    ("show", 2, "Missing argument 'EVENT...'"),
    ("show|zapad-2020", 1, "no event 'zapad-2020'; did you mean zapad-2021?"),
    ("show|zapad-2021|gone", 1, "no event 'gone'"),
    ("sources|leaflets", 1, "no source or outlet 'leaflets'; did you mean leaflet?"),
    ("sources|gazete", 1, "no source or outlet 'gazete'; did you mean gazette?"),
    ("list|outlet:=herald", 2, "nothing is below what outlet: names; leave the = out\n  outlet:=herald\n         ^"),
    ("facets|colour", 2, "no facet 'colour'; one of kind, actor, system"),
    ("facets|kinds", 2, "no facet 'kinds'; did you mean kind?; one of kind, actor"),
    ("facets|kind|actor:nobody", 2, "no actor 'nobody'"),
    ("export", 2, "give a format: -f json, ndjson, csv, tsv, md"),
    ("export|-f|xlsx", 2, "no format 'xlsx'; one of json, ndjson, csv, tsv, md"),
    ("export|-f|jsn", 2, "no format 'jsn'; did you mean json?"),
    ("export|-o|{here}/a.xlsx", 2, "give a format: -f json"),
    ("export|-o|{here}/gone/a.csv", 1, "cannot write {here}/gone/a.csv: No such file or directory"),
    ("export|-o|{here}/text.db/a.csv", 1, "cannot write {here}/text.db/a.csv: Not a directory"),
    ("export|-f|csv|-o|{here}", 1, "{here} is a folder; name a file in it"),
    ("export|-f|csv|-o|{here}/text.db", 1, "text.db exists; choose another name, or overwrite it with --force"),
    ("export|-f|csv|-o|/dev/full", 1, "/dev/full is not an ordinary file; choose another name"),
    ("list|--db|{here}/gone.db", 1, "there is no store at {here}/gone.db; make one with dateline build or"),
    ("list|--db|{here}/text.db", 1, "{here}/text.db is not an SQLite database; name a store that"),
    ("list|--db|{here}/other.db", 1, "{here}/other.db is an SQLite database, but not a Dateline store"),
    ("list|--db|{here}/newer.db", 1, "{here}/newer.db was made by another version of Dateline (schema 9, this one"),
    ("list|--db|{here}/cut.db", 1, "{here}/cut.db is damaged"),
    ("list|--db|{here}", 2, "is a directory"),
    ("list|--db", 2, "Option '--db' requires an argument"),
    ("check|--curated|{here}/gone", 1, "dateline: 1 problem\n"),
    ("list|--curated|{here}/gone", 1, "{here}/gone: no events.yaml here; give the folder that holds it"),
    ("list|--curated|{curated}/events.yaml", 1, "events.yaml: no events.yaml here; give the folder that holds it"),
    ("list|--curated|~nobody-of-this-name", 1, "~nobody-of-this-name: no events.yaml here"),
    ("list|--curated|{here}/broken", 1, "broken/events.yaml:98: not valid YAML"),
    ("build|--curated|{curated}|--db|{here}/text.db", 1, "text.db is not a Dateline store and would be overwritten"),
    ("list|--curated|{curated}|--db|{here}/other.db", 1, "other.db is not a Dateline store and would be overwritten"),
    ("build|--curated|{curated}|--db|{here}/text.db/a.db", 1, "cannot write the store {here}/text.db/a.db"),
    ("build|--curated|{curated}|--db|/proc/a.db", 1, "cannot write the store /proc/a.db"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "status", "said"), BAD, ids=[each[0] for each in BAD])
def test_a_bad_invocation_is_a_sentence_and_a_status(
    places: dict[str, str], typed: str, status: int, said: str
) -> None:
    before = {path: path.read_bytes() for path in Path(places["here"]).rglob("*") if path.is_file()}
    arguments = typed.format(**places).split("|")
    if not {"--db", "--curated"} & set(arguments):
        arguments = [arguments[0], "--db", places["good"], *arguments[1:]]
    done = run(*arguments)
    assert done.returncode == status, done.stderr
    assert said.format(**places) in done.stderr
    assert done.stderr.startswith("dateline: ")
    assert "Traceback" not in done.stderr
    assert done.stdout == "" or arguments[0] == "check"
    # Nothing is lost, and nothing is left lying about.
    assert {path: path.read_bytes() for path in Path(places["here"]).rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "arguments", [["list", b"a\xffb"], ["list", b"id:\xff"], ["show", b"\xff"], ["list", "\x1b[31m"]]
)
def test_bytes_that_are_no_text_are_looked_for_and_not_found(samples_store: Path, arguments: list[str | bytes]) -> None:
    done = run(*arguments, "--db", samples_store)
    assert done.returncode in (0, 1)
    assert done.stdout == ""
    assert done.stderr.startswith("dateline: ")
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr


def test_an_export_that_meets_damage_leaves_the_old_file(store: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("UPDATE event SET record = '{' WHERE id = 's-400-on-duty'")
    target = tmp_path / "list.json"
    target.write_text("mine")
    done = run("export", "--db", store, "-o", target, "--force")
    assert (done.returncode, done.stdout) == (1, "")
    assert "is damaged" in done.stderr
    assert target.read_text() == "mine"
    assert run("export", "--db", store, "-o", target, "--force", "kind:drill").returncode == 0
    assert len(json.loads(target.read_text(encoding="utf-8"))) == 2
    assert not list(tmp_path.glob(".*"))


def test_an_export_to_a_disk_that_is_full_leaves_the_old_file(samples_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "list.json"
    target.write_text("mine")
    done = run("export", "--db", samples_store, "-o", target, "--force", file_size=3000)
    assert (done.returncode, done.stderr) == (1, f"dateline: cannot write {target}: File too large\n")
    assert target.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["list.json"]


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_a_pipe_gets_utf_8_in_every_locale(samples_store: Path, locale: str) -> None:
    done = run("list", "--db", samples_store, "kind:drill", env={"LC_ALL": locale, "LANG": locale})
    assert "10–20 Feb 2022" in done.stdout
