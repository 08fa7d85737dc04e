"""The commands that print what a person keeps for themselves: views."""

from __future__ import annotations

import click

from dateline.cli.asking import Queries
from dateline.cli.saying import narrate, put
from dateline.own import views as saved
from dateline.text import clean


@click.command(cls=Queries)
def views() -> None:
    """Print the views that you saved by name.

    Each line has the name, a tab, and what --view NAME stands for.
    """
    path = saved.default_path()
    found = saved.load(path)
    put(f"{clean(name)}\t{clean(line, len(line))}\n" for name, line in found.items())
    narrate(f"{len(found)} view{'' if len(found) == 1 else 's'} in {path}")
