"""The command that says what differs between two chronologies."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.saying import narrate, put, say_building
from dateline.errors import StoreError
from dateline.store.reader import Reader


@click.command()
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def diff(format_: str, old: Path, new: Path) -> None:
    """Say what was added, changed and removed.

    OLD and NEW are folders with events.yaml, or stores that dateline build made. Events come in time order, then
    sources and names; all of them. The exit status is 0 whether or not anything differs.
    """
    from dateline.exchange import diff_pages
    from dateline.exchange.diff import changes

    before, after = _open(old), _open(new)
    found = changes(before, after)
    put((diff_pages.as_json if format_ == "json" else diff_pages.text)(before, after, found))
    narrate(found.english)


def _open(path: Path) -> Reader:
    """The store at a path, or the current one of the files there. Raises CuratedError, StoreError."""
    from dateline.curated.files import locate
    from dateline.store.cache import current

    if path.is_dir() or path.name == "events.yaml":
        return Reader(current(locate(path if path.is_dir() else path.parent), on_build=say_building))
    if not path.is_file():
        raise StoreError(f"there is no store and no folder with events.yaml at {path}")
    return Reader(path)
