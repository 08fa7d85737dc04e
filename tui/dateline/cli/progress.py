"""How far long work is, said on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from shutil import get_terminal_size

import click

EVERY = 0.2
"""Seconds between two looks at how far it is."""


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
        line = f"dateline: {stage} …"
        if done:
            known = done <= total  # of a pipe nobody knows, nor of a store that is read once more
            line = f"dateline: {stage}{f' {100 * done // total} %' if known else ''}, {events:,} events"
            line += f", {round(events / spent):,} a second"
            line += f", {round(spent * (total - done) / done):,} s left" if known else ""
        # A line that wraps could not be written over.
        click.echo(f"\r\x1b[K{line[: get_terminal_size().columns - 1]}", err=True, nl=False)


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
