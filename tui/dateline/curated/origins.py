"""Who a statement goes back to: a ministry that three outlets quote is one origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dateline.model import Actor, Citation, Outlet, Source

Voice = tuple[str, bool]
"""The id of an actor or an outlet, and whether it is an aggregator."""


class Origins:
    """The origins of citations, by what the sources repeat and for whom the actors speak."""

    def __init__(
        self, sources: Mapping[str, Source], outlets: Mapping[str, Outlet], actors: Mapping[str, Actor]
    ) -> None:
        self._sources, self._outlets, self._actors = sources, outlets, actors

    def of(self, citations: Iterable[Citation]) -> tuple[str, ...]:
        """Ids of actors and outlets, once each and sorted.

        Beside an origin, neither a state that stands above it counts nor an aggregator; of aggregators alone the first
        by alphabet stands for all.
        """
        return self.joined(map(self.each, citations))

    def each(self, citation: Citation) -> frozenset[Voice]:
        """Who speaks in one citation."""
        if citation.attribution is not None:
            return frozenset({(self._office(citation.attribution.id), False)})
        return frozenset(self._ends(citation.source))

    def joined(self, voices: Iterable[frozenset[Voice]]) -> tuple[str, ...]:
        """Those of several citations together."""
        heard = frozenset[Voice]().union(*voices)
        found = {id_ for id_, aggregator in heard if not aggregator}
        found.difference_update(*[self._above(id_) for id_ in found if id_ in self._actors])
        return tuple(sorted(found)) or tuple(sorted(id_ for id_, aggregator in heard if aggregator)[:1])

    def _ends(self, source: Source) -> Iterator[Voice]:
        """As whom a source speaks, and whether that is an aggregator: where `derived_from` ends, else its publisher."""
        waiting, seen = [source], {source.id}
        while waiting:
            each = waiting.pop()
            for id_ in each.derived_from or (each.publisher.id,):
                if id_ not in self._sources:
                    outlet = self._outlets.get(id_)
                    speaks = outlet.origin if outlet else id_
                    yield self._office(speaks), outlet is not None and outlet.aggregator
                elif id_ not in seen:
                    seen.add(id_)
                    waiting.append(self._sources[id_])

    def _office(self, id_: str) -> str:
        """The state, organization or alliance for which an actor speaks: minister, ministry and its forces are one."""
        seen = {id_}
        while (actor := self._actors.get(id_)) and actor.type in ("person", "armed-force") and actor.part_of:
            if actor.part_of[0] not in self._actors or actor.part_of[0] in seen:
                break  # check() says so
            id_ = actor.part_of[0]
            seen.add(id_)
        return id_

    def _above(self, id_: str) -> set[str]:
        """All of which it is a part; itself only where that is a circle."""
        found, waiting = set[str](), [id_]
        while waiting:
            actor = self._actors.get(waiting.pop())
            for above in actor.part_of if actor else ():
                if above not in found:
                    found.add(above)
                    waiting.append(above)
        return found
