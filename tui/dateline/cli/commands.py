"""The commands, by click."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click
from click_default_group import DefaultGroup

from dateline import __version__
from dateline.cli import comparing, keeping, opening, own, printing, rhythm
from dateline.cli.asking import Queries, guarded, where
from dateline.cli.saying import drop


class Main(DefaultGroup):
    """`dateline QUERY` opens the app; `dateline list QUERY` and the like name a command."""

    command_class = Queries

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _listening():
            return super().parse_args(ctx, guarded(args))

    def invoke(self, ctx: click.Context) -> Any:
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) == signal.SIG_DFL:  # with nohup nobody hears that a terminal is gone
                signal.signal(number, _ended)
        with _listening():
            return super().invoke(ctx)


def _ended(number: int, _frame: FrameType | None) -> NoReturn:
    """As after Ctrl+C nothing is left half done."""
    raise SystemExit(128 + number)


@contextmanager
def _listening() -> Iterator[None]:
    """Who reads help and has had enough is no failure: click would say one."""
    try:
        yield
    except BrokenPipeError:
        drop(sys.stdout)
        raise SystemExit(0) from None


@click.group(
    cls=Main,
    default="open",
    default_if_no_args=True,
    invoke_without_command=True,  # options alone are not "no args"
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "-V", "--version", message="dateline %(version)s")
@where
@click.pass_context
def dateline(context: click.Context, db: Path | None, curated: Path | None) -> None:
    """Explore a curated, sourced chronology of military activity.

    dateline [QUERY…] opens the app with the query applied, with --plain a session by lines for screen readers;
    where there is no terminal it prints the list.

    A query is words and fields: dateline kind:drill actor:russia -system:s-400 date:2022
    """
    if context.invoked_subcommand is None:
        context.invoke(opening.open_, db=db, curated=curated, query=())


for _command in (
    opening.open_, printing.list_, printing.show, printing.facets, printing.sources, printing.export, keeping.check,
    keeping.build, keeping.import_, rhythm.rhythm, comparing.diff, own.notes, own.views,
):  # fmt: skip
    dateline.add_command(_command)
