"""What the help says, as tables: keys, signs and the query language, from the declarations that make them work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from dateline.app.commands import COMMANDS, GROUPS, Pane
from dateline.app.widgets.glyphs import Glyphs
from dateline.model import Kind
from dateline.query.fields import FIELDS
from dateline.text import clean, fold

Row = tuple[str, str]
"""What is pressed, seen or written; what it does or means."""

NAMES: Final[dict[Pane, str]] = {
    "timeline": "In the timeline",
    "lanes": "In the lanes",
    "event": "In the event",
    "source": "In the sources",
}
PICKERS: Final[tuple[Row, ...]] = (
    ("letters", "only the names that have them, in any script"),
    ("Space or a click", "include a value, or let it go again"),
    ("!", "exclude it, or let it go again"),
    ("Enter", "apply; with no marks, take the value"),
    ("now", "how many of the events found have it"),
    ("if toggled", "how many events Space would find"),
)
SYNTAX: Final[tuple[Row, ...]] = (
    ("patrol su-30", "both words; in any script, with or without hyphens in names"),
    ('"joint patrol"', "the words in this order"),
    ("patr*", "words that start so"),
    ("kind:drill,patrol", "one of several values"),
    ("-actor:ukraine", "not; also: not actor:ukraine"),
    ("(a or b) c", "groups"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a title."""

    title: str
    rows: tuple[Row, ...]

    def holding(self, words: Iterable[str]) -> Section:
        """With the rows alone that hold all the words, or such keys."""
        words = tuple(words)
        kept = tuple(row for row in self.rows if all(self._holds(row, word) for word in words))
        return replace(self, rows=kept)

    def _holds(self, row: Row, word: str) -> bool:
        folded = fold(word)
        return word in row[0].split() or (bool(folded) and folded in fold(f"{self.title} {row[0]} {row[1]}"))


def sections(pane: Pane, glyphs: Glyphs, kinds: Iterable[Kind]) -> Iterator[Section]:
    """The keys of a pane, what can be done everywhere, the other keys by group; then signs and language."""
    here = [command for command in COMMANDS if pane in command.where]
    yield Section(NAMES[pane], tuple((command.shown, command.help) for command in here))
    main = [command for command in COMMANDS if command.footer and command not in here]
    yield Section("Everywhere", tuple((command.shown, command.help) for command in main))
    for group in GROUPS:
        others = [c for c in COMMANDS if c.group == group and c.shown and c not in here and c not in main]
        if others:
            yield Section(group, tuple((command.shown, command.help) for command in others))
    yield Section("In a picker", PICKERS)
    yield Section("Bars and dates", tuple(_bars(glyphs)))
    yield Section("Overview", tuple(_overview(glyphs)))
    yield Section("Kinds", tuple((glyphs.kind(kind), clean(kind.name.lower(), 60)) for kind in kinds))
    yield Section("Filter", SYNTAX)
    yield Section("Fields", tuple((field.example, field.help) for field in FIELDS.values()))


def _bars(glyphs: Glyphs) -> Iterator[Row]:
    yield glyphs.sure * 3, "surely going on"
    if glyphs.eighths:
        yield f"{glyphs.eighths[2]} {glyphs.eighths[4]} {glyphs.eighths[6]}", "ends within the cell, to an eighth of it"
    yield glyphs.day, "surely, a day or a time shorter than the cell"
    yield glyphs.possible * 3, "only possibly: the sources leave the days open"
    yield f"{glyphs.before} {glyphs.after}", "goes on before or after the axis"
    yield f"{glyphs.here}", "in lanes: the chosen event"
    yield f"{glyphs.levels[1]}{glyphs.levels[3]}{glyphs.levels[6]}", "in lanes: how many, where there are too many bars"
    yield "9..15 Jan", "one unknown day of these"
    yield "9–15 Jan", "lasted from the one to the other"
    yield "13 Sep?", "the date is uncertain"
    yield "3/2", "3 sources, 2 independent origins"
    yield glyphs.differs, "the sources disagree"
    yield f"{glyphs.mark} {glyphs.note}", "your mark before date or title, your note after it"


def _overview(glyphs: Glyphs) -> Iterator[Row]:
    heights = f"{glyphs.levels[1]}{glyphs.levels[3]}{glyphs.levels[6]}"
    yield heights, "how many events were found, stretch by stretch"
    if glyphs.colours and not glyphs.ascii_only:
        yield heights, "in grey: events that the filter leaves out"
    else:
        yield glyphs.dot, "events that the filter leaves out"
    yield f"{glyphs.bracket[0]}{glyphs.bracket[1] * 2}{glyphs.bracket[2]}", "the stretch that the axis shows"
    yield glyphs.here, "the event under the cursor"
    yield "log", "the heights are logarithmic, so that small counts are seen"
