"""The vocabularies as a store file has them: written and read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline import model
from dateline.curated import names
from dateline.curated.names import Named
from dateline.model import Vocabulary
from dateline.record import dumped
from dateline.store.connection import Connection
from dateline.text import fold

Row = dict[str, object]


def spelt(named: Iterable[Named]) -> Iterator[tuple[str, str, int, str, str]]:
    """Rows of `spelling`."""
    for each in named:
        positions = (*enumerate(each.written), *((-i, also) for i, also in enumerate(each.also, start=1)))
        yield from ((each.field, each.id, position, spelling, fold(spelling)) for position, spelling in positions)


def write_vocabulary(connection: sqlite3.Connection, known: Vocabulary) -> None:
    """Into tables that are empty."""
    from sqlite_utils import Database  # costs 200 ms to import, and most starts build nothing

    db = Database(connection, execute_plugins=False)
    for table, rows in _tables(known).items():
        db.table(table).insert_all(rows)


def _tables(known: Vocabulary) -> dict[str, Iterable[Row]]:
    def of(things: Mapping[str, Any], *columns: str) -> Iterator[Row]:
        return ({column: getattr(thing, column) for column in columns} for thing in things.values())

    above = {"actor": {a.id: a.part_of for a in known.actors.values()}}
    above["place"] = {p.id: p.within for p in known.places.values()}
    rated = of(known.outlets, "id", "name", "affiliation", "country", "reliability", "reason", "voice_of")
    return {
        "kind": of(known.kinds, "id", "name", "plural", "glyph", "ascii", "cameo", "description"),
        "actor": of(known.actors, "id", "name", "type", "short", "description"),
        "category": ({"path": path, "name": name} for path, name in known.categories.items()),
        "system": of(known.systems, "id", "name", "category", "nato", "variant_of"),
        "place": (
            {**row, "bbox": dumped(place.bbox) if place.bbox else ""}
            for row, place in zip(
                of(known.places, "id", "name", "type", "lat", "lon", "precision"), known.places.values(), strict=True
            )
        ),
        "outlet": (
            {**row, "domains": dumped(outlet.domains), "aggregator": int(outlet.aggregator)}
            for row, outlet in zip(rated, known.outlets.values(), strict=True)
        ),
        "parent": (
            {"field": field, "id": id_, "position": position, "parent": parent}
            for field, things in above.items()
            for id_, parents in things.items()
            for position, parent in enumerate(parents)
        ),
        "spelling": (
            dict(zip(("field", "id", "position", "spelling", "key"), row, strict=True))
            for row in spelt(names.spellings(known))
        ),
    }


def vocabulary(connection: Connection) -> Vocabulary:
    """The kinds, actors, categories, systems, places and outlets, in the order of their files."""
    sql = connection.sql
    parents: dict[tuple[str, str], list[str]] = {}
    for field, id_, parent in sql("SELECT field, id, parent FROM parent ORDER BY field, id, position"):
        parents.setdefault((field, id_), []).append(parent)
    aliases: dict[tuple[str, str], list[str]] = {}
    for field, id_, spelling in sql(
        "SELECT field, id, spelling FROM spelling WHERE position > 1 AND field <> 'source' ORDER BY field, id, position"
    ):
        aliases.setdefault((field, id_), []).append(spelling)

    def above(field: str, id_: str) -> tuple[str, ...]:
        return tuple(parents.get((field, id_), ()))

    def also(field: str, id_: str) -> tuple[str, ...]:
        return tuple(aliases.get((field, id_), ()))

    kinds = sql("SELECT id, name, plural, glyph, ascii, cameo, description FROM kind ORDER BY rowid")
    actors = sql("SELECT id, name, type, short, description FROM actor ORDER BY rowid")
    systems = sql("SELECT id, name, category, nato, variant_of FROM system ORDER BY rowid")
    places = sql("SELECT id, name, type, lat, lon, bbox, precision FROM place ORDER BY rowid")
    outlets = sql(
        "SELECT id, name, affiliation, country, reliability, reason, domains, voice_of, aggregator "
        "FROM outlet ORDER BY rowid"
    )
    with connection.whole():
        return Vocabulary(
            {row[0]: model.Kind(*row) for row in kinds},
            {
                id_: model.Actor(id_, name, type_, above("actor", id_), short, text, also("actor", id_))
                for id_, name, type_, short, text in actors
            },
            dict(sql("SELECT path, name FROM category ORDER BY rowid")),
            {
                id_: model.System(id_, name, category, nato, variant_of, also("system", id_))
                for id_, name, category, nato, variant_of in systems
            },
            {
                id_: model.Place(
                    id_, name, type_, above("place", id_), lat, lon,
                    tuple(json.loads(bbox)) if bbox else None, precision, also("place", id_),
                )
                for id_, name, type_, lat, lon, bbox, precision in places
            },
            {
                id_: model.Outlet(
                    id_, name, affiliation, reliability, reason, country, tuple(json.loads(domains)), voice_of,
                    also("outlet", id_), bool(aggregator),
                )
                for id_, name, affiliation, country, reliability, reason, domains, voice_of, aggregator in outlets
            },
        )  # fmt: skip
