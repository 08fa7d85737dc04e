"""What is sent to the terminal: fewer bytes than Textual's own, and the same screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

import pyte
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from dateline.app.repaint import PaintedAtRest
from dateline.app.wire.compositor import FrontCompositor, Piece, Update
from dateline.app.wire.differ import Differ
from dateline.app.wire.pens import Pen, change

if TYPE_CHECKING:
    from app.conftest import Explore

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

    def show(self, usually: CompositorUpdate, update: Update, cursor: tuple[int, int] | None = None) -> None:
        """Textual's update, and ours."""
        usual = usually.render_segments(self.console)
        usual += Control.move_to(*cursor).segment.text if cursor else ""
        sent = self.differ.sent(update, SYSTEMS[self.system], cursor, marked=True)
        self.stock.feed(usual)
        self.ours.feed(sent)
        self.sizes.append((len(usual.encode()), len(sent.encode())))
        assert self.ours.cells == self.stock.cells
        assert cursor is None or self.ours.cursor == cursor

    def show_rows(self, rows: list[Strip], cursor: tuple[int, int] | None = None) -> None:
        self.show(
            LayoutUpdate([[row] for row in rows], Region(0, 0, rows[0].cell_length, len(rows))), whole(rows), cursor
        )

    def spoil(self, garbage: str) -> None:
        """What others write to the terminal."""
        self.stock.feed(garbage)
        self.ours.feed(garbage)
        self.differ.forget()

    def resize(self, width: int, height: int) -> None:
        for each in (self.stock, self.ours):
            each.screen.resize(height, width)


def whole(rows: list[Strip]) -> Update:
    return Update(
        Size(rows[0].cell_length, len(rows)),
        tuple(Piece(y, 0, row, [(0, row.cell_length)]) for y, row in enumerate(rows)),
    )


def part(rows: list[Strip], spans: list[tuple[int, int, int]]) -> tuple[ChopsUpdate, Update]:
    """The updates of spans: Textual's, and ours."""
    width = rows[0].cell_length
    chops: list[dict[int, Strip | None]] = [{0: None} for _ in rows]
    ends = [[width] for _ in rows]
    for y, first, last in spans:
        cuts = sorted({0, first, last, width})
        chops[y] = dict(zip(cuts, rows[y].divide(cuts[1:]), strict=False))
        ends[y] = cuts[1:]
    # A mark that Textual cuts off the character before it stays with that in ours: such a row is cut here, too.
    pieces = tuple(
        Piece(y, first, rows[y].crop(first, last), [(first, last)])
        if "\u0301" in rows[y].text
        else Piece(y, 0, rows[y], [(first, last)])
        for y, first, last in spans
    )
    return ChopsUpdate(chops, spans, ends), Update(Size(width, len(rows)), pieces)


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
    pair.show_rows(rows)
    for _ in range(data.draw(st.integers(1, 6))):
        step = data.draw(st.sampled_from(["part", "part", "scroll", "scroll", "whole", "same", "spoil", "resize"]))
        cursor = data.draw(st.none() | st.tuples(st.integers(0, width - 1), st.integers(0, height - 1)))
        if step == "part":
            spans = []
            for y in sorted(data.draw(st.sets(st.integers(0, height - 1), min_size=1))):
                first, last = sorted(data.draw(st.lists(st.integers(0, width), min_size=2, max_size=2, unique=True)))
                drawn = row_of(data.draw(lines), width).crop(first, last)
                new = row_of([(text, style or Style()) for text, style, _ in drawn], last - first)
                rows[y] = Strip.join([rows[y].crop(0, first), new, rows[y].crop(last)])
                spans.append((y, first, last))
            pair.show(*part(rows, spans), cursor)
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
            cursor = None
        pair.show_rows(rows, cursor)


PENS = st.builds(
    Pen, st.frozensets(st.sampled_from(["1", "2", "3", "4", "7", "9"])), st.sampled_from(["", "31", "38;2;1;2;3"]),
    st.sampled_from(["", "41", "48;5;9"]), st.just(""),
)  # fmt: skip


@given(PENS, PENS)
@example(Pen(frozenset("12")), Pen(frozenset("1")))
def test_changing_the_pen_gives_the_same_as_taking_it_anew(before: Pen, after: Pen) -> None:
    changed, anew = Emulated(2, 1), Emulated(2, 1)
    changed.feed(change(None, before) + change(before, after) + "x")
    anew.feed(change(None, after) + "x")
    assert changed.cells == anew.cells
    assert len(change(before, after)) <= len(change(None, after))


@pytest.fixture
def pairs(monkeypatch: pytest.MonkeyPatch) -> list[Pair]:
    """Lets an app show every update on a pair of terminals, too: the one in the list."""
    shown: list[Pair] = []
    usual = FrontCompositor.render_update

    def render(compositor: FrontCompositor, *args: Any, **kwargs: Any) -> object:
        regions = set(compositor._dirty_regions)
        update = usual(compositor, *args, **kwargs)
        if isinstance(update, Update):  # and not a picture
            compositor._dirty_regions = regions
            whole = compositor.size.region in regions
            usually = (Compositor.render_full_update if whole else Compositor.render_partial_update)(compositor)
            shown[:] = shown or [Pair(*update.size)]
            shown[0].resize(*update.size)
            shown[0].show(usually, update)
        return update

    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setattr(FrontCompositor, "render_update", render)
    return shown


KEYS = [
    *"jjjkkgGtLCSHv/asfp1234=![]h;'wy,.mR:?+-0{}", "down", "up", "pagedown", "pageup", "ctrl+d", "ctrl+u", "tab",
    "tab", "left", "right", "shift+left", "shift+right", "space", "backspace", "enter", "ctrl+l", *["escape"] * 6,
]  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_a_walk_through_the_app_shows_the_same_for_a_fraction_of_the_bytes(
    explore_bundled: Explore, pairs: list[Pair], size: tuple[int, int]
) -> None:
    random = Random(str(size))
    async with explore_bundled(size) as driven:
        for _ in range(60):
            await driven.press(random.choice(KEYS))
        await driven.resize(size[0] - 7, size[1] - 3)
        await driven.resize(*size)
    usual, sent = (sum(each) for each in zip(*pairs[0].sizes, strict=True))
    assert sent * 5 < usual


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_what_is_not_drawn_anew_looks_as_it_would(
    explore_bundled: Explore, pairs: list[Pair], size: tuple[int, int]
) -> None:
    random = Random(str(size))
    keys = [*"jjjjkgG+-m2.,", "pagedown", "pageup", "ctrl+d", "tab", "L", "k", "n", "escape"]
    async with explore_bundled(size) as driven:
        for _ in range(40):
            await driven.press(random.choice(keys))
            whole = Emulated(*size)
            whole.feed(Compositor.render_full_update(driven.app.screen._compositor).render_segments(pairs[0].console))
            assert pairs[0].ours.cells == whole.cells


async def test_a_move_of_the_cursor_is_a_few_cells(explore_bundled: Explore, pairs: list[Pair]) -> None:
    """Where the panes that follow it are out of sight, and the overview's mark stays. SSH makes 76 bytes of 42."""
    moves = []
    async with explore_bundled((200, 50), "date:2022") as driven:
        await driven.press("m")
        for _ in range(15):
            pairs[0].sizes.clear()
            await driven.press("j")
            moves.append(sum(sent for _, sent in pairs[0].sizes))
    assert 0 < min(moves) <= 42


class Heap(App[None]):
    """Boxes that lie over each other."""

    CSS = """
    PaintedAtRest { layers: low high; }
    Static { position: absolute; width: 9; height: 4; border: round red; }
    .high { layer: high; border: none; padding: 1; }
    """

    def compose_boxes(self) -> list[Static]:
        return [Static(str(number) * 40, classes="high" if number % 2 else "low") for number in range(6)]

    def get_default_screen(self) -> Screen[None]:
        screen: PaintedAtRest[None] = PaintedAtRest()
        screen.compose = self.compose_boxes  # type: ignore[method-assign]
        return screen


async def test_of_what_lies_over_each_other_the_same_is_seen(pairs: list[Pair]) -> None:
    random = Random(5)
    async with Heap().run_test(size=(24, 12)) as pilot:
        boxes = list(pilot.app.screen.query(Static))
        for _ in range(60):
            box = random.choice(boxes)
            change = random.choice(["move", "say", "say", "line", "hide"])
            if change == "move":
                box.styles.offset = (random.randint(-4, 22), random.randint(-2, 11))
            elif change == "say":
                box.update(random.choice("abcdef") * random.randint(1, 40))
            elif change == "line":
                box.refresh(Region(random.randint(0, 8), random.randint(0, 3), random.randint(1, 9), 1))
            else:
                box.visible = not box.visible
            await pilot.pause()
    assert len(pairs[0].sizes) > 20


def test_emoji_and_marks_are_sent_whole_and_what_follows_them_is_put_where_it_belongs() -> None:
    """Terminals give them different widths, and pyte drops them."""
    pair, style = Pair(12, 1), Style.parse("red")
    text = "a👩‍🚀b"
    sent = pair.differ.sent(whole([row_of([(text, style)], 12)]), ColorSystem.TRUECOLOR, None, marked=False)
    assert "a👩‍🚀\x1b[1;4Hb" in sent


def test_a_link_is_closed_again() -> None:
    pair, style = Pair(8, 1), Style.parse("link https://example.org")
    sent = pair.differ.sent(
        whole([row_of([("here", style), (" ", Style())], 8)]), ColorSystem.TRUECOLOR, None, marked=False
    )
    assert re.search(r"\x1b\]8;id=\d+;https://example.org\x1b\\.*here.*\x1b\]8;;\x1b\\", sent)


def test_nothing_is_sent_where_nothing_changed_and_a_long_update_is_marked_as_one() -> None:
    pair, words = Pair(80, 24), [row_of([("word " * 16, Style())], 80)] * 24
    assert pair.differ.sent(whole(words), ColorSystem.TRUECOLOR, None, marked=True).startswith("\x1b[?2026h")
    assert pair.differ.sent(whole(words), ColorSystem.TRUECOLOR, None, marked=True) == ""
    other = [row_of([("other", Style())], 80), *words[1:]]
    assert "2026" not in pair.differ.sent(whole(other), ColorSystem.TRUECOLOR, None, marked=True)


def test_lines_that_move_together_are_moved_by_the_terminal() -> None:
    pair = Pair(60, 12)
    rows = [row_of([(f"line {number} " * 6, Style())], 60) for number in range(20)]
    pair.show_rows(rows[:12])
    pair.show_rows([rows[0], *rows[2:12], rows[13]])
    assert pair.sizes[-1][1] < 100
    pair.show_rows([rows[0], *rows[3:13], rows[13]])


def test_half_of_a_wide_character_that_is_written_over_takes_the_other_with_it() -> None:
    rows = [row_of([("東東", Style())], 4)]
    pair = Pair(4, 1)
    pair.show_rows(rows)
    pair.show(*part([row_of([("xxxx", Style())], 4)], [(0, 1, 2)]))
    assert pair.ours.screen.display == ["xx東"] or pair.ours.screen.display == [" x東"]
