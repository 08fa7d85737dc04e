"""Files that were read already, looked through once more: to say where something stands that does not go together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from dateline.exchange.readers import Item
from dateline.exchange.readers.values import quoted
from dateline.problem import Problem

_OF_SOURCE: Final = ("title", "publisher", "outlet", "issued", "url", "author")


def twice(items: Iterable[tuple[Path, Item]], events: Collection[str], held: Collection[str]) -> Iterator[Problem]:
    """Where these events stand for the second time, each once; those that are `held` stand in the store already."""
    where = dict.fromkeys(held, "the store")
    left = set(events)
    for file, item in items:
        if not isinstance(item.raw, dict) or (id_ := str(item.raw.get("id"))) not in left:
            continue
        if id_ in where:
            yield Problem(file, item.line, f"the event '{id_}' is there already, in {where[id_]}")
            left.remove(id_)
            if not left:
                return
        else:
            where[id_] = _named(file, item.line)


def otherwise(items: Iterable[tuple[Path, Item]], sources: Collection[str]) -> Iterator[Problem]:
    """Where something else is said of these sources than before; or in the store, where the files say the same."""
    first: dict[str, tuple[Path, int, Mapping[str, Any]]] = {}
    found: set[str] = set()
    for file, item in items:
        for citation in _citations(item.raw):
            id_ = str(citation.get("source"))
            if id_ not in sources:
                continue
            where, line, before = first.setdefault(id_, (file, item.line, citation))
            for key in _OF_SOURCE:
                if (said := citation.get(key) or "") != (other := before.get(key) or ""):
                    found.add(id_)
                    yield Problem(file, item.line, _differs(id_, key, said, other, _named(where, line)))
                    break
    for id_ in first.keys() - found:
        yield Problem(*first[id_][:2], f"says something else of the source '{id_}' than the store does; {_REMEDY}")


_REMEDY: Final = "say the same of it, or give it another id"


def _named(file: Path, line: int) -> str:
    """A place as a sentence has it."""
    return str(Problem(file, line, "")).rstrip(": ")


def _citations(raw: Any) -> list[Mapping[str, Any]]:
    return (raw.get("citations") or []) if isinstance(raw, dict) else []


def _differs(id_: str, key: str, said: Any, other: Any, where: str) -> str:
    one, two = (f"the {key} {quoted(str(each))}" if each else f"no {key}" for each in (said, other))
    return f"the source '{id_}' has {one} here and {two} in {where}; {_REMEDY}"
