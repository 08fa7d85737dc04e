"""YAML as strings: no types, tags, aliases or duplicate keys, bounded depth, a line for everything.

Built on libyaml's events: the loaders of PyYAML hang on merge bombs, crash on deep nesting, and read `12:30` as 750.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from dateline.errors import CuratedError
from dateline.problem import Problem

# libyaml's parser where PyYAML was built with it. What it refuses is read again by the pure one, for its words.
_Fast: Final[Any] = getattr(yaml, "CLoader", yaml.Loader)

# What an escape in quotes can still bring in: no UTF-8 holds a surrogate, and SQLite's text search stops at a NUL.
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
MAX_DEPTH: Final = 12
MAX_BYTES: Final = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, as written."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    values: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping. `lines` has the line of each key."""

    line: int
    values: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Node = Text | Items | Table


def read(path: Path) -> Node | None:
    """The one document in a file; None for an empty file. Raises CuratedError."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CuratedError([Problem(path, 0, f"larger than {MAX_BYTES // 1024 // 1024} MiB")])
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CuratedError([Problem(path, line, "not UTF-8; save the file as UTF-8")]) from None
    except OSError as error:
        raise CuratedError([Problem(path, 0, f"cannot be read: {error.strerror}")]) from None
    return read_text(text, path)


def read_text(text: str, path: Path, first_line: int = 1) -> Node | None:
    """The one document in a text that starts at `first_line` of `path`. Raises CuratedError."""
    try:
        return _document(yaml.parse(text, Loader=_Fast), path, first_line)
    except (yaml.YAMLError, UnicodeEncodeError):
        pass
    try:
        return _document(yaml.parse(text, Loader=yaml.Loader), path, first_line)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + first_line if mark else 0
        reason = " ".join(part for part in (error.context, error.problem) if part)
        raise CuratedError([Problem(path, line, f"not valid YAML: {reason}")]) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + first_line
        raise CuratedError([Problem(path, line, f"not valid YAML: {error.reason}")]) from None


def _document(events: Iterator[yaml.Event], path: Path, first_line: int) -> Node | None:
    root: Node | None = None
    stack: list[Items | Table] = []
    keys: list[Text | None] = []  # the key that waits for its value, one for each open mapping

    def refuse(line: int, message: str) -> CuratedError:
        return CuratedError([Problem(path, line, message)])

    def place(node: Node) -> None:
        nonlocal root
        if not stack:
            if root is not None:
                raise refuse(node.line, "more than one YAML document; keep one")
            root = node
        elif isinstance(parent := stack[-1], Items):
            parent.values.append(node)
        elif keys[-1] is None:
            if not isinstance(node, Text):
                raise refuse(node.line, "a key must be plain text")
            if node.value in parent.values:
                raise refuse(node.line, f"'{node.value}' is given twice; keep one")
            keys[-1] = node
        else:
            parent.values[keys[-1].value] = node
            parent.lines[keys[-1].value] = keys[-1].line
            keys[-1] = None

    for event in events:
        line = (event.start_mark.line if event.start_mark else 0) + first_line
        if isinstance(event, yaml.AliasEvent):
            raise refuse(line, f"aliases (*{event.anchor}) are not allowed; write the value out")
        if isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                raise refuse(line, f"anchors (&{event.anchor}) are not allowed; write the value out")
            if getattr(event, "tag", None) not in (None, "!"):
                raise refuse(line, f"tags ({event.tag}) are not allowed; everything is text")  # type: ignore[attr-defined]
        if isinstance(event, yaml.ScalarEvent):
            if unstorable := _UNSTORABLE.search(event.value):
                raise refuse(line, f"the character U+{ord(unstorable.group()):04X} is not allowed; leave it out")
            place(Text(event.value, line))
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            if len(stack) >= MAX_DEPTH:
                raise refuse(line, f"nested more than {MAX_DEPTH} deep")
            opened: Items | Table = Items(line) if isinstance(event, yaml.SequenceStartEvent) else Table(line)
            place(opened)
            stack.append(opened)
            keys.append(None)
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            keys.pop()
    return root
