"""The named views: open one, save the shown one under a name, forget one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from dateline.app.screens.dialog import ListDialog
from dateline.app.widgets.entry import Entry
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.listing import Listing, Row
from dateline.errors import DatelineError, OwnFileError
from dateline.own import views
from dateline.query.search import resolve, search
from dateline.query.view import View, of_line
from dateline.store.reader import Reader
from dateline.text import clean, fold

NAME_WIDTH = 22
MOST_COUNTED = 200
"""Views of which the events are counted."""


class _Name(Entry):
    """A name to look for or to save under; + and Delete are the dialog's."""

    BINDINGS = [Binding("delete", "screen.delete", "forget", show=False)]  # in place of the input's own
    leaves = frozenset(("plus", "delete"))


class SavedViews(ListDialog[View]):
    """Asks for a named view; answers with it."""

    BINDINGS = [Binding("plus", "save", "save this view", show=False)]

    listed = getters.query_one(Listing)

    @dataclass
    class Counted(Message):
        """How many events each view finds, or why it finds none."""

        said: Mapping[str, str]

    @dataclass
    class Changed(Message):
        """The file was changed, or could not be: then `complaint` says why."""

        said: str
        complaint: str = ""
        close: bool = False

    def __init__(self, reader: Reader, view: View, path: Path, glyphs: Glyphs) -> None:
        """`path` is the file of the views."""
        super().__init__(glyphs)
        self._reader = reader
        self._view = view
        self._path = path
        self._lines: Mapping[str, str] = {}
        self._names: list[str] = []
        """Of the views that are listed."""
        self._counts: Mapping[str, str] = {}
        self._asked = ("", "")
        """What the next press of the same key does, without asking again: the key's action, the name."""

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "Views"
            box.border_subtitle = self._glyphs.plain("Enter open · + save this view · Del forget · Esc cancel")
            yield _Name(placeholder="type to narrow, or a name for the view that is shown")
            yield Listing(self._glyphs, NAME_WIDTH)
            yield Static(id="found", markup=False)

    def on_mount(self) -> None:
        self._say(self._load())

    def _load(self) -> str:
        """Read the file; what is to be said of it."""
        try:
            self._lines = views.load(self._path)
        except OwnFileError as error:
            self._lines = {}
            return str(error)
        self._list()
        self._count(self._lines)
        return "" if self._lines else "No view has a name yet. Type one and press + to save the view that is shown."

    def _say(self, sentence: str) -> None:
        self.query_one("#found", Static).update(self._glyphs.plain(clean(sentence)))

    # The list.

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._asked = ("", "")
        self._say("")
        self._list()

    def _list(self) -> None:
        needle = fold(self.name_typed)
        chosen = self._chosen
        found = [name for name, line in self._lines.items() if needle in fold(name) or needle in fold(line)]
        found.sort(key=lambda name: fold(name) != needle)  # the one that is meant before those that hold its name
        self._names = found
        cursor = found.index(chosen) if chosen in found and not needle else 0
        self.listed.show([Row(name, self._lines[name], self._counts.get(name, "")) for name in found], cursor)

    @property
    def name_typed(self) -> str:
        return self.query_one(Input).value.strip()

    @property
    def _chosen(self) -> str | None:
        """The name under the cursor."""
        return self._names[self.listed.cursor] if self._names else None

    @work(thread=True, exclusive=True, group="count")
    def _count(self, lines: Mapping[str, str]) -> None:
        worker = get_current_worker()
        counts = {}
        for name in list(lines)[:MOST_COUNTED]:
            if worker.is_cancelled:
                return
            try:
                counts[name] = f"{search(self._reader, of_line(lines[name]).query).selection.count:,}"
            except DatelineError:
                counts[name] = "cannot be read"
        if not worker.is_cancelled:
            self.post_message(self.Counted(counts))

    @on(Counted)
    def _show_counts(self, message: Counted) -> None:
        self._counts = message.said
        cursor = self.listed.cursor
        self._list()
        self.listed.move(cursor - self.listed.cursor)

    def action_move(self, by: int) -> None:
        self._asked = ("", "")
        self._say("")
        super().action_move(by)

    # What is done with a view.

    @on(Input.Submitted)
    @on(Listing.Clicked)
    def _open(self) -> None:
        name = self._chosen
        if name is None:
            self._say("No view has this name; + saves the view that is shown under it." if self.name_typed else "")
            return
        try:
            view = of_line(self._lines[name])
            resolve(self._reader, view.query)
        except DatelineError as error:
            self._say(str(error))
            return
        known = view.event is not None and self._reader.ordinal(view.event) is not None
        self.dismiss(view if known else replace(view, event=None))

    def action_save(self) -> None:
        name = self.name_typed
        if not name:
            self._say("Type a name for the view that is shown, then press +.")
        elif name not in self._lines or self._sure("save", name, f"There is a view '{name}': + once more replaces it."):
            self._change(partial(views.save, self._path, name, str(self._view)), f"Saved as {name}.", close=True)

    def action_delete(self) -> None:
        name = self._chosen
        if name is not None and self._sure("delete", name, f"Delete once more forgets {name}."):
            self._change(partial(views.delete, self._path, name), f"{name} is forgotten.")

    def _sure(self, action: str, name: str, question: str) -> bool:
        """Whether the question was asked already; asks it otherwise."""
        if self._asked == (action, name):
            self._asked = ("", "")
            return True
        self._asked = (action, name)
        self._say(question)
        return False

    @work(thread=True, group="own")
    def _change(self, change: Callable[[], None], said: str, *, close: bool = False) -> None:
        try:
            change()
        except DatelineError as error:
            self.post_message(self.Changed(said, str(error)))
        else:
            self.post_message(self.Changed(said, close=close))

    @on(Changed)
    def _changed(self, message: Changed) -> None:
        if message.complaint:
            self._say(message.complaint)
        elif message.close:
            self.app.notify(clean(message.said), timeout=3, markup=False)
            self.dismiss(None)
        else:
            self._say(self._load() or message.said)
