"""Rules that hold across the curated files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from dateline.curated.entry import Unread
from dateline.curated.files import CuratedFiles
from dateline.curated.names import spellings
from dateline.errors import nearest
from dateline.model import Chronology, Outlet, Vocabulary
from dateline.problem import Problem
from dateline.text import clean, fold

Lines = Mapping[tuple[Path, str], int]


def problems(chronology: Chronology, files: CuratedFiles, lines: Lines) -> Iterator[Problem]:
    """What is wrong between the entries; `lines` has the line of each id in its file."""
    names = chronology.vocabulary
    actors, systems, places = (files.vocabulary(name) for name in ("actors", "systems", "places"))
    yield from _hierarchy("part_of", {a.id: a.part_of for a in names.actors.values()}, actors, lines)
    variants = {s.id: (s.variant_of,) if s.variant_of else () for s in names.systems.values()}
    yield from _hierarchy("variant_of", variants, systems, lines)
    yield from _hierarchy("within", {p.id: p.within for p in names.places.values()}, places, lines)
    for category in names.categories:
        parent = category.rpartition("/")[0]
        if parent and parent not in names.categories:
            yield Problem(systems, lines[systems, category], f"category '{category}': its parent '{parent}' is missing")
    yield from _spellings(names, files, lines)
    yield from _domains(names.outlets, files.vocabulary("outlets"), lines)
    yield from _sources(chronology, files, lines)
    yield from _kinds(names, files.vocabulary("kinds"), lines)
    yield from _related(chronology, files.events, lines)


def _hierarchy(field: str, parents: Mapping[str, Sequence[str]], path: Path, lines: Lines) -> Iterator[Problem]:
    for id_, above in parents.items():
        for parent in above:
            if parent not in parents:
                hint = nearest(parent, list(parents))
                yield Problem(path, lines[path, id_], f"{id_}: no {field} '{parent}'{hint}")
    for id_, message in _circles(field, parents):
        yield Problem(path, lines[path, id_], message)


def _circles(field: str, parents: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Each id that leads to itself, and the message."""
    try:
        return TopologicalSorter(parents).prepare()
    except CycleError:
        pass  # it names one circle; here follow all who are in any
    for id_, above in parents.items():
        for first in above:
            seen, waiting = set[str](), [first]
            while waiting:
                parent = waiting.pop()
                if parent not in seen:
                    seen.add(parent)
                    waiting.extend(parents.get(parent, ()))
            if id_ in seen:
                yield id_, f"{id_}: is {field} itself, by way of '{first}'"
                break


def _spellings(names: Vocabulary, files: CuratedFiles, lines: Lines) -> Iterator[Problem]:
    """Two entries must not share a name: a query could mean either."""
    owner: dict[tuple[str, str], str] = {}
    for each in spellings(names):
        path = files.vocabulary(f"{each.field}s")
        for spelling in (*each.written, *each.also):
            first = owner.setdefault((each.field, fold(spelling)), each.id)
            if first != each.id:
                message = f"{each.id}: the name '{spelling}' already belongs to '{first}'"
                yield Problem(path, lines[path, each.id], message)


def _domains(outlets: Mapping[str, Outlet], path: Path, lines: Lines) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for outlet in outlets.values():
        for domain in outlet.domains:
            if owners.setdefault(domain, outlet.id) != outlet.id:
                message = f"{outlet.id}: the domain '{domain}' already belongs to '{owners[domain]}'"
                yield Problem(path, lines[path, outlet.id], message)


def _sources(chronology: Chronology, files: CuratedFiles, lines: Lines) -> Iterator[Problem]:
    """A `derived_from` names a source, an outlet or an actor: one of them, and in the end somebody else."""
    names, sources = chronology.vocabulary, chronology.sources
    paths = {path.stem: path for path in files.sources}
    for id_, path in paths.items():
        for what, others in (("an outlet", names.outlets), ("an actor", names.actors)):
            if id_ in others:
                yield Problem(path, 0, f"{id_}: is the id of {what} as well; give the file another name")
    for id_, message in _circles("derived_from", {source.id: source.derived_from for source in sources.values()}):
        yield Problem(paths[id_], lines[paths[id_], "derived_from"], message)
    if isinstance(names.outlets, Unread) or isinstance(names.actors, Unread):
        return  # their files could not be read, and say so themselves
    known = {*paths, *names.outlets, *names.actors}
    for source in sources.values():
        for id_ in source.derived_from:
            if id_ not in known:
                path, hint = paths[source.id], nearest(id_, sorted(known))
                yield Problem(path, lines[path, "derived_from"], f"{source.id}: no derived_from '{id_}'{hint}")


def _kinds(names: Vocabulary, path: Path, lines: Lines) -> Iterator[Problem]:
    for kind in names.kinds.values():
        if not _one_cell(kind.glyph):
            yield Problem(path, lines[path, kind.id], f"{kind.id}: glyph must be one character, one cell wide")
        if len(kind.ascii) != 1 or not kind.ascii.isascii() or not kind.ascii.isprintable():
            yield Problem(path, lines[path, kind.id], f"{kind.id}: ascii must be one ASCII character")


def _one_cell(glyph: str) -> bool:
    if len(glyph) != 1 or not glyph.isprintable() or clean(glyph) != glyph:
        return False
    wide_or_none = unicodedata.east_asian_width(glyph) in "WF" or unicodedata.category(glyph).startswith("M")
    return 0x20 < ord(glyph) < 0x2E80 and not wide_or_none


def _related(chronology: Chronology, path: Path, lines: Lines) -> Iterator[Problem]:
    for event in chronology.events:
        for relation in event.related:
            if (path, relation.event) not in lines:  # an event that could not be read has a line as well
                hint = nearest(relation.event, sorted(id_ for file, id_ in lines if file == path))
                message = f"{event.id}, related: no event '{relation.event}'{hint}"
                yield Problem(path, lines[path, event.id], message)
            elif relation.event == event.id:
                message = f"{event.id}, related: an event is not related to itself"
                yield Problem(path, lines[path, event.id], message)
    for name in ("part-of", "follows"):
        parents = {
            event.id: [r.event for r in event.related if r.relation == name and r.event != event.id]
            for event in chronology.events
        }
        for id_, message in _circles(name, parents):
            yield Problem(path, lines[path, id_], message)
