"""stdout is data, stderr is narration."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from dateline.text import clean

EVERY = 0.2
"""Seconds between two looks at how far long work is."""


def say_building(path: Path) -> None:
    if sys.stderr.isatty():
        narrate(f"building the store {path} …")


def narrate(text: str) -> None:
    say(f"dateline: {clean(text)}")


def say(line: str) -> None:
    try:
        click.echo(line, err=True)
    except BrokenPipeError:
        drop(sys.stderr)


class _Meter:
    """How far long work is: a line on the terminal that is written over, with the rate and the time that is left."""

    def __init__(self) -> None:
        self._stage = ""
        self._since = self._shown = 0.0

    def __call__(self, stage: str, done: int, total: int, events: int) -> None:
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._since = stage, now
        elif now - self._shown < EVERY:
            return
        self._shown = now
        spent = max(now - self._since, 0.001)
        left = f", {round(spent * (total - done) / done):,} s left" if done else ""
        click.echo(
            f"\r\x1b[Kdateline: {stage} {100 * done // max(total, 1)} %, {events:,} events, "
            f"{round(events / spent):,} a second{left}",
            err=True, nl=False,
        )  # fmt: skip


@contextmanager
def progress() -> Iterator[Callable[[str, int, int, int], None]]:
    """Shows progress on stderr where that is a terminal: told the stage, how much of how much, how many events."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    try:
        yield _Meter()
    finally:
        click.echo("\r\x1b[K", err=True, nl=False)


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
        raise click.exceptions.Exit(0) from None


def counted(number: int, noun: str) -> str:
    """`1 source`, `1,232 sources`"""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def drop(stream: TextIO) -> None:
    """Let what is still to be written go nowhere: Python would complain about it while flushing at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
