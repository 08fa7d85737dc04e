"""The commands that print what is found: list, show, facets, sources, export."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli import found
from dateline.cli.asking import Queries, ask, place_of, where
from dateline.cli.place import Place
from dateline.cli.saying import counted, narrate, put
from dateline.errors import NotFoundError, nearest
from dateline.exchange import pages
from dateline.store.reader import Reader


@click.command(name="list", cls=Queries)
@where
@click.argument("query", nargs=-1)
def list_(db: Path | None, curated: Path | None, query: tuple[str, ...]) -> None:
    """Print the events found, one a line.

    Each line has the date, the kind, the title and the id.
    """
    listed(place_of(db, curated), query)


def listed(place: Place, query: tuple[str, ...]) -> None:
    _, answer = ask(place, query)
    found.say(answer)


@click.command(cls=Queries)
@where
@click.argument("event", nargs=-1, required=True)
def show(db: Path | None, curated: Path | None, event: tuple[str, ...]) -> None:
    """Print events whole, with their sources."""
    reader = Reader(place_of(db, curated).store())
    events = [reader.event(id_) for id_ in event]
    put("\n".join(pages.event_page(each) for each in events))


@click.command(cls=Queries)
@where
@click.argument("field", required=False)
@click.argument("query", nargs=-1)
def facets(db: Path | None, curated: Path | None, field: str | None, query: tuple[str, ...]) -> None:
    """Count the events of each value.

    Of FIELD, or of every field without one; among the events that the query finds.
    """
    if field is not None and field not in pages.FACETS:
        raise click.UsageError(f"no facet '{field}'{nearest(field, pages.FACETS)}; one of {', '.join(pages.FACETS)}")
    reader, answer = ask(place_of(db, curated), query)
    put(pages.facet_table(reader, answer.selection, [field] if field else pages.FACETS))
    narrate(answer.english)


@click.command(cls=Queries)
@where
@click.argument("source", required=False)
def sources(db: Path | None, curated: Path | None, source: str | None) -> None:
    """Print the sources, those of an outlet, or one of them.

    One, named by its id, comes with its digest and the events that cite it.
    """
    reader = Reader(place_of(db, curated).store())
    known, outlets = reader.source_ids(), reader.vocabulary.outlets
    if source in known:
        put(pages.source_page(reader, source))
        return
    named = reader.named("outlet", source) if source else ()
    if source and not named:
        raise NotFoundError(f"no source or outlet '{source}'{nearest(source, [*known, *outlets])}")
    ids = reader.source_ids(*named)
    put(pages.source_list(reader, ids))
    for id_ in named:
        narrate(f"published by {outlets[id_].name}: {counted(len(ids), 'source')}")


@click.command(cls=Queries)
@where
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
    _, answer = ask(place_of(db, curated), query)
    pieces = FORMATS[format_].write(answer.selection, answer.sentence)
    if output is None:
        put(pieces)
    else:
        write_atomically(output, pieces, overwrite=force)
        narrate(f"{output}: {answer.english}")
