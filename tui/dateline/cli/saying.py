"""stdout is data, stderr is narration."""

from __future__ import annotations

import os
import sys

from dateline.text import clean

TYPE_CHECKING = False  # as in typing, for which a list does not wait
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import TextIO


def say_building(path: Path) -> None:
    if sys.stderr.isatty():
        narrate(f"building the store {path} …")


def narrate(text: str) -> None:
    say(f"dateline: {clean(text)}")


def say(line: str) -> None:
    try:
        print(line, file=sys.stderr, flush=True)
    except BrokenPipeError:
        drop(sys.stderr)


def put(pieces: Iterable[str]) -> None:
    """To a file or a pipe exactly as it is; to a terminal nothing that it would act upon."""
    terminal = sys.stdout.isatty()
    try:
        for piece in pieces:
            sys.stdout.write("\n".join(clean(line, len(line)) for line in piece.split("\n")) if terminal else piece)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads has had enough (`| head -1`): that is no failure, though click would exit with 1.
        drop(sys.stdout)
        raise SystemExit(0) from None


def counted(number: int, noun: str) -> str:
    """`1 source`, `1,232 sources`"""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def drop(stream: TextIO) -> None:
    """Let what is still to be written go nowhere: Python would complain about it while flushing at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
