"""What the documents say is what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from dateline.cli import dateline
from dateline.model import ASPECTS, PLACE_TYPES, QUALIFIERS, RELATIONS, STATUSES
from dateline.query.syntax import parse

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [path for folder in (".", "data", "docs", "bench") for path in sorted((ROOT / folder).glob("*.md"))]
GENERATED = [str(path.relative_to(ROOT)) for path in DOCUMENTS if "[[[cog" in path.read_text(encoding="utf-8")]


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


@pytest.mark.parametrize("word", [*STATUSES, *ASPECTS, *QUALIFIERS, *RELATIONS, *PLACE_TYPES])
def test_every_word_that_the_files_may_use_stands_in_their_description(word: str) -> None:
    assert re.search(rf"\b{word}\b", (ROOT / "data" / "README.md").read_text(encoding="utf-8"))
