"""What a chronology promises: asked of its own files, each promise that is not kept in one sentence at its line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dateline.curated.files import CuratedFiles
from dateline.errors import CuratedError
from dateline.query.promises import kept, promised
from dateline.store.reader import Reader
from program import run
from samples import edit


def checked(archive: CuratedFiles, promises: str) -> subprocess.CompletedProcess[str]:
    archive.promises.write_text(promises, encoding="utf-8")
    words = [sys.executable, "-m", "dateline", "check", "--strict", "--curated", str(archive.root)]
    words += ["--db", str(archive.root / "store.db")]
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=archive.root)


def test_promises_that_are_kept_are_counted(archive: CuratedFiles) -> None:
    done = checked(archive, '- {query: "", share: "1"}\n')
    assert done.stderr == "dateline: 3 events, 3 citations, 2 sources: no problems, 1 promise kept\n"
    archive.promises.unlink()
    done = run("check", "--strict", "--curated", archive.root)
    assert (done.returncode, done.stderr) == (0, "dateline: 3 events, 3 citations, 2 sources: no problems\n")
    done = checked(archive, '- {query: "kind:drill during:2022", at_least: 2}\n- {query: "origins:>=1", share: "1"}\n')
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "dateline: 3 events, 3 citations, 2 sources: no problems, 2 promises kept\n"


EITHER = "give either at_least, a number of events, or share, a part of all events"


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ('{query: "kind:drill", at_least: 4}', "events found by 'kind:drill': 3; promised: 4"),
        ('{query: "outlet:gazette", share: "0.5"}', "events found by 'outlet:gazette': 1; promised: 2"),
        ('{query: "kind:dril", at_least: 1}', "the query 'kind:dril': no kind 'dril'; did you mean drill?"),
        ('{query: "", at_least: 1, share: "0.5"}', EITHER),
        ('{query: ""}', EITHER),
        ('{query: "", at_least: 1, at_most: 3}', "unknown field 'at_most'; did you mean at_least?"),
        ('{query: "", at_least: many}', "at_least 'many' must be a number from 1 to 1e+09"),
        ('{query: "", at_least: "0"}', "at_least '0' must be a number from 1 to 1e+09"),
        ('{query: "", at_least: "-5"}', "at_least '-5' must be a number from 1 to 1e+09"),
        ('{query: "", share: "2"}', "share '2' must be a number from 0.001 to 1"),
        ('{query: "", share: "0"}', "share '0' must be a number from 0.001 to 1"),
        ('{query: "", share: nan}', "share 'nan' must be a number from 0.001 to 1"),
        ("{at_least: 1}", 'no query; give one, "" for all events'),
        ("kind:drill", "must be a mapping of query and at_least or share"),
    ],
)  # fmt: skip
def test_a_promise_that_is_not_kept_is_a_problem_with_its_line(archive: CuratedFiles, promise: str, said: str) -> None:
    done = checked(archive, f'- {{query: "", at_least: 1}}\n- {promise}\n')
    assert (done.returncode, done.stdout) == (1, f"data/promises.yaml:2: promise 2: {said}\n")


def test_a_promise_over_several_lines_is_named_where_its_query_stands(archive: CuratedFiles) -> None:
    done = checked(archive, '- at_least: 9\n  query: "kind:drill"\n- at_least: 1\n  query: "kind:dril"\n')
    assert done.stdout == (
        "data/promises.yaml:2: promise 1: events found by 'kind:drill': 3; promised: 9\n"
        "data/promises.yaml:4: promise 2: the query 'kind:dril': no kind 'dril'; did you mean drill?\n"
    )


@pytest.mark.parametrize("promises", ["at_least: 3\n", "[]\n", ""])
def test_promises_that_are_no_list_are_refused(archive: CuratedFiles, promises: str) -> None:
    done = checked(archive, promises)
    assert (done.returncode, done.stdout) == (1, "data/promises.yaml:1: must be a list of promises\n")


def test_a_folder_in_place_of_the_promises_is_a_problem(archive: CuratedFiles) -> None:
    archive.promises.mkdir()
    done = run("check", "--strict", "--curated", archive.root)
    assert (done.returncode, done.stdout) == (1, f"{archive.promises}: cannot be read: Is a directory\n")


def test_a_share_is_of_the_events_and_not_of_what_computers_make_of_it(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "promises.yaml"
    path.write_text('- {query: "place:brest or kind:visit", share: "0.44"}\n', encoding="utf-8")  # 4 of 9, 3.96
    assert kept(reader, path) == 1
    path.write_text('- {query: "place:brest or kind:visit", share: "0.45"}\n', encoding="utf-8")
    with pytest.raises(CuratedError, match=r"events found by 'place:brest or kind:visit': 4; promised: 5"):
        kept(reader, path)


def test_a_part_that_is_a_whole_number_promises_that_number() -> None:
    # 0.28 * 25 is 7.000000000000001 in floating point.
    assert promised(None, 0.28, 25) == 7
    assert promised(None, 0.281, 25) == 8
    assert promised(3, None, 25) == 3


def test_rules_and_promises_are_told_together(archive: CuratedFiles) -> None:
    edit(archive.root / "sources" / "gazette-2022.md", "[¶1] It has ended.\n", "")
    done = checked(archive, '- {query: "", at_least: 4}\n')
    assert (done.returncode, done.stdout) == (1, (
        "data/promises.yaml:1: promise 1: events found by '': 3; promised: 4\n"
        "sources/gazette-2022.md:1: gazette-2022: no digest\n"
    ))  # fmt: skip
    assert done.stderr == "dateline: 2 problems\n"


def test_the_rules_are_asked_for_and_the_promises_only_with_them(archive: CuratedFiles) -> None:
    archive.promises.write_text('- {query: "", at_least: 4}\n', encoding="utf-8")
    words = [sys.executable, "-m", "dateline", "check", "--curated", str(archive.root)]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0
    archive.promises.unlink()
    edit(archive.root / "sources" / "gazette-2022.md", "[¶1] It has ended.\n", "")
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0
    done = subprocess.run([*words, "--strict"], capture_output=True, text=True, check=False, cwd=archive.root)
    assert (done.returncode, done.stdout) == (1, "sources/gazette-2022.md:1: gazette-2022: no digest\n")


def test_promises_are_asked_of_the_files_and_not_of_another_store(samples_store: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(samples_store.read_bytes())
    done = run("check", "--strict", "--db", other)
    assert (done.returncode, done.stdout) == (0, "")
    assert other.read_bytes() == samples_store.read_bytes()
