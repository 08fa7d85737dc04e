"""NDJSON: one event a line, as `dateline export -f ndjson` writes it; what a line leaves out is empty."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any, Final

import orjson

from dateline.exchange.readers import Block, Item
from dateline.exchange.readers.blocks import cut
from dateline.exchange.readers.values import Written, quoted

_SPACED: Final = re.compile(rb'"[ \t\r]+:')
"""The end of a key that is written with room before its colon, or what looks like it in a text."""
_LONG: Final = 1_000
"""Digits: a number with more takes long to read, or is refused by Python."""


def blocks(path: Path, file: IO[bytes]) -> Iterator[Block]:
    """Pieces of whole lines."""
    # Longer ones than of rows, which do not repeat the names of fields: of the same events, what is made is as large.
    for line, content in cut(path, file, lambda piece: piece.rfind(b"\n") + 1, sizes=2):
        yield Block(path, line, content)


def items(block: Block) -> Iterator[Item]:
    """One for each line that is not empty."""
    for number, line in enumerate(block.content.split(b"\n"), start=block.line):
        if not line.strip():
            continue
        try:
            raw = orjson.loads(line)
        except ValueError:
            yield _patiently(number, line)
            continue
        if not _SPACED.search(line) and _marks(line) == _keys(raw):
            yield Item(number, raw, "", partial(_spelled, line))
        else:  # the fast reader keeps the last of two keys that are called the same
            yield _patiently(number, line)


def _marks(line: bytes) -> int:
    """How often a key ends in a line that is written as usual. Inside of a text a quote has a backslash before it."""
    marks = line.count(b'":')
    return marks - line.count(b'\\":') if b"\\" in line else marks


def _keys(raw: Any) -> int:
    """How many keys there are in an event, and in the objects of its lists; -1 where it is none."""
    if type(raw) is not dict:
        return -1
    found = len(raw)
    for value in raw.values():
        if type(value) is list:
            for each in value:
                if type(each) is dict:
                    found += len(each)
    return found


def _patiently(number: int, line: bytes) -> Item:
    """What the faster reader refuses: the standard one says why, or reads it (half of a surrogate pair)."""
    try:
        text = line.decode("utf-8-sig")  # else it is taken for UTF-16 where it begins so
        raw = json.loads(text, object_pairs_hook=_once, parse_int=_whole, parse_constant=_refused)
        return Item(number, raw, "", partial(_spelled, line))
    except UnicodeDecodeError:
        return Item(number, None, "is not UTF-8")
    except RecursionError:
        return Item(number, None, "is not JSON: it has too many brackets in each other")
    except ValueError as error:
        return Item(number, None, f"is not JSON: {error}")


def _spelled(line: bytes) -> Any:
    """The value of a line that was read already, its numbers with how they are written."""
    return json.loads(line, parse_float=Written, parse_int=Written)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {quoted(next(key for key in keys if keys.count(key) > 1))} is there twice")
    return found


def _whole(digits: str) -> int | Written:
    return int(digits) if len(digits) < _LONG else Written(digits)


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no number")
