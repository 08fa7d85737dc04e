"""Reading one mapping field by field: each wrong field becomes a Problem with its line, and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeVar

from dateline.curated.strict_yaml import Items, Node, Table, Text
from dateline.dates import Edtf, iso, parse
from dateline.errors import DateError, nearest
from dateline.problem import Problem

Value = TypeVar("Value")
SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SHAPES: Final = {
    "country": (re.compile("[A-Z]{2}"), "two capital letters (ISO 3166-1 alpha-2)"),
    "language": (re.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"), "a language tag (BCP 47), such as en or sr-Latn"),
    "sha256": (re.compile("[0-9A-Fa-f]{64}"), "64 hexadecimal digits"),
}
"""Fields whose values have a shape of their own: what matches, and how it is said."""


class Unread(dict[str, Value]):
    """What could be read of files some of which could not: nothing can be said to be missing from it."""


class Entry:
    """A mapping in a curated file, and where its problems go."""

    def __init__(self, table: Table, file: Path, problems: list[Problem], what: str) -> None:
        self._table = table
        self._file = file
        self._problems = problems
        self._what = what
        self._asked: set[str] = set()

    def problem(self, message: str, key: str = "") -> None:
        """Report something wrong with this entry, or with one of its fields."""
        node = self._table.values.get(key)
        line = node.line if isinstance(node, Text) else self._table.lines.get(key, self._table.line)
        self._problems.append(Problem(self._file, line, f"{self._what}: {message}"))

    @property
    def line(self) -> int:
        return self._table.line

    def _node(self, key: str) -> Node | None:
        self._asked.add(key)
        node = self._table.values.get(key)
        return None if isinstance(node, Text) and not node.value.strip() else node

    def text(self, key: str, choices: Collection[str] = (), *, default: str = "", required: bool = False) -> str:
        """A string; line breaks become spaces."""
        node = self._node(key)
        if node is None:
            if required:
                self.problem(f"no {key}; give one")
            return default
        if not isinstance(node, Text):
            self.problem(f"{key} must be text, not a {'list' if isinstance(node, Items) else 'mapping'}", key)
            return default
        value = " ".join(node.value.split())
        if choices and value not in choices:
            offer = nearest(value, list(choices)) or f"; one of {', '.join(choices)}"
            self.problem(f"no {key} '{value}'{offer}", key)
            return default
        return value

    def slug(self, key: str = "id") -> str:
        value = self.text(key, required=True)
        if value and not SLUG.fullmatch(value):
            self.problem(f"{key} '{value}' must be lower-case letters, digits and hyphens", key)
        return value

    def shaped(self, key: str) -> str:
        """A string of the shape that its field has in SHAPES."""
        value, (shape, said) = self.text(key), SHAPES[key]
        if value and not shape.fullmatch(value):
            self.problem(f"{key} '{value}' must be {said}", key)
        return value

    def day(self, key: str) -> str:
        """A calendar day, ISO 8601, as it is written."""
        date = self.date(key)
        if date is not None and (date.edtf != iso(date.lo) or date.lo != date.hi):
            self.problem(f"{key} '{date.edtf}' must be a day, such as 2026-01-31", key)
        return date.edtf if date else ""

    def texts(self, key: str, choices: Collection[str] = ()) -> tuple[str, ...]:
        """A list of strings; a lone string is a list of one."""
        node = self._node(key)
        if node is None:
            return ()
        nodes = node.values if isinstance(node, Items) else [node]
        found = []
        for item in nodes:
            if not isinstance(item, Text):
                self.problem(f"{key} must be a list of texts", key)
            elif choices and item.value not in choices:
                offer = nearest(item.value, list(choices)) or f"; one of {', '.join(choices)}"
                self.problem(f"no {key} '{item.value}'{offer}", key)
            elif item.value.strip():
                found.append(" ".join(item.value.split()))
        return tuple(dict.fromkeys(found))

    def date(self, key: str, *, required: bool = False) -> Edtf | None:
        value = self.text(key, required=required)
        if not value:
            return None
        try:
            return parse(value)
        except DateError as error:
            self.problem(f"{key}: {error}", key)
            return None

    def has(self, key: str) -> bool:
        """Whether the field stands there, with or without a value."""
        self._asked.add(key)
        return key in self._table.values

    def number(self, key: str, limit: float, least: float | None = None) -> float | None:
        """A decimal number from `least` (or -limit) to limit."""
        least = -limit if least is None else least
        value = self.text(key)
        if not value:
            return None
        try:
            number = float(value)
        except ValueError:
            number = limit + 1
        if not least <= number <= limit:
            self.problem(f"{key} '{value}' must be a number from {least:g} to {limit:g}", key)
            return None
        return number

    def reference(self, key: str, known: Mapping[str, Value], *, required: bool = False) -> Value | None:
        """The known thing of which the field gives the id."""
        value = self.text(key, required=required)
        if not value:
            return None
        if value not in known:
            if not isinstance(known, Unread):
                self.problem(f"no {key} '{value}'{nearest(value, list(known))}", key)
            return None
        return known[value]

    def entries(self, key: str, *, required: bool = False) -> Iterator[Entry]:
        """The mappings in a list."""
        node = self._node(key)
        if node is None:
            if required:
                self.problem(f"no {key}; give at least one")
            return
        if not isinstance(node, Items):
            self.problem(f"{key} must be a list", key)
            return
        if required and not node.values:
            self.problem(f"no {key}; give at least one", key)
        for item in node.values:
            if isinstance(item, Table):
                entry = Entry(item, self._file, self._problems, f"{self._what}, {key}")
                yield entry
                entry.finish()
            else:
                self._problems.append(Problem(self._file, item.line, f"{self._what}: each of {key} must be a mapping"))

    def finish(self) -> None:
        """Report the fields that nobody asked for."""
        for key in self._table.values:
            if key not in self._asked:
                self.problem(f"unknown field '{key}'{nearest(key, sorted(self._asked))}", key)
