"""What a query may call each named thing: the one place that says so, for the check and for the store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.model import Outlet, Source, Vocabulary


class Named(NamedTuple):
    """A thing and its names."""

    field: str
    """Of the query language: kind, actor, system, place, outlet, source."""
    id: str
    written: tuple[str, ...]
    """The id, the name, and the aliases as the file has them."""
    also: tuple[str, ...] = ()
    """What follows from its other fields: a code, a NATO name, a name without The."""


def spellings(names: Vocabulary) -> Iterator[Named]:
    """Of everything in the vocabularies."""
    for kind in names.kinds.values():
        yield Named("kind", kind.id, (kind.id, kind.name), _but((kind.plural,), kind.name))
    for actor in names.actors.values():
        written = (actor.id, actor.name, *actor.aliases)
        yield Named("actor", actor.id, written, _but((actor.short,), *written))
    leaves = [path.rpartition("/")[2] for path in names.categories]
    for path, name in names.categories.items():
        leaf = path.rpartition("/")[2]
        yield Named("system", path, (path, name), _but((leaf,), path) if leaves.count(leaf) == 1 else ())
    for system in names.systems.values():
        written = (system.id, system.name, *system.aliases)
        yield Named("system", system.id, written, _but((system.nato,), *written))
    for place in names.places.values():
        yield Named("place", place.id, (place.id, place.name, *place.aliases))
    for outlet in names.outlets.values():
        yield of_outlet(outlet)


def of_outlet(outlet: Outlet) -> Named:
    written = (outlet.id, outlet.name, *outlet.aliases)
    return Named("outlet", outlet.id, written, _but((outlet.name.removeprefix("The "),), *written))


def of_source(source: Source) -> Named:
    """A source is also called by the names of its outlet, which stand for all that it published."""
    outlet = of_outlet(source.publisher)
    written = (source.id, source.title)
    return Named("source", source.id, written, _but((*outlet.written, *outlet.also), *written))


def _but(names: tuple[str, ...], *known: str) -> tuple[str, ...]:
    """Those that are given and not known already."""
    return tuple(name for name in dict.fromkeys(names) if name and name not in known)
