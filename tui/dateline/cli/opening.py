"""The command that opens the app."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from dateline.cli.asking import Place, Queries, marked, parsed, where
from dateline.cli.printing import listed
from dateline.cli.saying import drop
from dateline.store.reader import Reader


@click.command(name="open", cls=Queries)
@where
@click.option("--event", metavar="ID", help="Start with the cursor on this event.")
@click.option("--plain", is_flag=True, help="By lines and without a screen, for screen readers and Braille displays.")
@click.argument("query", nargs=-1)
def open_(db: Path | None, curated: Path | None, event: str | None, plain: bool, query: tuple[str, ...]) -> None:
    """Open the app (the default)."""
    place = Place(db, curated)
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if plain or (terminal and os.environ.get("TERM", "dumb") in ("", "dumb")):
        _converse(place, event, query)
        return
    if not terminal or not sys.stderr.isatty():
        listed(place, query)
        return
    asked, reader = parsed(query), Reader(place.store())
    if event is not None:
        reader.event(event)
    gc.disable()  # until the app stands: start-up makes nothing to collect, and looking for it costs a tenth
    from dateline.app.explorer import Explorer
    from dateline.app.history import View

    with marked(query):  # a query that cannot be answered is said here, not on the screen
        app = Explorer(
            reader, View(asked, event), command=place.command(), reopen=lambda: Reader(place.store()), stamp=place.stamp
        )
    gc.freeze()
    gc.enable()
    app.run()
    if app.return_code:
        raise SystemExit(app.return_code)


def _converse(place: Place, event: str | None, query: tuple[str, ...]) -> None:
    from dateline.plain.terminal import converse

    asked, reader = parsed(query), Reader(place.store())
    try:
        with marked(query):
            converse(reader, asked, event=event, reopen=lambda: Reader(place.store()))
    except BrokenPipeError:  # who listens has had enough
        drop(sys.stdout)
