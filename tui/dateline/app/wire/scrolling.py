"""Rows that moved up or down together: the terminal can move them itself, but only whole ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter, ne
from typing import Final, NamedTuple

from dateline.app.wire.cells import Row
from dateline.app.wire.runs import Shown

LEAST: Final = 3
"""Rows that must have changed, and pieces of them that must have moved alike, before it is tried."""
WORTH: Final = 25
"""Cells that it must save, and a tenth of all: the commands have so many bytes, and the runs left over are shorter."""
PARTS: Final = 4
"""Into so many pieces a row is cut: panes beside each other do not move together."""


class Scroll(NamedTuple):
    """Rows from `top` to before `bottom` move up by so many, or down."""

    top: int
    bottom: int
    up: int

    @property
    def sequence(self) -> str:
        """Scroll within margins; what the cursor's place is then, terminals do not agree on."""
        command = f"\x1b[{abs(self.up) if abs(self.up) > 1 else ''}{'M' if self.up > 0 else 'L'}"
        return f"\x1b[{self.top + 1};{self.bottom}r\x1b[{self.top + 1}H{command}\x1b[r"

    def of(self, rows: Sequence[Shown]) -> list[Shown]:
        """The rows afterwards; what came in is unknown, for terminals do not agree on its colour."""
        count = abs(self.up)
        new: list[Shown] = [(None,) * len(rows[0])] * count
        moved = rows[self.top : self.bottom]
        inside = [*moved[count:], *new] if self.up > 0 else [*new, *moved[:-count]]
        return [*rows[: self.top], *inside, *rows[self.bottom :]]


def scroll_of(before: Sequence[Row], after: Sequence[Row]) -> Scroll | None:
    """The scroll after which the fewest cells are left to write; None where there is none.

    A row that does not change is the same object.
    """
    changed = [y for y, row in enumerate(after) if row is not before[y]]
    if len(changed) < LEAST:
        return None
    stood: dict[tuple[int, str], list[int]] = {}
    for y in changed:
        for piece in _pieces(before[y]):
            stood.setdefault(piece, []).append(y)
    alone = {piece: rows[0] for piece, rows in stood.items() if len(rows) == 1}
    votes = Counter(alone[piece] - y for y in changed for piece in _pieces(after[y]) if piece in alone)
    del votes[0]
    up, count = max(votes.items(), key=itemgetter(1), default=(0, 0))
    return _best(before, after, up) if count >= LEAST else None


def _pieces(row: Row) -> list[tuple[int, str]]:
    """The parts of a row in which something is written, each with its number."""
    size = max(len(row.text) // PARTS, 1)
    cut = ((start, row.text[start : start + size]) for start in range(0, len(row.text), size))
    return [(start, piece) for start, piece in cut if not piece.isspace()]


def _best(before: Sequence[Row], after: Sequence[Row], up: int) -> Scroll | None:
    """The margins within which scrolling saves the most cells."""
    if up < 0:
        turned = _best(before[::-1], after[::-1], -up)
        height = len(after)
        return turned and Scroll(height - turned.bottom, height - turned.top, up)
    height, width = len(after), len(after[0])
    here = [0 if old is new else sum(map(ne, old, new)) for old, new in zip(before, after, strict=True)]
    there = [sum(map(ne, before[y + up], after[y])) for y in range(height - up)]
    saved = [0, *accumulate(a - b for a, b in zip(here, there, strict=False))]  # by rows that move
    lost = [0, *accumulate(each - width for each in here)]  # by rows that come in
    best, most, top = None, max(WORTH, sum(here) // 10), 0
    for end in range(1, height - up + 1):  # the rows from `top` to before `end` are filled from below
        gain = saved[end] - saved[top] + lost[end + up] - lost[end]
        if gain > most:
            best, most = Scroll(top, end + up, up), gain
        if saved[end] < saved[top]:
            top = end
    return best
