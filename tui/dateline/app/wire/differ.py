"""A copy of what the terminal shows, so that only what is another one is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.color import ColorSystem
from textual._ansi_sequences import SYNC_END, SYNC_START

from dateline.app.wire.cells import Row, cells_of, write
from dateline.app.wire.compositor import Update
from dateline.app.wire.painting import State, moved, painted
from dateline.app.wire.pens import Pen, change
from dateline.app.wire.runs import Shown, runs_of
from dateline.app.wire.scrolling import scroll_of

AT_ONCE: Final = 1000
"""Bytes that fit one packet: they arrive, and are drawn, together without being marked as one update."""
WITHOUT_GROUND: Final = ("screen", "eterm", "dumb")
"""Beginnings of TERM where what is erased has not the colour of the ground."""


class Differ:
    """Turns updates into the bytes that change what a terminal shows now."""

    def __init__(self, terminal: str) -> None:
        """`terminal` is its TERM."""
        self._erases = not terminal.startswith(WITHOUT_GROUND)
        self._size = (0, 0)
        self._rows: list[Row] = []
        self._known = False
        self._state = State()

    def forget(self) -> None:
        """Others may have written to the terminal: the next update sends the whole screen."""
        self._known = False

    def sent(self, update: Update, colours: ColorSystem, cursor: tuple[int, int] | None, *, marked: bool) -> str:
        """The bytes for an update; empty if nothing is another one.

        `cursor` is the column and row where the cursor has to be in the end; None is anywhere. Where `marked` the
        terminal knows updates that are marked as one (its mode 2026).
        """
        if self._size != (size := update.size):
            self._size, self._known = size, False
            self._rows = [Row([(" ", Pen())] * size[0]) for _ in range(size[1])]
        drawn: dict[int, Row] = {}
        for y, x, strip, seen in update.pieces:
            if y not in drawn:
                drawn[y] = Row(self._rows[y])
            write(drawn[y], x, cells_of(strip, colours), seen)
        after = list(self._rows)
        for y, row in drawn.items():
            if row != after[y]:
                after[y] = row
        if self._known:
            sequence, self._state = self._scrolled(self._rows, after)
        else:
            unknown: list[Shown] = [(None,) * size[0]] * size[1]
            sequence, self._state = self._painted(unknown, after, State())
        self._rows, self._known = after, True
        if cursor is not None:
            sequence += moved(self._state.place, cursor)
            self._state = State(cursor, self._state.pen)
        return f"{SYNC_START}{sequence}{SYNC_END}" if marked and len(sequence) > AT_ONCE else sequence

    def _scrolled(self, before: list[Row], after: list[Row]) -> tuple[str, State]:
        if (scroll := scroll_of(before, after)) is None:
            return self._painted(before, after, self._state)
        sequence, state = self._painted(scroll.of(before), after, State(None, self._state.pen))
        return scroll.sequence + sequence, state

    def _painted(self, before: Sequence[Shown], after: list[Row], state: State) -> tuple[str, State]:
        rows = [(y, before[y], row) for y, row in enumerate(after) if row is not before[y]]
        runs = [run for y, old, row in rows for run in runs_of(y, old, row, erases=self._erases)]
        sequence, state = painted(runs, self._size[0], state)
        if state.pen is not None and state.pen.link:
            unlinked = state.pen._replace(link="")
            sequence, state = sequence + change(state.pen, unlinked), State(state.place, unlinked)
        return sequence, state
