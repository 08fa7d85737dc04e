"""The rules of an archive: a chronology that keeps them passes, and each of them is found where it is broken."""

from __future__ import annotations

import pytest

from dateline.curated.files import CuratedFiles, locate
from dateline.curated.load import load
from dateline.errors import CuratedError
from dateline.query.promises import kept
from dateline.store.reader import Reader
from samples import edit


def problems(files: CuratedFiles) -> list[str]:
    with pytest.raises(CuratedError) as caught:
        load(files, strict=True)
    return [str(problem).removeprefix(f"{files.root}/") for problem in caught.value.problems]


def test_a_chronology_that_keeps_the_rules_passes(archive: CuratedFiles) -> None:
    assert len(load(archive, strict=True).events) == 3


# File, what is changed in it, to what, the problem.
BROKEN = {
    "a source that nobody cites": (
        "events.yaml", "source: gazette-2022", "source: herald-2022",
        "sources/gazette-2022.md:1: gazette-2022: no event leads to it; remove it",
    ),
    "an outlet without a source": (
        "data/vocab/outlets.yaml", "herald: {",
        "daily: {name: Daily, affiliation: unknown, reliability: F, reason: None.}\nherald: {",
        "data/vocab/outlets.yaml:2: daily: no event leads to it; remove it",
    ),
    "an actor that nobody names": (
        "data/vocab/actors.yaml", "eastland:", "westland: {name: Westland, type: state}\neastland:",
        "data/vocab/actors.yaml:4: westland: no event leads to it; remove it",
    ),
    "a category without a system": (
        "data/vocab/systems.yaml", "systems:", "  sam: Missiles\nsystems:",
        "data/vocab/systems.yaml:4: sam: no event leads to it; remove it",
    ),
    "a settlement without a point": (
        "data/vocab/places.yaml", ", lat: 52.09, lon: 23.69", "",
        "data/vocab/places.yaml:2: brest: a settlement needs lat and lon, or in precision why there are none",
    ),
    "an address without a host": (
        "sources/gazette-2022.md", "https://www.gazette.example/drill", "https://drill",
        "sources/gazette-2022.md:1: gazette-2022: the URL 'https://drill' is not well formed",
    ),
    "no address": (
        "sources/gazette-2022.md", "URL: https://www.gazette.example/drill\n", "",
        "sources/gazette-2022.md:1: gazette-2022: no URL",
    ),
    "an address with a space": (
        "sources/gazette-2022.md", "gazette.example/drill", "gazette.example/a drill",
        "sources/gazette-2022.md:1: gazette-2022: the URL 'https://www.gazette.example/a drill' is not well formed",
    ),
    "an address with a control": (
        "sources/gazette-2022.md", "https://www.gazette.example/drill", '"https://www.gazette.example/\\x7Fdrill"',
        "sources/gazette-2022.md:1: gazette-2022: the URL 'https://www.gazette.example/\x7fdrill' is not well formed",
    ),
    "an address that cannot be taken apart": (
        "sources/gazette-2022.md", "https://www.gazette.example/drill", '"http://[gazette.example/drill"',
        "sources/gazette-2022.md:1: gazette-2022: the URL 'http://[gazette.example/drill' is not well formed",
    ),
    "a category that begins like another": (
        "data/vocab/systems.yaml", "systems:", "  air: Air\nsystems:",
        "data/vocab/systems.yaml:4: air: no event leads to it; remove it",
    ),
    "a base without a point": (
        "data/vocab/places.yaml", "type: settlement, within: east, lat: 52.09, lon: 23.69", "type: base, within: east",
        "data/vocab/places.yaml:2: brest: a base needs lat and lon, or in precision why there are none",
    ),
    "an address of another outlet": (
        "sources/gazette-2022.md", "www.gazette.example", "notgazette.example",
        "sources/gazette-2022.md:1: gazette-2022: notgazette.example is no domain of gazette; "
        "name another publisher, or add the domain to the outlet",
    ),
    "no date of publication": (
        "sources/gazette-2022.md", 'issued: "2022-02-21"\n', "",
        "sources/gazette-2022.md:1: gazette-2022: no date of publication; give the limits between which it must lie, "
        "and in issued-basis why",
    ),
    "a whole text without a checksum": (
        "sources/gazette-2022.md", "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n", "",
        "sources/gazette-2022.md:1: gazette-2022: no sha256 of the text that was read",
    ),
    "no digest": (
        "sources/gazette-2022.md", "[¶1] It has ended.\n", "", "sources/gazette-2022.md:1: gazette-2022: no digest",
    ),
    "a long title": (
        "events.yaml", "title: Troops land", f"title: {'x' * 60} Troops land",
        "events.yaml:13: landing-2022: its title has 89 characters; 80 are the most",
    ),
    "a citation that supports nothing": (
        "events.yaml", "They land., supports: [date], ", "They land., ",
        "events.yaml:13: landing-2022: the citation of herald-2022 supports nothing",
    ),
    "a citation that is not judged": (
        "events.yaml", 'says: They land., supports: [date], credibility: "3"', "says: They land., supports: [date]",
        "events.yaml:13: landing-2022: the citation of herald-2022 has no credibility",
    ),
    "a grade of confirmed that nobody confirms": (
        "events.yaml", 'says: They land., supports: [date], credibility: "3"',
        'says: They land., supports: [date], credibility: "1"',
        "events.yaml:13: landing-2022: the citation of herald-2022 is graded 1, but nobody else confirms it: "
        "give 2 or 3",
    ),
    "news of what was still to come": (
        "events.yaml", "  status: planned\n", "",
        "events.yaml:24: drill-2023: it begins after its last source was published; is its status planned?",
    ),
    "news of what is disputed and was still to come": (
        "events.yaml", "  status: planned\n", "  status: disputed\n",
        "events.yaml:24: drill-2023: it begins after its last source was published; is its status planned?",
    ),
    "an end that was still to come": (
        "sources/gazette-2022.md", 'issued: "2022-02-21"', 'issued: "2022-02-15"',
        "events.yaml:1: drill-2022: it ends after its last source was published; mark the end with ?",
    ),
    "a part outside the whole": (
        "events.yaml", 'date: "2022-02-12"', 'date: "2022-02-09"',
        "events.yaml:13: landing-2022: it is not in the days of drill-2022, of which it is said to be a part",
    ),
    "a part after the whole": (
        "events.yaml", 'date: "2022-02-12"', 'date: "2022-02-21"',
        "events.yaml:13: landing-2022: it is not in the days of drill-2022, of which it is said to be a part",
    ),
    "what follows and came before": (
        "events.yaml", 'date: "2023-02"', 'date: "2021-02"',
        "events.yaml:24: drill-2023: it ends before drill-2022 begins, which it is said to follow",
    ),
    "a series of one": (
        "events.yaml", "  related: [{event: drill-2022, relation: follows}]\n  series: drills\n", "",
        "events.yaml:1: drill-2022: no other event is in the series 'drills'",
    ),
    "the same twice": (
        "events.yaml", "  related: [{event: drill-2022, relation: part-of}]\n", "",
        "events.yaml:13: landing-2022: the same kind, actors and systems as drill-2022, at the same time: "
        "merge or relate them",
    ),
    "the same again on the last day": (
        "events.yaml",
        """  date: "2022-02-12"
  summary: They land.
  actors: [{actor: norland-air}, {actor: eastland, role: host}]
  systems: [{system: su-30sm}]
  citations:
    - {source: herald-2022, says: They land., supports: [date], credibility: "3"}
  related: [{event: drill-2022, relation: part-of}]
""",
        """  date: "2022-02-20"
  summary: They land.
  actors: [{actor: norland-air}, {actor: eastland, role: host}]
  systems: [{system: su-30sm}]
  citations:
    - {source: herald-2022, says: They land., supports: [date], credibility: "3"}
""",
        "events.yaml:13: landing-2022: the same kind, actors and systems as drill-2022, at the same time: "
        "merge or relate them",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_found_at_its_place(archive: CuratedFiles, name: str) -> None:
    file, old, new, said = BROKEN[name]
    edit(archive.root / file, old, new)
    assert load(archive).events
    assert said in problems(archive)


PART_OF = "  related: [{event: drill-2022, relation: part-of}]\n"
ALONE = ("events.yaml", PART_OF, "")
OUTLETS, ACTORS = "data/vocab/outlets.yaml", "data/vocab/actors.yaml"
LANDED = '    - {source: herald-2022, says: They land., supports: [date], credibility: "3"}\n'
SYSTEMS = "  systems: [{system: su-30sm}]\n"
# What is changed, so that a rule is kept where it nearly is not.
KEPT = {
    "a region without a point": [(
        "data/vocab/places.yaml", "type: settlement, within: east, lat: 52.09, lon: 23.69",
        "type: region, within: east",
    )],
    "a base with a reason for having no point": [(
        "data/vocab/places.yaml", "type: settlement, within: east, lat: 52.09, lon: 23.69",
        "type: base, within: east, precision: nobody says where",
    )],
    "an outlet that is only repeated": [
        (OUTLETS, "herald: {", "daily: {name: Daily, affiliation: unknown, reliability: F, reason: None.}\nherald: {"),
        ("sources/herald-2022.md", "[norland-mod]", "[daily]"),
    ],
    "an actor that is only repeated": [
        (ACTORS, "eastland:", "pact: {name: Pact, type: alliance}\neastland:"),
        ("sources/herald-2022.md", "[norland-mod]", "[pact]"),
    ],
    "an actor that is only quoted": [
        (ACTORS, "eastland:", "pact: {name: Pact, type: alliance}\neastland:"),
        ("events.yaml", "attribution: norland-mod", "attribution: pact"),
    ],
    "an actor that only speaks through an outlet": [
        (ACTORS, "eastland:", "pact: {name: Pact, type: alliance}\neastland:"),
        (OUTLETS, "reason: Named.,", "reason: Named., voice_of: pact,"),
    ],
    "a title as long as may be": [("events.yaml", "title: Troops land during the drill", f"title: {'x' * 80}")],
    "an event after the first of its sources": [
        ("events.yaml", 'date: "2022-02-12"', 'date: "2022-02-14"'),
        ("events.yaml", LANDED, LANDED + LANDED.replace("herald", "gazette")),
    ],
    "an event before the last day on which its source may have been published": [
        ("sources/herald-2022.md", '"2022-02-13"', '"[2022-02-11..2022-02-14]"'),
    ],
    "an event without an end": [("events.yaml", '"2022-02-10/2022-02-20"', '"2022-02-10/.."')],
    "an unknown day, the last of which is later than the source": [
        ("events.yaml", 'date: "2022-02-12"', 'date: "[2022-02-12..2022-02-16]"'),
    ],
    "a part that begins on the last day of the whole": [
        ("events.yaml", 'date: "2022-02-12"', 'date: "2022-02-20"'),
        ("sources/herald-2022.md", '"2022-02-13"', '"2022-02-20"'),
    ],
    "the same, and the older one says how they are related": [
        ALONE,
        ("events.yaml", "  series: drills\n\n- id: landing",
         "  related: [{event: landing-2022, relation: contradicts}]\n  series: drills\n\n- id: landing"),
    ],
    "the same, on the day before": [ALONE, ("events.yaml", 'date: "2022-02-12"', 'date: "2022-02-09"')],
    "the same but the kind": [
        ALONE,
        ("data/vocab/kinds.yaml", "drill:", 'visit: {name: Visit, plural: visits, glyph: "●", ascii: V}\ndrill:'),
        ("events.yaml", "title: Troops land during the drill\n  kind: drill", "title: Troops land\n  kind: visit"),
    ],
    "the same but the systems": [
        ALONE, ("events.yaml", f"{SYSTEMS}  citations:\n{LANDED}", f"  citations:\n{LANDED}"),
    ],
    "the same but the actors": [
        ALONE,
        ("events.yaml", "They land.\n  actors: [{actor: norland-air}, {actor", "They land.\n  actors: [{actor"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_a_rule_that_is_just_kept_finds_nothing(archive: CuratedFiles, name: str) -> None:
    for file, old, new in KEPT[name]:
        edit(archive.root / file, old, new)
    assert load(archive, strict=True).events


def test_a_source_that_is_only_repeated_is_in_use_and_so_is_its_outlet(archive: CuratedFiles) -> None:
    herald = archive.root / "sources" / "herald-2022.md"
    agency = herald.read_text(encoding="utf-8").replace("publisher: herald", "publisher: agency")
    (herald.parent / "agency-2022.md").write_text(agency.replace("news.herald", "agency"), encoding="utf-8")
    written = (
        "agency: {name: A, affiliation: unknown, reliability: F, reason: None., domains: [agency.example]}\nherald: {"
    )
    edit(archive.vocabulary("outlets"), "herald: {", written)
    assert problems(archive) == [
        "data/vocab/outlets.yaml:2: agency: no event leads to it; remove it",
        "sources/agency-2022.md:1: agency-2022: no event leads to it; remove it",
    ]
    edit(herald, "[norland-mod]", "[agency-2022]")
    assert load(archive, strict=True).events


def said(source: str, grade: str, by: str = "") -> str:
    return f"    - {{source: {source}, says: So., supports: [date], credibility: '{grade}', attribution: '{by}'}}\n"


@pytest.mark.parametrize(
    ("citations", "confirmed"),
    [
        (said("herald-2022", "1"), False),
        (said("herald-2022", "1") + said("gazette-2022", "3"), True),
        (said("herald-2022", "1") + said("gazette-2022", "3", "norland"), False),
        (said("herald-2022", "1", "norland") + said("gazette-2022", "3", "norland-mod"), False),
        (said("herald-2022", "1") + said("herald-2022", "3", "pact"), False),
    ],
    ids=["two that one page repeats", "another page", "their own state", "a state by its ministry", "the page itself"],
)
def test_what_is_confirmed_is_confirmed_by_another(archive: CuratedFiles, citations: str, confirmed: bool) -> None:
    edit(archive.vocabulary("actors"), "eastland:", "pact: {name: Pact, type: alliance, part_of: eastland}\neastland:")
    edit(archive.events, "{actor: norland-air}]\n  citations", "{actor: norland-air}, {actor: pact}]\n  citations")
    if "norland-mod" not in citations:
        edit(archive.root / "sources" / "herald-2022.md", "[norland-mod]", "[norland-mod, eastland]")
    edit(archive.events, LANDED, citations)
    if confirmed:
        assert load(archive, strict=True).events
    else:
        assert problems(archive) == [
            "events.yaml:13: landing-2022: the citation of herald-2022 is graded 1, but nobody else confirms it: "
            "give 2 or 3"
        ]


def test_a_doubtful_end_may_be_later_than_the_sources(archive: CuratedFiles) -> None:
    edit(archive.root / "sources" / "gazette-2022.md", 'issued: "2022-02-21"', 'issued: "2022-02-15"')
    edit(archive.events, '"2022-02-10/2022-02-20"', '"2022-02-10/2022-02-20?"')
    assert load(archive, strict=True)
    edit(archive.events, '"2022-02-10/2022-02-20?"', '"2022-02-10?/2022-02-20"')
    assert any("it ends after its last source" in problem for problem in problems(archive))


def test_a_link_to_itself_hides_no_other_source(archive: CuratedFiles) -> None:
    (archive.root / "sources" / "loop.md").symlink_to("loop.md")
    assert load(archive, strict=True).events


def test_files_that_are_broken_are_asked_for_nothing_more(archive: CuratedFiles) -> None:
    edit(
        archive.events,
        "related: [{event: drill-2022, relation: part-of}]",
        "related: [{event: gone, relation: part-of}]",
    )
    assert problems(archive) == ["events.yaml:13: landing-2022, related: no event 'gone'"]


def test_names_that_come_with_dateline_need_not_be_used(archive: CuratedFiles) -> None:
    archive.vocabulary("kinds").unlink()
    archive.vocabulary("outlets").unlink()
    for name in ("gazette-2022.md", "herald-2022.md"):
        path = archive.root / "sources" / name
        text = path.read_text(encoding="utf-8").replace("publisher: gazette", "publisher: tass")
        text = text.replace("publisher: herald", "publisher: tass").replace("www.gazette.example", "tass.com")
        path.write_text(text.replace("news.herald.example", "tass.com"), encoding="utf-8")
    assert load(archive, strict=True).events


def test_the_bundled_chronology_keeps_the_rules_and_its_promises(bundled: Reader) -> None:
    assert load(locate(None), strict=True).events
    assert kept(bundled, locate(None).promises) > 0
