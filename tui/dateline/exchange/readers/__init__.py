"""The formats that Dateline reads events from: one registry, one module each.

A reader cuts a file into blocks that can be read apart, and turns a block into (line, what stands there) pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final, NamedTuple


class Block(NamedTuple):
    """A piece of a file: whole records."""

    file: Path
    line: int
    """The number of its first line."""
    content: bytes
    columns: tuple[str, ...] = ()
    """Of a table: what its first line says."""


class Item(NamedTuple):
    """One record as it stands in a file."""

    line: int
    raw: Any
    """A dict with the keys of the JSON of an event; DateSyntax or the like is checked by who takes it."""
    complaint: str = ""
    """Why it cannot be read; then there is no `raw`."""
    spelled: Callable[[], Any] | None = None
    """Gives `raw` once more, its numbers with how they are written, where it may have numbers."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format to import from."""

    name: str
    suffixes: tuple[str, ...]
    module: str

    def blocks(self, path: Path, file: IO[bytes]) -> Iterator[Block]:
        """The file in pieces of some megabytes. Raises ImportedError where it is not of this format at all."""
        blocks: Callable[[Path, IO[bytes]], Iterator[Block]] = self._module().blocks
        return blocks(path, file)

    def items(self, block: Block) -> Iterator[Item]:
        """What stands in a block."""
        items: Callable[[Block], Iterator[Item]] = self._module().items
        return items(block)

    def _module(self) -> Any:
        return import_module(f"dateline.exchange.readers.{self.module}")


FORMATS: Final[Mapping[str, Format]] = {
    each.name: each
    for each in (
        Format("ndjson", (".ndjson", ".jsonl"), "as_ndjson"),
        Format("csv", (".csv",), "as_csv"),
        Format("tsv", (".tsv",), "as_csv"),
    )
}


def format_of(path: Path) -> Format | None:
    """The format that a file's name speaks of."""
    return next((each for each in FORMATS.values() if path.suffix.lower() in each.suffixes), None)
