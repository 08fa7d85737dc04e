"""A view: what is asked and how it is shown, as a value and as the words of a command line."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, NamedTuple

from dateline.errors import DatelineError, QueryError, ViewError
from dateline.query import ranges
from dateline.query.syntax import EVERYTHING, Query, parse
from dateline.window import Window

LANES: Final = ("actor", "system", "kind", "place", "outlet", "source")
"""The fields by which events can stand in lanes."""
Order = Literal["count", "name"]
ORDERS: Final[tuple[Order, ...]] = ("count", "name")
MOST_LINE: Final = 100_000
"""Characters of a view's line: splitting it into words takes time by the square."""


@dataclass(frozen=True, slots=True)
class View:
    """What is shown."""

    query: Query = EVERYTHING
    event: str | None = None
    """The event under the cursor; None is the latest."""
    window: Window | None = None
    """What the axis shows; None is the page that suits."""
    lanes: str = ""
    """The field whose values are lanes; empty for none."""
    order: Order = "count"
    """Of the lanes."""
    hidden: tuple[str, ...] = ()
    """Lanes that are not shown."""
    solo: str | None = None
    """The only lane that is shown; "" is the one of the events that have no value."""
    beside: Query | None = None
    """A second query, for comparing."""

    @property
    def in_lanes(self) -> bool:
        """Whether events stand in lanes: those of a field, or of the two queries of a comparison."""
        return bool(self.lanes) or self.beside is not None

    def asks_the_same(self, other: View) -> bool:
        """Whether the two differ in nothing but the window and the event."""
        return replace(self, window=None, event=None) == replace(other, window=None, event=None)

    def words(self) -> tuple[str, ...]:
        """The words of a command line that shows it: options, then the query."""
        options = [word for option in OPTIONS for word in option.words(self)]
        query = str(self.query)
        # In parentheses a leading minus is no option.
        return (*options, *([f"({query})" if query.startswith("-") else query] if query else ()))

    def __str__(self) -> str:
        import shlex  # most starts write no line

        return shlex.join(self.words())


class Option(NamedTuple):
    """One option of the command line, and the part of a view that it says."""

    name: str
    """With hyphens: a part of View that is called the same with underscores."""
    metavar: str
    help: str
    read: Callable[[str], Any]
    """Raises DatelineError."""

    def words(self, view: View) -> tuple[str, ...]:
        value = getattr(view, self.name)
        if value in (None, "", ()) and not (self.name == "solo" and value == ""):
            return ()
        if self.name == "order" and value == ORDERS[0]:
            return ()
        values = value if isinstance(value, tuple) else (value,)
        return tuple(word for each in values for word in (f"--{self.name}", str(each)))


def _one_of(choices: Sequence[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ViewError(f"one of {', '.join(choices)}, not '{text}'")
        return text

    return read


OPTIONS: Final = (
    Option("event", "ID", "Start with the cursor on this event.", str),
    Option(
        "window", "FROM..TO", "The stretch of time on the axis: 2022, 2022-01..2022-06, -90d..today.",
        lambda text: ranges.window(text, datetime.date.today()),
    ),
    Option("lanes", "FIELD", f"Events in lanes by {', '.join(LANES)}.", _one_of(LANES)),
    Option("order", "ORDER", "Lanes by count (the default) or by name.", _one_of(ORDERS)),
    Option("hidden", "VALUE", "A lane to leave out; may be given several times.", str),
    Option("solo", "VALUE", "The only lane to show.", str),
    Option("beside", "QUERY", "A second query to compare with, on the same axis.", parse),
)  # fmt: skip


def read(words: Sequence[str]) -> View:
    """The view that the words of a command line say. Raises ViewError, or QueryError for the query."""
    known = {f"--{option.name}": option for option in OPTIONS}
    found: dict[str, Any] = {}
    query: list[str] = []
    rest = iter(words)
    for word in rest:
        option = known.get(word)
        if option is None:
            if word.startswith("--"):
                raise ViewError(f"a view has no option {word}")
            query.append(word)
            continue
        text = next(rest, None)
        if text is None:
            raise ViewError(f"{word} takes a value")
        value = said(option, text)
        found[option.name] = (*found.get("hidden", ()), value) if option.name == "hidden" else value
    return View(parse(" ".join(query)), **found)


def of_line(line: str) -> View:
    """The view that a line says, as `str` gives it. Raises ViewError, or QueryError for the query."""
    import shlex

    if len(line) > MOST_LINE:
        raise ViewError("too long for a view")
    try:
        return read(shlex.split(line))
    except ValueError:
        raise ViewError("a quote in the line is not closed") from None


def said(option: Option, text: str) -> Any:
    """What an option says with this text. Raises ViewError."""
    try:
        return option.read(text)
    except QueryError as error:
        raise ViewError(f"--{option.name}: {error.message}") from None
    except DatelineError as error:
        raise ViewError(f"--{option.name}: {error}") from None
