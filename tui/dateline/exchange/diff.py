"""What differs between two chronologies: events, sources and names that were added, changed or removed.

Events and sources are told apart by a hash of all that a store has of them; only those that differ are ever read.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final, Literal

from dateline.dates import Edtf
from dateline.model import Event
from dateline.record import Record
from dateline.store.reader import Reader

What = Literal["added", "changed", "removed"]
Row = dict[str, Any]
WHATS: Final[tuple[What, ...]] = ("added", "changed", "removed")
_NAMES: Final = (
    ("kind", "kinds"), ("actor", "actors"), ("category", "categories"), ("system", "systems"), ("place", "places"),
    ("outlet", "outlets"),
)  # fmt: skip
_DERIVED: Final = ("id", "origins")
"""The fields that follow from something else: a difference is said where it was made."""
_PAGE: Final = 500
"""Events that are in memory together."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An event, a source or a name that is not in both chronologies alike."""

    id: str
    what: What
    old: int = -1
    """Of an event: its ordinal in the old chronology."""
    new: int = -1


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs."""

    events: tuple[Difference, ...]
    """In time order; a changed event stands at its new date."""
    sources: tuple[Difference, ...]
    """By id."""
    names: tuple[Difference, ...]
    """Of the vocabularies, as a query writes them: `actor:norland`."""

    @property
    def english(self) -> str:
        """`events: 3 added, 1 changed; sources: 1 added`"""
        parts = (("events", self.events), ("sources", self.sources), ("names", self.names))
        return "; ".join(f"{name}: {counted(found)}" for name, found in parts if found) or "no differences"


@dataclass(frozen=True, slots=True)
class Field:
    """What a field held and what it holds: texts, numbers, lists and mappings, as the curated files have them."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class CitationChange:
    """What an event's citation of a source came to."""

    what: What
    source: str
    fields: tuple[Field, ...]
    """Of an added one the old values are empty, of a removed one the new."""


@dataclass(frozen=True, slots=True)
class EventChange:
    """What an event came to."""

    what: What
    event: Event
    """As it is now; of a removed one, as it was."""
    fields: tuple[Field, ...] = ()
    citations: tuple[CitationChange, ...] = ()


def counted(differences: Sequence[Difference]) -> str:
    """`3 added, 1 changed`; empty for none."""
    numbers = ((sum(each.what == what for each in differences), what) for what in WHATS)
    return ", ".join(f"{number:,} {what}" for number, what in numbers if number)


_FROM_ELSEWHERE: Final[Mapping[str, frozenset[str]]] = {
    "actors": frozenset(("name",)),
    "systems": frozenset(("name", "category", "nato")),
    "places": frozenset(("name", "lat", "lon")),
    "citations": frozenset(("title", "publisher", "issued", "url", "reliability", "outlet", "author")),
}
"""What a record repeats of the things that it names."""


def changes(old: Reader, new: Reader) -> Changes:
    """All that differs. Raises StoreError where a store is damaged."""
    return Changes(
        _events(old, new),
        _differing(*(each.source_digests(late_only=new.grown_from(old)) for each in (old, new))),
        _differing(_vocabulary(old), _vocabulary(new)),
    )


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    found = [Difference(id_, "removed") for id_ in old.keys() - new.keys()]
    found += [Difference(id_, "added") for id_ in new.keys() - old.keys()]
    found += [Difference(id_, "changed") for id_ in old.keys() & new.keys() if old[id_] != new[id_]]
    return tuple(sorted(found, key=lambda each: each.id))


def _events(old: Reader, new: Reader) -> tuple[Difference, ...]:
    grown = new.grown_from(old)  # then all the others are the same, however many
    before, after = old.digests(late_only=grown), new.digests(late_only=grown)
    differing = {each.id: each.what for each in _differing(before, after)}
    first = old.late.first if grown else 0
    at_old = {id_: ordinal for ordinal, id_ in enumerate(before, first) if id_ in differing}
    at_new = {id_: ordinal for ordinal, id_ in enumerate(after, first) if id_ in differing}
    changed = [id_ for id_, what in differing.items() if what == "changed"]
    for id_ in _only_named_otherwise(old, new, changed, at_old, at_new):
        del differing[id_]

    def time(each: Difference) -> tuple[int, int, str]:
        reader, ordinal = (old, each.old) if each.what == "removed" else (new, each.new)
        return reader.lo(ordinal), reader.hi(ordinal), each.id

    found = (Difference(id_, what, at_old.get(id_, -1), at_new.get(id_, -1)) for id_, what in differing.items())
    return tuple(sorted(found, key=time))


def _only_named_otherwise(
    old: Reader, new: Reader, events: Sequence[str], at_old: Mapping[str, int], at_new: Mapping[str, int]
) -> Iterator[str]:
    """Those of which only the names have changed of what is in them: that is no change of the event."""
    for start in range(0, len(events), _PAGE):
        page = events[start : start + _PAGE]
        pairs = zip(old.records([at_old[id_] for id_ in page]), new.records([at_new[id_] for id_ in page]), strict=True)
        yield from (id_ for id_, (was, is_) in zip(page, pairs, strict=True) if _curated(was) == _curated(is_))


def _curated(text: str) -> Record:
    """A record without what comes from the vocabularies and the sources."""
    record: Record = json.loads(text)
    for key in ("sources", "origins", "disagreements"):
        del record[key]
    for key, names in _FROM_ELSEWHERE.items():
        record[key] = [{name: each[name] for name in each if name not in names} for each in record[key]]
    return record


def _vocabulary(reader: Reader) -> dict[str, Any]:
    names = reader.vocabulary
    return {f"{field}:{id_}": _row(value) for field, key in _NAMES for id_, value in getattr(names, key).items()}


def event_changes(old: Reader, new: Reader, events: Sequence[Difference]) -> Iterator[EventChange]:
    """What each of the events came to, read in pages."""
    for start in range(0, len(events), _PAGE):
        page = events[start : start + _PAGE]
        before = old.read([each.old for each in page if each.what != "added"])
        after = new.read([each.new for each in page if each.what != "removed"])
        for each in page:
            if each.what == "changed":
                yield _event_change(before[each.old], after[each.new])
            else:
                yield EventChange(each.what, after[each.new] if each.what == "added" else before[each.old])


def source_fields(old: Reader, new: Reader, source: Difference) -> tuple[Field, ...]:
    """The fields of a changed source that differ; of another one none."""
    return _fields(_row(old.source(source.id)), _row(new.source(source.id))) if source.what == "changed" else ()


def name_fields(old: Reader, new: Reader, name: Difference) -> tuple[Field, ...]:
    """The same of a name."""
    key, _, id_ = name.id.partition(":")
    if name.what != "changed":
        return ()
    before, after = (getattr(reader.vocabulary, dict(_NAMES)[key])[id_] for reader in (old, new))
    return _fields(_row(before), _row(after))


def _event_change(old: Event, new: Event) -> EventChange:
    before, after = _row(old), _row(new)
    was, is_ = before.pop("citations"), after.pop("citations")
    citations = tuple(_citation_changes(was, is_))
    if not citations:  # else their order says nothing
        before["citations"], after["citations"] = ([each["source"] for each in all_] for all_ in (was, is_))
        if was != is_ and before["citations"] == after["citations"]:  # two of the same source have changed places
            before["citations"], after["citations"] = was, is_
    return EventChange("changed", new, _fields(before, after), citations)


def _citation_changes(old: Sequence[Row], new: Sequence[Row]) -> Iterator[CitationChange]:
    """Source by source: those that are the same are set aside, of the others the first old one became the first new."""
    for source in dict.fromkeys(each["source"] for each in (*old, *new)):
        before = [each for each in old if each["source"] == source]
        after = []
        for each in (each for each in new if each["source"] == source):
            if each in before:
                before.remove(each)
            else:
                after.append(each)
        for was, is_ in zip_longest(before, after):
            what: What = "added" if was is None else "removed" if is_ is None else "changed"
            yield CitationChange(what, source, _fields(was or {"source": source}, is_ or {"source": source}))


def _fields(old: Row, new: Row) -> tuple[Field, ...]:
    pairs = ((name, old.get(name, ""), new.get(name, "")) for name in dict.fromkeys((*new, *old)))
    return tuple(Field(name, was, is_) for name, was, is_ in pairs if was != is_)


def _row(value: Any) -> Row:
    """The curated fields of a value of the model; of a category, its name."""
    if isinstance(value, str):
        return {"name": value}
    return {name: _as_curated(getattr(value, name)) for name in _names(value) if name not in _DERIVED}


def _names(value: Any) -> Sequence[str]:
    """The fields of a value of the model: a named tuple or a dataclass; of anything else none."""
    if dataclasses.is_dataclass(value):
        return [each.name for each in dataclasses.fields(value)]
    return getattr(value, "_fields", ())


def _as_curated(value: Any) -> Any:
    """As the curated files write it: what has a name of its own by its id, and no empty fields."""
    if isinstance(value, Edtf):
        return value.edtf
    if hasattr(value, "id"):
        return value.id
    if _names(value):
        return {name: part for name, part in _row(value).items() if part}
    if isinstance(value, tuple):
        return [_as_curated(each) for each in value]
    return "" if value is None else value
