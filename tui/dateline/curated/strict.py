"""Rules for a chronology that is handed on as an archive: what is allowed in the making must not stay."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from dateline.curated.addresses import host
from dateline.curated.files import CuratedFiles
from dateline.curated.origins import Origins
from dateline.model import Chronology, Event, Source
from dateline.problem import Problem

TITLE: Final = 80
"""Characters, at most."""
_POINTS: Final = ("settlement", "training-ground", "base")
"""Types of places that have a point."""


def problems(chronology: Chronology, files: CuratedFiles, lines: Mapping[tuple[Path, str], int]) -> Iterator[Problem]:
    """What is not yet good enough; `lines` has the line of each id in its file."""
    names = chronology.vocabulary
    used = _used(chronology)
    for name, unused in _orphans(chronology, used).items():
        path = files.vocabulary(name)
        if not path.is_relative_to(files.root):
            continue  # the names that come with Dateline are there for everybody
        yield from (Problem(path, lines[path, id_], f"{id_}: no event leads to it; remove it") for id_ in unused)
    path = files.vocabulary("places")
    for place in names.places.values():
        if place.type in _POINTS and place.lat is None and not place.precision:
            yield Problem(
                path,
                lines[path, place.id],
                f"{place.id}: a {place.type} needs lat and lon, or in precision why there are none",
            )
    paths = {path.stem: path for path in files.sources}
    for source in chronology.sources.values():
        wrong = [*_source(source), *(["no event leads to it; remove it"] if source.id not in used else [])]
        yield from (Problem(paths[source.id], 1, f"{source.id}: {what}") for what in wrong)
    known = {event.id: event for event in chronology.events}
    origins = Origins(chronology.sources, names.outlets, names.actors)
    series = Counter(event.series for event in chronology.events)
    alike: dict[object, list[Event]] = defaultdict(list)
    for event in chronology.events:
        wrong = [*_event(event, known), *_confirmed(event, origins), *_duplicates(event, alike)]
        if event.series and series[event.series] < 2:
            wrong.append(f"no other event is in the series '{event.series}'")
        yield from (Problem(files.events, lines[files.events, event.id], f"{event.id}: {what}") for what in wrong)


def _used(chronology: Chronology) -> Mapping[str, Source]:
    """The sources that an event cites, and those that they repeat."""
    cited = {source.id for event in chronology.events for source in event.sources}
    found = _with_parents(cited, {source.id: source.derived_from for source in chronology.sources.values()})
    return {id_: source for id_, source in chronology.sources.items() if id_ in found}


def _orphans(chronology: Chronology, used_sources: Mapping[str, Source]) -> dict[str, list[str]]:
    """Vocabulary to the ids in it that neither an event uses nor anything below them. Kinds are there for everybody."""
    names = chronology.vocabulary
    actors, systems, places, outlets = set(), set(), set(), set()
    for event in chronology.events:
        actors |= {a.actor.id for a in event.actors} | {c.attribution.id for c in event.citations if c.attribution}
        systems |= {s.system.id for s in event.systems}
        places |= {p.place.id for p in event.places}
    repeated = {id_ for source in used_sources.values() for id_ in source.derived_from}
    actors |= repeated & names.actors.keys()
    outlets |= {source.publisher.id for source in used_sources.values()} | (repeated & names.outlets.keys())
    actors |= {names.outlets[id_].voice_of for id_ in outlets} - {""}
    used = {
        "actors": _with_parents(actors, {a.id: a.part_of for a in names.actors.values()}),
        "systems": _with_parents(systems, {s.id: (s.variant_of,) for s in names.systems.values() if s.variant_of}),
        "places": _with_parents(places, {p.id: p.within for p in names.places.values()}),
        "outlets": outlets,
    }
    all_: dict[str, Mapping[str, object]] = {
        "actors": names.actors, "systems": names.systems, "places": names.places, "outlets": names.outlets,
    }  # fmt: skip
    unused = {name: [id_ for id_ in entries if id_ not in used[name]] for name, entries in all_.items()}
    of_systems = {names.systems[id_].category for id_ in used["systems"]}
    unused["systems"] += [c for c in names.categories if not any(o == c or o.startswith(f"{c}/") for o in of_systems)]
    return unused


def _with_parents(ids: set[str], parents: Mapping[str, tuple[str, ...]]) -> set[str]:
    found, waiting = set(), list(ids)
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            waiting.extend(parents.get(id_, ()))
    return found


def _source(source: Source) -> Iterator[str]:
    if not source.url:
        yield "no URL"
    elif not (at := host(source.url)):
        yield f"the URL '{source.url}' is not well formed"
    elif not source.publisher.publishes_at(at):
        yield f"{at} is no domain of {source.publisher.id}; name another publisher, or add the domain to the outlet"
    if source.issued is None:
        yield "no date of publication; give the limits between which it must lie, and in issued-basis why"
    if source.read == "full" and not source.sha256:
        yield "no sha256 of the text that was read"
    if not source.digest:
        yield "no digest"


def _event(event: Event, known: Mapping[str, Event]) -> Iterator[str]:
    if len(event.title) > TITLE:
        yield f"its title has {len(event.title)} characters; {TITLE} are the most"
    for citation in event.citations:
        if not citation.supports:
            yield f"the citation of {citation.source.id} supports nothing"
        if not citation.credibility:
            yield f"the citation of {citation.source.id} has no credibility"
    if event.status != "planned":
        published = [c.source.issued.sort_key[1] for c in event.citations if c.source.issued]
        lo, hi = event.date.sort_key
        if published and lo > max(published):
            yield "it begins after its last source was published; is its status planned?"
        elif published and event.date.extent and max(published) < hi < math.inf and not _doubtful_end(event):
            yield "it ends after its last source was published; mark the end with ?"
    for relation in event.related:
        other = known[relation.event]
        (lo, hi), (other_lo, other_hi) = event.date.sort_key, other.date.sort_key
        if relation.relation == "part-of" and (lo > other_hi or hi < other_lo):
            yield f"it is not in the days of {other.id}, of which it is said to be a part"
        if relation.relation == "follows" and hi < other_lo:
            yield f"it ends before {other.id} begins, which it is said to follow"


def _confirmed(event: Event, origins: Origins) -> Iterator[str]:
    # The two origins of one page confirm nothing: it is that page alone that says so.
    several = len(event.sources) > 1 and len(event.origins) > 1
    for citation in event.citations:
        others = set(origins.of(c for c in event.citations if c is not citation)) & set(event.origins)
        if citation.credibility == "1" and not (several and others - set(origins.of([citation]))):
            yield f"the citation of {citation.source.id} is graded 1, but nobody else confirms it: give 2 or 3"


def _doubtful_end(event: Event) -> bool:
    end = event.date.points[-1]
    return end is not None and end.uncertain


def _duplicates(event: Event, alike: dict[object, list[Event]]) -> Iterator[str]:
    """Other events before it of the same kind, actors and systems whose days overlap, and that are not related."""
    same = alike[event.kind.id, frozenset(a.actor.id for a in event.actors),
                 frozenset(s.system.id for s in event.systems)]  # fmt: skip
    lo, hi = event.date.sort_key
    for other in same:
        other_lo, other_hi = other.date.sort_key
        linked = any(r.event == other.id for r in event.related) or any(r.event == event.id for r in other.related)
        if lo <= other_hi and other_lo <= hi and not linked:
            yield f"the same kind, actors and systems as {other.id}, at the same time: merge or relate them"
    same.append(event)
