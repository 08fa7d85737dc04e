"""From the curated files to the model. Every problem is found in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from dateline import model
from dateline.curated import check
from dateline.curated import strict as archive
from dateline.curated.addresses import HOST
from dateline.curated.entry import SLUG, Entry, Unread
from dateline.curated.files import CuratedFiles
from dateline.curated.origins import Origins
from dateline.curated.strict_yaml import Items, Node, Table, read, read_text
from dateline.dates import Edtf
from dateline.errors import CuratedError
from dateline.model import Actor, Chronology, Event, Kind, Outlet, Place, Source, System, Vocabulary
from dateline.problem import Problem

Named = TypeVar("Named")
Lines = dict[tuple[Path, str], int]
"""The line of each id in its file; of each field in the file of a source."""


def load(files: CuratedFiles, *, strict: bool = False) -> Chronology:
    """Read and check everything; if `strict`, by the rules of an archive. Raises CuratedError with all the problems."""
    chronology, doubts = examine(files)
    if strict and (problems := list(doubts)):
        raise CuratedError(problems)
    return chronology


def vocabulary(files: CuratedFiles) -> Vocabulary:
    """The names alone. Raises CuratedError with every problem in their files."""
    problems: list[Problem] = []
    names = _vocabulary(files, problems, {})
    if problems:
        raise CuratedError(problems)
    return names


def examine(files: CuratedFiles) -> tuple[Chronology, Iterator[Problem]]:
    """Read and check everything: what was read, and what is not good enough for an archive, found when asked for.

    Raises CuratedError with all that is wrong. The rules of an archive go by names that are known: they come after.
    """
    problems: list[Problem] = []
    lines: Lines = {}
    names = _vocabulary(files, problems, lines)
    sources = {s.id: s for path in files.sources if (s := _source(path, names.outlets, problems, lines))}
    if files.fault:
        problems.append(Problem(files.root / "sources", 0, files.fault))
    if files.fault or len(sources) < len(files.sources):
        sources = Unread(sources)
    events = list(_events(files.events, names, sources, problems, lines))
    chronology = Chronology(tuple(sorted(events, key=lambda e: e.sort_key)), sources, names)
    problems.extend(check.problems(chronology, files, lines))
    if problems:
        raise CuratedError(list(dict.fromkeys(problems)))
    return chronology, archive.problems(chronology, files, lines)


def _read(path: Path, problems: list[Problem]) -> Node | None:
    try:
        return read(path)
    except CuratedError as error:
        problems.extend(error.problems)
        return None


def _table(path: Path, problems: list[Problem], lines: Lines) -> Iterator[tuple[str, Entry]]:
    """The entries of a vocabulary: a mapping of id to fields."""
    before = len(problems)
    node = _read(path, problems)
    if isinstance(node, Table):
        yield from _named(node, path, problems, lines)
    elif len(problems) == before:
        problems.append(Problem(path, node.line if node else 1, "must be a mapping of id to fields"))


def _named(table: Table, path: Path, problems: list[Problem], lines: Lines) -> Iterator[tuple[str, Entry]]:
    for name, node in table.values.items():
        lines[path, name] = table.lines[name]
        if not isinstance(node, Table):
            problems.append(Problem(path, table.lines[name], f"{name}: must be a mapping of fields"))
            continue
        entry = Entry(node, path, problems, name)
        if not SLUG.fullmatch(name):
            entry.problem(f"the id '{name}' must be lower-case letters, digits and hyphens")
        yield name, entry
        entry.finish()


def _vocabulary(files: CuratedFiles, problems: list[Problem], lines: Lines) -> Vocabulary:
    def known(name: str, read: dict[str, Named]) -> dict[str, Named]:
        failed = any(problem.file == files.vocabulary(name) for problem in problems)
        return Unread() if failed and not read else read

    kinds = {
        id_: Kind(
            id_,
            entry.text("name", required=True),
            entry.text("plural", required=True),
            entry.text("glyph", required=True),
            entry.text("ascii", required=True),
            entry.text("cameo"),
            entry.text("description"),
        )
        for id_, entry in _table(files.vocabulary("kinds"), problems, lines)
    }
    actors = {
        id_: Actor(
            id_,
            entry.text("name", required=True),
            entry.text("type", model.ACTOR_TYPES, required=True, default="organization"),
            entry.texts("part_of"),
            entry.text("short"),
            entry.text("description"),
            entry.texts("aliases"),
        )
        for id_, entry in _table(files.vocabulary("actors"), problems, lines)
    }
    actors = known("actors", actors)
    # Outlets that come with Dateline beside actors of one's own: a voice that is not among these is none.
    beside = files.vocabulary("outlets").parent == files.vocabulary("actors").parent
    voices = actors if beside else Unread(actors)
    outlets = {
        id_: Outlet(
            id_,
            entry.text("name", required=True),
            entry.text("affiliation", model.AFFILIATIONS, required=True, default="unknown"),
            entry.text("reliability", model.RELIABILITIES, required=True, default="F"),
            entry.text("reason", required=True),
            entry.shaped("country"),
            _domains(entry),
            voice.id if (voice := entry.reference("voice_of", voices)) else id_ if id_ in voices else "",
            entry.texts("aliases"),
            entry.text("aggregator", ("yes", "no")) == "yes",
        )
        for id_, entry in _table(files.vocabulary("outlets"), problems, lines)
    }
    places = {id_: _place(id_, entry) for id_, entry in _table(files.vocabulary("places"), problems, lines)}
    categories, systems = _systems(files.vocabulary("systems"), problems, lines)
    return Vocabulary(
        known("kinds", kinds),
        known("actors", actors),
        categories,
        known("systems", systems),
        known("places", places),
        known("outlets", outlets),
    )


def _domains(entry: Entry) -> tuple[str, ...]:
    domains = entry.texts("domains")
    for domain in domains:
        if not HOST.fullmatch(domain):
            entry.problem(f"domain '{domain}' must be a host alone, in small letters, like news.example", "domains")
    return domains


def _place(id_: str, entry: Entry) -> Place:
    bbox = entry.text("bbox").strip("[]").split(",")
    corners: tuple[float, float, float, float] | None = None
    if bbox != [""]:
        try:
            west, south, east, north = (float(corner) for corner in bbox)
            corners = (west, south, east, north)
        except ValueError:
            entry.problem("bbox must be 'west, south, east, north' in degrees", "bbox")
    lat, lon = entry.number("lat", 90), entry.number("lon", 180)
    if (lat is None) != (lon is None):
        entry.problem("lat and lon go together; give both or neither")
    return Place(
        id_,
        entry.text("name", required=True),
        entry.text("type", model.PLACE_TYPES, required=True, default="area"),
        entry.texts("within"),
        lat,
        lon,
        corners,
        entry.text("precision"),
        entry.texts("aliases"),
    )


def _systems(path: Path, problems: list[Problem], lines: Lines) -> tuple[dict[str, str], dict[str, System]]:
    before = len(problems)
    node = _read(path, problems)
    if not isinstance(node, Table) or not {"categories", "systems"} >= set(node.values):
        if len(problems) == before:
            problems.append(Problem(path, node.line if node else 1, "must have two mappings: categories and systems"))
        return {}, {}
    categories_node, systems_node = node.values.get("categories"), node.values.get("systems")
    categories: dict[str, str] = {}
    if isinstance(categories_node, Table):
        lines.update(((path, key), line) for key, line in categories_node.lines.items())
        entry = Entry(categories_node, path, problems, "categories")
        categories = {key: entry.text(key, required=True) for key in categories_node.values}
        for key in categories:
            if not all(map(SLUG.fullmatch, key.split("/"))):
                entry.problem(
                    f"the category '{key}' must be lower-case letters, digits and hyphens between slashes", key
                )
    systems: dict[str, System] = {}
    for id_, entry in _named(systems_node, path, problems, lines) if isinstance(systems_node, Table) else ():
        systems[id_] = System(
            id_,
            entry.text("name", required=True),
            entry.text("category", categories, required=True),
            entry.text("nato"),
            entry.text("variant_of"),
            entry.texts("aliases"),
        )
    return categories, systems


def _source(path: Path, outlets: Mapping[str, Outlet], problems: list[Problem], lines: Lines) -> Source | None:
    """A source file: YAML front matter between lines of three hyphens, then the digest."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        head, front, digest = text.split("---\n", 2)
        node = read_text(front, path, first_line=2)
    except (UnicodeDecodeError, OSError):
        problems.append(Problem(path, 0, "cannot be read as UTF-8 text"))
        return None
    except ValueError:
        head, node, digest = "?", None, ""
    except CuratedError as error:
        problems.extend(error.problems)
        return None
    if head.strip() or not isinstance(node, Table):
        problems.append(Problem(path, 1, "must start with YAML front matter between two lines of ---"))
        return None
    lines.update(((path, key), line) for key, line in node.lines.items())
    entry = Entry(node, path, problems, path.stem)
    publisher = entry.reference("publisher", outlets, required=True)
    source = Source(
        path.stem,
        entry.text("type", required=True),
        entry.text("title", required=True),
        publisher or Outlet("", "", "unknown", "F", ""),
        entry.texts("author"),
        entry.date("issued"),
        entry.text("issued-basis"),
        entry.text("URL"),
        entry.day("accessed"),
        entry.shaped("language"),
        entry.texts("derived_from"),
        entry.shaped("sha256"),
        entry.text("read", ("full", "excerpt"), default="full"),
        digest.strip(),
    )
    if source.url and not source.url.startswith(("https://", "http://")):
        entry.problem(f"URL '{source.url}' must start with https:// or http://", "URL")
    if "\\" in source.url:  # a browser takes it for a slash: it would open another host than the one that is read here
        entry.problem(f"URL '{source.url}' must not hold \\", "URL")
    entry.finish()
    return source


def _events(
    path: Path, names: Vocabulary, sources: Mapping[str, Source], problems: list[Problem], lines: Lines
) -> Iterator[Event]:
    node = _read(path, problems)
    if node is None:
        return
    if not isinstance(node, Items):
        problems.append(Problem(path, node.line, "must be a list of events"))
        return
    origins = Origins(sources, names.outlets, names.actors)
    for number, item in enumerate(node.values, start=1):
        if not isinstance(item, Table):
            problems.append(Problem(path, item.line, f"event {number}: must be a mapping of fields"))
            continue
        # The line of the list item's first key is where its id usually is.
        id_ = Entry(item, path, problems, f"event {number}").slug()
        entry = Entry(item, path, problems, id_ or f"event {number}")
        if id_ and (path, id_) in lines:
            entry.problem(f"id '{id_}' is already used on line {lines[path, id_]}; ids are never reused", "id")
        lines.setdefault((path, id_), entry.line)
        event = _event(id_, entry, names, sources, origins)
        entry.finish()
        if event is not None:
            yield event


def _event(id_: str, entry: Entry, names: Vocabulary, sources: Mapping[str, Source], origins: Origins) -> Event | None:
    entry.text("id")
    kind, date = entry.reference("kind", names.kinds, required=True), entry.date("date", required=True)
    event_actors, systems, places, facts = [], [], [], []
    for e in entry.entries("actors"):
        role = e.text("role", model.ACTOR_ROLES, default="participant")
        unit, personnel = e.text("unit"), e.text("personnel")
        if actor := e.reference("actor", names.actors, required=True):
            event_actors.append(model.Involvement(actor, role, unit, personnel))
    for e in entry.entries("systems"):
        count, raw = e.text("count"), e.text("raw")
        if system := e.reference("system", names.systems, required=True):
            systems.append(model.Equipment(system, count, raw))
    for e in entry.entries("places"):
        role = e.text("role", model.PLACE_ROLES, default="at")
        if place := e.reference("place", names.places, required=True):
            places.append(model.Location(place, role))
    for e in entry.entries("facts"):
        name, value, unit = e.text("name", required=True), e.text("value", required=True), e.text("unit")
        facts.append(model.Fact(name, value, unit, e.text("qualifier", model.QUALIFIERS)))
    citations = tuple(c for e in entry.entries("citations", required=True) if (c := _citation(e, names, sources)))
    related = [
        model.Relation(e.text("event", required=True), e.text("relation", model.RELATIONS, required=True))
        for e in entry.entries("related")
    ]
    title, summary = entry.text("title", required=True), entry.text("summary", required=True)
    status = entry.text("status", model.STATUSES, default="reported")
    series, tags, notes = entry.text("series"), entry.texts("tags"), entry.text("notes")
    if kind is None or date is None:
        return None
    return Event(
        id_, title, kind, date, summary, citations, origins.of(citations), status, tuple(event_actors),
        tuple(systems), tuple(places), tuple(facts), tuple(related), series, tags, notes,
    )  # fmt: skip


def _citation(entry: Entry, names: Vocabulary, sources: Mapping[str, Source]) -> model.Citation | None:
    source = entry.reference("source", sources, required=True)
    says, locator = entry.text("says", required=True), entry.text("locator")
    supports, disputes = entry.texts("supports", model.ASPECTS), entry.texts("disputes", model.ASPECTS)
    date: Edtf | None = entry.date("date")
    attribution = entry.reference("attribution", names.actors)
    credibility = entry.text("credibility", model.CREDIBILITIES)
    if source is None:
        return None
    return model.Citation(source, says, locator, supports, disputes, date, attribution, credibility)
