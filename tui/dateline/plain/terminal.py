"""The session at a terminal or on a pipe: lines are read, cleaned lines are written."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from dateline.plain.commands import carry_out
from dateline.plain.session import Session
from dateline.query.syntax import Query
from dateline.store.reader import Reader
from dateline.text import clean, to_ascii

PROMPT = "> "


def speaker(out: TextIO) -> Callable[[str], None]:
    """Writes a line that no terminal acts upon, in ASCII where `out` has no UTF-8."""
    plain = codecs.lookup(out.encoding or "utf-8").name != "utf-8"

    def say(line: str) -> None:
        said = clean(line, len(line))
        out.write(f"{to_ascii(said.replace('…', '...')) if plain else said}\n")

    return say


def converse(reader: Reader, query: Query, *, event: str | None, reopen: Callable[[], Reader]) -> None:
    """Until the person quits or the input ends. Raises QueryError, NotFoundError before anything is said."""
    say = speaker(sys.stdout)
    session = Session(reader, query, say, event=event, reopen=reopen)
    by_hand = sys.stdin.isatty() and sys.stdout.isatty()
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    if by_hand:
        _edit_lines()
    session.start()
    while True:
        try:
            sys.stdout.flush()
            line = input(PROMPT) if by_hand else input()
            if not carry_out(session, line):
                return
        except EOFError:
            if by_hand:
                say("")  # the shell's prompt gets a line of its own
            return
        except KeyboardInterrupt:
            if not by_hand:
                raise
            say("")


def _edit_lines() -> None:
    """History and editing of the line, where there is a readline; nothing that a terminal must understand."""
    with suppress(ImportError):
        import readline

        for setting in ("enable-bracketed-paste off", "enable-meta-key off", "bell-style none"):
            readline.parse_and_bind(f"set {setting}")
