"""An event as somebody's file has it, made whole: every key of the JSON of an event, and the names that it brings."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, Final, NamedTuple

from dateline import model
from dateline.curated.origins import Origins
from dateline.dates import Edtf, iso, parse
from dateline.errors import DateError
from dateline.model import Actor, Citation, Kind, Outlet, Place, Source, System, Vocabulary
from dateline.record import Record
from dateline.text import fold

UNSORTED: Final = "unsorted"
"""The category of a system of which nobody says one."""
_HELD: Final = 20_000
"""Sources that are remembered."""
_DATED: Final = 20_000
"""Dates of which the words are remembered."""
_NAME: Final = re.compile(r"[^\W_]+")


class Normal(NamedTuple):
    """An event that is whole."""

    record: Record
    date: Edtf
    origins: tuple[str, ...]


class Normalizer:
    """Makes events whole, and gathers what they name; `news` gives it."""

    def __init__(self, known: Vocabulary) -> None:
        """`known` are names that need not be explained."""
        self.kinds, self.actors = dict(known.kinds), dict(known.actors)
        self.categories, self.systems = dict(known.categories), dict(known.systems)
        self.places, self.outlets = dict(known.places), dict(known.outlets)
        self._told = [len(table) for table in known.tables]
        self._origins = Origins({}, self.outlets, self.actors)
        self._sources: dict[str, Source] = {}
        self._new: list[Source] = []
        self._dated: dict[str, tuple[Edtf, Record]] = {}
        named: tuple[tuple[str, Mapping[str, Any]], ...] = (
            ("actor", known.actors), ("system", known.systems), ("place", known.places),
        )  # fmt: skip
        self._named: dict[str, dict[str, str]] = {
            field: {fold(name): each.id for each in things.values() for name in (each.id, each.name, *each.aliases)}
            for field, things in named
        }

    def news(self) -> tuple[Vocabulary, list[Source]]:
        """The names that were met since the last call, and the sources; of these some may have been given before."""
        tables: tuple[dict[str, Any], ...] = (
            self.kinds,
            self.actors,
            self.categories,
            self.systems,
            self.places,
            self.outlets,
        )
        new = [dict(islice(table.items(), told, None)) for table, told in zip(tables, self._told, strict=True)]
        self._told = [len(table) for table in tables]
        sources, self._new = self._new, []
        return Vocabulary(*new), sources

    def normal(self, raw: Any) -> Normal:
        """Raises ValueError with a sentence that says what is wrong."""
        if not isinstance(raw, dict):
            raise ValueError("is no JSON object; an event is one: {…}")
        date, dated = self._date(_required(raw, "date"))
        citations = [self._citation(each) for each in _dicts(raw, "citations")]
        related = [
            {"id": _required(each, "id"), "relation": _one_of(each, "relation", model.RELATIONS, "follows")}
            for each in _dicts(raw, "related")
        ]
        said = [self._said(citation) for citation in citations]
        record: Record = {
            "id": _id(raw),
            "title": _required(raw, "title"),
            "kind": self._kind(_required(raw, "kind")),
            "status": _one_of(raw, "status", model.STATUSES, "reported"),
            **dated,
            "actors": [self._actor(each) for each in _dicts(raw, "actors")],
            "systems": [self._system(each) for each in _dicts(raw, "systems")],
            "places": [self._place(each) for each in _dicts(raw, "places")],
            "facts": [
                {"name": _required(f, "name"), "value": _text(f, "value"), "unit": _text(f, "unit"),
                 "qualifier": _text(f, "qualifier")} for f in _dicts(raw, "facts")
            ],
            "summary": _text(raw, "summary"),
            "sources": len({citation["source"] for citation in citations}),
            "origins": 0,
            "disagreements": list(model.disagreements(date, said)),
            "tags": _texts(raw, "tags"),
            "series": _text(raw, "series"),
            "citations": citations,
            "related": related,
            "notes": _text(raw, "notes"),
        }  # fmt: skip
        origins = self._origins.of(said)
        record["origins"] = len(origins)
        return Normal(record, date, origins)

    def _date(self, text: str) -> tuple[Edtf, Record]:
        if text not in self._dated:
            if len(self._dated) >= _DATED:
                self._dated.clear()
            try:
                date = parse(text)
            except DateError as error:
                raise ValueError(str(error)) from None
            self._dated[text] = date, {
                "date": date.edtf, "date_text": date.text, "start": iso(date.lo), "end": iso(date.hi),
                "precision": date.precision, "extent": date.extent, "uncertain": date.uncertain,
                "approximate": date.approximate,
            }  # fmt: skip
        return self._dated[text]

    # What an event names: an id that is not known yet is explained by what stands beside it.

    def _kind(self, id_: str) -> str:
        if id_ not in self.kinds:
            self.kinds[id_] = Kind(id_, id_, id_, "·", ".")
        return id_

    def _identify(self, raw: Mapping[str, Any], field: str) -> str:
        """The id that is given, or that of the name, or one that is made of the name."""
        if id_ := _text(raw, "id"):
            return id_
        name = _required(raw, "name")
        known = self._named[field]
        key = fold(name) or name
        if key not in known:
            known[key] = _slug(name)
        return known[key]

    def _actor(self, raw: Mapping[str, Any]) -> Record:
        id_ = self._identify(raw, "actor")
        if id_ not in self.actors:
            self.actors[id_] = Actor(id_, _text(raw, "name") or id_, "")
        return {
            "id": id_, "name": self.actors[id_].name, "role": _one_of(raw, "role", model.ACTOR_ROLES, "participant"),
            "unit": _text(raw, "unit"), "personnel": _text(raw, "personnel"),
        }  # fmt: skip

    def _system(self, raw: Mapping[str, Any]) -> Record:
        id_ = self._identify(raw, "system")
        if id_ not in self.systems and id_ not in self.categories:
            category = _text(raw, "category") or UNSORTED
            parts = category.split("/")
            for end in range(1, len(parts) + 1):
                self.categories.setdefault("/".join(parts[:end]), parts[end - 1])
            self.systems[id_] = System(id_, _text(raw, "name") or id_, category, _text(raw, "nato"))
        if id_ not in self.systems:
            raise ValueError(f"'{id_}' is a category of systems; name a system")
        system = self.systems[id_]
        return {
            "id": id_, "name": system.name, "category": system.category, "nato": system.nato,
            "count": _text(raw, "count"), "raw": _text(raw, "raw"),
        }  # fmt: skip

    def _place(self, raw: Mapping[str, Any]) -> Record:
        id_ = self._identify(raw, "place")
        if id_ not in self.places:
            lat, lon = _degrees(raw, "lat", 90), _degrees(raw, "lon", 180)
            self.places[id_] = Place(id_, _text(raw, "name") or id_, "", lat=lat, lon=lon)
        place = self.places[id_]
        return {
            "id": id_, "name": place.name, "role": _one_of(raw, "role", model.PLACE_ROLES, "at"), "lat": place.lat,
            "lon": place.lon,
        }  # fmt: skip

    def _outlet(self, raw: Mapping[str, Any]) -> Outlet:
        name = _text(raw, "publisher")
        id_ = _text(raw, "outlet") or (_slug(name) if name else "unknown")
        if id_ not in self.outlets:
            rated = _one_of(raw, "reliability", tuple(model.RELIABILITIES), "F")
            self.outlets[id_] = Outlet(id_, name or id_, "unknown", rated, "")
        return self.outlets[id_]

    def _citation(self, raw: Mapping[str, Any]) -> Record:
        outlet = self._outlet(raw)
        id_ = _text(raw, "source") or _slug(_text(raw, "url") or f"{outlet.id} {_required(raw, 'title')}")
        if id_ not in self._sources:
            if len(self._sources) >= _HELD:
                self._sources.clear()
            issued = _text(raw, "issued")
            self._sources[id_] = source = Source(
                id_, "document", _text(raw, "title") or id_, outlet, tuple(_texts(raw, "author")),
                self._date(issued)[0] if issued else None, url=_text(raw, "url"), read="",
            )  # fmt: skip
            self._new.append(source)
        source = self._sources[id_]
        date, speaker = _text(raw, "date"), _text(raw, "attribution")
        if speaker and speaker not in self.actors:
            self.actors[speaker] = Actor(speaker, speaker, "")
        return {
            "source": id_, "title": source.title, "publisher": source.publisher.name,
            "issued": source.issued.edtf if source.issued else "", "url": source.url, "locator": _text(raw, "locator"),
            "says": _text(raw, "says"), "supports": _some_of(raw, "supports"),
            "date": self._date(date)[0].edtf if date else "", "attribution": speaker,
            "reliability": source.publisher.reliability,
            "credibility": _one_of(raw, "credibility", tuple(model.CREDIBILITIES), ""),
            "disputes": _some_of(raw, "disputes"), "outlet": source.publisher.id, "author": list(source.author),
        }  # fmt: skip

    def _said(self, citation: Record) -> Citation:
        return Citation(
            self._sources[citation["source"]],
            "",
            disputes=tuple(citation["disputes"]),
            date=parse(citation["date"]) if citation["date"] else None,
            attribution=self.actors[citation["attribution"]] if citation["attribution"] else None,
        )


def _slug(name: str) -> str:
    """An id made of a name: `The Times of London` is `the-times-of-london`."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    parts = [fold(part) for part in _NAME.findall(plain)]
    slug = "-".join(part for part in parts if part)
    if slug.isascii() and 0 < len(slug) <= 80:
        return slug
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
    return f"{slug[:60]}-{digest}" if slug.isascii() and slug else digest


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise ValueError(f"{key} is no text")


def _required(raw: Mapping[str, Any], key: str) -> str:
    value = _text(raw, key)
    if not value.strip():
        raise ValueError(f"has no {key}")
    return value


def _id(raw: Mapping[str, Any]) -> str:
    value = _required(raw, "id")
    if len(value) > 200 or not value.isprintable() or " " in value:
        raise ValueError("has an id that is longer than 200 characters or has spaces in it")
    return value


def _one_of(raw: Mapping[str, Any], key: str, known: Sequence[str], otherwise: str) -> str:
    value = _text(raw, key)
    if value and value not in known:
        raise ValueError(f"{key} is '{value}'; one of {', '.join(known)}")
    return value or otherwise


def _some_of(raw: Mapping[str, Any], key: str) -> list[str]:
    values = _texts(raw, key)
    if unknown := [value for value in values if value not in model.ASPECTS]:
        raise ValueError(f"{key} has '{unknown[0]}'; there are {', '.join(model.ASPECTS)}")
    return values


def _texts(raw: Mapping[str, Any], key: str) -> list[str]:
    values = raw.get(key) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(f"{key} is no list of texts")
    return values


def _dicts(raw: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    values = raw.get(key) or []
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise ValueError(f"{key} is no list of objects")
    return values


def _degrees(raw: Mapping[str, Any], key: str, most: int) -> float | None:
    value = raw.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -most <= value <= most:
        raise ValueError(f"{key} is no number of degrees from -{most} to {most}")
    return float(value)
