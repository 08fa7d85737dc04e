"""What is sent to the terminal: fewer bytes than Textual's own, and the same screen."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyte
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console, RenderableType
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from dateline.app.explorer import Explorer
from dateline.app.wire.cells import Update
from dateline.app.wire.differ import Differ
from dateline.app.wire.pens import Pen, change

if TYPE_CHECKING:
    pass

SYSTEMS = {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT, "truecolor": ColorSystem.TRUECOLOR}


class Emulated:
    """A terminal under pyte, as Textual sets it up."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self.screen)
        self.feed("\x1b[?7l")

    def feed(self, data: str) -> None:
        self._stream.feed(data)

    @property
    def cursor(self) -> tuple[int, int]:
        return self.screen.cursor.x, self.screen.cursor.y

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        """Every cell with its attributes; of a space only those that can be seen.

        Where one half of a wide character was written over, a terminal blanks the other: pyte leaves it. It puts a
        mark on a wide character into the second half.
        """
        rows = []
        for y in range(self.screen.lines):
            line = [self.screen.buffer[y][x] for x in range(self.screen.columns)]
            row = []
            for x, cell in enumerate(line):
                half = x > 0 and cell_len(line[x - 1].data) == 2
                whole = x + 1 < len(line) and not cell_len(line[x + 1].data)
                torn = not half if not cell_len(cell.data) else cell_len(cell.data) == 2 and not whole
                data = " " if torn else cell.data
                seen = (cell.bg, cell.reverse, cell.underscore, cell.strikethrough, cell.blink)
                hidden = data == " " and not any(seen[1:])
                row.append((data, *seen, *(() if hidden else (cell.fg, cell.bold, cell.italics))))
            rows.append(row)
        return rows


@dataclass
class Pair:
    """Two terminals: one is sent what Textual sends, the other only what changed."""

    width: int
    height: int
    system: str = "truecolor"

    def __post_init__(self) -> None:
        self.console = Console(color_system=self.system, force_terminal=True)  # type: ignore[arg-type]
        self.differ = Differ("xterm-256color")
        self.stock, self.ours = Emulated(self.width, self.height), Emulated(self.width, self.height)
        self.sizes: list[tuple[int, int]] = []
        """Bytes of each update, Textual's and ours."""

    def show(self, update: Update, cursor: tuple[int, int] = (0, 0)) -> None:
        usual = update.render_segments(self.console) + Control.move_to(*cursor).segment.text
        sent = self.differ.sent(update, SYSTEMS[self.system], cursor, marked=True)
        self.stock.feed(usual)
        self.ours.feed(sent)
        self.sizes.append((len(usual.encode()), len(sent.encode())))
        assert self.ours.cells == self.stock.cells
        assert self.ours.cursor == self.stock.cursor

    def spoil(self, garbage: str) -> None:
        """What others write to the terminal."""
        self.stock.feed(garbage)
        self.ours.feed(garbage)
        self.differ.forget()

    def resize(self, width: int, height: int) -> None:
        for each in (self.stock, self.ours):
            each.screen.resize(height, width)


def whole(rows: list[Strip]) -> LayoutUpdate:
    return LayoutUpdate([[row] for row in rows], Region(0, 0, rows[0].cell_length, len(rows)))


def part(rows: list[Strip], spans: list[tuple[int, int, int]]) -> ChopsUpdate:
    """The update of spans (row, first column, column after the last)."""
    width = rows[0].cell_length
    chops: list[dict[int, Strip | None]] = [{0: None} for _ in rows]
    ends = [[width] for _ in rows]
    for y, first, last in spans:
        cuts = sorted({0, first, last, width})
        chops[y] = dict(zip(cuts, rows[y].divide(cuts[1:]), strict=False))
        ends[y] = cuts[1:]
    return ChopsUpdate(chops, spans, ends)


# Not here: emoji that are joined or have a variation selector, of which pyte drops what follows.
LETTERS = "ab  ─▸é\u0301东軍한カ🙂"
STYLES = [
    "", "on #14181b", "#9da6ac on #14181b", "bold #6eb3cf on #14181b", "reverse red", "underline", "italic dim blue",
    "bold dim", "strike color(200) on color(17)", "on bright_black",
]  # fmt: skip
TEXTS = st.text(st.sampled_from(LETTERS), max_size=12) | st.just(" " * 14)
SIZES = st.tuples(st.integers(1, 33), st.integers(1, 9))


def row_of(pieces: list[tuple[str, Style]], width: int) -> Strip:
    (first, style), *others = pieces
    # A mark with nothing before it pyte puts at the end of the line above.
    pieces = [(first.lstrip("\u0301") or " ", style), *others]
    return Strip([Segment(text, style) for text, style in pieces]).adjust_cell_length(width, pieces[-1][1])


@settings(max_examples=150)
@given(st.data(), st.sampled_from(sorted(SYSTEMS)))
def test_whatever_is_shown_the_screen_is_the_one_that_textual_draws(data: st.DataObject, system: str) -> None:
    styles = st.sampled_from([Style.parse(each) for each in STYLES])
    lines = st.lists(st.tuples(TEXTS, styles), min_size=1, max_size=4)
    width, height = data.draw(SIZES)
    pair = Pair(width, height, system)
    rows = [row_of(data.draw(lines), width) for _ in range(height)]
    pair.show(whole(rows))
    for _ in range(data.draw(st.integers(1, 6))):
        step = data.draw(st.sampled_from(["part", "part", "scroll", "scroll", "whole", "same", "spoil", "resize"]))
        cursor = data.draw(st.tuples(st.integers(0, width - 1), st.integers(0, height - 1)))
        if step == "part":
            spans = []
            for y in sorted(data.draw(st.sets(st.integers(0, height - 1), min_size=1))):
                first, last = sorted(data.draw(st.lists(st.integers(0, width), min_size=2, max_size=2, unique=True)))
                new = row_of(data.draw(lines), width)
                rows[y] = Strip.join([rows[y].crop(0, first), new.crop(first, last), rows[y].crop(last)])
                spans.append((y, first, last))
            pair.show(part(rows, spans), cursor)
            continue
        if step == "scroll":
            top, bottom = sorted(data.draw(st.lists(st.integers(0, height), min_size=2, max_size=2)))
            column, by = data.draw(st.sampled_from([width, width, width // 2])), data.draw(st.integers(-3, 3))
            moved = {y: rows[y + by] for y in range(top, bottom) if top <= y + by < bottom}
            for y, row in moved.items():
                rows[y] = Strip.join([row.crop(0, column), rows[y].crop(column)])
        elif step == "resize":
            width, height = data.draw(SIZES)
            pair.resize(width, height)
        elif step == "spoil":
            pair.spoil("\x1b[H\x1b[31mwall: 东 hello\r\n\x1b[2J\x1b[3;3Hx\x1b[m")
        if step in ("whole", "resize"):
            rows = [row_of(data.draw(lines), width) for _ in range(height)]
            cursor = (0, 0)
        pair.show(whole(rows), cursor)


PENS = st.builds(
    Pen, st.frozensets(st.sampled_from(["1", "2", "3", "4", "7", "9"])), st.sampled_from(["", "31", "38;2;1;2;3"]),
    st.sampled_from(["", "41", "48;5;9"]),
)  # fmt: skip


@given(PENS, PENS)
@example(Pen(frozenset("12")), Pen(frozenset("1")))
def test_changing_the_pen_gives_the_same_as_taking_it_anew(before: Pen, after: Pen) -> None:
    changed, anew = Emulated(2, 1), Emulated(2, 1)
    changed.feed(change(None, before) + change(before, after) + "x")
    anew.feed(change(None, after) + "x")
    assert changed.cells == anew.cells
    assert len(change(before, after)) <= len(change(None, after))


class Both(Explorer):
    """The app, with both outputs to compare at every update."""

    CSS_PATH = str(Path(inspect.getfile(Explorer)).with_suffix(".tcss"))
    pair: Pair

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if isinstance(renderable, (LayoutUpdate, ChopsUpdate)):
            width, height = self.size
            if not hasattr(self, "pair"):
                self.pair = Pair(width, height)
            self.pair.resize(width, height)
            self.pair.show(renderable, screen.outer_size.clamp_offset(self.cursor_position))
        super()._display(screen, renderable)
