"""The values that everything else passes around: events, who and what is in them, and who says so. All frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple

from dateline.dates import Edtf

STATUSES: Final = ("reported", "confirmed", "planned", "disputed", "denied", "retracted")
ACTOR_ROLES: Final = (
    "participant", "host", "visitor", "observer", "supplier", "recipient", "operator", "speaker", "target",
)  # fmt: skip
ACTOR_TYPES: Final = ("state", "organization", "armed-force", "person", "alliance")
PLACE_ROLES: Final = ("at", "from", "to", "over")
PLACE_TYPES: Final = ("country", "region", "settlement", "training-ground", "base", "border", "area")
QUALIFIERS: Final = ("exactly", "at least", "over", "about", "under")
ASPECTS: Final = ("date", "actors", "systems", "places", "facts")
RELATIONS: Final = ("part-of", "follows", "same-series", "contradicts")
AFFILIATIONS: Final = ("state-media", "official", "independent", "ngo", "research", "unknown")
RELIABILITIES: Final[Mapping[str, str]] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
"""Admiralty code, of a source."""
CREDIBILITIES: Final[Mapping[str, str]] = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
"""Admiralty code, of one piece of information."""


class Kind(NamedTuple):
    """A kind of event."""

    id: str
    name: str
    plural: str
    glyph: str
    """One character, one cell wide."""
    ascii: str
    """The same for terminals that draw ASCII only."""
    cameo: str = ""
    description: str = ""


class Actor(NamedTuple):
    """A state, organization, force, alliance or person."""

    id: str
    name: str
    type: str
    part_of: tuple[str, ...] = ()
    short: str = ""
    """A code for narrow rows: RU, BY, NATO."""
    description: str = ""
    aliases: tuple[str, ...] = ()


class System(NamedTuple):
    """A weapon system."""

    id: str
    name: str
    category: str
    """A path in the tree of categories: `aircraft/fighter`."""
    nato: str = ""
    """NATO reporting name."""
    variant_of: str = ""
    aliases: tuple[str, ...] = ()


class Place(NamedTuple):
    """A point or an area."""

    id: str
    name: str
    type: str
    within: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    bbox: tuple[float, float, float, float] | None = None
    """Of an area: west, south, east, north in degrees (RFC 7946)."""
    precision: str = ""
    """Where the point is not the place itself: what it is."""
    aliases: tuple[str, ...] = ()


class Outlet(NamedTuple):
    """Who publishes, and how far it is trusted: the same for all that it publishes."""

    id: str
    name: str
    affiliation: str
    """Of AFFILIATIONS."""
    reliability: str
    """Admiralty code, A–F."""
    reason: str
    """Why that reliability, in one line."""
    country: str = ""
    """Where it is published: ISO 3166-1 alpha-2."""
    domains: tuple[str, ...] = ()
    """The hosts at which it publishes."""
    voice_of: str = ""
    """The actor as which an official outlet speaks."""
    aliases: tuple[str, ...] = ()
    aggregator: bool = False
    """It mostly repeats what others publish: beside another origin it is none of its own."""

    @property
    def origin(self) -> str:
        """As whom it speaks: a ministry and its site are one."""
        return self.voice_of or self.id

    def publishes_at(self, host: str) -> bool:
        """Whether a host is one of its domains, or below one."""
        return any(host == domain or host.endswith(f".{domain}") for domain in self.domains)


class Source(NamedTuple):
    """A publication: who published what, and when. CSL-JSON field names."""

    id: str
    type: str
    title: str
    publisher: Outlet
    author: tuple[str, ...] = ()
    issued: Edtf | None = None
    issued_basis: str = ""
    """What the date rests on, where the publication does not state it."""
    url: str = ""
    accessed: str = ""
    language: str = ""
    derived_from: tuple[str, ...] = ()
    """Ids of the sources, outlets or actors that it repeats."""
    sha256: str = ""
    """Of the text that was read."""
    read: str = "full"
    """`full` or `excerpt`."""
    digest: str = ""
    """What it says, in our words; of a text that was read whole with [¶n] notes."""


class Involvement(NamedTuple):
    """An actor in an event."""

    actor: Actor
    role: str = "participant"
    unit: str = ""
    personnel: str = ""


@dataclass(frozen=True, slots=True)
class Equipment:
    """A system in an event."""

    system: System
    count: str = ""
    """As stated: "2", "2-4", "about 40"."""
    raw: str = ""
    """The source's wording, where it matters."""


class Location(NamedTuple):
    """A place in an event."""

    place: Place
    role: str = "at"


class Fact(NamedTuple):
    """A figure."""

    name: str
    value: str
    unit: str = ""
    qualifier: str = ""

    @property
    def text(self) -> str:
        """`over 1150 km`; that a figure is exact goes without saying."""
        qualifier = "" if self.qualifier == "exactly" else self.qualifier
        return " ".join(part for part in (qualifier, self.value, self.unit) if part)


class Citation(NamedTuple):
    """What one source says of an event."""

    source: Source
    says: str
    locator: str = ""
    supports: tuple[str, ...] = ()
    """The aspects that it backs, of ASPECTS."""
    disputes: tuple[str, ...] = ()
    """The aspects of which it says something else than the event does."""
    date: Edtf | None = None
    """Only where this source gives another date than the event does."""
    attribution: Actor | None = None
    """Who asserts it."""
    credibility: str = ""
    """Admiralty code, 1–6."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A link to another event."""

    event: str
    """Its id."""
    relation: str
    title: str = field(default="", compare=False)
    """That of the other event, where a store gives it."""
    date: Edtf | None = field(default=None, compare=False)
    """The same of its date."""


@dataclass(frozen=True)
class Event:
    """A dated occurrence, with its sources."""

    id: str
    title: str
    kind: Kind
    date: Edtf
    summary: str
    citations: tuple[Citation, ...]
    origins: tuple[str, ...]
    """Who it goes back to, once each: ids of actors and outlets; see `curated.origins`."""
    status: str = "reported"
    actors: tuple[Involvement, ...] = ()
    systems: tuple[Equipment, ...] = ()
    places: tuple[Location, ...] = ()
    facts: tuple[Fact, ...] = ()
    related: tuple[Relation, ...] = ()
    series: str = ""
    tags: tuple[str, ...] = ()
    notes: str = ""

    @property
    def sort_key(self) -> tuple[float, float, str]:
        """Time order: earliest possible day, then latest, then id."""
        return (*self.date.sort_key, self.id)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The distinct sources, in the order of the citations."""
        return tuple({citation.source.id: citation.source for citation in self.citations}.values())

    @cached_property
    def disagreements(self) -> tuple[str, ...]:
        """The aspects on which its sources differ, in the order of ASPECTS."""
        return disagreements(self.date, self.citations)


def disagreements(date: Edtf, citations: Sequence[Citation]) -> tuple[str, ...]:
    """The aspects on which sources differ of an event with this date, in the order of ASPECTS."""
    disputed = {aspect for citation in citations for aspect in citation.disputes}
    dates = list(dict.fromkeys(citation.date or date for citation in citations))
    if any(not _overlap(a, b) for i, a in enumerate(dates) for b in dates[i + 1 :]):
        disputed.add("date")
    return tuple(aspect for aspect in ASPECTS if aspect in disputed)


def _overlap(a: Edtf, b: Edtf) -> bool:
    (a_lo, a_hi), (b_lo, b_hi) = a.sort_key, b.sort_key
    return a_lo <= b_hi and b_lo <= a_hi


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that the chronology uses, by id, in the order of their files."""

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    """Path of a category of systems to its name."""
    systems: Mapping[str, System] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    outlets: Mapping[str, Outlet] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[Mapping[str, Any], ...]:
        """All of them, in the order in which they are given."""
        return self.kinds, self.actors, self.categories, self.systems, self.places, self.outlets


@dataclass(frozen=True, slots=True)
class Chronology:
    """What the curated files say, read and checked."""

    events: tuple[Event, ...]
    """In time order."""
    sources: Mapping[str, Source]
    vocabulary: Vocabulary
