"""The command line. stdout is data, stderr is narration; exit 0 done, 1 the data or the machine said no, 2 usage."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from click_default_group import DefaultGroup

from dateline import __version__
from dateline.cli import comparing, keeping, opening, own, printing, rhythm
from dateline.cli.asking import Queries, guarded, where
from dateline.cli.saying import narrate, say
from dateline.errors import DatelineError, FileInTheWayError


class Main(DefaultGroup):
    """`dateline QUERY` opens the app; `dateline list QUERY` and the like name a command."""

    command_class = Queries

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, guarded(args))


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
        narrate(first)
        for line in rest:
            say(line)
        return 2
    except FileInTheWayError as error:
        narrate(f"{error}, or overwrite it with --force")
        return 1
    except DatelineError as error:
        for line in str(error).splitlines():
            narrate(line)
        return 1
    except (KeyboardInterrupt, click.Abort):
        return 130
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        narrate(f"the machine said no:{where} {error.strerror or error}")
        return 1
    except Exception as error:
        if os.environ.get("DATELINE_DEBUG"):
            raise
        narrate(f"stopped by a fault of its own ({type(error).__name__}: {error}); DATELINE_DEBUG=1 shows it")
        return 1
    return 0
