"""What is left of an import that was killed goes with the next one; one that waits, or finds nothing, says so."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from select import select

import pytest

from dateline.errors import StoreError
from dateline.store.reader import Reader
from dateline.store.unfinished import unfinished
from program import run
from test_importing import event, write


@pytest.mark.parametrize("stage", ["reading", "writing"])
def test_what_a_killed_import_left_goes_with_the_next(tmp_path: Path, stage: str) -> None:
    store, path = tmp_path / "a.db", tmp_path / "b.ndjson"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(event(number))}\n" for number in range(40_000))
    main, tty = pty.openpty()
    command = [sys.executable, "-m", "dateline", "import", str(path), "--db", str(store)]
    with subprocess.Popen(command, stdin=tty, stdout=tty, stderr=tty) as process:
        os.close(tty)
        said = b""
        while b"%s " % stage.encode() not in said:
            said += os.read(main, 1024)
        process.send_signal(signal.SIGKILL)
        with pytest.raises(OSError, match="Input/output error"):  # the last one of the terminal has ended
            while select([main], [], [], 60)[0]:
                os.read(main, 1024)
    os.close(main)
    left = [each for each in tmp_path.iterdir() if each.name.startswith(".")]
    assert left != []
    done = run("import", write(tmp_path / "c.ndjson", event(1)), "--db", store)
    assert (done.returncode, done.stderr) == (0, f"dateline: {store}: 1 event added\n")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.db", "b.ndjson", "c.ndjson"]


def test_what_a_living_process_makes_stays_and_so_does_what_is_not_ours(tmp_path: Path) -> None:
    target = tmp_path / "a.db"
    dead, file, other = (tmp_path / name for name in (".a.db.x.tmp", ".a.db.export.tmp", ".b.db.x.tmp"))
    dead.mkdir()
    (dead / "store").touch()
    file.touch()
    other.mkdir()
    with unfinished(target) as first, unfinished(target) as second:
        assert {first, second, file, other} == {each for each in tmp_path.iterdir() if each.name.startswith(".")}
        assert (len({first, second}), dead.exists()) == (2, False)
    assert sorted(tmp_path.iterdir()) == sorted([file, other])


def test_a_name_may_be_as_long_as_a_folder_takes(tmp_path: Path) -> None:
    with unfinished(tmp_path / ("é" * 60 + "x" * 130)) as folder:
        assert folder.is_dir()


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match=r"cannot write the store .*: No such file or directory; name another file"),
        unfinished(tmp_path / "none" / "a.db"),
    ):
        pass


def test_an_import_that_waits_for_another_says_so(tmp_path: Path) -> None:
    store, path = tmp_path / "a.db", write(tmp_path / "a.ndjson", event(1))
    folder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    command = [sys.executable, "-m", "dateline", "import", str(path), "--db", str(store)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == (
            "dateline: another import into the same folder is not done; waiting for it\n"
        )
        assert process.poll() is None and not store.exists()
        os.close(folder)
        assert process.stderr.read() == f"dateline: {store}: 1 event added\n"
    assert process.returncode == 0


@pytest.mark.parametrize(("name", "content"), [("a.ndjson", ""), ("a.ndjson", "\n\n"), ("a.csv", ""),
                                               ("a.csv", "id,title,kind,date\n")])  # fmt: skip
def test_files_without_an_event_make_no_store_and_add_nothing_to_one(tmp_path: Path, name: str, content: str) -> None:
    store, path = tmp_path / "a.db", tmp_path / name
    path.write_text(content, encoding="utf-8")
    done = run("import", path, "--db", store)
    assert (done.returncode, done.stderr) == (1, f"dateline: {path}: has no events\n")
    assert list(tmp_path.iterdir()) == [path]
    run("import", write(tmp_path / "b.ndjson", event(1)), "--db", store)
    before = store.read_bytes()
    done = run("import", path, "--db", store)
    assert (done.returncode, done.stderr) == (0, f"dateline: {store}: 0 events added\n")
    assert store.read_bytes() == before
    with closing(Reader(store)) as reader:
        assert reader.count == 1
