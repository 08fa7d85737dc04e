"""Files that nobody would write: each import says in one sentence what is wrong and where, and adds nothing."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import ImportedError
from dateline.exchange import importing
from dateline.exchange.importing import import_files
from dateline.exchange.readers import FORMATS
from dateline.model import Vocabulary
from dateline.store.reader import Reader
from program import run
from test_importing import event, exported, write

LINE = '{"id":"x","title":"X","kind":"drill","date":"2022"'
HEADER = "id,title,kind,date,citations,outlets\n"
OTHERS = "name one for each, in their order, or none"
HOSTILE: dict[str, tuple[str, str | bytes, str]] = {
    "a key twice, once with room": ("b.ndjson", f'{LINE},"notes" :"a","notes":"b"}}', "the key 'notes' is there twice"),
    "an id twice, once with room": ("b.ndjson", f'{{"id" : "y",{LINE[1:]}}}', "the key 'id' is there twice"),
    "with a tab": ("b.ndjson", f'{LINE},"notes"\t:"a","notes":"b"}}', "the key 'notes' is there twice"),
    "NUL": ("b.ndjson", f"{LINE},\0}}", "is not JSON: Expecting property name enclosed in double quotes"),
    "nothing but NUL": ("b.ndjson", "\0" * 50, "is not JSON: Expecting value"),
    "UTF-16": ("b.ndjson", f"{LINE}}}".encode("utf-16-le"), "is not JSON: Expecting property name"),
    "no UTF-8": ("b.ndjson", f"{LINE}}}".encode().replace(b"X", b"\xff"), "is not UTF-8"),
    "half a pair, raw": ("b.ndjson", f"{LINE}}}".encode().replace(b"X", b"\xed\xa0\x80"), "is not UTF-8"),
    "half a pair": ("b.ndjson", f'{LINE},"notes":"\\ud800"}}', "holds half of a surrogate pair, which is no text"),
    "brackets": ("b.ndjson", f'{LINE},"notes":{"[" * 100_000}}}', "is not JSON: it has too many brackets"),
    "digits": ("b.ndjson", f'{LINE},"places":[{{"id":"p","lat":{"9" * 100_000}}}]}}', "lat is no number of degrees"),
    "a long date": ("b.ndjson", f'{LINE[:-6]}"{"2" * 100_000}"}}', f"'{'2' * 80}…' is not an EDTF date"),
    "a long line": ("b.ndjson", f'{LINE},"notes":"{"x" * 24_000_000}"}}', "has a record that is longer than 16 MB"),
    "a long cell": ("b.csv", f'x,"{"x" * 24_000_000}",drill,2022,,', "longer than 16 MB; is a quote in it not closed?"),
    "too few cells": ("b.csv", "x,X,drill,2022", "has 4 fields where the first line has 6 columns"),
    "outlets too few": ("b.csv", "x,X,drill,2022,“A”; “B”; “C”,a; b", f"has 3 citations and 2 outlets; {OTHERS}"),
    "outlets too many": ("b.csv", "x,X,drill,2022,“A”,a; b", f"has 1 citations and 2 outlets; {OTHERS}"),
    "outlets of nothing": ("b.csv", "x,X,drill,2022,,a", f"has 0 citations and 1 outlets; {OTHERS}"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_wrong_is_one_sentence_with_its_place(tmp_path: Path, name: str) -> None:
    file, content, said = HOSTILE[name]
    path, store = tmp_path / file, tmp_path / "a.db"
    first = HEADER if file == "b.csv" else f"{json.dumps(event(1))}\n"
    last = "y,Y,drill,2022,,\n" if file == "b.csv" else json.dumps(event(2))
    content = content if isinstance(content, bytes) else content.encode()
    path.write_bytes(first.encode() + content + b"\n" + last.encode())
    done = run("import", path, "--db", store)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith(f"dateline: {path}:2: ") and said in done.stderr
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [HEADER.encode("utf-16"), b"\x1f\x8b\x08\0\0", HEADER.encode() + b"x,\xff"])
def test_a_table_that_is_no_text_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.csv").write_bytes(content)
    done = run("import", tmp_path / "b.csv", "--db", tmp_path / "a.db")
    line = 2 if content.startswith(b"id") else 1
    assert (done.returncode, done.stderr) == (1, f"dateline: {tmp_path / 'b.csv'}:{line}: is not UTF-8\n")


def test_room_before_a_colon_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "b.ndjson"
    path.write_text(f'{LINE},"notes" :"say \\" : \\":","summary"\t:"b"}}', encoding="utf-8")
    import_files([path], tmp_path / "a.db", Vocabulary)
    read = json.loads(exported(tmp_path / "a.db"))
    assert (read["notes"], read["summary"]) == ('say " : ":', "b")


def _citations(*outlets: str) -> list[dict[str, Any]]:
    return [
        {"title": f"One; two “of {number}”; three", "outlet": outlet, "url": f"https://a.example/{number}"}
        for number, outlet in enumerate(outlets)
    ]


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_the_outlets_of_citations_come_back_from_a_table(tmp_path: Path, name: str) -> None:
    said = (("a", "b", "a"), ("b", "b"), ("a",), ())
    events = [event(number, citations=_citations(*outlets)) for number, outlets in enumerate(said)]
    import_files([write(tmp_path / "a.ndjson", *events)], tmp_path / "a.db", Vocabulary)
    (tmp_path / f"b.{name}").write_text(exported(tmp_path / "a.db", name), encoding="utf-8", newline="")
    import_files([tmp_path / f"b.{name}"], tmp_path / "b.db", Vocabulary)
    one, other = (
        [[(c["outlet"], c["title"], c["url"]) for c in json.loads(line)["citations"]] for line in lines.splitlines()]
        for lines in (exported(tmp_path / "a.db"), exported(tmp_path / "b.db"))
    )
    assert one == other and sorted(map(len, one)) == [0, 1, 2, 3]


def test_a_table_without_outlets_has_unknown_ones(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text(f"{HEADER}x,X,drill,2022,“A; B”; C; “D”,\n", encoding="utf-8")
    import_files([path], tmp_path / "a.db", Vocabulary)
    assert [(c["title"], c["outlet"]) for c in json.loads(exported(tmp_path / "a.db"))["citations"]] == [
        ("A; B", "unknown"), ("C", "unknown"), ("D", "unknown")
    ]  # fmt: skip


@pytest.mark.parametrize("change", ["grows", "shrinks", "is written over"])
def test_a_file_that_changes_while_it_is_read_is_said(tmp_path: Path, change: str) -> None:
    path = tmp_path / "b.ndjson"
    path.write_text("".join(f"{json.dumps(event(number))}\n" for number in range(8_000)), encoding="utf-8")
    blocks = importing._blocks(path, FORMATS["ndjson"])
    next(blocks)
    if change == "shrinks":
        os.truncate(path, 100_000)
    else:
        with path.open("r+b") as file:
            file.seek(0, os.SEEK_END if change == "grows" else os.SEEK_SET)
            file.write(b"\n")
    with pytest.raises(ImportedError, match="was changed while it was read; import it when it is finished"):
        list(blocks)


def test_a_file_that_is_replaced_meanwhile_is_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "b.ndjson"
    path.write_text("".join(f"{json.dumps(event(number))}\n" for number in range(8_000)), encoding="utf-8")
    blocks = importing._blocks(path, FORMATS["ndjson"])
    read = next(blocks)[1].content
    write(tmp_path / "c.ndjson").replace(path)
    read += b"".join(block.content for _, block in blocks)
    assert read.count(b"\n") == 8_000


@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
def test_events_come_from_stdin(tmp_path: Path, name: str) -> None:
    store, line = tmp_path / "a.db", json.dumps(event(1))
    done = run("import", "-f", "ndjson", name, "--db", store, input=line)
    assert (done.returncode, done.stderr) == (0, f"dateline: {store}: 1 event added\n")
    done = run("import", name, "--db", store, input=line)
    assert done.returncode == 1 and "give it with -f" in done.stderr
    done = run("import", "-f", "ndjson", name, "--db", store, input="{")
    assert done.returncode == 1 and done.stderr.startswith("dateline: /dev/stdin:1: is not JSON")


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("folder", 2, "is a directory"),
        ("none.ndjson", 1, "cannot be read: No such file or directory"),
        ("nowhere.ndjson", 1, "cannot be read: No such file or directory"),
        ("loop.ndjson", 1, "cannot be read: Too many levels of symbolic links"),
        ("/dev/null", 1, "has no events"),
        ("/dev/zero", 1, ":1: has a record that is longer than 16 MB"),
        ("/proc/self/mem", 1, "cannot be read: Input/output error"),
    ],
)
def test_what_is_no_file_to_read_is_a_sentence(tmp_path: Path, name: str, status: int, said: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "nowhere.ndjson").symlink_to("gone")
    (tmp_path / "loop.ndjson").symlink_to("loop.ndjson")
    done = run("import", "-f", "ndjson", tmp_path / name, "--db", tmp_path / "a.db")
    assert (done.returncode, done.stderr.count("\n")) == (status, 1) and said in done.stderr
    assert not (tmp_path / "a.db").exists()


def test_events_that_are_there_are_counted_with_where_they_are(tmp_path: Path) -> None:
    store = tmp_path / "a.db"
    one = write(tmp_path / "a.ndjson", *map(event, range(150)))
    done = run("import", one, one, "--db", store)
    assert (done.returncode, done.stderr.count("\n")) == (1, 101)
    assert f"dateline: {one}:1: the event 'event-0' is there already, in {one}:1\n" in done.stderr
    assert done.stderr.endswith("dateline: and 50 more problems\n")
    import_files([one], store, Vocabulary)
    done = run("import", one, "--db", store)
    assert f"dateline: {one}:1: the event 'event-0' is there already, in the store\n" in done.stderr
    assert done.stderr.endswith("dateline: and 50 more problems\n")
    two = write(tmp_path / "b.ndjson", event(3), event(500), event(4))  # so few would stand beside it
    done = run("import", two, "--db", store)
    assert done.stderr == "".join(
        f"dateline: {two}:{line}: the event 'event-{number}' is there already, in the store\n"
        for line, number in ((1, 3), (3, 4))
    )
    with closing(Reader(store)) as reader:
        assert reader.count == 150
