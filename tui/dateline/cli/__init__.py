"""The command line. stdout is data, stderr is narration; exit 0 done, 1 the data or the machine said no, 2 usage."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as in typing: nothing is imported here that the shortest answers do without
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; whatever goes wrong is one sentence and an exit status."""
    _reopen_closed()
    if not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(_run(sys.argv[1:] if arguments is None else list(arguments)))


def _reopen_closed() -> None:
    """Give a stream that the caller has closed (`>&-`) a place that takes everything and holds nothing."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _run(arguments: list[str]) -> int:
    try:
        from dateline.cli import quick

        if not quick.answered(arguments):
            from dateline.cli.commands import dateline

            dateline.main(arguments, prog_name="dateline", standalone_mode=False)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from dateline.cli.failing import said

        return said(error)
    return 0
