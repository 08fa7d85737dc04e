"""What a chronology promises to hold: queries, and how many events each must find."""

from __future__ import annotations

import math
from pathlib import Path

from dateline.curated.entry import Entry
from dateline.curated.strict_yaml import Items, Table, read
from dateline.errors import CuratedError, QueryError
from dateline.problem import Problem
from dateline.query.search import search
from dateline.query.syntax import parse
from dateline.store.reader import Reader


def kept(reader: Reader, path: Path) -> int:
    """How many promises there are in the file, all of them kept. Raises CuratedError with those that are broken."""
    node, problems, count = read(path), list[Problem](), 0
    if not isinstance(node, Items) or not node.values:
        raise CuratedError([Problem(path, 1, "must be a list of promises")])
    for count, item in enumerate(node.values, start=1):
        if not isinstance(item, Table):
            problems.append(
                Problem(path, item.line, f"promise {count}: must be a mapping of query and at_least or share")
            )
            continue
        entry = Entry(item, path, problems, f"promise {count}")
        _check(reader, entry)
        entry.finish()
    if problems:
        raise CuratedError(problems)
    return count


def _check(reader: Reader, entry: Entry) -> None:
    if not entry.has("query"):
        entry.problem('no query; give one, "" for all events')
    given = [key for key in ("at_least", "share") if entry.has(key)]
    if len(given) != 1:
        entry.problem("give either at_least, a number of events, or share, a part of all events")
        return
    least, share = entry.number("at_least", 1e9, least=1), entry.number("share", 1, least=0.001)
    text = entry.text("query")
    try:
        found = search(reader, parse(text)).selection.count
    except QueryError as error:
        entry.problem(f"the query '{text}': {error.message}", "query")
        return
    wanted = promised(least, share, reader.count)
    if found < wanted:
        entry.problem(f"events found by '{text}': {found:,}; promised: {wanted:,}", "query")


def promised(least: float | None, share: float | None, count: int) -> int:
    """How many events that is, of `count`: `least`, or a share of them rounded up."""
    # Rounded to what people write before it is rounded up: 0.28 of 25 is 7, not 7.000000000000001.
    return math.ceil(round(least or (share or 0) * count, 6))
