"""Picking values: type to narrow, Space to include, ! to exclude, with the counts of what is and what would be."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from dateline.app.screens.dialog import ListDialog
from dateline.app.widgets.choices import NONE, Choices
from dateline.app.widgets.entry import Entry
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.spark import Sparks
from dateline.errors import DatelineError
from dateline.query import edit
from dateline.query.edit import Mark
from dateline.query.facets import FacetValue, Recount, facets_of
from dateline.query.search import select
from dateline.query.syntax import Query
from dateline.store.reader import Reader
from dateline.store.selection import Selection
from dateline.text import clean, fold
from dateline.window import Window, fitting

NOTED = frozenset(("actor", "system", "place", "outlet"))
"""The fields whose values have notes."""


class _Entry(Entry):
    """Leaves Space and ! to the picker; as an Input it would take every character for itself.

    They go the way of all keys, after the letters typed before them: what those narrowed is what is marked.
    """

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return key not in ("space", "exclamation_mark") and super().check_consume_key(key, character)

    def on_key(self, event: events.Key) -> None:
        if not self.check_consume_key(event.key, event.character):
            event.prevent_default()


class Picker(ListDialog[Query]):
    """The values of one field, or of all; answers with the changed query."""

    BINDINGS = [
        Binding("space", "mark('include')", "include", show=False),
        Binding("exclamation_mark", "mark('exclude')", "exclude", show=False),
    ]

    listed = getters.query_one(Choices)

    def __init__(
        self, reader: Reader, query: Query, fields: tuple[str, ...], glyphs: Glyphs, window: Window | None = None
    ) -> None:
        """`query` has ids in place of names. Sparks are over the window; without one, over all that the query finds."""
        super().__init__(glyphs)
        self._reader = reader
        self._query = query
        self._fields = fields
        self._window = window
        self._facets: tuple[FacetValue, ...] = ()
        self._keys: dict[tuple[str, str], str] = {}
        """The folded spellings that find each value, once something was typed."""
        self._sparks: Sparks | None = None
        self._recount: Recount | None = None
        self._found = 0
        self._touched = False

    def compose(self) -> ComposeResult:
        one = self._fields[0] if len(self._fields) == 1 else ""
        with Vertical(id="box") as box:
            box.border_title = f"Pick {one}s" if one else "Facets"
            exclude = "! exclude"
            box.border_subtitle = self._glyphs.plain(f"Space include · {exclude} · Enter apply · Esc cancel")
            yield _Entry(placeholder="type to narrow")
            noted = not NOTED.isdisjoint(self._fields)
            yield Choices(self._glyphs, self._reader.count, self._note if noted else None)
            yield Static(id="found", markup=False)

    def on_mount(self) -> None:
        # Before anything is drawn or typed: the first key may be the mark of a value.
        try:
            facets = facets_of(self._reader, self._query, self._fields)
        except DatelineError:
            return  # the main screen meets the same error and says it
        # This order stays: a list that re-sorts under the cursor cannot be marked.
        self._facets = tuple(facet for field in self._fields for facet in facets[field])
        self._show_found(select(self._reader, self._query))

    def _counted(self) -> Recount | None:
        try:
            return Recount(self._reader, self._query)
        except DatelineError:
            return None  # see above

    def _note(self, facet: FacetValue) -> str:
        names = self._reader.vocabulary
        match facet.field:
            case "actor":
                return names.actors[facet.value].type.replace("-", " ")
            case "system":
                return names.systems[facet.value].nato if facet.value in names.systems else "category"
            case "place":
                return names.places[facet.value].type.replace("-", " ")
            case "outlet":
                return names.outlets[facet.value].affiliation.replace("-", " ")
        return ""

    def _show_counts(self, recount: Recount | None) -> None:
        if recount is not None:
            self._recount = recount
            self._show_found(recount.found)

    def _show_found(self, found: Selection) -> None:
        self._found = found.count
        self._window = self._window or _whole(self._reader, found)
        if self._window is not None:
            self._sparks = Sparks(self._reader, found, self._window, self._glyphs)
        self._show()

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._show()
        self.action_move(-len(self._facets) * 2)  # to the first, whatever the cursor was on

    def _show(self) -> None:
        self.listed.show(self._lines(fold(self.query_one(Input).value)), self._marks(), self._sparks, self._recount)
        self._say()

    def _lines(self, needle: str) -> list[str | FacetValue]:
        """The values that were typed for; of several fields, under their names."""
        shown: Sequence[FacetValue] = self._facets
        if needle:
            self._keys = self._keys or _keys(self._reader, self._facets)
            shown = [facet for facet in shown if needle in self._keys[_place(facet)]]
            # Names that start so before names that hold it: rus is Russia before Belarus.
            shown.sort(key=lambda facet: f"\n{needle}" not in self._keys[_place(facet)])
        lines: list[str | FacetValue] = []
        for field in self._fields:
            values = [facet for facet in shown if facet.field == field]
            if len(self._fields) > 1 and (values or not needle):
                lines.append(field.capitalize())
            lines += values
            if not values and not needle:
                lines.append(NONE)
        return lines

    def _say(self) -> None:
        """How many events there are, and what Enter would do."""
        choice = self.listed.choice
        said = f"{self._found:,} event{'' if self._found == 1 else 's'}"
        if choice is None and self.query_one(Input).value:
            said = "No name here has these letters."
        elif choice is not None and self._takes(choice):
            said += f"; Enter takes {choice.name}: {choice.toggled:,}"
        self.query_one("#found", Static).update(self._glyphs.plain(clean(said)))

    def _takes(self, choice: FacetValue) -> bool:
        """Whether Enter includes the value under the cursor: the quick way, as long as nothing was marked."""
        return not self._touched and _place(choice) not in self._marks()

    def _marks(self) -> dict[tuple[str, str], Mark]:
        return {(field, v): m for field in self._fields for v, m in edit.marks(self._query, field).items()}

    def action_move(self, by: int) -> None:
        super().action_move(by)
        self._say()

    def action_mark(self, mark: Mark) -> None:
        if (choice := self.listed.choice) is not None:
            self._touched = True
            self._query = edit.mark(self._query, choice.field, choice.value, mark)
            self._show()
            self.answer_from_store(self._counted, self._show_counts)

    @on(Choices.Clicked)
    def _mark_clicked(self) -> None:
        self.action_mark("include")

    @on(Input.Submitted)
    def _apply(self) -> None:
        choice = self.listed.choice
        if choice is not None and self._takes(choice):
            self._query = edit.mark(self._query, choice.field, choice.value, "include")
        self.dismiss(self._query)


def _place(facet: FacetValue) -> tuple[str, str]:
    return facet.field, facet.value


def _keys(reader: Reader, facets: Sequence[FacetValue]) -> dict[tuple[str, str], str]:
    """The folded spellings of each value, each after a newline."""
    spelt = {field: reader.keys(field) for field in {facet.field for facet in facets}}
    return {
        _place(facet): f"\n{fold(facet.name)}\n{spelt[facet.field].get(facet.value) or fold(facet.value)}"
        for facet in facets
    }


def _whole(reader: Reader, found: Selection) -> Window | None:
    """All the days on which the events found begin, or all events if none is found; None where no day is known."""
    span = found.span() or reader.everything().span()
    return fitting(*span) if span else None
