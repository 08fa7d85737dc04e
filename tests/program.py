"""Running the real program, in a pipe and in a terminal."""

from __future__ import annotations

import os
import pty
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

DATELINE = (sys.executable, "-m", "dateline")


def run(
    *arguments: str | Path | bytes,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    file_size: int | None = None,
    input: str = "",  # noqa: A002
) -> subprocess.CompletedProcess[str]:
    """`dateline` with pipes at both ends, `input` to read; no file may grow beyond `file_size` bytes."""

    def limit() -> None:
        if file_size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    return subprocess.run(
        [*DATELINE, *arguments],
        # A program that may write no more must not leave half a .pyc behind for the next one.
        env={**os.environ, **({} if file_size is None else {"PYTHONDONTWRITEBYTECODE": "1"}), **(env or {})},
        cwd=cwd,
        input=input,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        preexec_fn=limit,
    )


def run_in_terminal(*arguments: str | Path, env: Mapping[str, str] | None = None) -> tuple[int, bytes]:
    """`dateline` with stdout and stderr on a terminal, stdin elsewhere: the exit status, the bytes that arrived."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*DATELINE, *arguments],
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        arrived = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux: the last one on the other side has gone
                break
            if not piece:
                break
            arrived += piece
        status = process.wait(60)
    os.close(ours)
    return status, arrived.replace(b"\r\n", b"\n")
