"""An event as somebody's file has it, made whole: every key of the JSON of an event, and the names that it brings."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeVar

from dateline import model
from dateline.curated.origins import Origins, Voice
from dateline.dates import Edtf, iso, parse
from dateline.errors import DateError
from dateline.model import Actor, Citation, Kind, Outlet, Place, Source, System, Vocabulary
from dateline.record import Record
from dateline.text import fold

K = TypeVar("K")
V = TypeVar("V")

UNSORTED: Final = "unsorted"
"""The category of a system of which nobody says one."""
_HELD: Final = 8_192
"""Of each sort of things that come time and again: how many are remembered, with what was made of them."""
_EXACT: Final = 2**63
"""A JSON reader may lose digits of a number that is not smaller."""
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
        self._sources: dict[str, tuple[Source, Record]] = {}
        self._new: list[Source] = []
        self._dated: dict[str, tuple[Edtf, Record]] = {}
        self._voices: dict[tuple[str, str], frozenset[Voice]] = {}
        self._actor = _Once(_ACTOR, self._actor_of)
        self._system = _Once(_SYSTEM, self._system_of)
        self._place = _Once(_PLACE, self._place_of)
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
        if len(self._sources) >= _HELD:  # between two events: those that one cites are looked at again below
            self._sources.clear()
        citations = [self._citation(each) for each in _dicts(raw, "citations")]
        origins = self._origins_of(citations)
        record: Record = {
            "id": id_,
            "title": title,
            "kind": kind,
            "status": _one_of("status", status, model.STATUSES, "reported"),
            **dated,
            "actors": list(map(self._actor, _dicts(raw, "actors"))),
            "systems": list(map(self._system, _dicts(raw, "systems"))),
            "places": list(map(self._place, _dicts(raw, "places"))),
            "facts": list(map(_fact, _dicts(raw, "facts"))),
            "summary": summary,
            "sources": len({citation["source"] for citation in citations}),
            "origins": len(origins),
            "disagreements": self._disagreements(date, citations),
            "tags": _texts(raw, "tags"),
            "series": series,
            "citations": citations,
            "related": list(map(_related, _dicts(raw, "related"))),
            "notes": notes,
        }
        return Normal(record, date, origins)

    def _date(self, text: str) -> tuple[Edtf, Record]:
        if text not in self._dated:
            try:
                date = parse(text)
            except DateError as error:
                raise ValueError(str(error)) from None
            said = {
                "date": date.edtf, "date_text": date.text, "start": iso(date.lo), "end": iso(date.hi),
                "precision": date.precision, "extent": date.extent, "uncertain": date.uncertain,
                "approximate": date.approximate,
            }  # fmt: skip
            _keep(self._dated, text, (date, said))
        return self._dated[text]

    def _disagreements(self, date: Edtf, citations: Sequence[Record]) -> list[str]:
        if not any(citation["disputes"] or citation["date"] for citation in citations):
            return []
        return list(model.disagreements(date, [self._said(citation) for citation in citations]))

    def _origins_of(self, citations: Sequence[Record]) -> tuple[str, ...]:
        """They depend on who publishes and who is quoted, and on nothing else here: the same few, time and again."""
        return self._origins.joined([
            self._voices.get(key := (citation["outlet"], citation["attribution"]))
            or _keep(self._voices, key, self._origins.each(self._said(citation)))
            for citation in citations
        ])  # fmt: skip

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

    def _actor_of(self, _: Mapping[str, Any], id_: str, name: str, role: str, unit: str, personnel: str) -> Record:
        id_ = self._identify(id_, name, "actor")
        if id_ not in self.actors:
            self.actors[id_] = Actor(id_, name or id_, "")
        return {
            "id": id_, "name": self.actors[id_].name, "role": _one_of("role", role, model.ACTOR_ROLES, "participant"),
            "unit": unit, "personnel": personnel,
        }  # fmt: skip

    def _system_of(
        self, _: Mapping[str, Any], id_: str, name: str, category: str, nato: str, count: str, wording: str
    ) -> Record:
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

    def _place_of(self, raw: Mapping[str, Any], id_: str, name: str, role: str) -> Record:
        id_ = self._identify(id_, name, "place")
        if id_ not in self.places:
            lat, lon = _degrees(raw, "lat", 90), _degrees(raw, "lon", 180)
            self.places[id_] = Place(id_, name or id_, "", lat=lat, lon=lon)
        place = self.places[id_]
        return {
            "id": id_, "name": place.name, "role": _one_of("role", role, model.PLACE_ROLES, "at"), "lat": place.lat,
            "lon": place.lon,
        }  # fmt: skip

    def _citation(self, raw: Mapping[str, Any]) -> Record:
        id_, title, publisher, issued, url, locator, says, date, speaker, rated, credibility, outlet = _CITATION(raw)
        if not id_:
            if not (url or title):
                raise ValueError("has a citation without source, url and title")
            id_ = _slug_of_url(url) if url else _slug(f"{outlet or publisher} {title}")
        if id_ not in self._sources:
            source = self._source(raw, id_, title, publisher, issued, url, rated, outlet)
            self._sources[id_] = source, _cited(source)
            self._new.append(source)
        if speaker and speaker not in self.actors:
            self.actors[speaker] = Actor(speaker, speaker, "")
        cited = self._sources[id_][1].copy()
        cited["locator"], cited["says"], cited["attribution"] = locator, says, speaker
        cited["supports"], cited["disputes"] = _some_of(raw, "supports"), _some_of(raw, "disputes")
        if date:
            cited["date"] = self._date(date)[0].edtf
        cited["credibility"] = _one_of("credibility", credibility, model.CREDIBILITIES, "")
        return cited

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
        return Source(
            id_, "document", title or id_, self.outlets[outlet], tuple(_texts(raw, "author")),
            self._date(issued)[0] if issued else None, url=url, read="",
        )  # fmt: skip

    def _said(self, citation: Record) -> Citation:
        return Citation(
            self._sources[citation["source"]][0],
            "",
            disputes=tuple(citation["disputes"]),
            date=parse(citation["date"]) if citation["date"] else None,
            attribution=self.actors[citation["attribution"]] if citation["attribution"] else None,
        )


def _keep(kept: dict[K, V], key: K, value: V) -> V:
    """Remember it, and forget the others when they are many."""
    if len(kept) >= _HELD:
        kept.clear()
    kept[key] = value
    return value


def _cited(source: Source) -> Record:
    """A citation of which only the source is known."""
    return {
        "source": source.id, "title": source.title, "publisher": source.publisher.name,
        "issued": source.issued.edtf if source.issued else "", "url": source.url, "locator": "", "says": "",
        "supports": [], "date": "", "attribution": "", "reliability": source.publisher.reliability, "credibility": "",
        "disputes": [], "outlet": source.publisher.id, "author": list(source.author),
    }  # fmt: skip


def _slug(name: str) -> str:
    """An id made of a name: `The Times of London` is `the-times-of-london`."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    parts = [fold(part) for part in _NAME.findall(plain)]
    slug = "-".join(part for part in parts if part)
    if slug.isascii() and 0 < len(slug) <= 80:
        return slug
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
    return f"{slug[:60]}-{digest}" if slug.isascii() and slug else digest


def _slug_of_url(url: str) -> str:
    """An id made of an address: two that differ in a sign or in case alone are two pages."""
    slug, digest = _slug(url), hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:12]
    return slug if slug.endswith(digest) else f"{slug}-{digest}"


class _Strings:
    """Reads some texts of an object at once: where all are there and texts, as in our own files, that is soon done."""

    def __init__(self, *keys: str) -> None:
        self._keys = keys
        self.get = itemgetter(*keys)

    def __call__(self, raw: Mapping[str, Any]) -> tuple[str, ...]:
        try:
            values: tuple[Any, ...] = self.get(raw)
        except KeyError:
            values = tuple(raw.get(key) for key in self._keys)
        return values if set(map(type, values)) == _ONLY_TEXT else tuple(_text(raw, key) for key in self._keys)


class _Once:
    """What `made` makes of an object and its texts, which is the same for all that have the same texts."""

    def __init__(self, texts: _Strings, made: Callable[..., Record]) -> None:
        self._texts, self._made = texts, made
        self._get = texts.get
        self._kept: dict[tuple[str, ...], Record] = {}

    def __call__(self, raw: Mapping[str, Any]) -> Record:
        try:
            return self._kept[self._get(raw)]
        except (KeyError, TypeError):  # it is new, or has something that is no text
            texts = self._texts(raw)
            return _keep(self._kept, texts, self._made(raw, *texts))


_ONLY_TEXT: Final = {str}
_ONLY_OBJECTS: Final = {dict}
_ASPECTS: Final = frozenset(model.ASPECTS)
_EVENT: Final = _Strings("id", "title", "kind", "status", "date", "summary", "series", "notes")
_ACTOR: Final = _Strings("id", "name", "role", "unit", "personnel")
_SYSTEM: Final = _Strings("id", "name", "category", "nato", "count", "raw")
_PLACE: Final = _Strings("id", "name", "role")
_FACT: Final = _Strings("name", "value", "unit", "qualifier")
_CITATION: Final = _Strings(
    "source", "title", "publisher", "issued", "url", "locator", "says", "date", "attribution", "reliability",
    "credibility", "outlet",
)  # fmt: skip


def _fact(raw: Mapping[str, Any]) -> Record:
    name, value, unit, qualifier = _FACT(raw)
    if not name:
        raise ValueError("has a figure without a name")
    _one_of("qualifier", qualifier, model.QUALIFIERS, "")
    return {"name": name, "value": value, "unit": unit, "qualifier": qualifier}


def _related(raw: Mapping[str, Any]) -> Record:
    relation = _one_of("relation", _text(raw, "relation"), model.RELATIONS, "follows")
    return {"id": _required(raw, "id"), "relation": relation}


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if abs(value) >= _EXACT:
            raise ValueError(f"{key} is a number with too many digits; put it in quotes")
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
    if not _ASPECTS.issuperset(values):
        unknown = next(value for value in values if value not in _ASPECTS)
        raise ValueError(f"{key} has '{unknown}'; there are {', '.join(model.ASPECTS)}")
    return values


def _texts(raw: Mapping[str, Any], key: str) -> list[str]:
    values = raw.get(key)
    if not values:
        return []
    if type(values) is not list or set(map(type, values)) != _ONLY_TEXT:
        raise ValueError(f"{key} is no list of texts")
    return values


def _dicts(raw: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    values = raw.get(key)
    if not values:
        return []
    if type(values) is not list or set(map(type, values)) != _ONLY_OBJECTS:
        raise ValueError(f"{key} is no list of objects")
    return values


def _degrees(raw: Mapping[str, Any], key: str, most: int) -> float | None:
    value = raw.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -most <= value <= most:
        raise ValueError(f"{key} is no number of degrees from -{most} to {most}")
    return float(value)
