"""Marks and notes on events: a file of the person's own, with a margin for each chronology.

"dateline":
  marks:
    - "zapad-2021"
  notes:
    "zapad-2021":
      text: "Ask Anna for the order of battle."
      written: "2026-01-31T09:30:00Z"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from dateline.errors import OwnFileError
from dateline.own import files

if TYPE_CHECKING:
    from dateline.curated.strict_yaml import Node, Table

_HEAD: Final = "# Your marks and notes on events. Dateline writes this file anew: comments in it are lost.\n"


class Note(NamedTuple):
    """What a person wrote on an event."""

    text: str
    written: str = ""
    """When, in UTC as `2026-01-31T09:30:00Z`; empty where a person wrote it into the file."""


@dataclass(frozen=True, slots=True)
class Margin:
    """What a person keeps beside one chronology, by the ids of its events."""

    marks: frozenset[str] = frozenset()
    notes: Mapping[str, Note] = field(default_factory=dict)

    def marking(self, changes: Mapping[str, bool]) -> Margin:
        """With these events marked, or not."""
        on = {event for event, marked in changes.items() if marked}
        return replace(self, marks=(self.marks - changes.keys()) | on)

    def noting(self, event: str, note: Note | None) -> Margin:
        """With this note on an event in place of what was there, or with none."""
        others = {id_: other for id_, other in self.notes.items() if id_ != event}
        return replace(self, notes=others if note is None else {**others, event: note})


def default_path() -> Path:
    """Where the marks and notes of this person are."""
    from platformdirs import user_data_path

    return user_data_path("dateline") / "notes.yaml"


def load(path: Path) -> Mapping[str, Margin]:
    """The margin of each chronology. Raises OwnFileError."""
    text = files.text_of(path)
    return _read(text, path) if text else {}


def change(path: Path, chronology: str, how: Callable[[Margin], Margin]) -> Margin:
    """Change the margin of a chronology as the file has it now: what other programs wrote stays.

    Raises OwnFileError, and then the file is as it was.
    """
    with files.turn(path):
        margins = dict(load(path))
        before = margins.get(chronology, Margin())
        after = how(before)
        if after != before:
            margins[chronology] = after
            text = _HEAD + "".join(_written(margins))
            files.write(path, text, lambda: _read(text, path) == margins)
        return after


def _written(margins: Mapping[str, Margin]) -> Iterable[str]:
    for chronology, margin in margins.items():
        yield f"{files.quoted(chronology)}:\n"
        yield "  marks:\n" if margin.marks else "  marks: []\n"
        yield from (f"    - {files.quoted(event)}\n" for event in sorted(margin.marks))
        yield "  notes:\n" if margin.notes else "  notes: {}\n"
        for event, note in sorted(margin.notes.items()):
            yield f"    {files.quoted(event)}:\n      text: {files.quoted(note.text)}\n"
            yield f"      written: {files.quoted(note.written)}\n"


# Reading. What is not understood is refused, as a whole: it would be lost when the file is written anew.


def _read(text: str, path: Path) -> Mapping[str, Margin]:
    from dateline.curated.strict_yaml import Items, Table, Text

    def refuse(node: Node, wanted: str) -> OwnFileError:
        return OwnFileError(f"{path}:{node.line}: {wanted} wanted here")

    def parts(node: Node, *known: str) -> Table:
        if not isinstance(node, Table) or not node.values.keys() <= set(known):
            raise refuse(node, f"{' and '.join(known)} are")
        return node

    def word(node: Node | None) -> str:
        if node is not None and not isinstance(node, Text):
            raise refuse(node, "a text is")
        return node.value if node is not None else ""

    def note(node: Node) -> Note:
        if isinstance(node, Text):
            return Note(node.value)
        found = parts(node, "text", "written").values
        return Note(word(found.get("text")), word(found.get("written")))

    def margin(node: Node) -> Margin:
        found = parts(node, "marks", "notes").values
        marks, notes = found.get("marks", Items(node.line)), found.get("notes", Table(node.line))
        if not isinstance(marks, Items):
            raise refuse(marks, "a list of the ids of events is")
        if not isinstance(notes, Table):
            raise refuse(notes, "the ids of events with a note for each are")
        return Margin(frozenset(map(word, marks.values)), {event: note(each) for event, each in notes.values.items()})

    return {chronology: margin(node) for chronology, node in files.table_in(text, path).values.items()}
