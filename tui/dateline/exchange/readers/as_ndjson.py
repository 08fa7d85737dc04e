"""NDJSON: one event a line, as `dateline export -f ndjson` writes it; what a line leaves out is empty."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import orjson

from dateline.exchange.readers import Block, Item
from dateline.exchange.readers.blocks import cut


def blocks(path: Path, file: IO[bytes]) -> Iterator[Block]:
    """Pieces of whole lines."""
    line = 1
    for content in cut(file, lambda piece: piece.rfind(b"\n") + 1):
        yield Block(path, line, content)
        line += content.count(b"\n")


def items(block: Block) -> Iterator[Item]:
    """One for each line that is not empty."""
    for number, line in enumerate(block.content.split(b"\n"), start=block.line):
        if not line.strip():
            continue
        try:
            yield Item(number, orjson.loads(line))
        except ValueError:
            yield _patiently(number, line)


def _patiently(number: int, line: bytes) -> Item:
    """What the faster reader refuses: the standard one says why, or reads it (UTF-16; half of a surrogate pair)."""
    try:
        return Item(number, json.loads(line))
    except UnicodeDecodeError:
        return Item(number, None, "is not UTF-8")
    except (ValueError, RecursionError) as error:
        return Item(number, None, f"is not JSON: {error}")
