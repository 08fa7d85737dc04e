"""The curated files: every problem is found, with its place and what would be right; good files have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.curated.files import HOME, CuratedFiles, locate
from dateline.curated.load import load
from dateline.errors import CuratedError
from samples import EVENTS, IDS, edit, write_chronology


def problems(files: CuratedFiles) -> list[str]:
    """Each problem as `file:line: message`, the file relative to the folder."""
    with pytest.raises(CuratedError) as caught:
        load(files)
    return [str(problem).removeprefix(f"{files.root}/") for problem in caught.value.problems]


def test_the_bundled_chronology_has_no_problems() -> None:
    chronology = load(locate(None))
    assert len(chronology.events) > 30
    assert len(chronology.sources) >= 5


def test_good_files_are_read_whole_and_in_time_order(curated_folder: CuratedFiles) -> None:
    chronology = load(curated_folder)
    assert tuple(event.id for event in chronology.events) == IDS
    assert list(chronology.sources) == ["gazette-2022", "herald-2023", "leaflet"]
    event = next(event for event in chronology.events if event.id == "union-resolve-2022")
    assert (event.kind.plural, event.status, event.tags) == ("drills", "disputed", ("joint", "nuclear"))
    assert [(a.actor.id, a.role, a.personnel) for a in event.actors] == [
        ("norland", "participant", "about 300"),
        ("eastland", "host", ""),
    ]
    assert event.citations[1].date is not None
    assert event.disagreements == ("date", "places")
    source = chronology.sources["gazette-2022"]
    assert (source.author, source.derived_from) == (("A. Writer", "B. Writer"), ("norland-mod",))
    assert source.digest.startswith("[¶1]")
    assert chronology.vocabulary.places["brest-region"].bbox == (23, 51, 27, 53)


UNION = "  title: Union Resolve, joint drill\n  kind: drill\n  date: 2022-02-10/2022-02-20\n"
# What is changed in events.yaml, to what, how many lines below that the problem is, what is said.
BROKEN: list[tuple[str, str, int, str]] = [
    ("- id: ides-of-march", "- id: zapad-2021", 10, "zapad-2021: id 'zapad-2021' is already used on line 11; ids are"),
    ("- id: ides-of-march", "- id: Ides of March", 0, "event 2: id 'Ides of March' must be lower-case letters"),
    ("- id: ides-of-march\n  title", "- title", 0, "event 2: no id; give one"),
    ("  title: One patrol in 2022\n", "", -1, "patrol-of-2022: no title; give one"),
    ("title: One patrol in 2022", "title: [One, patrol]", 0, "patrol-of-2022: title must be text, not a list"),
    ("title: One patrol in 2022", "title: {one: patrol}", 0, "patrol-of-2022: title must be text, not a mapping"),
    (UNION, UNION.replace("kind: drill", "kind: dril"), 1, "union-resolve-2022: no kind 'dril'; did you mean drill?"),
    (UNION, UNION.replace("  kind: drill\n", ""), -1, "union-resolve-2022: no kind; give one"),
    ("date: 2021-09", "date: September 2021", 0, "zapad-2021: date: 'September 2021' is not an EDTF date"),
    ("date: 2021-09", "date: 2021-13", 0, "zapad-2021: date: '2021-13': there is no month 13"),
    ("date: 2021-09", "date: 2021-02-29", 0, "zapad-2021: date: '2021-02-29': Feb 2021 has 28 days"),
    ("date: 2021-09", "date: 2021-09-10/2021-09-01", 0, "date: '2021-09-10/2021-09-01' ends before it starts"),
    ("  date: 2021-09\n", "", -3, "zapad-2021: no date; give one"),
    ("status: disputed", "status: disputd", 0, "no status 'disputd'; did you mean disputed?"),
    ("status: disputed", "status: so-so", 0, "no status 'so-so'; one of reported, confirmed, planned, disputed, den"),
    ("  summary: Somebody visits the forum.\n", "", -5, "ides-of-march: no summary; give one"),
    ("{actor: ivanova, role: visitor}", "{actor: ivanov, role: visitor}", 0,
     "ivanova-in-brest, actors: no actor 'ivanov'; did you mean ivanova?"),
    ("{actor: ivanova, role: visitor}", "{actor: ivanova, role: visiter}", 0, "no role 'visiter'; did you mean visito"),
    ("{actor: ivanova, role: visitor}", "{role: visitor}", 0, "ivanova-in-brest, actors: no actor; give one"),
    ("{actor: ivanova, role: visitor}", "{actor: ivanov}, {actor: ivanov}", 0, "no actor 'ivanov'; did you mean ivano"),
    ("{actor: ivanova, role: visitor}", "ivanova", 0, "ivanova-in-brest: each of actors must be a mapping"),
    ("{actor: ivanova, role: visitor}", "{actor: ivanova, rank: 1}", 0, "ivanova-in-brest, actors: unknown field 'ran"),
    ("actors: [{actor: ivanova, role: visitor}]", "actors: ivanova", 0, "ivanova-in-brest: actors must be a list"),
    ('{system: su-30sm, count: "12"}', "{system: su-30m}", 0, "no system 'su-30m'; did you mean su-30sm?"),
    ("{place: brest, role: to}", "{place: brst, role: to}", 0, "places: no place 'brst'; did you mean brest?"),
    ("{place: brest, role: to}", "{place: brest, role: towards}", 0, "no role 'towards'; one of at, from, to, over"),
    ("qualifier: over}", "qualifier: ovr}", 0, "zapad-2021, facts: no qualifier 'ovr'; did you mean over?"),
    ('{name: flight time, value: "120"', '{value: "120"', 0, "zapad-2021, facts: no name; give one"),
    ("source: leaflet", "source: leaflett", 0, "eastland-denies, citations: no source 'leaflett'; did you mean leafle"),
    ("  citations:\n    - {source: leaflet, says: Denied.}\n", "", -7, "eastland-denies: no citations; give at least"),
    ("citations:\n    - {source: leaflet, says: Denied.}", "citations: []", 0, "eastland-denies: no citations; give "),
    ("{source: leaflet, says: Denied.}", "{source: leaflet}", 0, "eastland-denies, citations: no says; give one"),
    ("says: She came., attribution: pact", "says: She came., attribution: pakt", 0, "no attribution 'pakt'; did you"),
    ('says: It was in March., credibility: "2"', "says: It was., credibility: 7", 0, "no credibility '7'; one of 1, 2"),
    ("supports: [date, systems]", "supports: [dates, systems]", 0, "no supports 'dates'; did you mean date?"),
    ("supports: [date, systems]", "supports: [[date], systems]", 0, "supports must be a list of texts"),
    ("disputes: [places], date: 2022-03-01/2022-03-05", "date: last March", 0, "date: 'last March' is not an EDTF dat"),
    ("{event: zapad-2021, relation: follows}", "{event: zapad-2020, relation: follows}", -12,
     "union-resolve-2022, related: no event 'zapad-2020'; did you mean zapad-2021?"),
    ("{event: zapad-2021, relation: follows}", "{event: zapad-2021, relation: precedes}", 0, "no relation 'precedes'"),
    ("{event: zapad-2021, relation: follows}", "{event: union-resolve-2022, relation: follows}", -12,
     "union-resolve-2022, related: an event is not related to itself"),
    ("tags: [ancient]", "tag: [ancient]", 0, "ides-of-march: unknown field 'tag'; did you mean tags?"),
    ("tags: [ancient]", "colour: red", 0, "ides-of-march: unknown field 'colour'"),
    ("tags: [ancient]", "title: again", 0, "'title' is given twice; keep one"),
    ("tags: [ancient]", "tags: &all [ancient]", 0, "anchors (&all) are not allowed; write the value out"),
    ("tags: [ancient]", "tags: [ancient", 1, "not valid YAML: while parsing a flow sequence expected ',' or ']'"),
    ("tags: [ancient]", "\ttags: [ancient]", 0, "not valid YAML: while scanning for the next token found character"),
    ("- id: ides-of-march\n", "- a word\n- id: ides-of-march\n", 0, "event 2: must be a mapping of fields"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "below", "said"), BROKEN, ids=[f"{i}: {b[3][:60]}" for i, b in enumerate(BROKEN)]
)
def test_one_broken_thing_is_one_problem_with_its_line(
    curated_folder: CuratedFiles, old: str, new: str, below: int, said: str
) -> None:
    line = edit(curated_folder.events, old, new) + below
    (problem,) = problems(curated_folder)
    assert problem.startswith(f"events.yaml:{line}: ")
    assert said in problem


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("events: []\n", "events.yaml:1: must be a list of events"),
        ("hello\n", "events.yaml:1: must be a list of events"),
        ("[" * 100_000, "events.yaml:1: nested more than 12 deep"),
        ("- a\n---\n- b\n", "events.yaml:3: more than one YAML document; keep one"),
    ],
)
def test_a_file_that_is_no_list_of_events_is_one_problem(curated_folder: CuratedFiles, text: str, said: str) -> None:
    curated_folder.events.write_text(text, encoding="utf-8")
    assert problems(curated_folder) == [said]


def test_all_problems_are_found_in_one_run_in_the_order_of_files_and_lines(curated_folder: CuratedFiles) -> None:
    for old, new in (
        ("- id: ides-of-march", "- id: su-30sm-delivered"),
        ("date: 2021-09", "date: 2021-99"),
        ("tags: [joint, nuclear]", "tagz: [joint]"),
        ("{actor: ivanova, role: visitor}", "{actor: iwanowa, role: vistor}"),
        ("source: leaflet", "source: leaflets"),
    ):
        edit(curated_folder.events, old, new)
    edit(curated_folder.vocabulary("kinds"), 'glyph: "▲"', 'glyph: "▲▲"')
    edit(curated_folder.root / "sources" / "herald-2023.md", "read: excerpt", "read: half")
    found = problems(curated_folder)
    places = [problem.split(": ")[0].split(":") for problem in found]
    assert [file for file, _ in places] == ["data/vocab/kinds.yaml", *["events.yaml"] * 6, "sources/herald-2023.md"]
    lines = [int(line) for file, line in places if file == "events.yaml"]
    assert lines == sorted(lines)
    # A broken date of zapad-2021 does not make the event that follows it wrong as well.
    assert not any("no event" in problem for problem in found)


@pytest.mark.parametrize("relation", ["part-of", "follows"])
def test_events_that_lead_to_each_other_are_a_problem(curated_folder: CuratedFiles, relation: str) -> None:
    edit(curated_folder.events, "relation: follows", f"relation: {relation}")
    edit(
        curated_folder.events,
        "  series: zapad\n",
        f"  related: [{{event: union-resolve-2022, relation: {relation}}}]\n",
    )
    assert [problem.partition(": ")[2] for problem in problems(curated_folder)] == [
        f"zapad-2021: is {relation} itself, by way of 'union-resolve-2022'",
        f"union-resolve-2022: is {relation} itself, by way of 'zapad-2021'",
    ]


def test_two_events_without_an_id_are_two_problems_and_no_duplicate(curated_folder: CuratedFiles) -> None:
    edit(curated_folder.events, "- id: ides-of-march\n  title", "- title")
    edit(curated_folder.events, "- id: ivanova-in-brest\n  title", "- title")
    assert [problem.partition(": ")[2] for problem in problems(curated_folder)] == [
        "event 2: no id; give one",
        "event 7: no id; give one",
    ]


def test_a_problem_below_the_current_folder_is_named_as_one_would_type_it(
    curated_folder: CuratedFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(curated_folder.events, "kind: statement", "kind: rumour")
    monkeypatch.chdir(curated_folder.root.parent)
    with pytest.raises(CuratedError, match=r"^curated/events\.yaml:\d+: eastland-denies: no kind 'rumour'"):
        load(curated_folder)


def test_a_folder_without_vocabularies_uses_those_that_come_with_dateline(tmp_path: Path) -> None:
    files = write_chronology(tmp_path / "own", vocabulary=False)
    event = EVENTS[EVENTS.index("- id: eastland-denies") :].replace("eastland, role", "belarus, role")
    files.events.write_text(event, encoding="utf-8")
    for path in files.sources:
        path.unlink()
    leaflet = "---\ntype: document\ntitle: A leaflet\npublisher: tass\n---\n"
    (files.root / "sources" / "leaflet.md").write_text(leaflet, encoding="utf-8")
    chronology = load(files)
    assert chronology.events[0].actors[0].actor.name == "Belarus"
    assert files.vocabulary("actors") == HOME / "data" / "vocab" / "actors.yaml"


def test_a_folder_without_events_is_refused_by_name(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "gone", "~nobody-of-this-name", "x" * 5000):
        with pytest.raises(CuratedError) as caught:
            locate(folder)
        assert str(caught.value) == f"{folder}: no events.yaml here; give the folder that holds it"


def test_the_fingerprint_changes_with_every_curated_file_and_with_nothing_else(curated_folder: CuratedFiles) -> None:
    named = [path.relative_to(curated_folder.root).as_posix() for path in curated_folder]
    assert named == [
        "events.yaml", "sources/gazette-2022.md", "sources/herald-2023.md", "sources/leaflet.md",
        *(f"data/vocab/{name}.yaml" for name in ("kinds", "actors", "systems", "places", "outlets")),
    ]  # fmt: skip
    seen = {curated_folder.fingerprint()}
    (curated_folder.root / "notes.txt").write_text("mine")
    (curated_folder.root / "sources" / "draft.txt").write_text("mine")
    assert curated_folder.fingerprint() in seen
    for path in curated_folder:
        path.write_bytes(path.read_bytes() + b"\n")
        assert curated_folder.fingerprint() not in seen
        seen.add(curated_folder.fingerprint())
    # The last of the sources keeps its place among them.
    (curated_folder.root / "sources" / "leaflet.md").rename(curated_folder.root / "sources" / "message.md")
    assert curated_folder.fingerprint() not in seen
