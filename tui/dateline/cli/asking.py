"""Which chronology is meant, and what is asked of it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from dateline.cli.saying import say_building
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


class Place:
    """Which chronology is meant: the command's options, else the group's, else the environment."""

    def __init__(self, db: Path | None, curated: Path | None) -> None:
        above = click.get_current_context().find_root().params
        self.db = db or above.get("db")
        self.curated = curated or above.get("curated")
        if self.db is None and self.curated is None:
            # Only together: a folder from here and a store from there would build the one into the other.
            self.db, self.curated = _environment("DATELINE_DB"), _environment("DATELINE_CURATED")

    def store(self, *, rebuild: bool = False) -> Path:
        """The path of an up-to-date store."""
        if self.db and not self.curated and not rebuild:
            return self.db
        from dateline.curated.files import locate
        from dateline.store.cache import current

        return current(locate(self.curated), self.db, rebuild=rebuild, on_build=say_building)

    def stamp(self) -> object:
        """What is another one after that has changed from which the store is made, or the store that was named."""
        from dateline.curated.files import locate
        from dateline.store.parts import stamp

        return stamp(self.db) if self.db and not self.curated else locate(self.curated).stamp()

    def chronology(self) -> str:
        """What it is called beside a person's marks and notes: the place of its files, or `dateline` for our own."""
        from dateline.curated.files import HOME, locate

        if self.db and not self.curated:
            return str(self.db.resolve())
        root = locate(self.curated).root
        return "dateline" if root == HOME else str(root)

    def command(self) -> tuple[str, ...]:
        """How to name this chronology on the command line."""
        named = (("--curated", self.curated), ("--db", self.db))
        return ("dateline", *(word for option, path in named if path for word in (option, str(path.resolve()))))


def _environment(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value) if value else None


def parsed(query: Sequence[str]) -> Query:
    """The query that the arguments make up."""
    with marked(query):
        return parse(joined(query))


def joined(query: Sequence[str]) -> str:
    return " ".join(part.strip() for part in query)


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
