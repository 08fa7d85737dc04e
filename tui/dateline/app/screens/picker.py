"""Picking values: type to narrow, Space to include, ! to exclude, with the count of what each would find."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from dateline.app.screens.dialog import Dialog
from dateline.app.widgets.choices import Choice, Choices
from dateline.app.widgets.entry import Entry
from dateline.app.widgets.glyphs import Glyphs
from dateline.errors import DatelineError
from dateline.query import edit
from dateline.query.edit import Mark
from dateline.query.fields import label
from dateline.query.search import search
from dateline.query.syntax import Query
from dateline.store.reader import Reader
from dateline.text import clean, fold


class _Entry(Entry):
    """Leaves Space and ! to the picker; as an Input it would take every character for itself.

    They go the way of all keys, after the letters typed before them: what those narrowed is what is marked.
    """

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return key not in ("space", "exclamation_mark") and super().check_consume_key(key, character)

    def on_key(self, event: events.Key) -> None:
        if not self.check_consume_key(event.key, event.character):
            event.prevent_default()


class Picker(Dialog[Query]):
    """The values of one field, or of all; answers with the changed query."""

    BINDINGS = [
        Binding("down", "move(1)", "down", show=False),
        Binding("up", "move(-1)", "up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("space", "mark('include')", "include", show=False),
        Binding("exclamation_mark", "mark('exclude')", "exclude", show=False),
    ]

    choices = getters.query_one(Choices)

    @dataclass
    class Counted(Message):
        """The values were counted for a query."""

        query: Query
        found: int
        choices: tuple[Choice, ...]

    def __init__(self, reader: Reader, query: Query, fields: tuple[str, ...], glyphs: Glyphs) -> None:
        super().__init__(classes="-ascii" if glyphs.ascii_only else "")
        self._reader = reader
        self._query = query
        self._fields = fields
        self._glyphs = glyphs
        self._choices: tuple[Choice, ...] = ()
        self._found = 0
        self._touched = False

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = f"Pick {self._fields[0]}s" if len(self._fields) == 1 else "Facets"
            exclude = "! exclude"
            box.border_subtitle = self._glyphs.plain(f"Space include · {exclude} · Enter apply · Esc cancel")
            yield _Entry(placeholder="type to narrow")
            yield Choices(self._glyphs)
            yield Static(id="found", markup=False)

    def on_mount(self) -> None:
        # Before anything is drawn or typed: the first key may be the mark of a value.
        with suppress(DatelineError):
            self._show_counts(self._counted(self._query))

    @work(thread=True, exclusive=True, group="count")
    def _count(self, query: Query) -> None:
        worker = get_current_worker()
        try:
            message = self._counted(query)
        except DatelineError:
            return  # the main screen meets the same error and says it
        if not worker.is_cancelled:
            self.post_message(message)

    def _counted(self, query: Query) -> Counted:
        choices = tuple(choice for field in self._fields for choice in self._values(query, field))
        return self.Counted(query, search(self._reader, query).selection.count, choices)

    def _values(self, query: Query, field: str) -> list[Choice]:
        """Every value in use, counted among the events that the other fields find."""
        ground = search(self._reader, edit.without_field(query, field)).selection
        counts = {facet.value: facet.count for facet in ground.facets(field)}
        choices = []
        for value in self._reader.values(field):
            name = label(self._reader, field, value)
            keys = "\n".join((fold(value), fold(name), *map(fold, self._reader.spellings(field, value))))
            choices.append(Choice(field, value, name, self._note(field, value), counts.get(value, 0), keys))
        return sorted(choices, key=lambda choice: (-choice.count, choice.name.casefold()))

    def _note(self, field: str, value: str) -> str:
        names = self._reader.vocabulary
        if field == "actor":
            return names.actors[value].type.replace("-", " ")
        if field == "system":
            return names.categories[names.systems[value].category] if value in names.systems else "category"
        return names.places[value].type.replace("-", " ") if field == "place" else ""

    @on(Counted)
    def _show_counts(self, message: Counted) -> None:
        if message.query != self._query:
            return
        first = not self._choices
        order = {(c.field, c.value): i for i, c in enumerate(self._choices)}
        # The order of the first count stays: a list that re-sorts under the cursor cannot be marked.
        counted = message.choices
        self._choices = counted if first else tuple(sorted(counted, key=lambda c: order[c.field, c.value]))
        self._found = message.found
        self._show()

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._show()
        self.action_move(-len(self._choices) * 2)  # to the first, whatever the cursor was on

    def _show(self) -> None:
        needle = fold(self.query_one(Input).value)
        shown = [choice for choice in self._choices if needle in choice.keys]
        if needle:  # names that start so before names that hold it: rus is Russia before Belarus
            order = {field: i for i, field in enumerate(self._fields)}
            shown.sort(key=lambda c: (order[c.field], not f"\n{c.keys}".count(f"\n{needle}")))
        self.choices.show(shown, self._marks(), titled=len(self._fields) > 1)
        self._say()

    def _say(self) -> None:
        """How many events there are, and what Enter would do."""
        choice = self.choices.choice
        said = f"{self._found:,} event{'' if self._found == 1 else 's'}"
        if choice is None:
            said = "No name here has these letters."
        elif self._takes(choice):
            said += f"; Enter takes {choice.name}: {choice.count:,}"
        self.query_one("#found", Static).update(self._glyphs.plain(clean(said)))

    def _takes(self, choice: Choice) -> bool:
        """Whether Enter includes the value under the cursor: the quick way, as long as nothing was marked."""
        return not self._touched and (choice.field, choice.value) not in self._marks()

    def _marks(self) -> dict[tuple[str, str], Mark]:
        return {(field, v): m for field in self._fields for v, m in edit.marks(self._query, field).items()}

    def action_move(self, by: int) -> None:
        self.choices.move(by)
        self._say()

    def action_page(self, by: int) -> None:
        self.action_move(by * self.choices.page)

    def action_mark(self, mark: Mark) -> None:
        if (choice := self.choices.choice) is not None:
            self._touched = True
            self._query = edit.mark(self._query, choice.field, choice.value, mark)
            self._show()
            self._count(self._query)

    @on(Input.Submitted)
    def _apply(self) -> None:
        choice = self.choices.choice
        if choice is not None and self._takes(choice):
            self._query = edit.mark(self._query, choice.field, choice.value, "include")
        self.dismiss(self._query)
