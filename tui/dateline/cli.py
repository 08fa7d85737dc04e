"""The command line. stdout is data, stderr is narration; exit 0 done, 1 the data or the machine said no, 2 usage."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click
from click_default_group import DefaultGroup

from dateline import __version__
from dateline.errors import CuratedError, DatelineError, FileInTheWayError, NotFoundError, QueryError, nearest
from dateline.exchange import pages
from dateline.query.search import Answer, search
from dateline.query.syntax import Query, parse
from dateline.store.reader import Reader
from dateline.text import clean

Command = TypeVar("Command", bound=Callable[..., Any])
_EXCLUSION = re.compile(r"-(?=[A-Za-z]+:|\(|\")")


class _Queries(click.Command):
    """A command that takes a query: `-actor:x` excludes, it is not an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _guarded(args))


def _guarded(args: list[str]) -> list[str]:
    """With a space in front an exclusion is no option for click; the query ignores the space."""
    return [f" {arg}" if _EXCLUSION.match(arg) else arg for arg in args]


class _Main(DefaultGroup):
    """`dateline QUERY` opens the app; `dateline list QUERY` and the like name a command."""

    command_class = _Queries

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _guarded(args))


def _where(command: Command) -> Command:
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


class _Place:
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

        return current(locate(self.curated), self.db, rebuild=rebuild, on_build=_say_building)

    def command(self) -> tuple[str, ...]:
        """How to name this chronology on the command line."""
        named = (("--curated", self.curated), ("--db", self.db))
        return ("dateline", *(word for option, path in named if path for word in (option, str(path.resolve()))))


def _environment(name: str) -> Path | None:
    return Path(value) if (value := os.environ.get(name)) else None


def _say_building(path: Path) -> None:
    if sys.stderr.isatty():
        _narrate(f"building the store {path} …")


def _narrate(text: str) -> None:
    _say(f"dateline: {clean(text)}")


def _say(line: str) -> None:
    try:
        click.echo(line, err=True)
    except BrokenPipeError:
        _drop(sys.stderr)


def _print(pieces: Iterable[str]) -> None:
    """To a file or a pipe exactly as it is; to a terminal nothing that it would act upon."""
    terminal = sys.stdout.isatty()
    try:
        for piece in pieces:
            sys.stdout.write("\n".join(clean(line, len(line)) for line in piece.split("\n")) if terminal else piece)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads has had enough (`| head -1`): that is no failure, though click would exit with 1.
        _drop(sys.stdout)
        raise click.exceptions.Exit(0) from None


def _drop(stream: TextIO) -> None:
    """Let what is still to be written go nowhere: Python would complain about it while flushing at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _parse(query: Sequence[str]) -> Query:
    """The query that the arguments make up."""
    with _marked(query):
        return parse(_joined(query))


def _joined(query: Sequence[str]) -> str:
    return " ".join(part.strip() for part in query)


@contextmanager
def _marked(query: Sequence[str]) -> Iterator[None]:
    """An error in the query is a wrong usage, shown with a mark under the place."""
    try:
        yield
    except QueryError as error:
        text = _joined(query)
        mark = f"\n  {text}\n  {' ' * error.column}^" if text.isprintable() else ""
        raise click.UsageError(f"{error.message}{mark}") from None


def _ask(place: _Place, query: Sequence[str]) -> tuple[Reader, Answer]:
    asked, reader = _parse(query), Reader(place.store())
    with _marked(query):
        return reader, search(reader, asked)


@click.group(
    cls=_Main,
    default="open",
    default_if_no_args=True,
    invoke_without_command=True,  # options alone are not "no args"
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "-V", "--version", message="dateline %(version)s")
@_where
@click.pass_context
def dateline(context: click.Context, db: Path | None, curated: Path | None) -> None:
    """Explore a curated, sourced chronology of military activity.

    dateline [QUERY…] opens the app with the query applied; where there is no terminal it prints the list.

    A query is words and fields: dateline kind:drill actor:russia -system:s-400 date:2022
    """
    if context.invoked_subcommand is None:
        context.invoke(open_, db=db, curated=curated, query=())


@dateline.command(name="open")
@_where
@click.option("--event", metavar="ID", help="Start with the cursor on this event.")
@click.argument("query", nargs=-1)
def open_(db: Path | None, curated: Path | None, event: str | None, query: tuple[str, ...]) -> None:
    """Open the app (the default)."""
    place = _Place(db, curated)
    screens = sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()
    if not screens or os.environ.get("TERM", "dumb") in ("", "dumb"):
        _list(place, query)
        return
    asked, reader = _parse(query), Reader(place.store())
    if event is not None:
        reader.event(event)
    gc.disable()  # until the app stands: start-up makes nothing to collect, and looking for it costs a tenth
    from dateline.app.explorer import Explorer
    from dateline.app.history import View

    with _marked(query):  # a query that cannot be answered is said here, not on the screen
        app = Explorer(reader, View(asked, event), command=place.command(), reopen=lambda: Reader(place.store()))
    gc.freeze()
    gc.enable()
    app.run()
    if app.return_code:
        raise SystemExit(app.return_code)


@dateline.command(name="list")
@_where
@click.argument("query", nargs=-1)
def list_(db: Path | None, curated: Path | None, query: tuple[str, ...]) -> None:
    """Print the events found, one a line.

    Each line has the date, the kind, the title and the id.
    """
    _list(_Place(db, curated), query)


def _list(place: _Place, query: tuple[str, ...]) -> None:
    _, answer = _ask(place, query)
    _print(pages.listing(answer.selection))
    _narrate(answer.english)
    for hint in answer.hints:
        _narrate(f"without {hint.without}: {hint.count:,}")


@dateline.command()
@_where
@click.argument("event", nargs=-1, required=True)
def show(db: Path | None, curated: Path | None, event: tuple[str, ...]) -> None:
    """Print events whole, with their sources."""
    reader = Reader(_Place(db, curated).store())
    events = [reader.event(id_) for id_ in event]
    _print("\n".join(pages.event_page(each) for each in events))


@dateline.command()
@_where
@click.argument("field", required=False)
@click.argument("query", nargs=-1)
def facets(db: Path | None, curated: Path | None, field: str | None, query: tuple[str, ...]) -> None:
    """Count the events of each value.

    Of FIELD, or of every field without one; among the events that the query finds.
    """
    if field is not None and field not in pages.FACETS:
        raise click.UsageError(f"no facet '{field}'{nearest(field, pages.FACETS)}; one of {', '.join(pages.FACETS)}")
    reader, answer = _ask(_Place(db, curated), query)
    _print(pages.facet_table(reader, answer.selection, [field] if field else pages.FACETS))
    _narrate(answer.english)


@dateline.command()
@_where
@click.argument("source", required=False)
def sources(db: Path | None, curated: Path | None, source: str | None) -> None:
    """Print the sources, those of an outlet, or one of them.

    One, named by its id, comes with its digest and the events that cite it.
    """
    reader = Reader(_Place(db, curated).store())
    known, outlets = reader.source_ids(), reader.vocabulary.outlets
    if source in known:
        _print(pages.source_page(reader, source))
        return
    named = reader.named("outlet", source) if source else ()
    if source and not named:
        raise NotFoundError(f"no source or outlet '{source}'{nearest(source, [*known, *outlets])}")
    ids = reader.source_ids(*named)
    _print(pages.source_list(reader, ids))
    for id_ in named:
        _narrate(f"published by {outlets[id_].name}: {_count(len(ids), 'source')}")


@dateline.command()
@_where
@click.option("-f", "--format", "format_", metavar="FORMAT", help="json, ndjson, csv, tsv or md.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write here, not to stdout.")
@click.option("--force", is_flag=True, help="Overwrite FILE if it exists.")
@click.argument("query", nargs=-1)
def export(
    db: Path | None, curated: Path | None, format_: str | None, output: Path | None, force: bool, query: tuple[str, ...]
) -> None:
    """Write the events found, all of them.

    The format is that of -f, or of FILE's ending.
    """
    from dateline.exchange.files import write_atomically
    from dateline.exchange.writers import FORMATS

    if output is not None and str(output) == "-":
        output = None
    if format_ is None and output is not None:
        format_ = next((f.name for f in FORMATS.values() if f.suffix == output.suffix.lower()), None)
    if format_ is None:
        raise click.UsageError(f"give a format: -f {', '.join(FORMATS)}")
    if format_ not in FORMATS:
        raise click.UsageError(
            f"no format '{format_}'{nearest(format_, list(FORMATS)) or '; one of ' + ', '.join(FORMATS)}"
        )
    _, answer = _ask(_Place(db, curated), query)
    pieces = FORMATS[format_].write(answer.selection, answer.sentence)
    if output is None:
        _print(pieces)
    else:
        write_atomically(output, pieces, overwrite=force)
        _narrate(f"{output}: {answer.english}")


@dateline.command()
@_where
@click.option("--strict", is_flag=True, help="By the rules of an archive, and by what data/promises.yaml promises.")
def check(db: Path | None, curated: Path | None, strict: bool) -> None:
    """Check the curated files.

    Every problem is printed at once, with its file and line; the rules and promises of --strict where there is none.
    """
    from dateline.curated.files import locate
    from dateline.curated.load import examine
    from dateline.query.promises import kept
    from dateline.store.cache import current

    place, promises = _Place(db, curated), 0
    try:
        files = locate(place.curated)
        chronology, doubts = examine(files)
        problems = list(doubts) if strict else []
        if strict and files.promises.exists():
            try:  # a store that was only named with --db need not be that of these files
                promises = kept(Reader(current(files, place.db if place.curated else None)), files.promises)
            except CuratedError as error:
                problems.extend(error.problems)
        if problems:
            raise CuratedError(problems)
    except CuratedError as error:
        _print(f"{problem}\n" for problem in error.problems)
        _narrate(_count(len(error.problems), "problem"))
        raise SystemExit(1) from None
    citations = sum(len(event.citations) for event in chronology.events)
    also = f", {_count(promises, 'promise')} kept" if promises else ""
    counts = f"{len(chronology.events)} events, {citations} citations, {len(chronology.sources)} sources"
    _narrate(f"{counts}: no problems{also}")


@dateline.command()
@_where
def build(db: Path | None, curated: Path | None) -> None:
    """Build the store now, and print where it is."""
    path = _Place(db, curated).store(rebuild=True)
    _print([f"{path}\n"])


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; whatever goes wrong is one sentence and an exit status."""
    _reopen_closed()
    if not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(_run(arguments))


def _reopen_closed() -> None:
    """Give a stream that the caller has closed (`>&-`) a place that takes everything and holds nothing."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _run(arguments: Sequence[str] | None) -> int:
    try:
        dateline.main(arguments, prog_name="dateline", standalone_mode=False)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        hint = "; to exclude a word, write: not WORD" if isinstance(error, click.NoSuchOption) else ""
        first, *rest = f"{error.format_message().rstrip('.')}{hint}".split("\n")
        _narrate(first)
        for line in rest:
            _say(line)
        return 2
    except FileInTheWayError as error:
        _narrate(f"{error}, or overwrite it with --force")
        return 1
    except DatelineError as error:
        for line in str(error).splitlines():
            _narrate(line)
        return 1
    except (KeyboardInterrupt, click.Abort):
        return 130
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        _narrate(f"the machine said no:{where} {error.strerror or error}")
        return 1
    except Exception as error:
        if os.environ.get("DATELINE_DEBUG"):
            raise
        _narrate(f"stopped by a fault of its own ({type(error).__name__}: {error}); DATELINE_DEBUG=1 shows it")
        return 1
    return 0
