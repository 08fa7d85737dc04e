"""The command that opens the app."""

from __future__ import annotations

import datetime
import gc
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from dateline.cli.asking import Command, Place, Queries, marked, parsed, where
from dateline.cli.printing import listed
from dateline.errors import DateError, ViewError
from dateline.query import ranges
from dateline.query.search import search
from dateline.query.view import OPTIONS, Option, View, said
from dateline.store.reader import Reader


def _viewed(command: Command) -> Command:
    """The options that make up a view."""
    for option in reversed(OPTIONS):
        many = option.name == "hidden"
        command = click.option(
            f"--{option.name}", metavar=option.metavar, help=option.help, multiple=many, callback=_reading(option)
        )(command)
    return command


def _reading(option: Option) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def read(_context: click.Context, _parameter: click.Parameter, given: Any) -> Any:
        try:
            if isinstance(given, tuple):
                return tuple(said(option, each) for each in given)
            return None if given is None else said(option, given)
        except ViewError as error:
            raise click.UsageError(str(error)) from None

    return read


@click.command(name="open", cls=Queries)
@where
@_viewed
@click.option("--at", metavar="DATE", help="Start with the cursor on the first event from this day on.")
@click.argument("query", nargs=-1)
def open_(db: Path | None, curated: Path | None, at: str | None, query: tuple[str, ...], **options: Any) -> None:
    """Open the app (the default)."""
    place = Place(db, curated)
    screens = sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()
    if not screens or os.environ.get("TERM", "dumb") in ("", "dumb"):
        listed(place, query)
        return
    view = View(parsed(query), **{name: value for name, value in options.items() if value is not None})
    reader = Reader(place.store())
    if view.event is not None:
        reader.event(view.event)
    gc.disable()  # until the app stands: start-up makes nothing to collect, and looking for it costs a tenth
    from dateline.app.explorer import Explorer
    from dateline.app.tour import first_start

    with marked(query):  # a query that cannot be answered is said here, not on the screen
        if at is not None:
            view = replace(view, event=_event_at(reader, view, at))
        app = Explorer(reader, view, command=place.command(), reopen=lambda: Reader(place.store()), tour=first_start())
    gc.freeze()
    gc.enable()
    app.run()
    if app.return_code:
        raise SystemExit(app.return_code)


def _event_at(reader: Reader, view: View, at: str) -> str | None:
    """The id of the first event of the view that begins on or after a date, else of the last."""
    try:
        day = ranges.days(at, datetime.date.today()).lo
    except DateError as error:
        raise click.UsageError(f"--at: {error}") from None
    found = search(reader, view.query).selection
    position = 0 if day is None else found.first_after(day)
    events = found.page(found.count - 1 if position is None else position, 1)
    return events[0].id if events else None
