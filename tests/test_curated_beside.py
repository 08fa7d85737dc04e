"""What stands beside the events: vocabularies and sources, and what is said where they are broken."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.curated.files import CuratedFiles
from dateline.curated.load import load
from dateline.errors import CuratedError
from samples import edit
from test_curated import problems

# Vocabulary, what is changed, to what, how many lines below that the problem is, what is said.
VOCABULARIES: list[tuple[str, str, str, int, str]] = [
    ("actors", "{name: Norland, type: state,", "{name: Norland, type: state, part_of: norland-air,", 0,
     "norland: is part_of itself, by way of 'norland-air'"),
    ("actors", "name: The Pact, type: alliance", "name: The Pact, type: alliance, part_of: pct", 0,
     "pact: no part_of 'pct'; did you mean pact?"),
    ("actors", "name: The Pact", "name: Kingdom of Norland", 0,
     "pact: the name 'Kingdom of Norland' already belongs to 'norland'"),
    ("actors", "name: The Pact", "name: IVANOVA", 1, "ivanova: the name 'ivanova' already belongs to 'pact'"),
    ("actors", "name: The Pact", "name: Истландия", 0, "pact: the name 'Истландия' already belongs to 'eastland'"),
    ("actors", "type: alliance", "type: alliances", 0, "pact: no type 'alliances'; did you mean alliance?"),
    ("actors", "{name: The Pact, type: alliance}", "The Pact", 0, "pact: must be a mapping of fields"),
    ("actors", "name: The Pact, ", "", 0, "pact: no name; give one"),
    ("actors", "name: The Pact, ", "name: The Pact, alias: P, ", 0, "pact: unknown field 'alias'; did you mean alias"),
    ("systems", "name: T-72, category: aircraft", "name: T-72, category: tank", 0,
     "t-72: no category 'tank'; one of aircraft, aircraft/fighter"),
    ("systems", "name: T-72, category: aircraft", "name: T-72, category: sam/lng", 0, "no category 'sam/lng'; did you"),
    ("systems", "  sam: Surface-to-air missiles\n", "", 0, "category 'sam/long': its parent 'sam' is missing"),
    ("systems", "name: T-72,", "name: T-72, variant_of: t-64,", 0, "t-72: no variant_of 't-64'"),
    ("systems", "name: T-72,", "name: T-72, variant_of: t-72,", 0, "t-72: is variant_of itself, by way of 't-72'"),
    ("systems", "name: T-72,", "name: T-72, nato: FLANKER,", 0, "t-72: the name 'FLANKER' already belongs to 'su-30'"),
    ("systems", "name: T-72,", "name: su 30sm,", 0, "t-72: the name 'su 30sm' already belongs to 'su-30sm'"),
    ("systems", "categories:", "category:", 0, "must have two mappings: categories and systems"),
    ("places", "within: brest-region", "within: brest-reg", 0, "brest: no within 'brest-reg'; did you mean brest"),
    ("places", "name: Brest Region, type: region, within: east", "name: R, type: region, within: brest", 0,
     "brest-region: is within itself"),
    ("places", "lat: 52.09", "lat: 152.09", 0, "brest: lat '152.09' must be a number from -90 to 90"),
    ("places", "lon: 23.69", "lon: east", 0, "brest: lon 'east' must be a number from -180 to 180"),
    ("places", "lon: 23.69", "lon: nan", 0, "brest: lon 'nan' must be a number from -180 to 180"),
    ("places", "lat: 52.09, ", "", 0, "brest: lat and lon go together; give both or neither"),
    ("places", "[23, 51, 27, 53]", "[23, 51, 27]", 0, "brest-region: bbox must be 'west, south, east, north'"),
    ("kinds", 'glyph: "◆"', 'glyph: "◆◆"', 0, "patrol: glyph must be one character, one cell wide"),
    ("kinds", 'glyph: "◆"', 'glyph: "⚡"', 0, "patrol: glyph must be one character, one cell wide"),
    ("kinds", 'glyph: "◆"', 'glyph: "漢"', 0, "patrol: glyph must be one character, one cell wide"),
    ("kinds", 'glyph: "◆"', 'glyph: "\\u0301"', 0, "patrol: glyph must be one character, one cell wide"),
    ("kinds", 'glyph: "◆"', 'glyph: "\\e"', 0, "patrol: glyph must be one character, one cell wide"),
    ("kinds", "ascii: P", "ascii: ◆", 0, "patrol: ascii must be one ASCII character"),
    ("kinds", "drill: {", "Drill: {", 0, "Drill: the id 'Drill' must be lower-case letters, digits and hyphens"),
    ("places", "brest: {", "Über Brest: {", 0, "the id 'Über Brest' must be lower-case letters, digits and hyphens"),
    ("systems", "t-72: {", "t/72: {", 0, "the id 't/72' must be lower-case letters, digits and hyphens"),
    ("systems", "  sam: Surface", "  sam/: Surface", 0, "the category 'sam/' must be lower-case letters, digits and"),
    ("outlets", "nobody: {", '"": {', 0, "the id '' must be lower-case letters, digits and hyphens"),
    ("outlets", "country: NL", "country: Netherlands!!", 0,
     "gazette: country 'Netherlands!!' must be two capital letters (ISO 3166-1 alpha-2)"),
    ("outlets", "country: NL", "country: nl", 0, "gazette: country 'nl' must be two capital letters"),
    ("kinds", "plural: patrols, ", "", 0, "patrol: no plural; give one"),
    ("outlets", "[gazette.example]", "[www.Gazette.example]", 0,
     "gazette: domain 'www.Gazette.example' must be a host alone, in small letters, like news.example"),
    ("outlets", "[gazette.example]", "['https://gazette.example/']", 0,
     "gazette: domain 'https://gazette.example/' must be a host alone"),
    ("outlets", "[gazette.example]", "[gazette.example, example]", 0, "gazette: domain 'example' must be a host alone"),
    ("outlets", "[gazette.example]", "[газета.example]", 0, "gazette: domain 'газета.example' must be a host alone"),
    ("outlets", "affiliation: state-media", "affiliation: state", 0, "herald: no affiliation 'state'; did you mean st"),
    ("outlets", "reliability: D", "reliability: G", 0, "herald: no reliability 'G'; one of A, B, C, D, E, F"),
    ("outlets", ", reason: State-run.", "", 0, "herald: no reason; give one"),
    ("outlets", "voice_of: norland-mod", "voice_of: norland-mop", 0,
     "site: no voice_of 'norland-mop'; did you mean norland-mod?"),
    ("outlets", "reliability: D", "reliability: D, aggregator: true", 0,
     "herald: no aggregator 'true'; one of yes, no"),
    ("outlets", "reliability: D", "reliability: D, domains: [gazette.example]", 0,
     "herald: the domain 'gazette.example' already belongs to 'gazette'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "below", "said"), VOCABULARIES)
def test_a_broken_vocabulary_is_named_with_its_line(
    curated_folder: CuratedFiles, name: str, old: str, new: str, below: int, said: str
) -> None:
    line = edit(curated_folder.vocabulary(name), old, new) + below
    found = [problem for problem in problems(curated_folder) if problem.startswith("data/")]
    assert any(problem.startswith(f"data/vocab/{name}.yaml:{line}: ") and said in problem for problem in found), found


def test_an_outlet_speaks_as_the_actor_of_its_id_and_is_an_aggregator_if_it_says_yes(
    curated_folder: CuratedFiles,
) -> None:
    path = curated_folder.vocabulary("outlets")
    edit(path, "nobody: {", "pact: {name: Pact, affiliation: official, reliability: C, reason: Own.}\nnobody: {")
    edit(path, "reliability: D", "reliability: D, aggregator: yes")
    edit(path, "reliability: C, reason: Itself.", "reliability: C, reason: Itself., aggregator: no")
    outlets = load(curated_folder).vocabulary.outlets
    assert {id_: (outlet.voice_of, outlet.aggregator) for id_, outlet in outlets.items()} == {
        "gazette": ("", False),
        "herald": ("", True),
        "site": ("norland-mod", False),
        "pact": ("pact", False),
        "nobody": ("", False),
    }


def test_every_actor_of_a_circle_is_named(curated_folder: CuratedFiles) -> None:
    edit(
        curated_folder.vocabulary("actors"), "name: Norland, type: state", "name: N, type: state, part_of: norland-air"
    )
    assert sum("is part_of itself" in problem for problem in problems(curated_folder)) == 3


def test_a_vocabulary_that_is_no_mapping_is_a_problem(curated_folder: CuratedFiles) -> None:
    curated_folder.vocabulary("actors").write_text("- norland\n")
    curated_folder.vocabulary("systems").write_text("- s-400\n")
    assert problems(curated_folder) == [
        "data/vocab/actors.yaml:1: must be a mapping of id to fields",
        "data/vocab/systems.yaml:1: must have two mappings: categories and systems",
    ]


def test_a_vocabulary_that_is_empty_is_one_problem_and_one_that_names_nothing_is_none(
    curated_folder: CuratedFiles,
) -> None:
    outlets, actors = curated_folder.vocabulary("outlets"), curated_folder.vocabulary("actors")
    outlets.write_text("", encoding="utf-8")
    assert problems(curated_folder) == ["data/vocab/outlets.yaml:1: must be a mapping of id to fields"]
    outlets.write_text("site: [", encoding="utf-8")
    edit(curated_folder.root / "sources" / "gazette-2022.md", "[norland-mod]", "[herald]")
    assert [problem.partition(":")[0] for problem in problems(curated_folder)] == ["data/vocab/outlets.yaml"]
    outlets.write_text("{}", encoding="utf-8")
    actors.write_text("{}", encoding="utf-8")
    found = problems(curated_folder)
    assert "sources/gazette-2022.md:9: gazette-2022: no publisher 'gazette'" in found
    # What is missing is missing, though the vocabulary holds nothing to compare it with.
    leaflet = "publisher: nobody\nderived_from: [norland-mod]"
    edit(curated_folder.root / "sources" / "leaflet.md", "publisher: nobody", leaflet)
    assert "sources/leaflet.md:5: leaflet: no derived_from 'norland-mod'" in problems(curated_folder)


def test_a_line_is_that_of_the_entry_and_not_of_a_field_or_a_quoted_key(curated_folder: CuratedFiles) -> None:
    path = curated_folder.vocabulary("outlets")
    text = path.read_text(encoding="utf-8") + (
        '"country": {name: Gazette, affiliation: unknown, reliability: F, reason: None.}\n'
    )
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert "data/vocab/outlets.yaml:11: country: the name 'Gazette' already belongs to 'gazette'" in problems(
        curated_folder
    )


def test_sources_that_only_repeat_each_other_are_a_problem(curated_folder: CuratedFiles) -> None:
    sources = curated_folder.root / "sources"
    edit(sources / "leaflet.md", "publisher: nobody", "publisher: nobody\nderived_from: [herald-2023]")
    edit(sources / "herald-2023.md", "publisher: herald", "publisher: herald\nderived_from: [herald, leaflet]")
    assert problems(curated_folder) == [
        "sources/herald-2023.md:5: herald-2023: is derived_from itself, by way of 'leaflet'",
        "sources/leaflet.md:5: leaflet: is derived_from itself, by way of 'herald-2023'",
    ]


@pytest.mark.parametrize(("id_", "what"), [("site", "an outlet"), ("norland-mod", "an actor")])
def test_a_source_has_no_id_of_an_outlet_or_an_actor(curated_folder: CuratedFiles, id_: str, what: str) -> None:
    (curated_folder.root / "sources" / f"{id_}.md").write_text(
        "---\ntype: document\ntitle: A\npublisher: nobody\n---\n"
    )
    assert problems(curated_folder) == [
        f"sources/{id_}.md: {id_}: is the id of {what} as well; give the file another name"
    ]


# What is changed in a source file, to what, how many lines below that the problem is, what is said.
SOURCE: list[tuple[str, str, int, str]] = [
    ("issued: 2022-03-10", "issued: March 10", 0, "gazette-2022: issued: 'March 10' is not an EDTF date"),
    ("https://gazette.example", "javascript:alert(1)//", 0, "gazette-2022: URL 'javascript:alert(1)///what' must"),
    ("https://gazette.example/what", "'https://evil.example\\@gazette.example/what'", 0,
     "gazette-2022: URL 'https://evil.example\\@gazette.example/what' must not hold \\"),
    ("title: What the ministry says\n", "", -1, "gazette-2022: no title; give one"),
    ("publisher: gazette", "publisher: gazete", 0, "gazette-2022: no publisher 'gazete'; did you mean gazette?"),
    ("derived_from: [norland-mod]", "derived_from: [norland-mop]", 0,
     "gazette-2022: no derived_from 'norland-mop'; did you mean norland-mod?"),
    ("publisher: gazette", "", -7, "gazette-2022: no publisher; give one"),
    ("language: en", "language: en\nread: half", 1, "gazette-2022: no read 'half'; one of full, excerpt"),
    ("language: en", "language: English", 0,
     "gazette-2022: language 'English' must be a language tag (BCP 47), such as en or sr-Latn"),
    ("language: en", "language: en_GB", 0, "gazette-2022: language 'en_GB' must be a language tag"),
    ('"2026-11-22"', '"2026-11"', 0, "gazette-2022: accessed '2026-11' must be a day, such as 2026-01-31"),
    ('"2026-11-22"', '"2026-11-22?"', 0, "gazette-2022: accessed '2026-11-22?' must be a day"),
    ('"2026-11-22"', '"2026-11-22/2026-11-23"', 0, "gazette-2022: accessed '2026-11-22/2026-11-23' must be a day"),
    ('"2026-11-22"', "yesterday", 0, "gazette-2022: accessed: 'yesterday' is not an EDTF date"),
    ("0f00a08\n", "0f00a0\n", 0, "b0f00a0' must be 64 hexadecimal digits"),
    ("9f86d08", "xxxxxxx", 0, "gazette-2022: sha256 'xxxxxxx1884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
    ("language: en", "language: *en", 0, "aliases (*en) are not allowed; write the value out"),
    ("language: en", "language: [en", 1, "not valid YAML"),
    ("---\ntype:", "type:", 0, "must start with YAML front matter between two lines of ---"),
    ("\n---\n[¶1]", "\n[¶1]", -10, "must start with YAML front matter between two lines of ---"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "below", "said"), SOURCE)
def test_a_broken_source_is_named_with_its_line(
    curated_folder: CuratedFiles, old: str, new: str, below: int, said: str
) -> None:
    line = edit(curated_folder.root / "sources" / "gazette-2022.md", old, new) + below
    own = [problem for problem in problems(curated_folder) if problem.startswith("sources/")]
    assert len(own) == 1
    assert own[0].startswith(f"sources/gazette-2022.md:{line}: ")
    assert said in own[0]


def test_a_language_may_name_its_script_and_region_and_a_checksum_be_in_capitals(curated_folder: CuratedFiles) -> None:
    path = curated_folder.root / "sources" / "gazette-2022.md"
    edit(path, "language: en", "language: zh-Hant-TW")
    edit(path, "sha256: 9f86d08", "sha256: 9F86D08")
    source = load(curated_folder).sources["gazette-2022"]
    assert (source.language, source.accessed, source.sha256[:8]) == ("zh-Hant-TW", "2026-11-22", "9F86D081")


def test_a_source_that_is_missing_is_named_by_every_citation_of_it(curated_folder: CuratedFiles) -> None:
    (curated_folder.root / "sources" / "leaflet.md").unlink()
    (problem,) = problems(curated_folder)
    assert "eastland-denies, citations: no source 'leaflet'" in problem


def test_a_source_that_is_not_utf_8_is_named(curated_folder: CuratedFiles) -> None:
    (curated_folder.root / "sources" / "leaflet.md").write_bytes("---\ntitle: Übung\n---\n".encode("latin-1"))
    assert "sources/leaflet.md: cannot be read as UTF-8 text" in problems(curated_folder)


def test_what_is_no_file_among_the_sources_is_passed_over(curated_folder: CuratedFiles) -> None:
    sources = curated_folder.root / "sources"
    (sources / "folder.md").mkdir()
    (sources / "gone.md").symlink_to(sources / "nowhere.md")
    os.mkfifo(sources / "pipe.md")
    assert len(load(curated_folder).sources) == 3


def test_a_source_with_the_line_ends_of_windows_is_read_the_same(curated_folder: CuratedFiles) -> None:
    path = curated_folder.root / "sources" / "gazette-2022.md"
    before = load(curated_folder).sources["gazette-2022"]
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(curated_folder).sources["gazette-2022"] == before


def test_a_folder_without_sources_says_so_of_every_citation(curated_folder: CuratedFiles) -> None:
    folder = curated_folder.root / "sources"
    folder.rename(folder.with_name("elsewhere"))
    assert all("citations: no source" in problem for problem in problems(curated_folder))
    assert Path(folder).exists() is False


def test_a_folder_of_sources_that_cannot_be_listed_is_one_problem(curated_folder: CuratedFiles) -> None:
    folder = curated_folder.root / "sources"
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("no folder")
    assert problems(curated_folder) == ["sources: cannot be read: Not a directory"]


def test_a_vocabulary_that_cannot_be_read_is_one_problem_and_not_one_for_each_use(curated_folder: CuratedFiles) -> None:
    curated_folder.vocabulary("actors").write_text("a: [", encoding="utf-8")
    with pytest.raises(CuratedError) as caught:
        load(curated_folder)
    assert [problem.file.name for problem in caught.value.problems] == ["actors.yaml"]


def test_a_source_that_cannot_be_read_is_one_problem_and_not_one_for_each_citation(
    curated_folder: CuratedFiles,
) -> None:
    broken = curated_folder.sources[0]
    broken.write_text("no front matter", encoding="utf-8")
    with pytest.raises(CuratedError) as caught:
        load(curated_folder)
    assert [problem.file.name for problem in caught.value.problems] == [broken.name]
