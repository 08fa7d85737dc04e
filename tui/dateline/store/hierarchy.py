"""What is above what: a filter for a state finds its forces, one for a category its systems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.model import Vocabulary


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
                chain.extend(parent for parent in parents.get(each, ()) if parent and parent not in chain)
            found[field, id_] = tuple(chain)
    return found
