"""A rhythm in words: what the command prints and the app shows."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.dates import MONTHS, civil, year_words
from dateline.model import Event
from dateline.query.followed import Followed, Pair
from dateline.query.periods import label
from dateline.query.ranges import Within
from dateline.query.rhythm import Rhythm
from dateline.store.selection import Selection
from dateline.window import Window

LABEL_WIDTH = 11


def figures(found: Rhythm) -> Iterator[tuple[str, str]]:
    """Label and sentence of each figure."""
    yield "Events", f"{found.events:,} with a known start"
    if found.unknown:
        yield "Left out", f"{found.unknown:,} whose start is open or unknown"
    if found.doubtful:
        dated = "has a date" if found.doubtful == 1 else "have dates"
        yield "Doubtful", f"{found.doubtful:,} {dated} marked as uncertain or approximate"
    if found.median is None or found.longest is None:
        yield "Intervals", "none: it takes two events"
        return
    sure = "as dated," if found.doubtful else "surely"
    yield "Intervals", f"{found.intervals:,}, each from one start to the next"
    yield "Median", found.median.days
    yield "Longest", found.longest.days
    if found.pause is not None:
        yield "", f"{sure} none begins {_from_to(found.pause)}"
    if found.silence is None:
        yield "Silence", "none: something may have been going on every day between them"
    else:
        yield "Silence", f"{found.silence.length.days} with nothing going on"
        yield "", f"{sure} none goes on {_from_to(found.silence.window)}"


def counts(found: Rhythm) -> tuple[tuple[str, str], ...]:
    """Period and how many events begin in it, in columns."""
    rows = [(label(period.window), period.count.text) for period in found.periods]
    width = max((len(name) for name, _ in rows), default=0)
    return tuple((name.ljust(width), count) for name, count in rows)


def totals(found: Followed, within: Within) -> Iterator[tuple[str, str]]:
    """Label and sentence of what is followed and what is not."""
    of = f"of {len(found.pairs):,}"
    yield "Followed", f"{found.surely:,} {of} surely, within {within.english}"
    yield "", f"{found.possibly:,} {of} only possibly"
    yield "", f"{found.not_followed:,} {of} not"
    for count, which in ((found.unknown_b, "to be followed"), (found.unknown_a, "to follow")):
        if count:
            yield "Left out", f"{count:,} {which} whose start is open or unknown"


def lines(named: Iterator[tuple[str, str]]) -> Iterator[str]:
    for name, text in named:
        yield f"{name:<{LABEL_WIDTH}}{text}\n"


def verdict(pair: Pair) -> tuple[str, str]:
    """How sure it is, and how many days lie between."""
    if pair.days is None:
        return "not", ""
    before = ", or before" if pair.before else ""
    return "surely" if pair.surely else "possibly", f"{pair.days.days}{before}"


def pair_list(found: Followed, a: Selection, b: Selection) -> Iterator[str]:
    """One event of B a line, with what follows it, in columns (of each 500)."""
    for start in range(0, len(found.pairs), 500):
        pairs = found.pairs[start : start + 500]
        followers = iter(a.at([pair.a for pair in pairs if pair.a is not None]))
        rows = []
        for pair, event in zip(pairs, b.at([pair.b for pair in pairs]), strict=True):
            follower = () if pair.a is None else _named(next(followers))
            more = f"and up to {pair.others:,} more" if pair.others else ""
            rows.append((*verdict(pair), *_named(event), *(follower or ("", "")), more))
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"


def _named(event: Event) -> tuple[str, str]:
    return event.date.text, event.id


def _from_to(window: Window) -> str:
    return f"from {_day(window.first)} to {_day(window.last)}"


def _day(number: int) -> str:
    year, month, day = civil(number)
    return f"{day} {MONTHS[month - 1]} {year_words(year)}"
