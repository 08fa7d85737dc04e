"""How the curated files look from outside: whether one was written is told without reading any.

At every start: with no import but os, and on paths as text.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as in typing, which takes longer to import than a look takes
if TYPE_CHECKING:
    from typing import Final

_HERE: Final = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
HOME: Final = (
    bundle if os.path.isdir(bundle := os.path.join(_HERE, "_bundle")) else os.path.dirname(os.path.dirname(_HERE))
)
"""The chronology that comes with Dateline: inside the installed package, or the checkout."""
SCHEMA: Final = os.path.join(HOME, "data", "schema.sql")
CODE: Final = tuple(
    os.path.join(_HERE, *name.split("/"))
    for name in (
        "__init__.py", "text.py", "words.py", "dates.py", "model.py", "record.py", "curated/strict_yaml.py",
        "curated/entry.py", "curated/load.py", "curated/names.py", "curated/origins.py", "store/bounds.py",
        "store/build.py", "store/entries.py", "store/hierarchy.py", "store/index.py", "store/names.py",
        "store/spelt.py", "store/terms.py",
    )
)  # fmt: skip
"""What else decides how a store comes out: a store of older code is not current."""
VOCABULARIES: Final = ("kinds", "actors", "systems", "places", "outlets")


def vocabulary(root: str, name: str) -> str:
    """The file of a vocabulary. A folder without one of its own uses the one that comes with Dateline."""
    own = os.path.join(root, "data", "vocab", f"{name}.yaml")
    return own if root == HOME or os.path.isfile(own) else os.path.join(HOME, "data", "vocab", f"{name}.yaml")


def few(root: str) -> str:
    """What is another text after a file was written that is not a source, or a source was added, renamed or removed."""
    events, sources = os.path.join(root, "events.yaml"), os.path.join(root, "sources")
    vocabularies = (vocabulary(root, name) for name in VOCABULARIES)
    return "".join(_line(path, path) for path in (SCHEMA, *CODE, events, *vocabularies, sources))


def every(root: str) -> str:
    """What is another text after any of them was written, added or removed: those few, each source, an empty line."""
    first = few(root)  # before the sources: what is written meanwhile is not missed
    try:
        with os.scandir(os.path.join(root, "sources")) as found:
            sources = sorted([_line(entry.name, entry) for entry in found if entry.name.endswith(".md")])
    except OSError:
        sources = []
    return f"{first}{''.join(sources)}\n"


def latest(look: str) -> int:
    """When the youngest of the files of a look was written, in ns since 1970."""
    return max(int(line.split(" ", 1)[0]) for line in look.splitlines() if line)


def _line(name: str, file: str | os.DirEntry[str]) -> str:
    """The times of its content and of its entry, its size and its number: a copy put in its place differs, too."""
    try:
        found = file.stat() if isinstance(file, os.DirEntry) else os.stat(file)
    except OSError:
        return f"0 {name!r}\n"
    return f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino} {name!r}\n"
