"""CSV (RFC 4180) and TSV: one row an event, with the columns that `dateline export -f csv` writes; lists with `; `."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Final

from dateline.errors import ImportedError, nearest
from dateline.exchange.readers import Block, Item
from dateline.exchange.readers.blocks import MOST, cut
from dateline.problem import Problem

REQUIRED: Final = ("id", "title", "kind", "date")
TEXTS: Final = ("status", "summary", "series", "notes")
LISTS: Final = ("actors", "systems", "places", "tags", "citations", "outlets")
DERIVED: Final = ("start", "end", "precision", "sources", "origins")
"""They follow from the others."""
COLUMNS: Final = (*REQUIRED, *TEXTS, *LISTS, *DERIVED)
_COUNTED: Final = re.compile(r"(?P<name>.*?)(?: × (?P<count>[^,]*))?(?:, “(?P<raw>.*)”)?")
_SOMEWHERE: Final = re.compile(r"(?:(?P<role>from|to|over) )?(?P<name>.*)")
_URL: Final = re.compile(r", (https?://\S+)$")
_TITLE: Final = re.compile(r"“(.+)”")
_KEPT: Final = 4_096
"""Of each sort of things that rows name time and again."""

csv.field_size_limit(MOST)  # else 128 kB: a long text that is exported is read again


def blocks(path: Path, file: IO[bytes]) -> Iterator[Block]:
    """Pieces of whole rows: a row ends with a line outside of quotes."""
    columns: tuple[str, ...] = ()
    for line, content in cut(path, file, _rows_end, hint="; is a quote in it not closed?"):
        if columns:
            yield Block(path, line, content, columns)
        else:
            header, _, rows = content.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
            columns = _columns(path, header)
            yield Block(path, line + 1, rows, columns)


def _rows_end(piece: bytes) -> int:
    end = piece.rfind(b"\n") + 1
    quotes = piece.count(b'"', 0, end)
    while end and quotes % 2:  # inside of quotes
        after, end = end, piece.rfind(b"\n", 0, end - 1) + 1
        quotes -= piece.count(b'"', end, after)
    return end


def _columns(path: Path, header: bytes) -> tuple[str, ...]:
    """Raises ImportedError where a column is missing, unknown or there twice."""
    try:
        (columns,) = csv.reader([header.decode("utf-8")], delimiter=_delimiter(path)) if header else ([],)
    except UnicodeDecodeError:
        raise ImportedError([Problem(path, 1, "is not UTF-8")]) from None
    except csv.Error as error:
        raise ImportedError([Problem(path, 1, f"is not CSV: {error}")]) from None
    missing = [name for name in REQUIRED if name not in columns]
    unknown = [name for name in columns if name not in COLUMNS]
    twice = [name for name in COLUMNS if columns.count(name) > 1]
    if missing:
        problem = f"the first line has no column {' and no column '.join(missing)}"
    elif unknown:
        hint = nearest(unknown[0], COLUMNS) or f"; there are: {', '.join(COLUMNS)}"
        problem = f"no column '{unknown[0]}'{hint}"
    elif twice:
        problem = f"two columns are called {twice[0]}; leave one of them out"
    else:
        return tuple(columns)
    raise ImportedError([Problem(path, 1, problem)])


def _delimiter(path: Path) -> str:
    return "\t" if path.suffix.lower() == ".tsv" else ","


def items(block: Block) -> Iterator[Item]:
    """One for each row."""
    try:
        text = block.content.decode("utf-8")
    except UnicodeDecodeError as error:
        yield Item(block.line + block.content.count(b"\n", 0, error.start), None, "is not UTF-8")
        return
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(block.file), strict=True)
    before = 0
    while True:
        line = block.line + before
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Item(line, None, f"is not CSV: {error}")
            return
        if row is None:
            return
        before = rows.line_num
        if not row:
            continue
        if len(row) != len(block.columns):
            yield Item(line, None, f"has {len(row)} fields where the first line has {len(block.columns)} columns")
        else:
            try:
                yield Item(line, _raw(dict(zip(block.columns, row, strict=True))))
            except ValueError as error:
                yield Item(line, None, str(error))


def _raw(row: dict[str, str]) -> dict[str, Any]:
    """The row with the keys of the JSON of an event. Raises ValueError."""
    raw: dict[str, Any] = {key: _free(row.get(key, "")) for key in (*REQUIRED, *TEXTS)}
    raw["actors"] = list(map(_actor, _listed(row.get("actors", ""))))
    raw["systems"] = list(map(_system, _listed(row.get("systems", ""))))
    raw["places"] = list(map(_place, _listed(row.get("places", ""))))
    raw["tags"] = _listed(row.get("tags", ""))
    raw["citations"] = _citations(_listed(row.get("citations", "")), _listed(row.get("outlets", "")))
    return raw


def _free(text: str) -> str:
    """Without the mark that keeps a spreadsheet from running it."""
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@\t\r") else text


def _listed(text: str) -> list[str]:
    return [each for each in _free(text).split("; ") if each]


# All texts of an object are there, though they are empty: then it is soon known whether it was met before.


@lru_cache(maxsize=_KEPT)
def _actor(name: str) -> dict[str, str]:
    return {"id": "", "name": name, "role": "", "unit": "", "personnel": ""}


@lru_cache(maxsize=_KEPT)
def _system(text: str) -> dict[str, str]:
    return {"id": "", "category": "", "nato": "", **_matched(_COUNTED, text)}


@lru_cache(maxsize=_KEPT)
def _place(text: str) -> dict[str, str]:
    return {"id": "", **_matched(_SOMEWHERE, text)}


def _matched(pattern: re.Pattern[str], text: str) -> dict[str, str]:
    """The groups of the pattern; what it cannot tell apart is the name."""
    found = pattern.fullmatch(text)
    return {**dict.fromkeys(pattern.groupindex, ""), **(found.groupdict("") if found else {"name": text})}


def _citations(references: list[str], outlets: list[str]) -> list[dict[str, str]]:
    """Raises ValueError where it is not known which outlet belongs to which."""
    if len(references) != len(outlets):
        references = list(_rejoined(references))
    if outlets and len(references) != len(outlets):
        raise ValueError(
            f"has {len(references)} citations and {len(outlets)} outlets; name one for each, in their order, or none"
        )
    return list(map(_citation, references, outlets or [""] * len(references)))


def _rejoined(pieces: Sequence[str]) -> list[str]:
    """The references whose pieces these are: a title, which stands in quotes, may have a semicolon in it."""
    whole: list[list[str]] = []
    open_ = 0  # quotes that are not closed yet
    for piece in pieces:
        if open_ > 0:
            whole[-1].append(piece)
        else:
            whole.append([piece])
            open_ = 0
        open_ += piece.count("“") - piece.count("”")
    return ["; ".join(each) for each in whole]


def _citation(reference: str, outlet: str) -> dict[str, str]:
    """A reference as the export words it; what cannot be told apart stays in the title."""
    title, url = _TITLE.search(reference), _URL.search(reference)
    return {
        "source": "", "title": title[1] if title else reference, "publisher": "", "issued": "",
        "url": url[1] if url else "", "locator": "", "says": "", "date": "", "attribution": "", "reliability": "",
        "credibility": "", "outlet": outlet,
    }  # fmt: skip
