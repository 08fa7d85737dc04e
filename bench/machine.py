"""What the measurements were made on."""

from __future__ import annotations

import datetime
import os
import platform
import re
import sqlite3
from importlib.metadata import version
from pathlib import Path

from bench import peers


def machine() -> dict[str, str]:
    """What is said of the machine and the programs, in the order of saying."""
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    ours = f"Dateline {version('dateline')}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
    others = peers.versions()
    return {
        "Date": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "Processor": f"{model[1] if model else platform.machine()}, {os.cpu_count()} cores",
        "Memory": f"{int(memory[1]) / 2**20:.1f} GiB" if memory else "unknown",
        "Kernel": f"{platform.system()} {platform.release()}",
        "Measured": ours + f"Textual {version('textual')}, pyroaring {version('pyroaring')}",
        "Beside": ", ".join(f"{name} {number}" for name, number in others.items() if number) or "nothing",
        "Not installed": ", ".join(name for name, number in others.items() if not number) or "nothing",
    }
