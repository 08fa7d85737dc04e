"""From runs to bytes: where the cursor goes, in which pen, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.app.wire.pens import Pen, change
from dateline.app.wire.runs import Run


class State(NamedTuple):
    """What is known of a terminal; None is unknown."""

    place: tuple[int, int] | None = None
    """The column and row of its cursor."""
    pen: Pen | None = None


def painted(runs: Sequence[Run], width: int, state: State) -> tuple[str, State]:
    """The bytes that paint runs on a screen of so many columns, and the state in which they leave the terminal.

    One pen after the other, the nearest first: with many colours a move is shorter than a change of pens.
    """
    left: dict[tuple[Pen, bool], list[Run]] = {}
    for run in runs:
        left.setdefault((run.pen, run.text.isspace()), []).append(run)
    parts: list[str] = []
    while left:
        pen = min((_taken_up(*each, state.pen) for each in left), key=lambda each: len(change(state.pen, each)))
        alike = [each for each in left if _taken_up(*each, pen) == pen]
        taken = sorted((run for each in alike for run in left.pop(each)), key=_place)
        sequence, place = _written(taken, width, state.place)
        parts += (change(state.pen, pen), sequence)
        state = State(place, pen)
    return "".join(parts), state


def _taken_up(pen: Pen, spaces: bool, last: Pen | None) -> Pen:
    """The pen for what is to be drawn in one: the last, where there are but spaces that look the same in it."""
    return last if spaces and last is not None and last.draws(pen) else pen


def _place(run: Run) -> tuple[int, int]:
    return run.y, run.x


def _written(runs: Sequence[Run], width: int, place: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None]:
    """The bytes of runs that one pen draws, and where they leave the cursor."""
    parts: list[str] = []
    for run in runs:
        parts.append(moved(place, (run.x, run.y)))
        if run.erased:
            parts.append(f"\x1b[{len(run.text)}X")
            place = (run.x, run.y)
        else:
            parts.append(run.text)
            place = (run.end, run.y) if run.sure and run.end < width else None
    return "".join(parts), place


def moved(start: tuple[int, int] | None, to: tuple[int, int]) -> str:
    """Move the cursor."""
    x, y = to
    there = f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"
    if start is None or start == to:
        return "" if start == to else there
    down = _steps(y - start[1], "\v", "\x1bM", "B", "A")  # not a line feed, to which a tty adds a return
    across = "\r" if x == 0 else _steps(x - start[0], "", "\b", "C", "D")
    return min(there, down + across, key=len)


def _steps(by: int, forth: str, back: str, forths: str, backs: str) -> str:
    """So many steps one way or the other: one by one, or by a command."""
    if not by:
        return ""
    single = abs(by) * (forth if by > 0 else back)
    command = f"\x1b[{abs(by) if abs(by) > 1 else ''}{forths if by > 0 else backs}"
    return min(single or command, command, key=len)
