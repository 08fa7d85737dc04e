"""Named views: a file with a name and a line for each, as people edit it and hand lines of it on.

    joint drills: "--lanes actor 'kind:drill actor:russia,belarus'"

What a person wrote around them, comments and order, stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.errors import OwnFileError
from dateline.own import files

if TYPE_CHECKING:
    from dateline.curated.strict_yaml import Table

MOST_NAME: Final = 200
_HEAD: Final = "# Views of Dateline by name: what stands after `dateline` on a command line.\n"
_PLAIN: Final = re.compile(r"[^\W_](?:[\w ./-]*\w)?")
"""A name that needs no quotes in YAML."""
_BETWEEN: Final = re.compile(r"\s*(#.*)?")


def default_path() -> Path:
    """Where the views of this person are."""
    from platformdirs import user_config_path

    return user_config_path("dateline") / "views.yaml"


def load(path: Path) -> Mapping[str, str]:
    """The line of each view by its name, in the order of the file. Raises OwnFileError."""
    text = files.text_of(path)
    return _lines(files.table_in(text, path), path) if text else {}


def save(path: Path, name: str, line: str) -> None:
    """Give a view a name; one that had the name is lost. Raises OwnFileError, and then the file is as it was."""
    if not name.strip():
        raise OwnFileError("a view needs a name")
    if len(name) > MOST_NAME:
        raise OwnFileError(f"a view's name has at most {MOST_NAME} characters")
    _change(path, name, f"{name if _PLAIN.fullmatch(name) else files.quoted(name)}: {files.quoted(line)}\n", line)


def delete(path: Path, name: str) -> None:
    """Forget a view. Raises OwnFileError, and then the file is as it was."""
    _change(path, name, "", None)


def _change(path: Path, name: str, entry: str, line: str | None) -> None:
    with files.turn(path):
        before = files.text_of(path)
        table = files.table_in(before, path)
        wanted = {**_lines(table, path)}
        wanted.pop(name, None) if line is None else wanted.update({name: line})
        after = _with_entry(before or _HEAD, table, name, entry)
        # What people write in YAML has more forms than this knows to change: then nothing is changed.
        files.write(path, after, lambda: _lines(files.table_in(after, path), path) == wanted)


def _with_entry(text: str, table: Table, name: str, entry: str) -> str:
    """The text with the entry in place of that of the name, or at the end."""
    lines = text.splitlines(keepends=True)
    if name not in table.lines:
        end = "" if not text or text.endswith("\n") else "\n"
        return f"{text}{end}{entry}"
    first = table.lines[name] - 1
    last = min((line - 1 for line in table.lines.values() if line - 1 > first), default=len(lines))
    while last > first + 1 and _BETWEEN.fullmatch(lines[last - 1].rstrip("\r\n")):
        last -= 1  # what stands before the next entry belongs to that
    return "".join((*lines[:first], entry, *lines[last:]))


def _lines(table: Table, path: Path) -> Mapping[str, str]:
    from dateline.curated.strict_yaml import Text

    found = {}
    for name, node in table.values.items():
        if not isinstance(node, Text):
            raise OwnFileError(f"{path}:{node.line}: the view '{name}' is no line; put it in quotes")
        found[name] = node.value
    return found
