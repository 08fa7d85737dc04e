"""Whatever goes wrong is a sentence and an exit status."""

from __future__ import annotations

import os

import click

from dateline.cli.saying import narrate, say
from dateline.errors import DatelineError, FileInTheWayError, StoreError


def said(error: Exception) -> int:
    """Say what went wrong; the exit status. Raises the error itself with DATELINE_DEBUG, where it is our own fault."""
    match error.__cause__:
        case KeyboardInterrupt():  # while a class was made: until Python 3.12 that comes out as a RuntimeError
            return 130
        case SystemExit(code=int(status)):
            return status
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case click.ClickException():
            hint = "; to exclude a word, write: not WORD" if isinstance(error, click.NoSuchOption) else ""
            first, *rest = f"{error.format_message().rstrip('.')}{hint}".split("\n")
            narrate(first)
            for line in rest:
                say(line)
            return 2
        case FileInTheWayError():
            narrate(f"{error}, or overwrite it with --force")
        case StoreError():  # it may repeat what stands in a store that is not ours
            narrate(str(error))
        case DatelineError():
            for line in str(error).splitlines():
                narrate(line)
        case click.Abort():
            return 130
        case MemoryError():
            narrate("there is not enough memory")
        case OSError():
            where = f" {error.filename}" if error.filename else ""
            narrate(f"the machine said no:{where} {error.strerror or error}")
        case _:
            if os.environ.get("DATELINE_DEBUG"):
                raise error
            narrate(f"stopped by a fault of its own ({type(error).__name__}: {error}); DATELINE_DEBUG=1 shows it")
    return 1
