"""An event as somebody's file has it, made whole: every key of the JSON of an event, and the names that it brings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from dateline import model
from dateline.dates import Edtf
from dateline.exchange.readers import Item
from dateline.exchange.readers.cited import Cited
from dateline.exchange.readers.dated import Dates
from dateline.exchange.readers.named import Names
from dateline.exchange.readers.values import NumberError, Shape, dicts, one_of, required, texts
from dateline.model import Source, Vocabulary
from dateline.record import Record

_LONGEST_ID: Final = 200
_EVENT: Final = Shape(
    "an event",
    ("id", "title", "kind", "status", "date", "summary", "series", "notes"),
    ("actors", "systems", "places", "facts", "citations", "related", "tags",
     # These follow from the others, and are worked out anew.
     "date_text", "start", "end", "precision", "extent", "uncertain", "approximate", "sources", "origins",
     "disagreements"),
)  # fmt: skip
_FACT: Final = Shape("a figure", ("name", "value", "unit", "qualifier"))
_RELATED: Final = Shape("a related event", ("id", "relation"))


class Normal(NamedTuple):
    """An event that is whole."""

    record: Record
    date: Edtf
    origins: tuple[str, ...]


class Normalizer:
    """Makes events whole, and gathers what they name; `news` gives it."""

    def __init__(self, known: Vocabulary) -> None:
        """`known` are names that need not be explained."""
        self._names, self._dates = Names(known), Dates()
        self._cited = Cited(self._names, self._dates)

    def news(self) -> tuple[Vocabulary, list[Source]]:
        """The names that were met since the last call, and the sources; of these some may have been given before."""
        return self._names.news(), self._cited.news()

    def read(self, item: Item) -> Normal:
        """The event that stands in a file. Raises ValueError with a sentence that says what is wrong."""
        if item.complaint:
            raise ValueError(item.complaint)
        try:
            return self.normal(item.raw)
        except NumberError:
            if item.spelled is None:
                raise
            return self.normal(item.spelled())

    def normal(self, raw: Any) -> Normal:
        """Raises ValueError with a sentence that says what is wrong."""
        if not isinstance(raw, dict):
            raise ValueError("is no JSON object; an event is one: {…}")
        id_, title, kind, status, date_text, summary, series, notes = _EVENT(raw)
        if not (date_text.strip() and id_.strip() and title.strip() and kind.strip()):
            for key, value in (("date", date_text), ("id", id_), ("title", title), ("kind", kind)):
                required(value, key)
        if len(id_) > _LONGEST_ID or not id_.isprintable() or " " in id_:
            raise ValueError(f"has an id that is longer than {_LONGEST_ID} characters or has spaces in it")
        date, dated = self._dates.said(date_text)
        actors = list(map(self._names.actor, dicts(raw, "actors")))  # before who is quoted, which is an id alone
        citations = self._cited.citations(dicts(raw, "citations"))
        origins = self._cited.origins(citations)
        record: Record = {
            "id": id_,
            "title": title,
            "kind": self._names.kind(kind),
            "status": one_of("status", status, model.STATUSES, "reported"),
            **dated,
            "actors": actors,
            "systems": list(map(self._names.system, dicts(raw, "systems"))),
            "places": list(map(self._names.place, dicts(raw, "places"))),
            "facts": list(map(_fact, dicts(raw, "facts"))),
            "summary": summary,
            "sources": len({citation["source"] for citation in citations}),
            "origins": len(origins),
            "disagreements": self._cited.disagreements(date, citations),
            "tags": texts(raw, "tags"),
            "series": series,
            "citations": citations,
            "related": list(map(_related, dicts(raw, "related"))),
            "notes": notes,
        }
        return Normal(record, date, origins)


def _fact(raw: Mapping[str, Any]) -> Record:
    name, value, unit, qualifier = _FACT(raw)
    if not name:
        raise ValueError("has a figure without a name")
    one_of("qualifier", qualifier, model.QUALIFIERS, "")
    return {"name": name, "value": value, "unit": unit, "qualifier": qualifier}


def _related(raw: Mapping[str, Any]) -> Record:
    id_, relation = _RELATED(raw)
    return {"id": required(id_, "id"), "relation": one_of("relation", relation, model.RELATIONS, "follows")}
