"""Rules that hold across the curated files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dateline.curated.files import CuratedFiles, line_of
from dateline.curated.names import spellings
from dateline.errors import Problem, nearest
from dateline.model import Chronology, Event, Vocabulary
from dateline.text import clean, fold


def problems(chronology: Chronology, files: CuratedFiles, lines: Mapping[str, int]) -> Iterator[Problem]:
    """What is wrong between the entries; `lines` has the line of each event in events.yaml."""
    names = chronology.vocabulary
    actors, systems, places = (files.vocabulary(name) for name in ("actors", "systems", "places"))
    outlets = files.vocabulary("outlets")
    yield from _hierarchy("part_of", {a.id: a.part_of for a in names.actors.values()}, actors)
    variants = {s.id: (s.variant_of,) if s.variant_of else () for s in names.systems.values()}
    yield from _hierarchy("variant_of", variants, systems)
    yield from _hierarchy("within", {p.id: p.within for p in names.places.values()}, places)
    for path, category in ((systems, c) for c in names.categories):
        parent = category.rpartition("/")[0]
        if parent and parent not in names.categories:
            yield Problem(path, line_of(path, category), f"category '{category}': its parent '{parent}' is missing")
    yield from _spellings(names, files)
    owners: dict[str, str] = {}
    for outlet in names.outlets.values():
        for domain in outlet.domains:
            if owners.setdefault(domain, outlet.id) != outlet.id:
                message = f"{outlet.id}: the domain '{domain}' already belongs to '{owners[domain]}'"
                yield Problem(outlets, line_of(outlets, outlet.id), message)
    yield from _derived(chronology, files)
    yield from _kinds(chronology, files.vocabulary("kinds"))
    for event in chronology.events:
        yield from _related(event, files.events, lines)


def _derived(chronology: Chronology, files: CuratedFiles) -> Iterator[Problem]:
    names = chronology.vocabulary
    if not names.outlets or not names.actors:
        return  # their files could not be read, and say so themselves
    known = {*chronology.sources, *names.outlets, *names.actors}
    paths = {path.stem: path for path in files.sources}
    for source in chronology.sources.values():
        for id_ in source.derived_from:
            if id_ not in known and id_ not in paths:
                path, hint = paths[source.id], nearest(id_, sorted(known))
                yield Problem(path, line_of(path, "derived_from"), f"{source.id}: no derived_from '{id_}'{hint}")


def _hierarchy(field: str, parents: Mapping[str, Sequence[str]], path: Path) -> Iterator[Problem]:
    for id_, above in parents.items():
        for parent in above:
            if parent not in parents:
                hint = nearest(parent, list(parents))
                yield Problem(path, line_of(path, id_), f"{id_}: no {field} '{parent}'{hint}")
        seen, waiting = set(), list(above)
        while waiting:
            parent = waiting.pop()
            if parent == id_:
                yield Problem(path, line_of(path, id_), f"{id_}: is {field} itself, by way of '{above[0]}'")
                break
            if parent not in seen:
                seen.add(parent)
                waiting.extend(parents.get(parent, ()))


def _spellings(names: Vocabulary, files: CuratedFiles) -> Iterator[Problem]:
    """Two entries must not share a name: a query could mean either."""
    owner: dict[tuple[str, str], str] = {}
    for each in spellings(names):
        path = files.vocabulary(f"{each.field}s")
        for spelling in (*each.written, *each.also):
            first = owner.setdefault((each.field, fold(spelling)), each.id)
            if first != each.id:
                message = f"{each.id}: the name '{spelling}' already belongs to '{first}'"
                yield Problem(path, line_of(path, each.id), message)


def _kinds(chronology: Chronology, path: Path) -> Iterator[Problem]:
    for kind in chronology.vocabulary.kinds.values():
        if not _one_cell(kind.glyph):
            yield Problem(path, line_of(path, kind.id), f"{kind.id}: glyph must be one character, one cell wide")
        if len(kind.ascii) != 1 or not kind.ascii.isascii() or not kind.ascii.isprintable():
            yield Problem(path, line_of(path, kind.id), f"{kind.id}: ascii must be one ASCII character")


def _one_cell(glyph: str) -> bool:
    if len(glyph) != 1 or not glyph.isprintable() or clean(glyph) != glyph:
        return False
    wide_or_none = unicodedata.east_asian_width(glyph) in "WF" or unicodedata.category(glyph).startswith("M")
    return 0x20 < ord(glyph) < 0x2E80 and not wide_or_none


def _related(event: Event, path: Path, lines: Mapping[str, int]) -> Iterator[Problem]:
    for relation in event.related:
        if relation.event not in lines:  # an event that could not be read has a line as well
            hint = nearest(relation.event, sorted(lines))
            yield Problem(path, lines[event.id], f"{event.id}, related: no event '{relation.event}'{hint}")
        elif relation.event == event.id:
            yield Problem(path, lines[event.id], f"{event.id}, related: an event is not related to itself")
