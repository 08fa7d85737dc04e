"""From the model to the tables. A pure function of the chronology: the same files give the same content."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.curated import names
from dateline.curated.files import SCHEMA
from dateline.curated.names import Named
from dateline.errors import StoreError
from dateline.model import Chronology, Event, Vocabulary
from dateline.store.bounds import bounds, doubts
from dateline.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, object]


def build(chronology: Chronology, target: Path, fingerprint: str) -> None:
    """Write the store to `target`, atomically: a reader sees the old one or the new one, never a part.

    `fingerprint` is that of the curated files. Raises StoreError where it cannot be written.
    """
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for suffix in ("-journal", "-wal"):
            if (beside := target.with_name(target.name + suffix)).exists():
                raise StoreError(
                    f"{beside} is in the way: another program has the store open; close it or remove the file"
                )
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        os.close(handle)
        temporary = Path(name)
        _write(chronology, temporary, fingerprint)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(target)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise StoreError(f"cannot write the store {target}: {reason}; name another file with --db") from None
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def _write(chronology: Chronology, path: Path, fingerprint: str) -> None:
    from sqlite_utils import Database  # costs 200 ms to import, and most starts build nothing

    connection = sqlite3.connect(path)
    try:
        db = Database(connection, execute_plugins=False)
        connection.executescript(SCHEMA.read_text(encoding="utf-8"))
        with db.atomic():
            _vocabulary(db, chronology)
            _insert(db, "source", _sources(chronology))
            _events(db, chronology.events)
            _index(db, chronology)
            # Written last: without it a store is not complete.
            _insert(db, "meta", [{"key": "fingerprint", "value": fingerprint}])
        connection.execute("INSERT INTO event_text (event_text) VALUES ('optimize')")
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()


def _insert(db: Database, table: str, rows: Iterable[Row]) -> None:
    db.table(table).insert_all(rows)


def _spellings(chronology: Chronology) -> Iterator[Named]:
    yield from names.spellings(chronology.vocabulary)
    yield from map(names.of_source, chronology.sources.values())


def _positions(named: Named) -> Iterator[tuple[int, str]]:
    yield from enumerate(named.written)
    yield from ((-number, also) for number, also in enumerate(named.also, start=1))


def _vocabulary(db: Database, chronology: Chronology) -> None:
    known = chronology.vocabulary
    _insert(
        db,
        "kind",
        ({key: getattr(k, key) for key in ("id", "name", "plural", "glyph", "ascii", "cameo", "description")}
         for k in known.kinds.values()),
    )  # fmt: skip
    _insert(
        db,
        "actor",
        ({key: getattr(a, key) for key in ("id", "name", "type", "short", "description")}
         for a in known.actors.values()),
    )  # fmt: skip
    _insert(db, "category", ({"path": path, "name": name} for path, name in known.categories.items()))
    _insert(
        db,
        "system",
        ({key: getattr(s, key) for key in ("id", "name", "category", "nato", "variant_of")}
         for s in known.systems.values()),
    )  # fmt: skip
    _insert(
        db,
        "place",
        ({"id": p.id, "name": p.name, "type": p.type, "lat": p.lat, "lon": p.lon,
          "bbox": json.dumps(p.bbox) if p.bbox else "", "precision": p.precision} for p in known.places.values()),
    )  # fmt: skip
    _insert(
        db,
        "outlet",
        ({"id": o.id, "name": o.name, "affiliation": o.affiliation, "country": o.country, "reliability": o.reliability,
          "reason": o.reason, "domains": _json(o.domains), "voice_of": o.voice_of, "aggregator": int(o.aggregator)}
         for o in known.outlets.values()),
    )  # fmt: skip
    above: list[tuple[str, str, Sequence[str]]] = [("actor", a.id, a.part_of) for a in known.actors.values()]
    above += [("place", p.id, p.within) for p in known.places.values()]
    _insert(
        db,
        "parent",
        ({"field": field, "id": id_, "position": i, "parent": parent}
         for field, id_, parents in above for i, parent in enumerate(parents)),
    )  # fmt: skip
    _insert(
        db,
        "spelling",
        ({"field": each.field, "id": each.id, "position": i, "spelling": spelling, "key": fold(spelling)}
         for each in _spellings(chronology) for i, spelling in _positions(each)),
    )  # fmt: skip


def _sources(chronology: Chronology) -> Iterator[Row]:
    for source in chronology.sources.values():
        yield {
            "id": source.id,
            "type": source.type,
            "title": source.title,
            "publisher": source.publisher.id,
            "author": _json(source.author),
            "issued": source.issued.edtf if source.issued else "",
            "issued_basis": source.issued_basis,
            "url": source.url,
            "accessed": source.accessed,
            "language": source.language,
            "derived_from": _json(source.derived_from),
            "sha256": source.sha256,
            "read": source.read,
            "digest": source.digest,
        }


def _json(values: Sequence[str]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _events(db: Database, events: Sequence[Event]) -> None:
    def rows() -> Iterator[Row]:
        for ord_, e in enumerate(events):
            yield {
                "ord": ord_, "id": e.id, "title": e.title, "kind": e.kind.id, "status": e.status,
                "date": e.date.edtf, "lo": e.date.lo, "hi": e.date.hi, "summary": e.summary,
                "origins": _json(e.origins), "series": e.series, "notes": e.notes, "tags": _json(e.tags),
            }  # fmt: skip

    def parts(of: str) -> Iterator[Row]:
        for ord_, e in enumerate(events):
            for position, row in enumerate(_parts(of, e)):
                yield {"event": ord_, "position": position, **row}

    _insert(db, "event", rows())
    for table in ("event_actor", "event_system", "event_place", "event_fact", "citation", "related"):
        _insert(db, table, parts(table))


def _parts(table: str, event: Event) -> Iterator[Row]:
    match table:
        case "event_actor":
            for a in event.actors:
                yield {"actor": a.actor.id, "role": a.role, "unit": a.unit, "personnel": a.personnel}
        case "event_system":
            for s in event.systems:
                yield {"system": s.system.id, "count": s.count, "raw": s.raw}
        case "event_place":
            for p in event.places:
                yield {"place": p.place.id, "role": p.role}
        case "event_fact":
            for f in event.facts:
                yield {"name": f.name, "value": f.value, "unit": f.unit, "qualifier": f.qualifier}
        case "citation":
            for c in event.citations:
                yield {
                    "source": c.source.id,
                    "says": c.says,
                    "locator": c.locator,
                    "supports": _json(c.supports),
                    "disputes": _json(c.disputes),
                    "date": c.date.edtf if c.date else "",
                    "attribution": c.attribution.id if c.attribution else "",
                    "credibility": c.credibility,
                }
        case "related":
            for r in event.related:
                yield {"other": r.event, "relation": r.relation}


def ancestors(known: Vocabulary) -> dict[tuple[str, str], tuple[str, ...]]:
    """(field, id) -> the id itself and everything above it, the nearest first."""
    above: dict[str, Mapping[str, Sequence[str]]] = {
        "actor": {a.id: a.part_of for a in known.actors.values()},
        "place": {p.id: p.within for p in known.places.values()},
        "system": {
            **{c: (c.rpartition("/")[0],) if "/" in c else () for c in known.categories},
            **{s.id: (s.variant_of, s.category) if s.variant_of else (s.category,) for s in known.systems.values()},
        },
    }
    found = {}
    for field, parents in above.items():
        for id_ in parents:
            chain = [id_]
            for each in chain:  # grows while it is walked
                chain.extend(parent for parent in parents[each] if parent not in chain)
            found[field, id_] = tuple(chain)
    return found


def span_class(lo: int | None, hi: int | None) -> str:
    """Events of a class last fewer than 2**class days longer than one; `open` has an open end."""
    return "open" if lo is None or hi is None else str((hi - lo).bit_length())


def _index(db: Database, chronology: Chronology) -> None:
    from pyroaring import BitMap

    up = ancestors(chronology.vocabulary)
    called: dict[tuple[str, str], set[str]] = {}
    for each in _spellings(chronology):
        spelt = (*each.written, *each.also)
        # The folded form is indexed too, so that su30sm finds Su-30SM.
        called[each.field, each.id] = {*spelt, *map(fold, spelt)}
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    axes = {name: array("i") for name in ("lo", "start", "end", "hi")}
    texts: list[Row] = []
    for ord_, event in enumerate(chronology.events):
        for key in facets(event, up):
            postings[key].append(ord_)
        for axis, day in zip(axes.values(), bounds(event.date), strict=True):
            axis.append(day)
        # Only what the event itself names: a search for a word must not find all that belongs to it as well.
        named = (("kind", event.kind.id), *_named(event))
        texts.append(
            {
                "rowid": ord_,
                "title": event.title,
                "summary": event.summary,
                "facts": " ; ".join(f"{fact.name} {fact.text}" for fact in event.facts),
                "names": " ; ".join(sorted(set().union(*(called[key] for key in named)))),
            }
        )
    issued = (source.issued.lo for source in chronology.sources.values() if source.issued)
    published = array("i", sorted(day for day in issued if day is not None))
    axes["published"] = published
    if sys.byteorder == "big":
        for axis in axes.values():
            axis.byteswap()
    _insert(db, "axis", ({"name": name, "days": axis.tobytes()} for name, axis in axes.items()))
    _insert(
        db,
        "posting",
        (
            {"field": field, "value": value, "n": len(ordinals), "bitmap": BitMap(ordinals).serialize()}
            for (field, value), ordinals in sorted(postings.items())
        ),
    )
    _insert(db, "event_text", texts)


def _named(event: Event) -> Iterator[tuple[str, str]]:
    yield from (("actor", a.actor.id) for a in event.actors)
    yield from (("system", s.system.id) for s in event.systems)
    yield from (("place", p.place.id) for p in event.places)


def facets(event: Event, up: Mapping[tuple[str, str], tuple[str, ...]]) -> set[tuple[str, str]]:
    """(field, value) of everything that a filter can find the event by. `actor=` and its like are the exact ones."""
    found = {
        ("kind", event.kind.id),
        ("status", event.status),
        ("precision", event.date.precision),
        ("sources", str(len(event.sources))),
        ("origins", str(len(event.origins))),
        ("span", span_class(event.date.lo, event.date.hi)),
        ("extent", "yes" if event.date.extent else "no"),
    }
    for field, id_ in _named(event):
        found.add((f"{field}=", id_))
        found.update((field, each) for each in up[field, id_])
    found.update(("source", s.id) for s in event.sources)
    for outlet in {s.publisher for s in event.sources}:
        found.update((
            ("outlet", outlet.id), ("affiliation", outlet.affiliation), ("reliability", outlet.reliability)
        ))  # fmt: skip
    found.update(("doubt", end) for end in doubts(event.date))
    found.update(("tag", tag) for tag in event.tags)
    if event.series:
        found.add(("series", event.series))
    contents = {
        "disagreement": event.disagreements, "facts": event.facts, "notes": event.notes, "places": event.places,
        "related": event.related, "systems": event.systems, "url": any(s.url for s in event.sources),
    }  # fmt: skip
    found.update(("has", name) for name, content in contents.items() if content)
    return found
