"""A long import: what it says of how far it is, and what is left when it is interrupted."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from dateline.cli import progress
from dateline.exchange.importing import import_files
from dateline.model import Vocabulary
from test_importing import event, write


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("writing", 0, 100, 0), "dateline: writing …"),
        (("reading", 50, 200, 10), "dateline: reading 25 %, 10 events, 5 a second, 6 s left"),
        (("reading", 50, 0, 10), "dateline: reading, 10 events, 5 a second"),
    ],
)
def test_progress_is_one_line_with_the_rate_and_the_time_left(
    told: tuple[str, int, int, int], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter((100.0, 102.0))
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(times))
    meter = progress._Meter()
    meter(told[0], 0, told[2], 0)
    meter(*told)
    assert capsys.readouterr().err.split("\r")[2:] == [said]
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setattr(progress.time, "monotonic", lambda: 104.0)
    meter(*told)
    assert capsys.readouterr().err == f"\r{said[:19]}"


@pytest.mark.parametrize(
    ("stage", "number"),
    [
        ("reading", signal.SIGINT),
        ("reading", signal.SIGTERM),
        ("reading", signal.SIGHUP),
        ("writing", signal.SIGTERM),
        ("indexing", signal.SIGINT),
        ("indexing", signal.SIGHUP),
    ],
)
def test_an_import_that_is_told_to_end_leaves_nothing_behind(
    tmp_path: Path, stage: str, number: signal.Signals
) -> None:
    store, path = tmp_path / "a.db", tmp_path / "b.ndjson"
    import_files([write(tmp_path / "a.ndjson", *map(event, range(5)))], store, Vocabulary)
    before = store.read_bytes()
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(event(number))}\n" for number in range(5, 40_000))
    main, tty = pty.openpty()
    command = [sys.executable, "-m", "dateline", "import", str(path), "--db", str(store)]
    with subprocess.Popen(command, stdin=tty, stdout=tty, stderr=tty, process_group=0) as process:
        os.close(tty)
        said = b""
        while b"%s " % stage.encode() not in said:
            said += os.read(main, 1024)
        os.killpg(process.pid, number)
        with suppress(OSError):  # the last one of the terminal is gone
            while more_ := os.read(main, 1024):
                said += more_
        assert process.wait(60) == 128 + number, said
    os.close(main)
    with pytest.raises(ProcessLookupError):
        for _ in range(500):  # they end when they see that the first one is gone
            os.killpg(process.pid, 0)
            time.sleep(0.01)
    assert b"Traceback" not in said
    assert store.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.db", "a.ndjson", "b.ndjson"]
