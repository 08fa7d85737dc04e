"""The vocabularies as a store file has them: written and read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, Final, TypeVar

from dateline import model
from dateline.curated import names
from dateline.curated.names import Named
from dateline.errors import StoreError
from dateline.model import Vocabulary
from dateline.record import dumped
from dateline.store.connection import Connection
from dateline.text import fold

Row = dict[str, object]
T = TypeVar("T")
_FEW: Final = 100
"""Of a table that are read one by one."""


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


class _LostError(StoreError, KeyError):
    """What is named somewhere in a store is not there: that is damage."""

    def __init__(self, connection: Connection, table: str, id_: str) -> None:
        super().__init__(id_)
        self._connection, self._what = connection, f"there is no {table} '{id_}'"

    def __str__(self) -> str:
        return str(self._connection.damaged(self._what))  # worked out for who is shown it: many only ask whether


class _Table(Mapping[str, T]):
    """Things by id, in the order of their file: made when they are asked for, a few read one by one and then all."""

    def __init__(self, connection: Connection, table: str, columns: str, make: Callable[..., T]) -> None:
        """`make` is given the columns, of which the id is the first."""
        self._sql, self._whole = connection.sql, connection.whole
        self._id, self._select, self._make = columns.partition(",")[0], f"SELECT {columns} FROM {table}", make
        self._made: dict[str, T] = {}
        self._lost = partial(_LostError, connection, table)

    @cached_property
    def _rows(self) -> dict[str, Sequence[Any]]:
        return {row[0]: row for row in self._sql(f"{self._select} ORDER BY rowid")}

    def _row(self, id_: str) -> Sequence[Any]:
        if len(self._made) >= _FEW or "_rows" in vars(self):
            if id_ not in self._rows:
                raise self._lost(id_)
            return self._rows[id_]
        found: list[Sequence[Any]] = self._sql(f"{self._select} WHERE {self._id} = ?", (id_,))
        if not found:
            raise self._lost(id_)
        return found[0]

    def __getitem__(self, id_: str) -> T:
        if id_ not in self._made:
            row = self._row(id_)
            with self._whole():
                self._made[id_] = self._make(*row)
        return self._made[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def vocabulary(connection: Connection) -> Vocabulary:
    """The kinds, actors, categories, systems, places and outlets, in the order of their files.

    They are read when they are asked for, as long as the store is open.
    """

    def of(table: str, columns: str, make: Callable[..., T]) -> _Table[T]:
        also = (
            f"SELECT spelling FROM spelling WHERE field = '{table}' AND id = {table}.id AND position > 1 "
            "ORDER BY position"
        )
        above = f"SELECT parent FROM parent WHERE field = '{table}' AND id = {table}.id ORDER BY position"
        columns = columns.format(
            also=f"(SELECT json_group_array(spelling) FROM ({also}))",
            above=f"(SELECT json_group_array(parent) FROM ({above}))",
        )
        return _Table(connection, table, columns, make)

    return Vocabulary(
        of("kind", "id, name, plural, glyph, ascii, cameo, description", model.Kind),
        of(
            "actor",
            "id, name, type, {above}, short, description, {also}",
            lambda id_, name, type_, above, short, text, also: model.Actor(
                id_, name, type_, _several(above), short, text, _several(also)
            ),
        ),
        of("category", "path, name", lambda _, name: str(name)),
        of(
            "system",
            "id, name, category, nato, variant_of, {also}",
            lambda id_, name, category, nato, variant_of, also: model.System(
                id_, name, category, nato, variant_of, _several(also)
            ),
        ),
        of(
            "place",
            "id, name, type, {above}, lat, lon, bbox, precision, {also}",
            lambda id_, name, type_, above, lat, lon, bbox, precision, also: model.Place(
                id_, name, type_, _several(above), lat, lon,
                _several(bbox) if bbox else None, precision, _several(also),
            ),
        ),
        of(
            "outlet",
            "id, name, affiliation, reliability, reason, country, domains, voice_of, {also}, aggregator",
            lambda id_, name, affiliation, reliability, reason, country, domains, voice_of, also, aggregator: (
                model.Outlet(
                    id_, name, affiliation, _rated(reliability), reason, country, _several(domains), voice_of,
                    _several(also), bool(aggregator),
                )
            ),
        ),
    )  # fmt: skip


def _several(array: str) -> tuple[Any, ...]:
    return tuple(json.loads(array))


def _rated(reliability: str) -> str:
    if reliability not in model.RELIABILITIES:
        raise ValueError(f"no rating is called '{reliability}'")
    return reliability
