"""The commonest command lines, answered at once: click alone takes longer to import than the whole answer.

A line that is any other, or of which anything is wrong, is left to click, which has all the words for it.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # as in typing, which takes longer to import than this
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final

COMMANDS: Final = frozenset(
    (
        "open",
        "list",
        "show",
        "facets",
        "sources",
        "export",
        "check",
        "build",
        "import",
        "rhythm",
        "diff",
        "notes",
        "views",
    )
)
HELP: Final = os.path.join(os.path.dirname(__file__), "help.txt")
"""What click says at WIDTH columns."""
WIDTH: Final = 80
"""Columns from which on the help has the same lines."""


class Line:
    """A command line that opens the app or prints the list."""

    __slots__ = ("command", "curated", "db", "words")

    def __init__(self, command: str, db: str, curated: str, words: tuple[str, ...]) -> None:
        self.command = command
        """`list`, or empty for the app."""
        self.db, self.curated = db, curated
        """As named, else from the environment; empty for what comes along."""
        self.words = words
        """The query."""

    def store(self, *, surely: bool) -> str:
        """The store, where it is known to be current; else nothing. Without `surely` the sources are not looked at."""
        if self.db:
            return "" if self.curated else self.db
        from dateline.curated import stamp
        from dateline.store import remembered

        root = os.path.realpath(os.path.expanduser(self.curated)) if self.curated else stamp.HOME
        path = remembered.store_path(root)
        return path if remembered.is_current(path, (stamp.every if surely else stamp.few)(root)) else ""


def answered(arguments: list[str]) -> bool:
    """Answer a command line, if it is one of those; False if it is not."""
    if arguments in (["--version"], ["-V"]):
        from dateline import __version__
        from dateline.cli.saying import put

        put([f"dateline {__version__}\n"])
        return True
    if arguments in (["--help"], ["-h"]):
        return _helped()
    line = read(arguments)
    if line is None:
        return False
    if line.command == "list":
        return _found(line) if line.words else _listed(line)
    if not all(map(os.isatty, (0, 1, 2))) or os.environ.get("TERM", "dumb") in ("", "dumb"):
        return False
    gc.disable()  # until the app stands: start-up makes nothing to collect, and looking for it costs a tenth
    from dateline.cli.starting import opened

    return opened(line)


def read(arguments: Sequence[str]) -> Line | None:
    """What a command line says; None where that is for click to say."""
    given, words, command, rest = {"--db": "", "--curated": ""}, list[str](), "", iter(arguments)
    for word in rest:
        option, equals, value = word.partition("=")
        if option in given:
            given[option] = value = value if equals else next(rest, "")
            if not value or value.startswith("-") or not _readable(value, folder=option == "--curated"):
                return None
        elif not word or word.startswith("-"):
            return None
        elif word in COMMANDS and not words and not command:
            command = word
        else:
            words.append(word)
    if command not in ("", "list"):
        return None
    db, curated = given.values()
    if not db and not curated:
        db, curated = os.environ.get("DATELINE_DB", ""), os.environ.get("DATELINE_CURATED", "")
    return Line(command, db, curated, tuple(words))


def _readable(path: str, *, folder: bool) -> bool:
    return os.access(path, os.R_OK) and os.path.isdir(path) == folder


def joined(query: Sequence[str]) -> str:
    """The query that the words of a command line make up."""
    return " ".join(part.strip() for part in query)


def _helped() -> bool:
    try:
        columns = os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0
    except (AttributeError, ValueError, OSError):
        columns = WIDTH
    if "COLUMNS" in os.environ or columns < WIDTH:
        return False
    from dateline.cli.saying import put

    with open(HELP, encoding="utf-8") as file:
        put(file)
    return True


def _listed(line: Line) -> bool:
    store = line.store(surely=True)
    if not store:
        return False
    from dateline.cli.saying import narrate, put
    from dateline.errors import StoreError
    from dateline.exchange.listing import PAGE, lines
    from dateline.query.sentence import EVERYTHING, found
    from dateline.store.first import First

    try:
        first = First(store)
    except StoreError:
        return False
    pages = first.pages(PAGE)
    put(each for page in pages for each in lines([(e.date, first.kinds[e.kind][0], e.title, e.id) for e in page]))
    narrate(found(EVERYTHING, first.count))
    return True


def _found(line: Line) -> bool:
    store = line.store(surely=True)
    if not store:
        return False
    from pathlib import Path

    from dateline.cli import found
    from dateline.errors import QueryError, StoreError
    from dateline.query.search import search
    from dateline.query.syntax import parse
    from dateline.store.reader import Reader

    try:
        answer = search(Reader(Path(store)), parse(joined(line.words)))
    except (QueryError, StoreError):
        return False
    found.say(answer)
    return True
