"""What the documents say is what the program does."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from dateline import model
from dateline.cli.commands import dateline
from dateline.query.syntax import parse

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [path for folder in (".", "data", "docs", "bench") for path in sorted((ROOT / folder).glob("*.md"))]
GENERATED = [str(path.relative_to(ROOT)) for path in DOCUMENTS if "[[[cog" in path.read_text(encoding="utf-8")]

assert len(GENERATED) == 4  # with none of them, the test below would be skipped


@pytest.mark.parametrize("document", GENERATED)
def test_the_tables_and_the_examples_are_what_the_program_prints(document: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "-I", "docs", document],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nto write them anew: cog -r -I docs {document}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (" -- in any script\n", "\n", "no comment on a column of spelling: spelling TEXT NOT NULL,"),
        (" AS actor, -- who, `actor.id`\n", " AS actor,\n", "no comment on a column of event_actor: part.value"),
        ("-- Weapon systems.\n", "", "no comment above the table system"),
        ("-- Links between events.\n", "", "no comment above the view related"),
    ],
)
def test_a_table_or_a_column_without_a_comment_is_not_left_out_of_the_dictionary(
    old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setitem(sys.modules, "cog", SimpleNamespace(outl=written.append))
    spec = importlib.util.spec_from_file_location("generated", ROOT / "docs" / "generated.py")
    assert spec is not None and spec.loader is not None
    generated = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generated)
    schema = (ROOT / "data" / "schema.sql").read_text(encoding="utf-8")
    assert schema.count(old) == 1
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "schema.sql").write_text(schema.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(generated, "ROOT", tmp_path)
    with pytest.raises(ValueError, match=re.escape(said)):
        generated.dictionary()
    assert written


@pytest.mark.parametrize("name", sorted(dateline.commands))
def test_every_command_has_help_and_stands_in_the_readme(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dateline", name, "--help"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0
    assert f"Usage: dateline {name}" in done.stdout
    assert re.search(rf"^  {name}\b", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_citation_names_the_version_and_the_licences_of_the_project() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation["version"] == project["version"]
    assert set(citation["license"]) == set(project["license"].split(" AND "))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert not missing


def test_every_query_in_the_readme_can_be_read() -> None:
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("## Filtering", 1)[1].split("## Keys", 1)[0]
    queries = [
        cell for row in re.findall(r"^\| (`.+?) \|", section, re.MULTILINE) for cell in re.findall("`(.+?)`", row)
    ]
    assert len(queries) > 20
    for query in queries:
        assert str(parse(query))


WORDS = (
    model.STATUSES, model.ASPECTS, model.QUALIFIERS, model.RELATIONS, model.PLACE_TYPES, model.PLACE_ROLES,
    model.ACTOR_TYPES, model.ACTOR_ROLES, model.AFFILIATIONS,
)  # fmt: skip


@pytest.mark.parametrize("word", sorted({word for words in WORDS for word in words}))
def test_every_word_that_the_files_may_use_stands_in_their_description(word: str) -> None:
    assert re.search(rf"\b{word}\b", (ROOT / "data" / "README.md").read_text(encoding="utf-8"))
