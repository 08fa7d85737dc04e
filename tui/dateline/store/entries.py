"""What the store holds of one event, made from its record: a row, the keys it is found by, its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from dateline.curated import names
from dateline.dates import Edtf
from dateline.model import Vocabulary
from dateline.record import Record, dumped
from dateline.store.bounds import bounds, doubts
from dateline.text import fold

SEPARATOR: Final = "\x1f"
"""Between the field and the value of a key."""
Called = Mapping[tuple[str, str], Sequence[str]]
"""(field, id) to all its spellings."""


class Entry(NamedTuple):
    """An event as it goes into the store. Entries sort in time order."""

    lo: int
    hi: int
    id: str
    start: int
    end: int
    title: str
    kind: str
    status: str
    date: str
    origins: str
    """JSON: list of ids."""
    record: str
    """JSON: all of the event."""
    keys: tuple[str, ...]
    """`field␟value` of all that a filter can find it by, hierarchies not unfolded; `actor=` for the exact one."""
    texts: tuple[str, ...]
    """Its words: title, summary, each figure, each name."""


def entry(record: Record, date: Edtf, origins: Sequence[str], called: Called) -> Entry:
    """The entry of an event."""
    lo, start, end, hi = bounds(date)
    return Entry(
        lo, hi, record["id"], start, end, record["title"], record["kind"], record["status"], date.edtf,
        dumped(origins), dumped(record), tuple(_keys(record, date, origins)), texts(record, called),
    )  # fmt: skip


class Spellings(dict[tuple[str, str], tuple[str, ...]]):
    """How everything that an event can name is spelt; folded too, so that su30sm finds Su-30SM."""

    def learn(self, vocabulary: Vocabulary) -> Spellings:
        """What is not known yet; itself."""
        for each in names.spellings(vocabulary):
            if (each.field, each.id) not in self:
                spelt = {*each.written, *each.also}
                self[each.field, each.id] = tuple(sorted({*spelt, *map(fold, spelt)}))
        return self


def texts(record: Record, called: Called) -> tuple[str, ...]:
    """The texts in which words and phrases are looked for.

    Only what the event itself names: a search for a word must not find all that belongs to it as well.
    """
    found = [record["title"], record["summary"]]
    for fact in record["facts"]:
        qualifier = "" if fact["qualifier"] == "exactly" else fact["qualifier"]
        found.append(f"{fact['name']} {qualifier} {fact['value']} {fact['unit']}")
    named = dict.fromkeys((("kind", record["kind"]), *_named(record)))
    for key in named:
        found += called.get(key, ())
    return tuple(found)


def _named(record: Record) -> Iterator[tuple[str, str]]:
    for field, plural in (("actor", "actors"), ("system", "systems"), ("place", "places")):
        for each in record[plural]:
            yield field, each["id"]


def span_class(lo: int | None, hi: int | None) -> str:
    """Events of a class last fewer than 2**class days longer than one; `open` has an open end."""
    return "open" if lo is None or hi is None else str((hi - lo).bit_length())


def _keys(record: Record, date: Edtf, origins: Sequence[str]) -> set[str]:
    sources = {citation["source"] for citation in record["citations"]}
    found = {
        f"kind{SEPARATOR}{record['kind']}",
        f"status{SEPARATOR}{record['status']}",
        f"precision{SEPARATOR}{date.precision}",
        f"sources{SEPARATOR}{len(sources)}",
        f"origins{SEPARATOR}{len(origins)}",
        f"span{SEPARATOR}{span_class(date.lo, date.hi)}",
        f"extent{SEPARATOR}{'yes' if date.extent else 'no'}",
    }
    found.update(f"{field}={SEPARATOR}{id_}" for field, id_ in _named(record))
    found.update(f"source{SEPARATOR}{source}" for source in sources)
    found.update(f"outlet{SEPARATOR}{citation['outlet']}" for citation in record["citations"])
    found.update(f"doubt{SEPARATOR}{end}" for end in doubts(date))
    found.update(f"tag{SEPARATOR}{tag}" for tag in record["tags"])
    if record["series"]:
        found.add(f"series{SEPARATOR}{record['series']}")
    contents = {
        "disagreement": record["disagreements"], "facts": record["facts"], "notes": record["notes"],
        "places": record["places"], "related": record["related"], "systems": record["systems"],
        "url": any(citation["url"] for citation in record["citations"]),
    }  # fmt: skip
    found.update(f"has{SEPARATOR}{name}" for name, content in contents.items() if content)
    return found
