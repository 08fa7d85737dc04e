"""Writing a store where that cannot be: the old one stays whole, nothing else is left, and a sentence says why."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import platform
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from dateline.exchange.importing import import_files
from dateline.model import Vocabulary
from dateline.store.parts import more
from dateline.store.unfinished import unfinished, unwritable
from program import DATELINE, run
from test_importing import event, write


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """A store of 300 events, alone in its folder."""
    store = tmp_path / "stores" / "a.db"
    import_files([write(tmp_path / "a.ndjson", *map(event, range(300)))], store, Vocabulary)
    return store


@pytest.mark.parametrize(
    ("events", "room"), [(3_000, 20_000), (3_000, 300_000), (3_000, 2_000_000), (5, 100), (5, 100_000), (5, 400_000)]
)
def test_an_import_without_room_is_a_sentence(tmp_path: Path, imported: Path, events: int, room: int) -> None:
    before = imported.read_bytes()
    path = write(tmp_path / "b.ndjson", *map(event, range(1_000, 1_000 + events)))
    done = run("import", path, "--db", imported, file_size=room)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith(f"dateline: cannot write the store {imported}")
    assert imported.read_bytes() == before and list(imported.parent.iterdir()) == [imported]


def test_where_there_is_no_room_the_sentence_says_where_some_is_needed(tmp_path: Path) -> None:
    said = unwritable(tmp_path / "a.db", OSError(errno.ENOSPC, "No space left on device"))
    assert str(said) == (
        f"cannot write the store {tmp_path / 'a.db'}: No space left on device; "
        "make room there and where temporary files are (TMPDIR), or name another file with --db"
    )


@pytest.mark.parametrize("command", ["build", "import"])
@pytest.mark.parametrize("kind", ["pipe", "loop"])
def test_what_is_no_ordinary_file_is_not_replaced(tmp_path: Path, command: str, kind: str) -> None:
    target = tmp_path / "a.db"
    if kind == "pipe":
        os.mkfifo(target)
    else:
        target.symlink_to("a.db")
    before = target.lstat().st_ino
    files = (write(tmp_path / "a.ndjson", event(1)),) if command == "import" else ()
    done = run(command, *files, "--db", target)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith(f"dateline: {target} is no ordinary file; name ")
    assert target.lstat().st_ino == before


def test_a_build_by_a_link_keeps_the_link(tmp_path: Path) -> None:
    link, target = tmp_path / "link.db", tmp_path / "elsewhere" / "a.db"
    target.parent.mkdir()
    link.symlink_to(target)
    assert run("build", "--db", link).returncode == 0
    assert link.is_symlink() and list(target.parent.iterdir()) == [target]


def test_what_a_late_import_left_goes_with_any(tmp_path: Path) -> None:
    store = tmp_path / "a.db"
    with unfinished(more(store)) as folder:
        left = folder.name
    (tmp_path / left).mkdir()
    with unfinished(store) as folder:
        assert list(tmp_path.iterdir()) == [folder]


_FLOCK = {"x86_64": 73, "aarch64": 32}
"""The number of the system call."""


def _without_locks() -> None:
    """From now on this process is told that there are no locks, as by some file systems."""
    load, equal, give = 0x20, 0x15, 0x06  # of BPF: the number of the call; compare; the verdict
    program = b"".join(
        struct.pack("HBBI", *each)
        for each in (
            (load, 0, 0, 0),
            (equal, 0, 1, _FLOCK[platform.machine()]),
            (give, 0, 0, 0x00050000 | errno.ENOLCK),
            (give, 0, 0, 0x7FFF0000),
        )
    )
    held = ctypes.create_string_buffer(program)
    filter_ = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(held))
    prctl: Any = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(38, 1, 0, 0, 0) or prctl(22, 2, filter_, 0, 0):
        raise OSError(ctypes.get_errno(), "no filter")


@pytest.mark.skipif(sys.platform != "linux" or platform.machine() not in _FLOCK, reason="a filter of Linux")
@pytest.mark.parametrize("command", ["build", "import"])
def test_a_file_system_without_locks_is_a_sentence(tmp_path: Path, command: str) -> None:
    store = tmp_path / "stores" / "a.db"
    files = (write(tmp_path / "a.ndjson", event(1)),) if command == "import" else ()
    done = subprocess.run(
        [*DATELINE, command, *files, "--db", store],
        capture_output=True, encoding="utf-8", timeout=60, check=False, preexec_fn=_without_locks,
    )  # fmt: skip
    said = f"dateline: cannot write the store {store}: No locks available; name another file with --db\n"
    assert (done.returncode, done.stderr) == (1, said)
    assert list(store.parent.iterdir()) == []


def test_a_process_that_ends_early_is_said(tmp_path: Path) -> None:
    store, pipe = tmp_path / "stores" / "a.db", tmp_path / "a.ndjson"
    os.mkfifo(pipe)
    lines = "".join(f"{json.dumps(event(number))}\n" for number in range(40_000))
    command = [*DATELINE, "import", pipe, "--db", store]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process, pipe.open("w") as file:
        file.write(lines)
        file.flush()
        for _ in range(1_000):
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
            workers = [each for each in children if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]
            if workers:
                break
            time.sleep(0.01)
        os.kill(int(workers[0]), signal.SIGKILL)
        file.close()
        assert process.stderr is not None
        said = process.stderr.read()
    assert (process.returncode, said) == (
        1, "dateline: a process that reads the files has ended early; is there enough memory?\n"
    )  # fmt: skip
    assert list(store.parent.iterdir()) == []
