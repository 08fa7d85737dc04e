"""Where the curated files are, and a fingerprint of what they say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.curated import stamp
from dateline.curated.stamp import VOCABULARIES
from dateline.errors import CuratedError

HOME: Final = Path(stamp.HOME)
"""The chronology that comes with Dateline: inside the installed package, or the checkout."""
SCHEMA: Final = Path(stamp.SCHEMA)


@dataclass(frozen=True, slots=True)
class CuratedFiles:
    """A folder with `events.yaml`, `sources/` and `data/vocab/`."""

    root: Path

    @property
    def events(self) -> Path:
        return self.root / "events.yaml"

    @property
    def sources(self) -> tuple[Path, ...]:
        """The source files, sorted by name."""
        try:
            with os.scandir(self.root / "sources") as found:  # its entries know without asking again what is a file
                paths = sorted(e.path for e in found if e.name.endswith(".md") and _is_file(e))
        except OSError:
            return ()
        return tuple(map(Path, paths))

    @property
    def fault(self) -> str:
        """Why the folder of the sources cannot be read; nothing if it can, or is not there."""
        try:
            with os.scandir(self.root / "sources"):
                return ""
        except FileNotFoundError:
            return ""
        except OSError as error:
            return f"cannot be read: {error.strerror}"

    def vocabulary(self, name: str) -> Path:
        """The file of a vocabulary. A folder without one of its own uses the one that comes with Dateline."""
        return Path(stamp.vocabulary(str(self.root), name))

    @property
    def promises(self) -> Path:
        """What the chronology promises to hold; there need not be such a file."""
        return self.root / "data" / "promises.yaml"

    def __iter__(self) -> Iterator[Path]:
        yield self.events
        yield from self.sources
        yield from (self.vocabulary(name) for name in VOCABULARIES)

    def stamp(self) -> int:
        """A number that is another one after a file was written, added or removed. Nothing is read.

        Only to be compared in the same process.
        """
        try:
            with os.scandir(self.root / "sources") as found:
                sources = frozenset((e.name, stamp_of(e)) for e in found if e.name.endswith(".md"))
        except OSError:
            sources = frozenset()
        return hash((sources, *(stamp_of(path) for path in (self.events, *map(self.vocabulary, VOCABULARIES)))))

    def fingerprint(self) -> str:
        """SHA-256 (hex) over every curated file, the schema and the code that reads them: names and bytes."""
        import hashlib

        digest = hashlib.sha256()
        for path in (SCHEMA, *map(Path, stamp.CODE), *self):
            try:
                content = path.read_bytes()
            except OSError:
                content = b""  # load() says what is wrong with it
            digest.update(f"{path.name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()


def stamp_of(file: Path | os.DirEntry[str]) -> tuple[int, ...]:
    """What is another one after the file was written, or another file was put in its place; empty for no file."""
    try:
        found = file.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link to itself
        return False


def locate(folder: str | Path | None) -> CuratedFiles:
    """The curated files in `folder`, or those that come with Dateline.

    Raises CuratedError where there is no events.yaml.
    """
    if folder is None:
        return CuratedFiles(HOME)
    try:
        root = Path(folder).expanduser().resolve()
        found = (root / "events.yaml").is_file()
    except (OSError, RuntimeError):  # a name that is too long, ~somebody who is not known
        found = False
    if not found:
        from dateline.problem import Problem

        raise CuratedError([Problem(Path(folder), 0, "no events.yaml here; give the folder that holds it")])
    return CuratedFiles(root)
