"""What was measured: a row is Dateline and one peer, run in turn."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Spread(NamedTuple):
    """The quartiles of what was measured."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured, of both in the same unit."""

    what: str
    unit: str
    ours: Spread
    peer: str
    theirs: Spread
    ratio: Spread
    """Ours by theirs, pair by pair."""
    commands: tuple[str, ...] = ()
    """How to run either by hand: ours, theirs."""
    note: str = ""


def spread(values: Sequence[float]) -> Spread:
    if len(values) == 1:
        return Spread(values[0], values[0], values[0])
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(low, middle, high)


def compared(
    what: str,
    samples: Mapping[str, Sequence[float]],
    unit: str = "s",
    commands: Mapping[str, str] | None = None,
    note: str = "",
) -> Iterator[Row]:
    """A row for each peer. `samples` are of the same rounds, Dateline's first; `commands` go by the same names."""
    (us, ours), *others = samples.items()
    known = commands or {}
    for peer, theirs in others:
        ratio = spread([our / their for our, their in zip(ours, theirs, strict=True)])
        lines = tuple(known[name] for name in (us, peer) if name in known)
        yield Row(what, unit, spread(ours), peer, spread(theirs), ratio, lines, note)
