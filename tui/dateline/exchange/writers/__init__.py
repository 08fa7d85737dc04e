"""The formats that Dateline writes: one registry, one module each.

A writer takes the events in time order and a heading (the query in English), and yields pieces of text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final, cast

from dateline.model import Event
from dateline.store.selection import Selection

Write = Callable[[Iterable[Event], str], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format to export to."""

    name: str
    suffix: str
    description: str
    module: str

    def write(self, events: Iterable[Event], heading: str) -> Iterator[str]:
        """The export, piece by piece."""
        module = import_module(f"dateline.exchange.writers.{self.module}")
        pieces = cast(Write, getattr(module, f"write_{self.name}"))(events, heading)
        return events.whole(pieces) if isinstance(events, Selection) else pieces


FORMATS: Final[Mapping[str, Format]] = {
    each.name: each
    for each in (
        Format("json", ".json", "an array of events, everything in it", "as_json"),
        Format("ndjson", ".ndjson", "one event a line, everything in it", "as_json"),
        Format("csv", ".csv", "a table for spreadsheets, one row an event", "as_csv"),
        Format("tsv", ".tsv", "the same table, separated by tabs", "as_csv"),
        Format("md", ".md", "Markdown to hand in, with numbered citations", "as_markdown"),
    )
}
