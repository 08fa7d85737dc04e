"""The first screen, painted before Textual is imported: what is the same in the app's own first picture, nothing else.

The axis, the overview and the panes of event and sources stay empty until the app is there.
"""

from __future__ import annotations

from dateline.app import layout, written
from dateline.app.first.lines import arranged
from dateline.app.widgets.fitting import cells, fit
from dateline.text import clean

TYPE_CHECKING = False  # as in typing, for which the first screen does not wait
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Final

    from dateline.app.first.drawing import Span, Terminal
    from dateline.app.first.lines import Line
    from dateline.store.first import Row

HINTS: Final = (
    ("/", "filter"), ("a", "actor"), ("s", "system"), ("p", "place"), ("f", "facets"), ("1-4", "kinds"), ("t", "date"),
    ("+", "zoom"), ("L", "lanes"), ("e", "export"), ("y", "copy"), ("?", "help"), ("q", "quit"),
)  # fmt: skip
"""What commands.footer() makes of the commands."""
BORDERS: Final = {"round": "╭─╮│╰╯", "ascii": "+-+|++"}


class Found:
    """What there is to be shown."""

    __slots__ = ("count", "events", "kinds", "possible", "query", "sentence", "span", "total")

    def __init__(
        self,
        events: Sequence[Row],
        kinds: Mapping[str, tuple[str, str, str]],
        total: int,
        count: int,
        span: tuple[int, int] | None,
        query: str = "",
        sentence: str = "",
        possible: int = 0,
    ) -> None:
        self.events = events
        """The last ones found: one more than there are lines, or all."""
        self.kinds, self.total, self.count, self.span = kinds, total, count, span
        self.query, self.sentence, self.possible = query, sentence, possible


def painted(found: Found, on: Terminal) -> str:
    """The whole screen, as what is sent to the terminal."""
    width, height = on.size
    top, columns, rows = layout.timeline(width, height)
    blank = on.line([(" " * width, "")])
    drawn = {0: on.line(_title(found, width - 2, on)), 1: on.line(_filter(found, width - 2, on))}
    drawn[height - 1] = on.line(_hints(width - 2), "panel")
    drawn |= dict(enumerate(_timeline(found, columns, rows, on), start=top))
    return "".join(f"\x1b[{y + 1}H{blank}\r{drawn.get(y, '')}" for y in range(height))


def _title(found: Found, width: int, on: Terminal) -> list[Span]:
    counts = on.plain(written.counts(found.count, found.total, found.span, found.possible, on.signs["dot"]))
    asked = on.plain(clean(found.sentence)) if found.query else ""
    name, asked, right = written.title(asked, counts, width, on.signs["ellipsis"])
    return [(" ", ""), (name, "!"), (asked, "muted"), ("  ", ""), (right, "muted")]


def _filter(found: Found, width: int, on: Terminal) -> list[Span]:
    text = clean(found.query) if found.query else written.PLACEHOLDER
    room = width - 3  # without the prompt, and the cell of a cursor behind it
    if found.query and cells(text) > room:
        text = ""  # the app shows its end
    return [(f" {on.signs['prompt']} ", "muted"), (fit(text, room, ""), "" if found.query else "muted")]


def _hints(width: int) -> list[Span]:
    spans = [(" ", "")]
    for key, word in written.kept(HINTS, width):
        spans += [(key, "accent!"), (f" {word}  ", "muted")]
    return [*spans, (" " * (width + 2 - sum(len(text) for text, _ in spans)), "")]


def _timeline(found: Found, width: int, height: int, on: Terminal) -> list[str]:
    left, line, right, side, low, corner = tuple(BORDERS[on.signs["border"]])
    title = [(left + line, "accent"), (" Timeline ", "accent%" if on.few else "accent")]
    title.append((line * (width - 13) + right, "accent"))
    inside = []
    for spans in _lines(found, width - 4, height - 2, on):
        rest = width - 3 - sum(cells(text) for text, _ in spans)
        inside.append(on.line([(f"{side} ", "accent"), *spans, (" " * rest, ""), (side, "accent")]))
    return [on.line(title), *inside, on.line([(low + line * (width - 2) + corner, "accent")])]


def _lines(found: Found, width: int, height: int, on: Terminal) -> list[list[Span]]:
    """The header and `height` - 1 lines."""
    lines = arranged(found.events, whole=len(found.events) == found.count)
    room = height - 1
    shown: list[Line | None] = [*lines[-room:]]
    top = lines[-room:][0] if lines else None
    header = written.header(top.said, top.year, at_heading=top.event is None) if top is not None else ""
    if len(lines) < room and len(found.events) < found.count:
        header, shown = "", [*[None] * (room - len(lines)), *lines]  # they end at the bottom
    title, axis, actors = written.columns(width)
    right = f"{' ' * axis}{fit(' who', actors)} {'src':>{written.SOURCES_WIDTH}}"
    number, _, of = fit(written.place(found.count - 1, found.count), title + bool(axis)).partition(" ")
    place = [(number, "accent!"), (f" {of}", "muted")]
    first = [(fit(header, 2 + written.DATE_WIDTH + 2), "!"), *place, (right, "faint")]
    drawn = [_line(line, title, found, on, chosen=line is lines[-1]) for line in shown]
    return [first, *drawn, *[[]] * (room - len(drawn))]


def _line(line: Line | None, width: int, found: Found, on: Terminal, *, chosen: bool) -> list[Span]:
    if line is None:
        return []
    if line.event is None:
        year, month = written.heading(line.said, line.year)
        return [(year, "!"), (month, "muted")]
    event, signs = line.event, on.signs
    date = on.plain(written.date_label(event.date, line.year))
    remark = written.remark(event.status, signs["dot"])
    title = written.row_title(clean(event.title), remark, width, signs["ellipsis"])
    return [
        (signs["cursor"], "accent!%") if chosen else (" ", ""),
        (" ", ""),
        (fit(date, written.DATE_WIDTH - 1, signs["ellipsis"]) + " ", "muted"),
        (f"{found.kinds[event.kind][2 if on.ascii_only else 1]} ", "accent"),
        (title, ""),
        (remark, "muted"),
    ]
