"""The command that opens the app."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from dateline.cli.asking import Command, Queries, marked, parsed, place_of, where
from dateline.cli.place import Place
from dateline.cli.printing import listed
from dateline.cli.saying import drop
from dateline.cli.starting import explore
from dateline.errors import DateError, QueryError, ViewError, nearest
from dateline.query import ranges
from dateline.query.search import search
from dateline.query.view import OPTIONS, Option, View, of_line, said
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
@click.option("--view", "name", metavar="NAME", help="A view that was saved under a name; no query beside it.")
@click.option("--at", metavar="DATE", help="Start with the cursor on the first event from this day on.")
@click.option("--plain", is_flag=True, help="By lines and without a screen, for screen readers and Braille displays.")
@click.argument("query", nargs=-1)
def open_(
    db: Path | None,
    curated: Path | None,
    name: str | None,
    at: str | None,
    plain: bool,
    query: tuple[str, ...],
    **options: Any,
) -> None:
    """Open the app (the default)."""
    place = place_of(db, curated)
    given = {option: value for option, value in options.items() if value not in (None, ())}
    view = View(parsed(query), **given) if name is None else _saved(name, alone=not (query or given))
    query = query or (str(view.query),)
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    spoken = plain or (terminal and os.environ.get("TERM", "dumb") in ("", "dumb"))
    if not spoken and not (terminal and sys.stderr.isatty()):
        listed(place, query)
        return
    reader = Reader(place.store())
    if name is not None and view.event is not None and reader.ordinal(view.event) is None:
        view = replace(view, event=None)  # it was saved when there was such an event
    if view.event is not None:
        reader.event(view.event)
    if at is not None:
        with marked(query):
            view = replace(view, event=_event_at(reader, view, at))
    if spoken:
        _converse(place, reader, view, query)
        return
    with marked(query):  # a query that cannot be answered is said before the screen is taken
        explore(place, reader, view)


def _converse(place: Place, reader: Reader, view: View, query: tuple[str, ...]) -> None:
    from dateline.plain.terminal import converse

    try:
        with marked(query):
            converse(reader, view.query, event=view.event, reopen=lambda: Reader(place.store()))
    except BrokenPipeError:  # who listens has had enough
        drop(sys.stdout)


def _saved(name: str, *, alone: bool) -> View:
    """The view of that name. Raises OwnFileError where the file cannot be read."""
    if not alone:
        raise click.UsageError("--view stands alone: a view has its own query and options")
    from dateline.own import views

    found = views.load(views.default_path())
    if name not in found:
        raise click.UsageError(f"no view '{name}'{nearest(name, list(found)) or '; dateline views lists them'}")
    try:
        return of_line(found[name])
    except (QueryError, ViewError) as error:
        raise click.UsageError(f"the view '{name}' cannot be read: {error}") from None


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
