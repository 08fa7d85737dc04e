"""The citations of an event, and the sources in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from dateline import model
from dateline.curated.origins import Origins, Voice
from dateline.dates import Edtf, parse
from dateline.exchange.readers import remembered
from dateline.exchange.readers.dated import Dates
from dateline.exchange.readers.ids import slug_of_page
from dateline.exchange.readers.named import Names
from dateline.exchange.readers.values import Shape, one_of, quoted, texts
from dateline.model import Citation, Source
from dateline.record import Record

_OF_SOURCE: Final = ("source", "title", "publisher", "issued", "url", "reliability", "outlet")
_CITATION: Final = Shape(
    "a citation",
    (*_OF_SOURCE, "locator", "says", "date", "attribution", "credibility"),
    ("supports", "disputes", "author"),
)
_ASPECTS: Final = frozenset(model.ASPECTS)


class _Known(NamedTuple):
    """A source, as a citation names it and as all that cite it have it."""

    said: tuple[str, ...]
    authors: list[str]
    source: Source
    cited: Record


class Cited:
    """Makes citations whole, and gathers the sources that they name; `news` gives these."""

    def __init__(self, names: Names, dates: Dates) -> None:
        self._names, self._dates = names, dates
        self._origins = Origins({}, names.outlets, names.actors)
        self._sources: dict[str, _Known] = {}
        self._unnamed: dict[tuple[str, ...], str] = {}
        """The ids that were made for sources without one, by all that is said of them."""
        self._new: list[Source] = []
        self._voices: dict[tuple[str, str], frozenset[Voice]] = {}

    def news(self) -> list[Source]:
        """The sources that were met since the last call: some may have been given before, or say something else."""
        sources, self._new = self._new, []
        return sources

    def citations(self, raws: Sequence[Mapping[str, Any]]) -> list[Record]:
        """Those of an event. Raises ValueError."""
        if len(self._sources) >= remembered.HELD:  # between two events: those that one cites are looked at again below
            self._sources.clear()
        return list(map(self._citation, raws))

    def disagreements(self, date: Edtf, citations: Sequence[Record]) -> list[str]:
        """The aspects on which the sources of an event with this date differ."""
        if not any(citation["disputes"] or citation["date"] for citation in citations):
            return []
        return list(model.disagreements(date, [self._said(citation) for citation in citations]))

    def origins(self, citations: Sequence[Record]) -> tuple[str, ...]:
        """They depend on who publishes and who is quoted, and on nothing else here: the same few, time and again."""
        return self._origins.joined([
            self._voices.get(key := (citation["outlet"], citation["attribution"]))
            or remembered.keep(self._voices, key, self._origins.each(self._said(citation)))
            for citation in citations
        ])  # fmt: skip

    def _citation(self, raw: Mapping[str, Any]) -> Record:
        said = _CITATION(raw)
        of_source, (locator, says, date, speaker, credibility) = said[:7], said[7:]
        authors = texts(raw, "author")
        known = self._sources.get(said[0] or self._unnamed.get((*of_source, *authors), ""))
        if known is None or known.said != of_source or known.authors != authors:
            source = self._source(authors, *of_source)
            known = self._sources[source.id] = _Known(of_source, authors, source, _cited(source))
            self._new.append(source)
            if not said[0]:
                remembered.keep(self._unnamed, (*of_source, *authors), source.id)
        cited = known.cited.copy()
        if speaker:
            self._names.speaker(speaker)
        cited["locator"], cited["says"], cited["attribution"] = locator, says, speaker
        cited["supports"], cited["disputes"] = _some_of(raw, "supports"), _some_of(raw, "disputes")
        if date:
            cited["date"] = self._dates(date).edtf
        cited["credibility"] = one_of("credibility", credibility, model.CREDIBILITIES, "")
        return cited

    def _source(
        self, authors: list[str], id_: str, title: str, publisher: str, issued: str, url: str, rated: str, outlet: str
    ) -> Source:
        if not (id_ or url or title):
            raise ValueError("has a citation without source, url and title")
        if not id_:
            details = (title, outlet, publisher, issued, *authors)
            id_ = slug_of_page(url, details) if url else slug_of_page(f"{outlet or publisher} {title}", details)
        date = self._dates(issued) if issued else None
        by = self._names.outlet(outlet, publisher, rated)
        return Source(id_, "document", title or id_, by, tuple(authors), date, url=url, read="")

    def _said(self, citation: Record) -> Citation:
        return Citation(
            self._sources[citation["source"]].source,
            "",
            disputes=tuple(citation["disputes"]),
            date=parse(citation["date"]) if citation["date"] else None,
            attribution=self._names.actors[citation["attribution"]] if citation["attribution"] else None,
        )


def _cited(source: Source) -> Record:
    """A citation of which only the source is known."""
    return {
        "source": source.id, "title": source.title, "publisher": source.publisher.name,
        "issued": source.issued.edtf if source.issued else "", "url": source.url, "locator": "", "says": "",
        "supports": [], "date": "", "attribution": "", "reliability": source.publisher.reliability, "credibility": "",
        "disputes": [], "outlet": source.publisher.id, "author": list(source.author),
    }  # fmt: skip


def _some_of(raw: Mapping[str, Any], key: str) -> list[str]:
    values = texts(raw, key)
    if values and not _ASPECTS.issuperset(values):
        unknown = next(value for value in values if value not in _ASPECTS)
        raise ValueError(f"{key} has {quoted(unknown)}; there are {', '.join(model.ASPECTS)}")
    return values
