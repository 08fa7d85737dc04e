"""What events name: an id that is not known yet is explained by what stands beside it, where it is named first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any, Final

from dateline import model
from dateline.exchange.readers.ids import slug
from dateline.exchange.readers.remembered import keep
from dateline.exchange.readers.values import Shape, degrees, one_of
from dateline.model import Actor, Kind, Outlet, Place, System, Vocabulary
from dateline.record import Record
from dateline.text import fold

UNSORTED: Final = "unsorted"
"""The category of a system of which nobody says one."""
_ACTOR: Final = Shape("an actor", ("id", "name", "role", "unit", "personnel"))
_SYSTEM: Final = Shape("a system", ("id", "name", "category", "nato", "count", "raw"))
_PLACE: Final = Shape("a place", ("id", "name", "role"), ("lat", "lon"))


class Names:
    """The names that are known, and those that events bring; `news` gives these."""

    def __init__(self, known: Vocabulary) -> None:
        """`known` are names that need not be explained."""
        self.kinds, self.actors = dict(known.kinds), dict(known.actors)
        self.categories, self.systems = dict(known.categories), dict(known.systems)
        self.places, self.outlets = dict(known.places), dict(known.outlets)
        self._new: dict[str, dict[str, Any]] = {}
        self.actor = _Once(_ACTOR, self._actor)
        self.system = _Once(_SYSTEM, self._system)
        self.place = _Once(_PLACE, self._place)
        named: tuple[tuple[str, Mapping[str, Any]], ...] = (
            ("actor", known.actors), ("system", known.systems), ("place", known.places),
        )  # fmt: skip
        self._named: dict[str, dict[str, str]] = {
            field: {fold(name): each.id for each in things.values() for name in (each.id, each.name, *each.aliases)}
            for field, things in named
        }

    def news(self) -> Vocabulary:
        """The names that were met since the last call, or explained."""
        new, self._new = self._new, {}
        return Vocabulary(**new)

    def _learn(self, table: str, id_: str, thing: Any) -> None:
        things = getattr(self, table)
        if id_ in things:  # what was made of the id alone
            for once in (self.actor, self.system, self.place):
                once.forget()
        things[id_] = thing
        self._new.setdefault(table, {})[id_] = thing

    def kind(self, id_: str) -> str:
        if id_ not in self.kinds:
            self._learn("kinds", id_, Kind(id_, id_, id_, "·", "."))
        return id_

    def speaker(self, id_: str) -> None:
        """An actor who is quoted."""
        if id_ not in self.actors:
            self._learn("actors", id_, Actor(id_, id_, ""))

    def outlet(self, id_: str, name: str, rated: str) -> Outlet:
        """Who publishes: by its id, else by its name, else unknown."""
        id_ = id_ or (slug(name) if name else "unknown")
        if id_ not in self.outlets:
            rated = one_of("reliability", rated, model.RELIABILITIES, "F")
            self._learn("outlets", id_, Outlet(id_, name or id_, "unknown", rated, ""))
        return self.outlets[id_]

    def _actor(self, _: Mapping[str, Any], id_: str, name: str, role: str, unit: str, personnel: str) -> Record:
        id_ = self._identify(id_, name, "actor")
        if unexplained(self.actors.get(id_), name):
            self._learn("actors", id_, Actor(id_, name or id_, ""))
        return {
            "id": id_, "name": self.actors[id_].name, "role": one_of("role", role, model.ACTOR_ROLES, "participant"),
            "unit": unit, "personnel": personnel,
        }  # fmt: skip

    def _system(
        self, _: Mapping[str, Any], id_: str, name: str, category: str, nato: str, count: str, wording: str
    ) -> Record:
        id_ = self._identify(id_, name, "system")
        if unexplained(self.systems.get(id_), name):
            if id_ in self.categories:
                raise ValueError(f"'{id_}' is a category of systems; name a system")
            parts = (category or UNSORTED).split("/")
            for end in range(1, len(parts) + 1):
                if (path := "/".join(parts[:end])) not in self.categories:
                    self._learn("categories", path, parts[end - 1])
            self._learn("systems", id_, System(id_, name or id_, category or UNSORTED, nato))
        system = self.systems[id_]
        return {
            "id": id_, "name": system.name, "category": system.category, "nato": system.nato, "count": count,
            "raw": wording,
        }  # fmt: skip

    def _place(self, raw: Mapping[str, Any], id_: str, name: str, role: str) -> Record:
        id_ = self._identify(id_, name, "place")
        if unexplained(self.places.get(id_), name):
            lat, lon = degrees(raw, "lat", 90), degrees(raw, "lon", 180)
            self._learn("places", id_, Place(id_, name or id_, "", lat=lat, lon=lon))
        place = self.places[id_]
        return {
            "id": id_, "name": place.name, "role": one_of("role", role, model.PLACE_ROLES, "at"), "lat": place.lat,
            "lon": place.lon,
        }  # fmt: skip

    def _identify(self, id_: str, name: str, field: str) -> str:
        """The id that is given, or that of the name, or one that is made of the name."""
        if id_:
            return id_
        if not name.strip():
            raise ValueError(f"has a{'n' if field == 'actor' else ''} {field} without id and name")
        known = self._named[field]
        key = fold(name) or name
        if key not in known:
            known[key] = slug(name)
        return known[key]


def unexplained(thing: Actor | System | Place | None, name: str) -> bool:
    """Whether something is not known, or by its id alone and now by its name."""
    return thing is None or (thing.name == thing.id and name not in ("", thing.id))


class _Once:
    """What `made` makes of an object and its texts, which is the same for all that have the same texts."""

    def __init__(self, shape: Shape, made: Callable[..., Record]) -> None:
        self._shape, self._made = shape, made
        self._get, self._known = itemgetter(*shape.texts), frozenset(shape.keys)
        self._kept: dict[tuple[str, ...], Record] = {}

    def forget(self) -> None:
        self._kept.clear()

    def __call__(self, raw: Mapping[str, Any]) -> Record:
        try:
            if self._known.issuperset(raw):
                return self._kept[self._get(raw)]
        except (KeyError, TypeError):  # it is new, or has something that is no text
            pass
        texts = self._shape(raw)
        return keep(self._kept, texts, self._made(raw, *texts))
