"""The commands that print what a person keeps for themselves: views and notes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.asking import Queries, place_of, where
from dateline.cli.saying import narrate, put
from dateline.errors import NotFoundError
from dateline.store.reader import Reader
from dateline.text import clean

if TYPE_CHECKING:
    from dateline.own.notes import Note


@click.command(cls=Queries)
def views() -> None:
    """Print the views that you saved by name.

    Each line has the name, a tab, and what --view NAME stands for.
    """
    from dateline.own import views as saved

    path = saved.default_path()
    found = saved.load(path)
    put(f"{clean(name)}\t{clean(line, len(line))}\n" for name, line in found.items())
    narrate(f"{_counted(len(found), 'view')} in {path}")


@click.command(cls=Queries)
@where
@click.option("-f", "--format", "format_", type=click.Choice(("tsv", "json")), default="tsv", help="tsv or json.")
def notes(db: Path | None, curated: Path | None, format_: str) -> None:
    """Print the notes that you wrote on events.

    Each with the id, date and title of its event, and when it was written.
    """
    from dateline.own import notes as written

    place, path = place_of(db, curated), written.default_path()
    margins, chronology = written.load(path), place.chronology()
    found = margins.get(chronology, written.Margin()).notes
    records = list(_records(Reader(place.store()), found)) if found else []
    if format_ == "json":
        put([json.dumps(records, ensure_ascii=False, indent=1), "\n"])
    else:
        put("\t".join(clean(str(value)) for value in record.values()) + "\n" for record in records)
    others = sum(len(margin.notes) for name, margin in margins.items() if name != chronology)
    elsewhere = f"; {others} more on other chronologies" if others else ""
    narrate(f"{_counted(len(records), 'note')} on {chronology} in {path}{elsewhere}")


def _records(reader: Reader, found: Mapping[str, Note]) -> Iterator[dict[str, Any]]:
    """In the order of time; a note on an event that is no more stands at the end, without date and title."""
    ordinals = {event: reader.ordinal(event) for event in found}
    last = reader.count
    for id_ in sorted(found, key=lambda id_: last if (ordinal := ordinals[id_]) is None else ordinal):
        date = title = ""
        with suppress(NotFoundError):
            event = reader.event(id_)
            date, title = event.date.edtf, event.title
        note = found[id_]
        yield {"id": id_, "date": date, "title": title, "note": note.text, "written": note.written}


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
