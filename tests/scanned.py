"""Where words stand, found the slow obvious way."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.words import words


def stands(phrase: Sequence[str], text: str, prefix: bool) -> bool:
    """Whether these words stand in a text, adjacent and in this order; with `prefix` the last one may go on."""
    there = words(text)
    *before, last = phrase
    for at in range(len(there) - len(before)):
        *first, end = there[at : at + len(phrase)]
        if first == before and (end.startswith(last) if prefix else end == last):
            return True
    return False
