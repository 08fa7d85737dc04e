"""The lines of a session: each begins with a command, does one thing and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dateline.errors import DatelineError, QueryError, nearest
from dateline.plain.session import Session, whole
from dateline.query.fields import FIELDS
from dateline.text import clean


@dataclass(frozen=True, slots=True)
class Command:
    """What a line can begin with."""

    names: tuple[str, ...]
    """The app's own key first."""
    help: str
    run: Callable[[Session, str], None] | None
    """None ends the session."""
    takes: str = ""
    """What follows, in words for the help; empty for nothing."""


def carry_out(session: Session, line: str) -> bool:
    """Do what a line asks for; False to end. What goes wrong is said, and nothing has changed then."""
    name, argument = _split(line.strip())
    command, number = _BY_NAME.get(name), whole(name)
    if number is not None:
        _run(session, lambda session, _: session.go(number - 1), "")
    elif command is None:
        hint = nearest(name, [each for each in _BY_NAME if len(each) > 1])
        said = f"There is no command '{clean(name, 40)}'"
        session.complain(f"{said}{hint or '; ? lists the commands, / looks for words'}")
    elif argument and not command.takes:
        session.complain(f"{name} takes nothing after it")
    elif command.run is None:
        return False
    else:
        _run(session, command.run, argument)
    return True


def _run(session: Session, run: Callable[[Session, str], None], argument: str) -> None:
    if run is not Session.list_:
        session.end_list()
    try:
        run(session, argument)
    except QueryError as error:
        session.complain(f"Column {error.column + 1} of the query: {error.message}")
    except DatelineError as error:
        for sentence in str(error).splitlines():
            session.complain(sentence)


def _help(session: Session, text: str) -> None:
    if text == "fields":
        for field in FIELDS.values():
            session.say(f"{field.example}  {field.help}")
        return
    for command in COMMANDS:
        takes = f" {command.takes}" if command.takes else ""
        session.say(f"{', '.join(command.names)}{takes}: {command.help}")
    session.say("A number: go to the event at this position.")
    session.say("? fields: what a query can ask for.")


COMMANDS: Final = (
    Command(("n", "j", "next"), "the next event; an empty line does the same", Session.next_),
    Command(("k", "p", "previous"), "the event before", Session.previous),
    Command(("g", "first"), "the first event", Session.first),
    Command(("G", "last"), "the last event", Session.last),
    Command(("t", "date"), "go to a date", Session.to_date, "DATE"),
    Command(("l", "list"), "list ten events from here, or COUNT, or all; again to go on", Session.list_, "[COUNT]"),
    Command(("s", "sources"), "what each source says of the event", Session.sources),
    Command(("/", "filter"), "show what a query finds; without one all events", Session.filter_, "[QUERY]"),
    Command(("=", "keep"), "narrow the view, like = actor:russia", Session.keep, "QUERY"),
    Command(("!", "exclude"), "leave out, like ! kind:statement", Session.exclude, "QUERY"),
    Command(("[", "back"), "back to the view before", Session.back),
    Command(("]", "forward"), "forward again", Session.forward),
    Command(("f", "facets"), "count the events of each value", Session.facets, "[FIELD [COUNT]]"),
    Command(("v", "view"), "say the view and the event again", Session.again),
    Command(("e", "export"), "write the events found to a file; its ending says the format", Session.export, "FILE"),
    Command(("r", "reload"), "read the curated files again", Session.reload),
    Command(("?", "h", "help"), "this help", _help, "[fields]"),
    Command(("q", "quit"), "quit; so does Ctrl+D", None),
)
_BY_NAME: Final = {name: command for command in COMMANDS for name in command.names}


def _split(line: str) -> tuple[str, str]:
    """The command's name and what follows it; a sign needs no space after it. An empty line is the next event."""
    if line[:1] in ("/", "=", "!", "[", "]", "?"):
        return line[0], line[1:].strip()
    name, _, argument = (line or "n").partition(" ")
    return name, argument.strip()
