"""python -m bench [N] [--only NAME…]: measure Dateline beside its peers, and write RESULTS.md."""

from __future__ import annotations

import argparse
import importlib
import shlex
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench import data, results
from bench.machine import machine
from bench.rows import Row

MEASUREMENTS = (
    "start",
    "keys",
    "engine",
    "filters",
    "text",
    "wire",
    "memory",
    "ingest",
    "export",
    "commands",
    "readers",
)
"""Modules that say in a docstring what they measure and offer `measure(data) -> Iterator[Row]`; in the page's order."""
RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure Dateline beside its peers.")
    parser.add_argument("count", metavar="N", nargs="?", type=int, default=1_000_000, help="made-up events; a million")
    parser.add_argument("--only", metavar="NAME", nargs="+", choices=MEASUREMENTS, help=f"of {', '.join(MEASUREMENTS)}")
    parser.add_argument("-o", "--output", type=Path, help="write the page here (RESULTS.md of all measurements)")
    arguments = parser.parse_args()
    names = arguments.only or MEASUREMENTS
    command = shlex.join(["python", "-m", "bench", *sys.argv[1:]])
    # A part of the measurements must not stand for all of them.
    output = arguments.output or (None if arguments.only else RESULTS)
    about = machine()
    for name, value in about.items():
        print(f"{name}: {value}")
    made = data.made_up(arguments.count)
    sections = [_section(name, made) for name in names]
    if output is not None:
        output.write_text(results.page(arguments.count, command, about, sections), encoding="utf-8")
        print(f"\n{output}")


def _section(name: str, made: data.Data) -> results.Section:
    module = importlib.import_module(f"bench.{name}")
    start = time.perf_counter()
    section = results.section(module.__doc__ or name, _printed(module.measure(made)))
    print(f"{name}: {time.perf_counter() - start:.0f} s")
    return section


def _printed(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        print(results.line(row), flush=True)
        yield row


if __name__ == "__main__":
    main()
