"""The rhythm of the events found: figures, a bar for each period, and what follows what."""

from __future__ import annotations

from dataclasses import dataclass

from textual.strip import Strip

from dateline.app.widgets.fitting import fit
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.lines import LinePane, Span, TextLine, wrap
from dateline.exchange.rhythm import LABEL_WIDTH, counts, figures, totals, verdict
from dateline.model import Event
from dateline.query.followed import Followed, Pair
from dateline.query.ranges import Within
from dateline.query.rhythm import Range, Rhythm
from dateline.query.search import Answer
from dateline.text import clean

DATE_WIDTH = 24
EVENT_CELLS = 4
"""How long the bar of one event is at most: few events make short bars."""
BLOCK = 32
"""Pairs whose events are read at a time."""


@dataclass(frozen=True, slots=True)
class After:
    """Which events follow those of another query."""

    answer: Answer
    within: Within
    found: Followed


class RhythmPane(LinePane):
    """The figures, and two lines for each event that may be followed: itself, and what follows it."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="rhythm")
        self.set_class(glyphs.ascii_only, "-ascii")
        self._glyphs = glyphs
        self._answer: Answer | None = None
        self._rhythm: Rhythm | None = None
        self._after: After | None = None
        self._head: tuple[TextLine, ...] = ()
        self._blocks: dict[int, tuple[tuple[Pair, Event, Event | None], ...]] = {}

    def show(self, answer: Answer, rhythm: Rhythm, after: After | None = None) -> None:
        """From the top or, with `after`, from where it begins."""
        self._answer, self._rhythm, self._after = answer, rhythm, after
        self._blocks.clear()
        place = self._rewrite()
        self.scroll_to(y=place if after else 0, animate=False, immediate=True, force=True)

    def on_resize(self) -> None:
        self._rewrite()

    def _rewrite(self) -> int:
        """The line with which the part after the bars begins."""
        width, plain = max(self.room.width - 1, 10), self._glyphs.plain
        lines: list[TextLine] = []
        if self._rhythm is not None:
            for name, text in figures(self._rhythm):
                lines += wrap(plain(text), width, first=name.ljust(LABEL_WIDTH))
            if self._rhythm.periods:
                lines += [TextLine(()), *self._bars(self._rhythm, width)]
        place = len(lines) + 1
        if self._after is not None:
            lines.append(TextLine(()))
            lines += wrap(plain(f"After {self._after.answer.sentence}"), width, style="line--strong")
            for name, text in totals(self._after.found, self._after.within):
                lines += wrap(plain(text), width, first=name.ljust(LABEL_WIDTH))
            lines.append(TextLine(()))
        self._head = tuple(lines)
        self.set_height(len(lines) + 2 * len(self._after.found.pairs if self._after else ()))
        self.redraw()
        return place

    def _bars(self, rhythm: Rhythm, width: int) -> list[TextLine]:
        glyphs, rows = self._glyphs, counts(rhythm)
        legend = f"   {glyphs.sure} surely  {glyphs.possible} possibly"
        lines = [TextLine(((f"By {rhythm.unit}", "line--strong"), (legend, "line--muted")))]
        room = max(len(count) for _, count in rows)
        most = int(max(period.count.most or 0 for period in rhythm.periods))
        cells = min(width - len(rows[0][0]) - room - 4, EVENT_CELLS * most)
        for (name, count), period in zip(rows, rhythm.periods, strict=True):
            sure, possible = lengths(period.count, most, cells)
            bar = glyphs.sure * sure + glyphs.possible * possible
            said = (f"{count:<{room}}  ", "" if period.count.most else "line--faint")
            lines.append(TextLine(((f"{glyphs.plain(name)}  ", "line--muted"), said, (bar, "line--accent"))))
        return lines

    def render_line(self, y: int) -> Strip:
        width, index = self.room.width, y + round(self.scroll_y)
        if index < len(self._head):
            return self.strip(self._head[index].spans, width)
        number, second = divmod(index - len(self._head), 2)
        if self._after is None or number >= len(self._after.found.pairs):
            return self.blank(width)
        pair, event, follower = self._pair(self._answer, self._after, number)
        return self.strip(self._follower(pair, follower, width) if second else self._followed(event, width), width)

    def _pair(self, answer: Answer | None, after: After, number: int) -> tuple[Pair, Event, Event | None]:
        """Read in blocks, like the timeline."""
        assert answer is not None
        start = number - number % BLOCK
        if start not in self._blocks:
            if len(self._blocks) > 8:
                self._blocks.clear()
            pairs = after.found.pairs[start : start + BLOCK]
            events = after.answer.selection.at([pair.b for pair in pairs])
            followers = iter(answer.selection.at([pair.a for pair in pairs if pair.a is not None]))
            self._blocks[start] = tuple(
                (pair, event, None if pair.a is None else next(followers))
                for pair, event in zip(pairs, events, strict=True)
            )
        return self._blocks[start][number - start]

    def _followed(self, event: Event, width: int) -> tuple[Span, ...]:
        return (self._date(event), "line--muted"), (self._fit(clean(event.title), width - DATE_WIDTH), "")

    def _follower(self, pair: Pair, follower: Event | None, width: int) -> tuple[Span, ...]:
        how, days = verdict(pair)
        if follower is None:
            return (" " * DATE_WIDTH, ""), (f"{how} followed", "line--faint")
        more = f" +{pair.others:,}" if pair.others else ""
        style = "line--accent" if pair.surely else "line--muted"
        said = self._fit(f"{how}, {days}: {clean(follower.title)}", width - DATE_WIDTH - len(more))
        return (self._date(follower, indent="  "), "line--muted"), (said, style), (more, "line--faint")

    def _date(self, event: Event, indent: str = "") -> str:
        return self._fit(indent + self._glyphs.plain(event.date.label()), DATE_WIDTH - 2) + "  "

    def _fit(self, text: str, width: int) -> str:
        return fit(text, max(width, 1), self._glyphs.ellipsis)

    # Moving: there is no cursor, all keys scroll.

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to(y=max(round(self.scroll_y) + lines, 0), animate=False, immediate=True)

    @property
    def _page(self) -> int:
        return max(self.room.height - 1, 1)

    def action_down(self) -> None:
        self._scroll_by(1)

    def action_up(self) -> None:
        self._scroll_by(-1)

    def action_top(self) -> None:
        self._scroll_by(-self.virtual_size.height)

    def action_bottom(self) -> None:
        self._scroll_by(self.virtual_size.height)

    def action_page_down(self) -> None:
        self._scroll_by(self._page)

    def action_page_up(self) -> None:
        self._scroll_by(-self._page)

    def action_half_down(self) -> None:
        self._scroll_by(max(self._page // 2, 1))

    def action_half_up(self) -> None:
        self._scroll_by(-max(self._page // 2, 1))


def lengths(count: Range, most: float, cells: int) -> tuple[int, int]:
    """Cells of what is sure and, behind it, of what is only possible; what is there at all has one."""

    def scaled(number: float) -> int:
        return max(round(number * cells / most), 1) if number and cells > 0 else 0

    sure = scaled(count.least)
    all_ = scaled(count.most or 0)
    # What is only possible must be seen, even where it is less than a cell.
    possible = max(all_ - sure, 1) if count.most != count.least and cells > 0 else 0
    return min(sure, max(cells - possible, 0)), possible
