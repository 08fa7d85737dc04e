"""What differs between two chronologies: all of it, in time order, and nothing else."""

from __future__ import annotations

import dataclasses
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.curated.files import CuratedFiles
from dateline.curated.load import load
from dateline.exchange import diff_pages
from dateline.exchange.diff import changes, event_changes
from dateline.record import record
from dateline.store.build import build
from dateline.store.reader import Reader
from program import run
from samples import edit
from synthetic import Drawn, chronology, events, opened

Compare = Callable[[], tuple[Reader, Reader]]


@pytest.fixture
def compare(curated_folder: CuratedFiles, samples_store: Path, tmp_path: Path) -> Iterator[Compare]:
    """The samples, and the store of what the test has made of them."""
    opened: list[Reader] = []

    def both() -> tuple[Reader, Reader]:
        build(load(curated_folder), tmp_path / "new.db", "new")
        opened.extend((Reader(samples_store), Reader(tmp_path / "new.db")))
        return opened[-2], opened[-1]

    yield both
    for each in opened:
        each.close()


def said(old: Reader, new: Reader) -> list[str]:
    return "".join(diff_pages.text(old, new, changes(old, new))).splitlines()


def test_the_same_chronology_has_no_differences(compare: Compare) -> None:
    old, new = compare()
    found = changes(old, new)
    assert (found.events, found.sources, found.names) == ((), (), ())
    assert found.english == "no differences"
    assert said(old, new) == []
    assert json.loads("".join(diff_pages.as_json(old, new, found))) == {"events": [], "sources": [], "names": []}


def test_events_are_said_in_time_order_with_the_fields_that_differ(
    compare: Compare, curated_folder: CuratedFiles
) -> None:
    file = curated_folder.events
    text = file.read_text(encoding="utf-8")
    start, end = text.index("- id: ivanova-in-brest"), text.index("- id: s-400-on-duty")
    added = text[start:end].replace("ivanova-in-brest", "ivanova-again").replace("2022-12-19", "2018-05-01")
    file.write_text(added + text[:start] + text[end:], encoding="utf-8")
    edit(file, "date: 2022-XX-XX", "date: 2022-05")
    edit(file, "actors: [{actor: norland, personnel: about 300}, ", "actors: [{actor: norland, personnel: 400}, ")
    edit(file, "notes: The sources differ.", "notes: They do.")
    old, new = compare()
    assert said(old, new) == [
        "added    1 May 2018  visit  Ivanova in Brest  ivanova-again",
        "changed  10–20 Feb 2022  drill  Union Resolve, joint drill  union-resolve-2022",
        "    actors",
        "      - actor: norland, role: participant, personnel: about 300",
        "      + actor: norland, role: participant, personnel: 400",
        "    notes",
        "      - The sources differ.",
        "      + They do.",
        "changed  May 2022  patrol  One patrol in 2022  patrol-of-2022",
        "    date",
        "      - 2022-XX-XX",
        "      + 2022-05",
        "removed  19 Dec 2022  visit  Ivanova in Brest  ivanova-in-brest",
    ]
    assert changes(old, new).english == "events: 1 added, 2 changed, 1 removed"


def test_citations_are_compared_source_by_source(compare: Compare, curated_folder: CuratedFiles) -> None:
    file = curated_folder.events
    edit(file, "- {source: herald-2023, says: They drilled in autumn., attribution: ivanova}",
         "- {source: leaflet, says: They drilled.}\n    - {source: leaflet, says: Twice., locator: p. 2}")  # fmt: skip
    edit(file, 'says: In February., supports: [date, places], credibility: "1"', "says: In spring., supports: [date]")
    old, new = compare()
    assert said(old, new) == [
        "changed  Sep 2021  drill  Zapad 2021, the great drill  zapad-2021",
        "    citation of herald-2023: removed",
        "        says",
        "          - They drilled in autumn.",
        "        attribution",
        "          - ivanova",
        "    citation of leaflet: added",
        "        says",
        "          + They drilled.",
        "    citation of leaflet: added",
        "        says",
        "          + Twice.",
        "        locator",
        "          + p. 2",
        "changed  10–20 Feb 2022  drill  Union Resolve, joint drill  union-resolve-2022",
        "    citation of gazette-2022: changed",
        "        says",
        "          - In February.",
        "          + In spring.",
        "        supports",
        "          - places",
        "        credibility",
        "          - 1",
    ]


@pytest.mark.parametrize(
    ("was", "is_", "field"),
    [
        ("title: Zapad 2021, the great drill", "title: Zapad", "title"),
        ("kind: delivery", "kind: visit", "kind"),
        ("status: denied", "status: retracted", "status"),
        ("date: 2023-01-15?", "date: 2023-01-15", "date"),
        ("summary: A spokesman denies it.", "summary: He does.", "summary"),
        ("unit: 6th Army", "unit: 7th Army", "actors"),
        ("role: recipient", "role: host", "actors"),
        ("count: about 8", "count: about 9", "systems"),
        ("raw: '\"divisions\"'", "raw: two", "systems"),
        ("place: brest, role: to", "place: brest, role: from", "places"),
        ("qualifier: over", "qualifier: about", "facts"),
        ('value: "120"', 'value: "121"', "facts"),
        ("series: flights", "series: flight", "series"),
        ("tags: [ancient]", "tags: [old]", "tags"),
        ("relation: follows", "relation: part-of", "related"),
        ("notes: The sources differ.", "notes: No.", "notes"),
        ("says: It was in March.", "says: It was.", "gazette-2022/says"),
        ('locator: "¶8"', 'locator: "¶9"', "herald-2023/locator"),
        ("supports: [date, systems]", "supports: [date]", "herald-2023/supports"),
        ("disputes: [places]", "disputes: [facts]", "herald-2023/disputes"),
        ("date: 2022-03-01/2022-03-05", "date: 2022-03-01/2022-03-06", "herald-2023/date"),
        ("attribution: ivanova", "attribution: norland", "herald-2023/attribution"),
        ('credibility: "2"', 'credibility: "3"', "gazette-2022/credibility"),
    ],
)
def test_each_field_is_compared(compare: Compare, curated_folder: CuratedFiles, was: str, is_: str, field: str) -> None:
    edit(curated_folder.events, was, is_)
    old, new = compare()
    (change,) = event_changes(old, new, changes(old, new).events)
    names = [each.name for each in change.fields]
    names += [f"{each.source}/{field.name}" for each in change.citations for field in each.fields]
    assert (change.what, names) == ("changed", [field])


def test_another_order_is_a_difference(compare: Compare, curated_folder: CuratedFiles) -> None:
    file = curated_folder.events
    first = "{source: gazette-2022, says: They drilled., supports: [date, actors], attribution: norland-mod}"
    second = "{source: herald-2023, says: They drilled in autumn., attribution: ivanova}"
    edit(file, f"- {first}\n    - {second}", f"- {second}\n    - {first}")
    edit(file, "tags: [joint, nuclear]", "tags: [nuclear, joint]")
    old, new = compare()
    assert said(old, new) == [
        "changed  Sep 2021  drill  Zapad 2021, the great drill  zapad-2021",
        "    citations",
        "      - gazette-2022",
        "      - herald-2023",
        "      + herald-2023",
        "      + gazette-2022",
        "changed  10–20 Feb 2022  drill  Union Resolve, joint drill  union-resolve-2022",
        "    tags",
        "      - joint",
        "      - nuclear",
        "      + nuclear",
        "      + joint",
    ]


def test_sources_and_names_are_compared_and_change_no_event(compare: Compare, curated_folder: CuratedFiles) -> None:
    sources = curated_folder.root / "sources"
    edit(sources / "gazette-2022.md", "[¶2] A note of what it says.", "[¶2] Another note.")
    edit(sources / "herald-2023.md", "issued: 2023-01-16", "issued: 2023-01")
    shutil.copy(sources / "leaflet.md", sources / "leaflet-two.md")
    edit(curated_folder.vocabulary("actors"), "name: The Pact,", "name: Pact, short: PT,")
    edit(curated_folder.vocabulary("systems"), "aircraft/fighter: Fighters", "aircraft/fighter: Fighter jets")
    edit(
        curated_folder.vocabulary("kinds"),
        "delivery: {",
        "other: {name: O, plural: os, glyph: o, ascii: o}\ndelivery: {",
    )
    old, new = compare()
    assert said(old, new) == [
        "changed  source  Gazette: What the ministry says  gazette-2022",
        "    digest",
        "      - [¶2] A note of what it says.",
        "      + [¶2] Another note.",
        "changed  source  Herald: Flights and drills  herald-2023",
        "    issued",
        "      - 2023-01-16",
        "      + 2023-01",
        "added    source  unknown publisher: A leaflet without a date  leaflet-two",
        "changed  name  actor:pact",
        "    name",
        "      - The Pact",
        "      + Pact",
        "    short",
        "      + PT",
        "changed  name  category:aircraft/fighter",
        "    name",
        "      - Fighters",
        "      + Fighter jets",
        "added    name  kind:other",
    ]
    assert changes(old, new).english == "sources: 1 added, 2 changed; names: 1 added, 2 changed"


def test_json_holds_the_same_in_time_order(compare: Compare, curated_folder: CuratedFiles) -> None:
    file = curated_folder.events
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("- id: eastland-denies")], encoding="utf-8")
    edit(file, "date: 2022-XX-XX", "date: 2022-05")
    edit(file, "says: There was one.", "says: There was one!")
    old, new = compare()
    said = json.loads("".join(diff_pages.as_json(old, new, changes(old, new))))
    changed, removed = said["events"]
    assert changed == {
        "change": "changed", "id": "patrol-of-2022", "title": "One patrol in 2022", "date": "2022-05",
        "fields": {"date": {"old": "2022-XX-XX", "new": "2022-05"}},
        "citations": [{"change": "changed", "source": "herald-2023",
                       "fields": {"says": {"old": "There was one.", "new": "There was one!"}}}],
    }  # fmt: skip
    assert (removed["change"], removed["id"]) == ("removed", "eastland-denies")
    assert removed["event"] == record(old.event("eastland-denies"))


@settings(max_examples=25)
@given(st.lists(events, max_size=6), st.lists(events, max_size=6))
def test_what_is_said_turns_the_one_into_the_other(first: list[Drawn], second: list[Drawn]) -> None:
    with opened(chronology(first)) as old, opened(chronology(second)) as new:
        found = changes(old, new)
        was, is_ = ({event.id: event for event in reader.everything()} for reader in (old, new))
        came_to = {change.event.id: change for change in event_changes(old, new, found.events)}
        for id_ in was.keys() | is_.keys():
            what = came_to[id_].what if id_ in came_to else "same"
            assert what == (
                "removed" if id_ not in is_ else "added" if id_ not in was else
                "same" if was[id_] == is_[id_] else "changed"
            )  # fmt: skip
            if what == "changed":
                a, b, change = was[id_], is_[id_], came_to[id_]
                differing = {
                    each.name for each in dataclasses.fields(a) if getattr(a, each.name) != getattr(b, each.name)
                } - {"origins"}  # they follow from the citations
                said = {field.name for field in change.fields} | ({"citations"} if change.citations else set())
                assert said == differing
        keys = [change.event.sort_key for change in event_changes(old, new, found.events)]
        assert keys == sorted(keys)


# The command.


def test_folders_files_and_stores_are_compared(curated_folder: CuratedFiles, samples_store: Path) -> None:
    edit(curated_folder.events, "title: S-400 on duty", "title: S-400 ready")
    for new in (curated_folder.root, curated_folder.events):
        done = run("diff", samples_store, new)
        assert (done.returncode, done.stderr) == (0, "dateline: events: 1 changed\n")
        assert done.stdout.splitlines()[1:] == ["    title", "      - S-400 on duty", "      + S-400 ready"]
    done = run("diff", "-f", "json", curated_folder.root, samples_store)
    (event,) = json.loads(done.stdout)["events"]
    assert event["fields"] == {"title": {"old": "S-400 ready", "new": "S-400 on duty"}}
    done = run("diff", samples_store, samples_store)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "dateline: no differences\n")


def test_what_cannot_be_compared_is_a_sentence(
    curated_folder: CuratedFiles, samples_store: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE a (b)")
        connection.commit()
    (tmp_path / "text.db").write_text("no store", encoding="utf-8")
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(samples_store.read_bytes()[:20_000])
    (tmp_path / "empty").mkdir()
    broken = tmp_path / "broken"
    shutil.copytree(curated_folder.root, broken)
    edit(broken / "events.yaml", "kind: delivery", "kind: deliverie")
    for name, sentence in (
        ("nowhere", "there is no store and no folder with events.yaml at"),
        ("/dev/null", "there is no store and no folder with events.yaml at"),
        ("~nobody", "there is no store and no folder with events.yaml at"),
        ("empty", "no events.yaml here"),
        ("empty/events.yaml", "no events.yaml here"),
        ("other.db", "not a Dateline store"),
        ("text.db", "not an SQLite database"),
        ("damaged.db", "is damaged"),
        ("broken", "deliverie"),
        ("a" * 300, "File name too long"),
    ):
        for pair in ((samples_store, name), (name, samples_store)):
            done = run("diff", *pair, cwd=tmp_path)
            assert (done.returncode, done.stdout) == (1, ""), name
            assert sentence in done.stderr and "Traceback" not in done.stderr, done.stderr
    for arguments in ([], [samples_store], [samples_store, samples_store, samples_store], ["-f", "xml", "a", "b"]):
        done = run("diff", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
