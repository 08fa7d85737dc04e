"""Each program with the events open in a terminal: how it is started, and what its screen says once all is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.data import Data
from bench.peers import DATELINE, installed


@dataclass(frozen=True, slots=True)
class Program:
    """A command, and patterns of its screen."""

    command: Sequence[str | Path]
    loaded: str
    first: str = r"event-\d"
    """What its first rows have; of Dateline, see `start`."""


def dateline(data: Data) -> Program:
    return Program([DATELINE, "--db", data.store], r"\? help")


def others(data: Data, *names: str) -> dict[str, Program]:
    """The peers of these names that are installed. Harlequin has connected to the events and shows none yet."""
    connected = "Database Connected"
    made = {
        "lnav": lambda path: Program([path, data.log], r"L\d"),
        "VisiData": lambda path: Program([path, data.csv], rf" {data.count} rows"),
        "fzf": lambda path: Program(["/bin/sh", "-c", f"exec {path} -e < {data.log}"], f"{data.count}/{data.count}"),
        "Harlequin": lambda path: Program(
            [path, "-a", "sqlite", "--no-download-tzdata", data.sql], connected, connected
        ),
    }
    return {name: made[name](path) for name, path in installed(*names).items()}


def words(command: Sequence[str | Path]) -> str:
    """As one types it."""
    return " ".join([Path(command[0]).name, *map(str, command[1:])])
