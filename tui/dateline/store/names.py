"""The vocabularies as a store file has them."""

from __future__ import annotations

import json

from dateline import model
from dateline.model import Vocabulary
from dateline.store.connection import Connection


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
