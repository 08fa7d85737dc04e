"""An event as somebody's file has it, made whole: every key of the JSON of an event, and the names that it brings."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from operator import itemgetter
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
_LONGEST_ID: Final = 200
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
        self._known_origins: dict[tuple[tuple[str, str], ...], tuple[str, ...]] = {}
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
        id_, title, kind, status, date_text, summary, series, notes = _EVENT(raw)
        for key, value in (("date", date_text), ("id", id_), ("title", title), ("kind", kind)):
            if not value.strip():
                raise ValueError(f"has no {key}")
        if len(id_) > _LONGEST_ID or not id_.isprintable() or " " in id_:
            raise ValueError(f"has an id that is longer than {_LONGEST_ID} characters or has spaces in it")
        if kind not in self.kinds:
            self.kinds[kind] = Kind(kind, kind, kind, "·", ".")
        date, dated = self._date(date_text)
        citations = [self._citation(each) for each in _dicts(raw, "citations")]
        origins = self._origins_of(citations)
        record: Record = {
            "id": id_,
            "title": title,
            "kind": kind,
            "status": _one_of("status", status, model.STATUSES, "reported"),
            **dated,
            "actors": [self._actor(each) for each in _dicts(raw, "actors")],
            "systems": [self._system(each) for each in _dicts(raw, "systems")],
            "places": [self._place(each) for each in _dicts(raw, "places")],
            "facts": [self._fact(each) for each in _dicts(raw, "facts")],
            "summary": summary,
            "sources": len({citation["source"] for citation in citations}),
            "origins": len(origins),
            "disagreements": self._disagreements(date, citations),
            "tags": _texts(raw, "tags"),
            "series": series,
            "citations": citations,
            "related": [
                {
                    "id": _required(r, "id"),
                    "relation": _one_of("relation", _text(r, "relation"), model.RELATIONS, "follows"),
                }
                for r in _dicts(raw, "related")
            ],
            "notes": notes,
        }
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

    def _disagreements(self, date: Edtf, citations: Sequence[Record]) -> list[str]:
        if not any(citation["disputes"] or citation["date"] for citation in citations):
            return []
        return list(model.disagreements(date, [self._said(citation) for citation in citations]))

    def _origins_of(self, citations: Sequence[Record]) -> tuple[str, ...]:
        """They depend on who publishes and who is quoted, and on nothing else here: the same few, time and again."""
        key = tuple((citation["outlet"], citation["attribution"]) for citation in citations)
        if key not in self._known_origins:
            if len(self._known_origins) >= _HELD:
                self._known_origins.clear()
            self._known_origins[key] = self._origins.of([self._said(citation) for citation in citations])
        return self._known_origins[key]

    # What an event names: an id that is not known yet is explained by what stands beside it.

    def _identify(self, id_: str, name: str, field: str) -> str:
        """The id that is given, or that of the name, or one that is made of the name."""
        if id_:
            return id_
        if not name.strip():
            raise ValueError(f"has a{'n' if field == 'actor' else ''} {field} without id and name")
        known = self._named[field]
        key = fold(name) or name
        if key not in known:
            known[key] = _slug(name)
        return known[key]

    def _actor(self, raw: Mapping[str, Any]) -> Record:
        id_, name, role, unit, personnel = _ACTOR(raw)
        id_ = self._identify(id_, name, "actor")
        if id_ not in self.actors:
            self.actors[id_] = Actor(id_, name or id_, "")
        return {
            "id": id_, "name": self.actors[id_].name, "role": _one_of("role", role, model.ACTOR_ROLES, "participant"),
            "unit": unit, "personnel": personnel,
        }  # fmt: skip

    def _system(self, raw: Mapping[str, Any]) -> Record:
        id_, name, category, nato, count, wording = _SYSTEM(raw)
        id_ = self._identify(id_, name, "system")
        if id_ not in self.systems:
            if id_ in self.categories:
                raise ValueError(f"'{id_}' is a category of systems; name a system")
            parts = (category or UNSORTED).split("/")
            for end in range(1, len(parts) + 1):
                self.categories.setdefault("/".join(parts[:end]), parts[end - 1])
            self.systems[id_] = System(id_, name or id_, category or UNSORTED, nato)
        system = self.systems[id_]
        return {
            "id": id_, "name": system.name, "category": system.category, "nato": system.nato, "count": count,
            "raw": wording,
        }  # fmt: skip

    def _place(self, raw: Mapping[str, Any]) -> Record:
        id_, name, role = _PLACE(raw)
        id_ = self._identify(id_, name, "place")
        if id_ not in self.places:
            lat, lon = _degrees(raw, "lat", 90), _degrees(raw, "lon", 180)
            self.places[id_] = Place(id_, name or id_, "", lat=lat, lon=lon)
        place = self.places[id_]
        return {
            "id": id_, "name": place.name, "role": _one_of("role", role, model.PLACE_ROLES, "at"), "lat": place.lat,
            "lon": place.lon,
        }  # fmt: skip

    def _fact(self, raw: Mapping[str, Any]) -> Record:
        name, value, unit, qualifier = _FACT(raw)
        if not name:
            raise ValueError("has a figure without a name")
        _one_of("qualifier", qualifier, model.QUALIFIERS, "")
        return {"name": name, "value": value, "unit": unit, "qualifier": qualifier}

    def _related(self, raw: Mapping[str, Any]) -> Record:
        relation = _one_of("relation", _text(raw, "relation"), model.RELATIONS, "follows")
        return {"id": _required(raw, "id"), "relation": relation}

    def _citation(self, raw: Mapping[str, Any]) -> Record:
        id_, title, publisher, issued, url, locator, says, date, speaker, rated, credibility, outlet = _CITATION(raw)
        if not id_:
            if not (url or title):
                raise ValueError("has a citation without source, url and title")
            id_ = _slug(url or f"{outlet or publisher} {title}")
        source = self._sources.get(id_)
        if source is None:
            source = self._source(raw, id_, title, publisher, issued, url, rated, outlet)
        if speaker and speaker not in self.actors:
            self.actors[speaker] = Actor(speaker, speaker, "")
        return {
            "source": id_, "title": source.title, "publisher": source.publisher.name,
            "issued": source.issued.edtf if source.issued else "", "url": source.url, "locator": locator,
            "says": says, "supports": _some_of(raw, "supports"), "date": self._date(date)[0].edtf if date else "",
            "attribution": speaker, "reliability": source.publisher.reliability,
            "credibility": _one_of("credibility", credibility, model.CREDIBILITIES, ""),
            "disputes": _some_of(raw, "disputes"), "outlet": source.publisher.id, "author": list(source.author),
        }  # fmt: skip

    def _source(
        self,
        raw: Mapping[str, Any],
        id_: str,
        title: str,
        publisher: str,
        issued: str,
        url: str,
        rated: str,
        outlet: str,
    ) -> Source:
        outlet = outlet or (_slug(publisher) if publisher else "unknown")
        if outlet not in self.outlets:
            rated = _one_of("reliability", rated, model.RELIABILITIES, "F")
            self.outlets[outlet] = Outlet(outlet, publisher or outlet, "unknown", rated, "")
        source = Source(
            id_, "document", title or id_, self.outlets[outlet], tuple(_texts(raw, "author")),
            self._date(issued)[0] if issued else None, url=url, read="",
        )  # fmt: skip
        if len(self._sources) >= _HELD:
            self._sources.clear()
        self._sources[id_] = source
        self._new.append(source)
        return source

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


class _Strings:
    """Reads some texts of an object at once: where all are there and texts, as in our own files, that is soon done."""

    def __init__(self, *keys: str) -> None:
        self._keys = keys
        self._get = itemgetter(*keys)

    def __call__(self, raw: Mapping[str, Any]) -> Sequence[str]:
        try:
            values: Sequence[Any] = self._get(raw)
        except KeyError:
            values = [raw.get(key) for key in self._keys]
        return values if set(map(type, values)) == _ONLY_TEXT else [_text(raw, key) for key in self._keys]


_ONLY_TEXT: Final = {str}
_EVENT: Final = _Strings("id", "title", "kind", "status", "date", "summary", "series", "notes")
_ACTOR: Final = _Strings("id", "name", "role", "unit", "personnel")
_SYSTEM: Final = _Strings("id", "name", "category", "nato", "count", "raw")
_PLACE: Final = _Strings("id", "name", "role")
_FACT: Final = _Strings("name", "value", "unit", "qualifier")
_CITATION: Final = _Strings(
    "source", "title", "publisher", "issued", "url", "locator", "says", "date", "attribution", "reliability",
    "credibility", "outlet",
)  # fmt: skip


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


def _one_of(key: str, value: str, known: Collection[str], otherwise: str) -> str:
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
