"""Which chronology is meant, and what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from dateline.cli.place import Place
from dateline.cli.quick import joined
from dateline.errors import QueryError
from dateline.query.search import Answer, search
from dateline.query.syntax import Query, parse
from dateline.store.reader import Reader

_EXCLUSION = re.compile(r"-(?=[A-Za-z]+:|\(|\")")
Command = TypeVar("Command", bound=Callable[..., Any])


class Queries(click.Command):
    """A command that takes a query: `-actor:x` excludes, it is not an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, guarded(args))


def guarded(args: list[str]) -> list[str]:
    """With a space in front an exclusion is no option for click; the query ignores the space."""
    return [f" {arg}" if _EXCLUSION.match(arg) else arg for arg in args]


def where(command: Command) -> Command:
    """The options that say which chronology is meant."""
    db = click.option(
        "--db", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help="The store to read as it is (DATELINE_DB). With --curated: where to keep its store.",
    )  # fmt: skip
    curated = click.option(
        "--curated", type=click.Path(path_type=Path), metavar="DIR",
        help="Your own folder with events.yaml and sources/ (DATELINE_CURATED).",
    )  # fmt: skip
    return db(curated(command))


def place_of(db: Path | None, curated: Path | None) -> Place:
    """Which chronology is meant: that of the command's options, else of those before its name."""
    before = click.get_current_context().find_root().params
    return Place(db or before.get("db"), curated or before.get("curated"))


def parsed(query: Sequence[str]) -> Query:
    """The query that the arguments make up."""
    with marked(query):
        return parse(joined(query))


@contextmanager
def marked(query: Sequence[str]) -> Iterator[None]:
    """An error in the query is a wrong usage, shown with a mark under the place."""
    try:
        yield
    except QueryError as error:
        text = joined(query)
        mark = f"\n  {text}\n  {' ' * error.column}^" if text.isprintable() else ""
        raise click.UsageError(f"{error.message}{mark}") from None


def ask(place: Place, query: Sequence[str]) -> tuple[Reader, Answer]:
    asked, reader = parsed(query), Reader(place.store())
    with marked(query):
        return reader, search(reader, asked)
