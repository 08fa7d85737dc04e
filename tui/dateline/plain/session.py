"""A view, a cursor, and what is said of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Final

from dateline.errors import ExportError, nearest
from dateline.exchange.diff import changes
from dateline.exchange.files import write_atomically
from dateline.exchange.pages import FACETS
from dateline.exchange.writers import FORMATS
from dateline.model import Event
from dateline.plain import words
from dateline.query import ranges
from dateline.query.edit import parts
from dateline.query.fields import label
from dateline.query.search import Answer, search
from dateline.query.syntax import Not, Query, all_of, parse
from dateline.store.reader import Reader

LISTED: Final = 10
"""Lines of a list for which no number was given; how many remain is said."""
BLOCK: Final = 200
"""Events that are read together."""
NOWHERE: Final = "There are no events here. [ goes back to the view before."


class Session:
    """A chronology, a view of it and a cursor, counted from 0."""

    def __init__(
        self,
        reader: Reader,
        query: Query,
        say: Callable[[str], None],
        *,
        event: str | None = None,
        reopen: Callable[[], Reader] | None = None,
    ) -> None:
        """`say` takes a line; `reopen` reads the curated files again. Raises QueryError; NotFoundError for `event`."""
        self._reader = reader
        self.say = say
        self._reopen = reopen or (lambda: Reader(reader.path))
        self._answer = search(reader, query)
        self._at = 0 if event is None else self._answer.selection.nearest(reader.event(event).id)
        self._views: list[tuple[Query, str | None]] = [(self._answer.query, None)]
        self._view = 0
        self._listed: int | None = None
        """Where the list that was said last goes on."""

    def start(self) -> None:
        """Say what is shown, and how to go on."""
        self.say("Dateline. ? lists the commands, q quits.")
        self._say_view()

    # Saying.

    def complain(self, sentence: str) -> None:
        """Say what cannot be done."""
        self.say(words.stopped(sentence))

    @property
    def _count(self) -> int:
        return self._answer.selection.count

    def _event(self) -> Event | None:
        return self._answer.selection.page(self._at, 1)[0] if self._count else None

    def _say_event(self) -> None:
        event = self._event()
        for line in [NOWHERE] if event is None else words.event_lines(event, self._at + 1, self._count):
            self.say(line)

    def _say_view(self) -> None:
        self.say(words.view_words(self._answer))
        for hint in self._answer.hints:
            self.say(f"Without {hint.without}: {hint.count:,}.")
        self._say_event()

    # Moving.

    def go(self, position: int) -> None:
        """To the event at a position; beyond the ends the cursor stays."""
        self.end_list()
        if not self._count:
            self.say(NOWHERE)
        elif not 0 <= position < self._count:
            self.say("This is the first event." if position < 0 else f"The last event is {self._count:,}.")
        else:
            self._at = position
            self._say_event()

    def next_(self, _: str) -> None:
        if self._count and self._at == self._count - 1:
            self.say("This is the last event.")
        else:
            self.go(self._at + 1)

    def previous(self, _: str) -> None:
        self.go(self._at - 1)

    def first(self, _: str) -> None:
        self.go(0)

    def last(self, _: str) -> None:
        self.go(max(self._count - 1, 0))

    def to_date(self, text: str) -> None:
        if not text:
            self.say("t takes a date, like 2022, 2022-02, 2022-02-10, today or -90d.")
            return
        lo = ranges.days(text, datetime.date.today()).lo
        position = 0 if lo is None else self._answer.selection.first_after(lo)
        if position is None and self._count:
            self.say("No event begins then or later; this is the last one.")
        self.go(max(self._count - 1, 0) if position is None else position)

    # Asking.

    def filter_(self, text: str) -> None:
        self._ask(parse(text))

    def keep(self, text: str) -> None:
        self._ask(all_of((*parts(self._answer.query), parse(text))))

    def exclude(self, text: str) -> None:
        excluded = parse(text)
        if not parts(excluded):
            self.say("! takes what to exclude, like ! kind:statement.")
            return
        self._ask(all_of((*parts(self._answer.query), Not(excluded))))

    def back(self, _: str) -> None:
        self._step(-1)

    def forward(self, _: str) -> None:
        self._step(1)

    def again(self, _: str) -> None:
        self._say_view()

    def _ask(self, query: Query) -> None:
        answer = search(self._reader, query)
        if answer.query != self._answer.query:
            self._remember()
            self._views = [*self._views[: self._view + 1], (answer.query, None)]
            self._view += 1
        self._show(answer, self._seen())
        self._say_view()

    def _step(self, by: int) -> None:
        if not 0 <= self._view + by < len(self._views):
            self.say("There is no view before this." if by < 0 else "There is no view after this.")
            return
        self._remember()
        query, event = self._views[self._view + by]
        answer = search(self._reader, query)
        self._view += by
        self._show(answer, event)
        self._say_view()

    def _seen(self) -> str | None:
        event = self._event()
        return event.id if event else self._views[self._view - 1][1] if self._view else None

    def _remember(self) -> None:
        self._views[self._view] = (self._views[self._view][0], self._seen())

    def _show(self, answer: Answer, event: str | None) -> None:
        self._answer = answer
        self._at = 0 if event is None else answer.selection.nearest(event)

    # Lists.

    def end_list(self) -> None:
        """The next list begins at the cursor."""
        self._listed = None

    def list_(self, text: str) -> None:
        start = self._at if self._listed is None else self._listed
        if (number := self._number(text, self._count)) is None:
            return
        if start >= self._count:
            self.say("There is no more." if self._count else NOWHERE)
            return
        self._listed = min(start + number, self._count)
        for block in range(start, self._listed, BLOCK):
            page = self._answer.selection.page(block, min(BLOCK, self._listed - block))
            for position, event in enumerate(page, start=block + 1):
                self.say(words.row(event, position))
        remain = self._count - self._listed
        self.say(f"{remain:,} more; l goes on, a number goes there." if remain else "That was the last.")

    def facets(self, text: str) -> None:
        name, _, number_text = text.partition(" ")
        if not name:
            self.say(f"f takes one of these: {', '.join(FACETS)}.")
            return
        if name not in FACETS:
            self.complain(f"There is no facet '{name}'{nearest(name, FACETS) or '; f lists them'}")
            return
        found = self._answer.selection.facets(name)
        if (number := self._number(number_text, len(found))) is None:
            return
        for facet in found[:number]:
            called = label(self._reader, name, facet.value)
            value = f" ({facet.value})" if called != facet.value else ""
            self.say(words.spoken(f"{called}{value}: {facet.count:,}"))
        remain = len(found) - number
        self.say(f"{remain:,} more; f {name} all lists them." if remain > 0 else "That was the last.")

    def _number(self, text: str, all_: int) -> int | None:
        """How many to list; None where that is no number, which is said."""
        text = text.strip()
        number = {"": LISTED, "all": all_}.get(text) or whole(text)
        if not number and text != "all":
            self.complain(f"'{text}' is no number; write how many, or all")
            return None
        return number or 0

    def sources(self, _: str) -> None:
        event = self._event()
        citations = event.citations if event else ()
        for number, citation in enumerate(citations, start=1):
            for line in words.citation_lines(citation, number, len(citations)):
                self.say(line)
        if not citations:
            self.say("This event has no source." if event else NOWHERE)

    # Taking away, and the program.

    def export(self, text: str) -> None:
        suffixes = {each.suffix: each for each in FORMATS.values()}
        path = Path(text)
        if not text.isprintable() or path.suffix.lower() not in suffixes:
            raise ExportError(f"Name a file that ends in {', '.join(suffixes)}")
        if text.startswith("~/"):
            path = Path.home() / text.removeprefix("~/")
        write_atomically(path, suffixes[path.suffix.lower()].write(self._answer.selection, self._answer.sentence))
        self.say(f"Wrote {self._count:,} event{'' if self._count == 1 else 's'} to {path}.")

    def reload(self, _: str) -> None:
        reader, seen = self._reopen(), self._seen()
        answer = search(reader, self._answer.query)
        said = changes(self._reader, reader).english
        self._reader = reader
        self._show(answer, seen)
        self.say(f"Reloaded: {said}.")
        self._say_view()


def whole(text: str) -> int | None:
    """A whole number of no more digits than there can be events."""
    return int(text) if text.isdecimal() and len(text) < 10 else None
