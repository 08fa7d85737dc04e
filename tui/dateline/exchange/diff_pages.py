"""What differs between two chronologies, as text for people and as JSON for scripts: in time order, and all of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.exchange.diff import Changes, Difference, Field, event_changes, name_fields, source_fields
from dateline.query.fields import label
from dateline.record import record
from dateline.store.reader import Reader


def text(old: Reader, new: Reader, found: Changes) -> Iterator[str]:
    """A line for each event, source and name; below it the fields that differ, what they held (-) and hold (+)."""
    for change in event_changes(old, new, found.events):
        event = change.event
        yield f"{change.what:<8} {event.date.text}  {event.kind.name.lower()}  {event.title}  {event.id}\n"
        yield from _fields(change.fields, "    ")
        for citation in change.citations:
            yield f"    citation of {citation.source}: {citation.what}\n"
            yield from _fields(citation.fields, "        ")
    for source in found.sources:
        yield f"{source.what:<8} source  {_label(old, new, 'source', source)}  {source.id}\n"
        yield from _fields(source_fields(old, new, source), "    ")
    for name in found.names:
        yield f"{name.what:<8} name  {name.id}\n"
        yield from _fields(name_fields(old, new, name), "    ")


def as_json(old: Reader, new: Reader, found: Changes) -> Iterator[str]:
    """One object: `events` in time order, `sources` and `names` by id.

    Each has `change` and `id`; what was changed also `fields`, {name: {old, new}}; an event that was added or removed
    is whole in `event`, as `export -f json` has it, and a changed one has its `citations` that differ, by source.
    """
    yield "{\n"
    yield from _array("events", _json_events(old, new, found))
    yield ",\n"
    yield from _array("sources", (_json_other(each, source_fields(old, new, each)) for each in found.sources))
    yield ",\n"
    yield from _array("names", (_json_other(each, name_fields(old, new, each)) for each in found.names))
    yield "\n}\n"


def _json_events(old: Reader, new: Reader, found: Changes) -> Iterator[dict[str, Any]]:
    for change in event_changes(old, new, found.events):
        event = change.event
        said = {"change": change.what, "id": event.id, "title": event.title, "date": event.date.edtf}
        if change.what != "changed":
            yield {**said, "event": record(event)}
            continue
        citations = [
            {"change": each.what, "source": each.source, "fields": _json_fields(each.fields)}
            for each in change.citations
        ]
        yield {**said, "fields": _json_fields(change.fields), "citations": citations}


def _json_other(each: Difference, fields: Sequence[Field]) -> dict[str, Any]:
    said = {"change": each.what, "id": each.id}
    return {**said, "fields": _json_fields(fields)} if each.what == "changed" else said


def _json_fields(fields: Sequence[Field]) -> dict[str, Any]:
    return {each.name: {"old": each.old, "new": each.new} for each in fields}


def _array(name: str, values: Iterator[dict[str, Any]]) -> Iterator[str]:
    between = f'"{name}": [\n'
    for value in values:
        yield between + _dump(value)
        between = ",\n"
    yield "\n]" if between == ",\n" else f'"{name}": []'


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _label(old: Reader, new: Reader, field: str, each: Difference) -> str:
    return label(old if each.what == "removed" else new, field, each.id)


def _fields(fields: Sequence[Field], indent: str) -> Iterator[str]:
    """Of lists and of texts with several lines only the items that are not in both."""
    for each in fields:
        old, new = _items(each.old), _items(each.new)
        gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
        moved = not gone and not come
        yield f"{indent}{each.name}\n"
        yield from (f"{indent}  - {item}\n" for item in (old if moved else gone.elements()))
        yield from (f"{indent}  + {item}\n" for item in (new if moved else come.elements()))


def _items(value: Any) -> list[str]:
    if isinstance(value, list):
        return [_words(each) for each in value]
    return str(value).splitlines()


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_words(part)}" for name, part in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
