"""The rules of an archive: a chronology that keeps them passes, and each of them is found where it is broken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dateline.curated.files import CuratedFiles, locate
from dateline.curated.load import load
from dateline.errors import CuratedError
from dateline.query.promises import kept
from dateline.store.reader import Reader
from samples import edit

EVENTS = """\
- id: drill-2022
  title: Norland and Eastland drill together
  kind: drill
  date: "2022-02-10/2022-02-20"
  summary: They drill near Brest.
  actors: [{actor: norland-air}, {actor: eastland, role: host}]
  systems: [{system: su-30sm}]
  places: [{place: brest}]
  citations:
    - {source: gazette-2022, says: They drill., supports: [date, actors], attribution: norland-mod, credibility: "2"}
  series: drills

- id: landing-2022
  title: Troops land during the drill
  kind: drill
  date: "2022-02-12"
  summary: They land.
  actors: [{actor: norland-air}, {actor: eastland, role: host}]
  systems: [{system: su-30sm}]
  citations:
    - {source: herald-2022, says: They land., supports: [date], credibility: "3"}
  related: [{event: drill-2022, relation: part-of}]

- id: drill-2023
  title: They will drill again
  kind: drill
  date: "2023-02"
  status: planned
  summary: Next year, too.
  actors: [{actor: norland-air}]
  citations:
    - {source: herald-2022, says: Again in a year., supports: [date], credibility: "3"}
  related: [{event: drill-2022, relation: follows}]
  series: drills
"""
FILES = {
    "events.yaml": EVENTS,
    "sources/gazette-2022.md": """\
---
type: article-newspaper
title: The drill has ended
issued: "2022-02-21"
URL: https://www.gazette.example/drill
publisher: gazette
sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
---
[¶1] It has ended.
""",
    "sources/herald-2022.md": """\
---
type: article-newspaper
title: "[They have landed]"
issued: "2022-02-13"
URL: https://news.herald.example/landing
publisher: herald
derived_from: [norland-mod]
read: excerpt
---
They have landed.
""",
    "data/vocab/kinds.yaml": 'drill: {name: Drill, plural: drills, glyph: "▲", ascii: D}\n',
    "data/vocab/actors.yaml": """\
norland: {name: Norland, type: state}
norland-mod: {name: The ministry, type: organization, part_of: norland}
norland-air: {name: Norland's air force, type: armed-force, part_of: norland-mod}
eastland: {name: Eastland, type: state}
""",
    "data/vocab/systems.yaml": """\
categories:
  aircraft: Aircraft
  aircraft/fighter: Fighters
systems:
  su-30: {name: Su-30, category: aircraft/fighter}
  su-30sm: {name: Su-30SM, category: aircraft/fighter, variant_of: su-30}
""",
    "data/vocab/places.yaml": """\
east: {name: Eastland, type: country}
brest: {name: Brest, type: settlement, within: east, lat: 52.09, lon: 23.69}
""",
    "data/vocab/outlets.yaml": """\
gazette: {name: Gazette, affiliation: independent, reliability: B, reason: Named., domains: [gazette.example]}
herald: {name: Herald, affiliation: state-media, reliability: C, reason: State-run., domains: [herald.example]}
""",
}


@pytest.fixture
def archive(tmp_path: Path) -> CuratedFiles:
    """A chronology that keeps every rule."""
    for name, text in FILES.items():
        path = tmp_path / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return CuratedFiles(tmp_path / "archive")


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
        "sources/gazette-2022.md:1: gazette-2022: no event cites it; remove it",
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
        "sources/gazette-2022.md:1: gazette-2022: the URL '' is not well formed",
    ),
    "an address that cannot be taken apart": (
        "sources/gazette-2022.md", "https://www.gazette.example/drill", '"http://[gazette.example/drill"',
        "sources/gazette-2022.md:1: gazette-2022: the URL 'http://[gazette.example/drill' is not well formed",
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
    "an end that was still to come": (
        "sources/gazette-2022.md", 'issued: "2022-02-21"', 'issued: "2022-02-15"',
        "events.yaml:1: drill-2022: it ends after its last source was published; mark the end with ?",
    ),
    "a part outside the whole": (
        "events.yaml", 'date: "2022-02-12"', 'date: "2022-02-09"',
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
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_found_at_its_place(archive: CuratedFiles, name: str) -> None:
    file, old, new, said = BROKEN[name]
    edit(archive.root / file, old, new)
    assert load(archive).events
    assert said in problems(archive)


def test_a_doubtful_end_may_be_later_than_the_sources(archive: CuratedFiles) -> None:
    edit(archive.root / "sources" / "gazette-2022.md", 'issued: "2022-02-21"', 'issued: "2022-02-15"')
    edit(archive.events, '"2022-02-10/2022-02-20"', '"2022-02-10/2022-02-20?"')
    assert load(archive, strict=True)
    edit(archive.events, '"2022-02-10/2022-02-20?"', '"2022-02-10?/2022-02-20"')
    assert any("it ends after its last source" in problem for problem in problems(archive))


def test_a_link_to_itself_hides_no_other_source(archive: CuratedFiles) -> None:
    (archive.root / "sources" / "loop.md").symlink_to("loop.md")
    assert load(archive, strict=True).events


def checked(archive: CuratedFiles, promises: str) -> subprocess.CompletedProcess[str]:
    archive.promises.write_text(promises, encoding="utf-8")
    words = [sys.executable, "-m", "dateline", "check", "--strict", "--curated", str(archive.root)]
    words += ["--db", str(archive.root / "store.db")]
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=archive.root)


def test_promises_that_are_kept_are_counted(archive: CuratedFiles) -> None:
    done = checked(archive, '- {query: "kind:drill during:2022", at_least: 2}\n- {query: "origins:>=1", share: "1"}\n')
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "dateline: 3 events, 3 citations, 2 sources: no problems, 2 promises kept\n"


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ('{query: "kind:drill", at_least: 4}', "events found by 'kind:drill': 3; promised: 4"),
        ('{query: "outlet:gazette", share: "0.5"}', "events found by 'outlet:gazette': 1; promised: 2"),
        ('{query: "kind:dril", at_least: 1}', "the query 'kind:dril': no kind 'dril'; did you mean drill?"),
        ('{query: "", at_least: 1, share: "0.5"}', "give either at_least, a number of events, or share, a part of"),
        ('{query: "", at_most: 3}', "give either at_least"),
        ('{query: "", at_least: many}', "at_least 'many' must be a number from"),
        ("kind:drill", "must be a mapping of query and at_least"),
    ],
)
def test_a_promise_that_is_not_kept_is_a_problem_with_its_line(archive: CuratedFiles, promise: str, said: str) -> None:
    done = checked(archive, f'- {{query: "", at_least: 1}}\n- {promise}\n')
    assert done.returncode == 1
    assert done.stdout.startswith("data/promises.yaml:2: promise 2: ")
    assert said in done.stdout


def test_promises_that_are_no_list_are_refused(archive: CuratedFiles) -> None:
    done = checked(archive, "at_least: 3\n")
    assert (done.returncode, done.stdout) == (1, "data/promises.yaml:1: must be a list of promises\n")


def test_the_rules_are_asked_for_and_the_promises_only_with_them(archive: CuratedFiles) -> None:
    archive.promises.write_text('- {query: "", at_least: 4}\n', encoding="utf-8")
    words = [sys.executable, "-m", "dateline", "check", "--curated", str(archive.root)]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0
    archive.promises.unlink()
    edit(archive.root / "sources" / "gazette-2022.md", "[¶1] It has ended.\n", "")
    done = subprocess.run([*words, "--strict"], capture_output=True, text=True, check=False, cwd=archive.root)
    assert (done.returncode, done.stdout) == (1, "sources/gazette-2022.md:1: gazette-2022: no digest\n")


def test_promises_are_asked_of_the_files_and_not_of_another_store(archive: CuratedFiles, bundled_store: Path) -> None:
    archive.promises.write_text('- {query: "", at_least: 4}\n', encoding="utf-8")
    words = [sys.executable, "-m", "dateline", "check", "--strict", "--db", str(bundled_store)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


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
