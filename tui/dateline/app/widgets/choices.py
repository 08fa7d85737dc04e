"""A list of values with counts, of any length, in which values are marked to be included or excluded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.strip import Strip

from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.lines import LinePane, fit
from dateline.query.edit import Mark
from dateline.text import clean


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be marked."""

    field: str
    value: str
    name: str
    note: str
    """What it is, in a word or two."""
    count: int
    """How many of the events found otherwise have it."""
    keys: str
    """The folded spellings that find it, with newlines between."""


class Choices(LinePane):
    """The values; the cursor is moved by the dialog, where the typing goes."""

    can_focus = False

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._choices: Sequence[Choice] = ()
        self._lines: list[str | Choice] = []
        self._marks: Mapping[tuple[str, str], Mark] = {}
        self._cursor = 0
        """The line of the chosen value."""

    def show(self, choices: Sequence[Choice], marks: Mapping[tuple[str, str], Mark], titled: bool) -> None:
        """Show the values, under the name of their field if `titled`; the cursor stays on its value."""
        before = self.choice
        self._marks = marks
        self._lines = []
        field = ""
        for choice in choices:
            if titled and choice.field != field:
                field = choice.field
                self._lines.append(field.capitalize())
            self._lines.append(choice)
        self.set_height(len(self._lines))
        place = (before.field, before.value) if before else None
        same = (
            i for i, line in enumerate(self._lines) if isinstance(line, Choice) and (line.field, line.value) == place
        )
        self._cursor = next(same, 0)
        self.move(0)

    @property
    def choice(self) -> Choice | None:
        """The value under the cursor."""
        line = self._lines[self._cursor] if self._cursor < len(self._lines) else None
        return line if isinstance(line, Choice) else None

    def move(self, by: int) -> None:
        """Move the cursor by lines, to a value."""
        target = min(max(self._cursor + by, 0), max(len(self._lines) - 1, 0))
        step = -1 if by < 0 else 1
        while 0 <= target < len(self._lines) and not isinstance(self._lines[target], Choice):
            target += step
        if not 0 <= target < len(self._lines):
            target = next((i for i, line in enumerate(self._lines) if isinstance(line, Choice)), 0)
        self._cursor = target
        self.reveal(target, 1)
        self.refresh()

    @property
    def page(self) -> int:
        return max(self.scrollable_content_region.height - 1, 1)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = y + round(self.scroll_y)
        if index >= len(self._lines):
            return Strip.blank(width, self._base)
        line = self._lines[index]
        if isinstance(line, str):
            return self.strip(((line, "line--muted"),), width)
        mark = self._marks.get((line.field, line.value), "")
        sign = {"include": self._glyphs.include, "exclude": self._glyphs.exclude, "": " "}[mark]
        count = f"{line.count:,}"
        name = fit(self._glyphs.plain(clean(line.name, 500)), max(width - len(count) - 26, 8), self._glyphs.ellipsis)
        note = fit(clean(line.note, 100), 20, self._glyphs.ellipsis)
        chosen = index == self._cursor
        spans = (
            (f"{self._glyphs.cursor if chosen else ' '} {sign} ", "line--accent"),
            (name, "line--strong" if mark else "" if line.count else "line--faint"),
            (f" {note} ", "line--muted"),
            (count, "line--muted"),
        )
        return self.strip(spans, width, "line--cursor" if chosen else "")
