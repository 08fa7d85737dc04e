"""What was found, in a line of English."""

from __future__ import annotations

EVERYTHING = "events"
"""What a query without conditions asks for."""


def found(sentence: str, count: int, possible: int = 0) -> str:
    """`drills with Russia, 2022: 4 events, 1 only possibly in range`"""
    doubt = f", {possible:,} only possibly in range" if possible else ""
    return f"{sentence}: {count:,} event{'' if count == 1 else 's'}{doubt}"
