"""The programs that Dateline is measured beside: where they are, and which version."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

Command = Sequence[str | Path]
DATELINE = Path(sys.executable).with_name("dateline")
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dateline-bench"
"""Where peers.sh puts what it installs, and the measurements their data."""

# Name: program, how it says its version.
_PEERS = {
    "sqlite3": ("sqlite3", "--version"),
    "lnav": ("lnav", "-V"),
    "fzf": ("fzf", "--version"),
    "VisiData": ("vd", "--version"),
    "Datasette": ("datasette", "--version"),
    "Harlequin": ("harlequin", "--version"),
    "DuckDB": ("python", "-c", "import duckdb; print(duckdb.__version__)"),
}


@cache
def found(name: str) -> Path | None:
    """The peer's program; DuckDB's is a Python that has it. None where it is not installed."""
    program = _PEERS[name][0]
    ours = CACHE / "peers" / "bin" / program
    if ours.exists():
        return ours if version_of(str(ours), *_PEERS[name][1:]) else None
    anywhere = None if program == "python" else shutil.which(program)
    return Path(anywhere) if anywhere else None


def installed(*names: str) -> dict[str, Path]:
    """Those of the peers that there are."""
    return {name: path for name in names if (path := found(name))}


def versions() -> dict[str, str]:
    """Of every peer; empty where it is not installed."""
    return {name: version_of(str(found(name)), *how) if found(name) else "" for name, (_, *how) in _PEERS.items()}


@cache
def version_of(*command: str) -> str:
    """The first thing like a version that a command prints, empty where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    match = re.search(r"\d+\.\d+[\w.]*", done.stdout + done.stderr)
    return match.group() if match and not done.returncode else ""
