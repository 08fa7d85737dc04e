"""What things may be called: the check and the store go by the same names."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.curated.files import CuratedFiles
from dateline.curated.load import load
from dateline.store import names
from dateline.store.build import build
from dateline.store.reader import Reader
from program import run
from samples import edit
from test_curated import problems

# Vocabulary, what is changed, to what, and the problem that two names are then one.
SHARED: list[tuple[str, str, str, str]] = [
    ("outlets", "name: Herald,", "name: The Gazette,", "herald: the name 'Gazette' already belongs to 'gazette'"),
    ("outlets", "name: Herald,", "name: gazette,", "herald: the name 'gazette' already belongs to 'gazette'"),
    ("outlets", "aliases: [Вестник]", "aliases: [SITE]", "site: the name 'site' already belongs to 'herald'"),
    ("actors", "short: EA", "short: NL", "eastland: the name 'NL' already belongs to 'norland'"),
    ("kinds", "plural: drills", "plural: patrols", "drill: the name 'patrols' already belongs to 'patrol'"),
    ("kinds", "name: Drill,", "name: PATROL,", "drill: the name 'PATROL' already belongs to 'patrol'"),
    ("systems", "name: T-72,", "name: Aircraft,", "t-72: the name 'Aircraft' already belongs to 'aircraft'"),
    ("systems", "name: T-72,", "name: fighter,", "t-72: the name 'fighter' already belongs to 'aircraft/fighter'"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), SHARED)
def test_two_things_of_one_name_are_a_problem(
    curated_folder: CuratedFiles, name: str, old: str, new: str, said: str
) -> None:
    edit(curated_folder.vocabulary(name), old, new)
    assert any(problem.endswith(said) for problem in problems(curated_folder))


def built(files: CuratedFiles, target: Path) -> Reader:
    build(load(files), target, "names")
    return Reader(target)


def test_names_come_back_as_they_were_written(curated_folder: CuratedFiles, tmp_path: Path) -> None:
    edit(curated_folder.vocabulary("outlets"), "name: Herald, ", "name: The Herald Tribune, ")
    edit(curated_folder.vocabulary("outlets"), "aliases: [Вестник]", "aliases: [Herald Tribune, Вестник]")
    edit(curated_folder.vocabulary("outlets"), "name: unknown publisher", "name: The Unknown")
    edit(curated_folder.vocabulary("actors"), "aliases: [Kingdom of Norland]", "aliases: [Kingdom of Norland, NL]")
    reader = built(curated_folder, tmp_path / "a.db")
    assert reader.vocabulary == load(curated_folder).vocabulary
    for field, name, id_ in (
        ("outlet", "herald tribune", "herald"),
        ("source", "unknown", "leaflet"),
        ("outlet", "unknown", "nobody"),
        ("system", "flanker", "su-30"),
        ("kind", "drills", "drill"),
    ):
        assert reader.named(field, name) == (id_,)
    reader.close()


def test_the_last_word_of_two_categories_means_neither(curated_folder: CuratedFiles, tmp_path: Path) -> None:
    edit(curated_folder.vocabulary("systems"), "systems:\n", "  sam/fighter: Against fighters\nsystems:\n")
    reader = built(curated_folder, tmp_path / "a.db")
    assert reader.named("system", "fighter") == ()
    assert reader.named("system", "long") == ("sam/long",)
    reader.close()


def test_an_id_as_it_is_written_means_nothing_else(curated_folder: CuratedFiles, tmp_path: Path) -> None:
    sources = curated_folder.root / "sources"
    (sources / "gaz-ette2022.md").write_bytes((sources / "leaflet.md").read_bytes())
    reader = built(curated_folder, tmp_path / "a.db")
    assert reader.named("source", "gaz-ette2022") == ("gaz-ette2022",)
    assert reader.named("source", "gazette-2022") == ("gazette-2022",)
    assert reader.named("source", "GAZETTE 2022") == ("gaz-ette2022", "gazette-2022")
    assert reader.named("source", "Вестник") == ("herald-2023",)
    reader.close()


@pytest.mark.parametrize(
    ("typed", "ids", "said"),
    [
        ("gazette", ["gazette-2022"], "published by Gazette: 1 source"),
        ("вестник", ["herald-2023"], "published by Herald: 1 source"),
        ("site", [], "published by Site of the ministry: 0 sources"),
    ],
)
def test_an_outlet_is_a_list_of_its_sources_of_one_or_none_too(
    samples_store: Path, typed: str, ids: list[str], said: str
) -> None:
    done = run("sources", "--db", samples_store, typed)
    assert ([line.split()[0] for line in done.stdout.splitlines()], done.stderr) == (ids, f"dateline: {said}\n")


@pytest.mark.parametrize("few", [0, 3, 10**6])
def test_a_name_is_the_same_read_alone_or_with_all(
    samples_store: Path, curated_folder: CuratedFiles, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "_FEW", few)
    reader = Reader(samples_store)
    for table, written in zip(reader.vocabulary.tables, load(curated_folder).vocabulary.tables, strict=True):
        for id_ in reversed(list(written)):
            assert table[id_] == written[id_]
        assert "none such" not in table
        with pytest.raises(KeyError):
            table["none such"]
        assert list(table.items()) == list(written.items())
        assert len(table) == len(written)
    reader.close()
