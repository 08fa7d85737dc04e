"""The commands for who keeps a chronology: check, build, import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.asking import Queries, place_of, where
from dateline.cli.progress import progress
from dateline.cli.saying import counted, narrate, put
from dateline.errors import nearest
from dateline.store.reader import Reader

if TYPE_CHECKING:
    from dateline.model import Vocabulary


@click.command(cls=Queries)
@where
@click.option("--strict", is_flag=True, help="By the rules of an archive, and by what data/promises.yaml promises.")
def check(db: Path | None, curated: Path | None, strict: bool) -> None:
    """Check the curated files.

    Every problem is printed at once, with its file and line; the rules and promises of --strict where there is none.
    """
    from dateline.curated.files import locate
    from dateline.curated.load import examine
    from dateline.errors import CuratedError
    from dateline.query.promises import kept
    from dateline.store.cache import current

    place, promises = place_of(db, curated), 0
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
        put(f"{problem}\n" for problem in error.problems)
        narrate(counted(len(error.problems), "problem"))
        raise SystemExit(1) from None
    citations = sum(len(event.citations) for event in chronology.events)
    also = f", {counted(promises, 'promise')} kept" if promises else ""
    counts = f"{len(chronology.events)} events, {citations} citations, {len(chronology.sources)} sources"
    narrate(f"{counts}: no problems{also}")


@click.command(cls=Queries)
@where
def build(db: Path | None, curated: Path | None) -> None:
    """Build the store now, and print where it is."""
    path = place_of(db, curated).store(rebuild=True)
    put([f"{path}\n"])


@click.command(name="import", cls=Queries)
@where
@click.option("-f", "--format", "format_", metavar="FORMAT", help="ndjson, csv or tsv, where the name does not say it.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path, dir_okay=False))
def import_(db: Path | None, curated: Path | None, format_: str | None, files: tuple[Path, ...]) -> None:
    """Add events from files to a store of their own.

    NDJSON as export writes it, one event a line, or CSV with the columns of export; --db names the store, which is made
    if there is none, and - is stdin. Nothing is added unless all can be read.
    """
    from dateline.exchange.importing import import_files
    from dateline.exchange.readers import FORMATS

    place = place_of(db, curated)
    if place.db is None:
        raise click.UsageError("name the store with --db FILE: what is imported has one of its own")
    if format_ is not None and format_ not in FORMATS:
        raise click.UsageError(
            f"no format '{format_}'{nearest(format_, list(FORMATS)) or '; one of ' + ', '.join(FORMATS)}"
        )

    def known() -> Vocabulary:  # asked of a new store alone
        from dateline.curated.files import locate
        from dateline.curated.load import vocabulary

        return vocabulary(locate(place.curated))

    def waits() -> None:
        narrate("another import into the same folder is not done; waiting for it")

    paths = [Path("/dev/stdin") if str(file) == "-" else file for file in files]
    with progress() as said:
        added = import_files(paths, place.db, known, FORMATS[format_] if format_ else None, said, waits)
    narrate(f"{place.db}: {counted(added, 'event')} added")
