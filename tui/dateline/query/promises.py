"""What a chronology promises to hold: queries, and how many events each must find."""

from __future__ import annotations

import math
from pathlib import Path

from dateline.curated.entry import Entry
from dateline.curated.strict_yaml import Items, Table, read
from dateline.errors import CuratedError, Problem, QueryError
from dateline.query.search import search
from dateline.query.syntax import parse
from dateline.store.reader import Reader


def kept(reader: Reader, path: Path) -> int:
    """How many promises there are in the file, all of them kept. Raises CuratedError with those that are broken."""
    node, problems, count = read(path), list[Problem](), 0
    if not isinstance(node, Items):
        raise CuratedError([Problem(path, 1, "must be a list of promises")])
    for count, item in enumerate(node.values, start=1):
        if not isinstance(item, Table):
            problems.append(Problem(path, item.line, f"promise {count}: must be a mapping of query and at_least"))
            continue
        entry = Entry(item, path, problems, f"promise {count}")
        _check(reader, entry)
        entry.finish()
    if problems:
        raise CuratedError(problems)
    return count


def _check(reader: Reader, entry: Entry) -> None:
    text, least, share = entry.text("query"), entry.number("at_least", 1e9), entry.number("share", 1)
    if (least is None) == (share is None):
        entry.problem("give either at_least, a number of events, or share, a part of all events")
        return
    try:
        found = search(reader, parse(text)).selection.count
    except QueryError as error:
        entry.problem(f"the query '{text}': {error.message}", "query")
        return
    promised = math.ceil(least if least is not None else (share or 0) * reader.count)
    if found < promised:
        entry.problem(f"events found by '{text}': {found:,}; promised: {promised:,}", "query")
