"""The command line, run for real: data on stdout, narration on stderr, an exit status, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from dateline import __version__
from dateline.curated.files import CuratedFiles
from dateline.store.cache import store_path
from program import DATELINE, run, run_in_terminal
from samples import EVENTS, IDS, edit


def last_words(text: str) -> list[str]:
    """The last word of each line: of a list, the ids."""
    return [line.split()[-1] for line in text.splitlines()]


def test_list_prints_the_events_and_says_what_was_asked(samples_store: Path) -> None:
    done = run("list", "--db", samples_store, "kind:drill", "date:2022")
    assert (done.returncode, done.stderr) == (0, "dateline: drills, 2022: 1 event\n")
    assert done.stdout == "10–20 Feb 2022  drill  Union Resolve, joint drill  union-resolve-2022\n"


def test_without_a_terminal_the_list_is_printed_with_or_without_a_query(samples_store: Path) -> None:
    assert last_words(run("--db", samples_store).stdout) == list(IDS)
    done = run("--db", samples_store, "kind:visit", "-place:brest")
    assert last_words(done.stdout) == ["ides-of-march"]
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["-actor:norland"], ["ides-of-march", "eastland-denies"]),
        (["-actor:norland", "-kind:statement"], ["ides-of-march"]),
        (["kind:drill", "-system:su-30"], ["union-resolve-2022"]),
        (["-(kind:drill or kind:patrol)", "-place:brest", "date:2020.."], ["s-400-on-duty", "eastland-denies"]),
        (['-"joint drill"', "kind:drill"], ["zapad-2021"]),
        (["not", "actor:norland"], ["ides-of-march", "eastland-denies"]),
        (["--", "-patrol", "-drill", "date:2022"], ["ivanova-in-brest"]),
        (['"joint drill"'], ["union-resolve-2022"]),
        (["kind:drill actor:norland"], ["zapad-2021", "union-resolve-2022"]),
        (["system:Су-30СМ"], ["su-30sm-delivered", "patrol-of-2022"]),
    ],
)
def test_an_exclusion_is_part_of_the_query_and_no_option(
    samples_store: Path, query: list[str], found: list[str]
) -> None:
    done = run("list", "--db", samples_store, *query)
    assert done.returncode == 0, done.stderr
    assert last_words(done.stdout) == found


def test_where_nothing_is_found_stderr_says_what_to_drop(samples_store: Path) -> None:
    done = run("list", "--db", samples_store, "kind:drill", "system:t-72")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "dateline: drills with T-72: 0 events\ndateline: without system:t-72: 2\n"


def test_show_prints_events_whole_with_all_that_the_sources_say(samples_store: Path) -> None:
    done = run("show", "--db", samples_store, "union-resolve-2022", "zapad-2021")
    assert (done.returncode, done.stderr) == (0, "")
    for line in (
        "Union Resolve, joint drill\n10–20 Feb 2022  (2022-02-10/2022-02-20) · drill · disputed\n",
        "Actors    Norland about 300; Eastland (host)\n",
        "Systems   S-400 Triumf × 2 (Growler)\n",
        "Places    Brest; from Norland\n",
        "Related   follows zapad-2021\n",
        "2 sources, 2 origins · sources disagree on: date, places\n",
        "[1] A. Writer, B. Writer, “What the ministry says”, Gazette, 10 Mar 2022,\n    https://gazette.example/what\n",
        "    gives the date as 1–5 Mar 2022 · supports places · differs on places · source D",
        "Figures   flight time over 120 min\n",
        "    according to Norland's Defence Ministry · supports date, actors · source B (usually\n",
        "id: zapad-2021\n",
    ):
        assert line in done.stdout


def test_facets_count_the_values_of_one_field_or_of_all(samples_store: Path) -> None:
    one = run("facets", "--db", samples_store, "kind", "actor:eastland")
    assert [line.split()[:3] for line in one.stdout.splitlines()] == [
        ["kind", "2", "drill"], ["kind", "1", "delivery"], ["kind", "1", "patrol"], ["kind", "1", "statement"],
    ]  # fmt: skip
    assert one.stderr == "dateline: events with Eastland: 5 events\n"
    actors = run("facets", "--db", samples_store, "actor", "id:patrol-of-2022").stdout.splitlines()
    assert "  norland-air  (Norland › Norland's Defence Ministry › Norland's air force)" in actors[1]
    every = run("facets", "--db", samples_store)
    assert {line.split()[0] for line in every.stdout.splitlines()} >= {"kind", "actor", "tag", "has", "origins"}


def test_sources_prints_them_all_or_one_with_its_digest_and_events(samples_store: Path) -> None:
    done = run("sources", "--db", samples_store)
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["gazette-2022", "herald-2023", "leaflet"]
    page = run("sources", "--db", samples_store, "gazette-2022").stdout
    assert page.startswith("What the ministry says\n\nAuthor    A. Writer, B. Writer\n")
    assert "Outlet    Gazette, independent, NL\n" in page
    assert "Rated     B: usually reliable. Named reporters.\n" in page
    assert "Repeats   norland-mod\n" in page
    assert "[¶2] A note of what it says.\n" in page
    assert page.endswith("union-resolve-2022\n")


def test_sources_of_an_outlet_are_listed(bundled_store: Path) -> None:
    found = run("sources", "--db", bundled_store, "national interest").stdout.splitlines()
    assert {"national-interest-2022-joint-patrol", "national-interest-s-400-deployment"} < {
        line.split()[0] for line in found
    }
    assert all("  B  " in line and "  The National Interest: " in line for line in found)


def test_export_writes_to_stdout_or_to_a_file_once(samples_store: Path, tmp_path: Path) -> None:
    done = run("export", "--db", samples_store, "-f", "json", "kind:drill")
    assert [event["id"] for event in json.loads(done.stdout)] == ["zapad-2021", "union-resolve-2022"]
    assert done.stderr == ""
    for name, start in (("a.csv", "id,title"), ("a.tsv", "id\ttitle"), ("a.md", "# drills"), ("a.ndjson", '{"id"')):
        done = run("export", "--db", samples_store, "-o", tmp_path / name, "kind:drill")
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr == f"dateline: {tmp_path / name}: drills: 2 events\n"
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    again = run("export", "--db", samples_store, "-o", tmp_path / "a.md", "kind:visit")
    assert (again.returncode, again.stdout) == (1, "")
    assert "exists; choose another name, or overwrite it with --force" in again.stderr
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# drills")
    assert run("export", "--db", samples_store, "-o", tmp_path / "a.md", "--force", "kind:visit").returncode == 0
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# visits")


def test_check_of_good_files_says_what_there_is(curated_folder: CuratedFiles) -> None:
    done = run("check", "--curated", curated_folder.root)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "dateline: 9 events, 11 citations, 3 sources: no problems\n"


def test_check_prints_every_problem_with_its_place_and_the_others_refuse(curated_folder: CuratedFiles) -> None:
    first = edit(curated_folder.events, "date: 2021-09", "date: 2021-99")
    second = edit(curated_folder.events, "kind: statement", "kind: statment")
    done = run("check", "--curated", "curated", cwd=curated_folder.root.parent)
    assert done.returncode == 1
    assert done.stdout == (
        f"curated/events.yaml:{first}: zapad-2021: date: '2021-99': there is no month 99\n"
        f"curated/events.yaml:{second}: eastland-denies: no kind 'statment'; did you mean statement?\n"
    )
    assert done.stderr == "dateline: 2 problems\n"
    done = run("list", "--curated", curated_folder.root)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("events.yaml:") == 2


def test_build_prints_where_the_store_is(curated_folder: CuratedFiles, tmp_path: Path) -> None:
    done = run("build", "--curated", curated_folder.root)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{store_path(curated_folder)}\n", "")
    done = run("build", "--curated", curated_folder.root, "--db", tmp_path / "my.db")
    assert done.stdout == f"{tmp_path / 'my.db'}\n"
    assert last_words(run("list", "--db", tmp_path / "my.db").stdout) == list(IDS)


@pytest.mark.parametrize(
    "command",
    [[], ["list"], ["show", "zapad-2021"], ["facets", "kind"], ["sources", "leaflet"], ["export", "-f", "ndjson"],
     ["check"], ["build"]],
)  # fmt: skip
def test_every_command_can_be_pointed_at_a_folder_by_option_or_environment(
    curated_folder: CuratedFiles, tmp_path: Path, command: list[str]
) -> None:
    folder = str(curated_folder.root)
    by_option = run(*command, "--curated", folder)
    by_environment = run(*command, env={"DATELINE_CURATED": folder})
    before_the_command = run("--curated", folder, *command)
    assert by_option.returncode == 0, by_option.stderr
    assert by_option.stdout == by_environment.stdout == before_the_command.stdout
    assert by_option.stdout or "9 events" in by_option.stderr


def test_an_option_wins_over_the_environment_and_a_store_is_read_as_it_is(
    curated_folder: CuratedFiles, samples_store: Path, tmp_path: Path
) -> None:
    gone = str(tmp_path / "gone")
    assert last_words(run("list", env={"DATELINE_DB": str(samples_store)}).stdout) == list(IDS)
    assert run("list", env={"DATELINE_DB": gone}).returncode == 1
    assert run("list", "--db", samples_store, env={"DATELINE_DB": gone}).returncode == 0
    assert run("list", "--curated", curated_folder.root, env={"DATELINE_CURATED": gone}).returncode == 0
    # With a folder, the file is where its store is kept, and follows the folder.
    keep = tmp_path / "keep.db"
    curated_folder.events.write_text(EVENTS[: EVENTS.index("- id: zapad-2021")], encoding="utf-8")
    done = run("list", env={"DATELINE_DB": str(keep), "DATELINE_CURATED": str(curated_folder.root)})
    assert last_words(done.stdout) == list(IDS[:2])
    assert last_words(run("list", "--db", keep).stdout) == list(IDS[:2])


def test_a_pipe_that_is_closed_early_is_no_error(samples_store: Path) -> None:
    command = " ".join(DATELINE)
    for rest in ("list", "export -f json", "facets 2>&1", "show " + " ".join(IDS)):
        # Nobody reads at all: whatever is written meets a closed pipe.
        script = f"{command} --db '{samples_store}' {rest} | exec true; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", script], capture_output=True, encoding="utf-8", timeout=60, check=True)
        assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.parametrize("redirected", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_crash(samples_store: Path, redirected: str) -> None:
    script = f"{' '.join(DATELINE)} --db '{samples_store}' {redirected}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("rest", ["list kind:drill", "list", "export -f json"])
def test_a_full_disk_is_a_sentence(samples_store: Path, rest: str) -> None:
    script = f"{' '.join(DATELINE)} {rest} --db '{samples_store}' >/dev/full"
    done = subprocess.run(["bash", "-c", script], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, "dateline: the machine said no: No space left on device\n")


HOSTILE = '"\\e]52;c;cHduZWQ=\\a Drill \\e[31m \\x9b2J \\u202E"'
EXACT = "\x1b]52;c;cHduZWQ=\x07 Drill \x1b[31m \x9b2J \u202e"


def test_a_terminal_gets_hostile_text_made_visible_and_an_export_the_exact_bytes(curated_folder: CuratedFiles) -> None:
    edit(curated_folder.events, "title: Zapad 2021, the great drill", f"title: {HOSTILE}")
    edit(curated_folder.events, "summary: Norland and Eastland drill together.", f"summary: {HOSTILE}")
    where = ("--curated", curated_folder.root)
    for query in (["id:zapad-2021"], []):  # a list is lines, wherever it goes
        assert "  ␛]52;c;cHduZWQ=␇ Drill ␛[31m <009B>2J <202E>" in run("list", *where, *query).stdout
    exported = run("export", "-f", "csv", *where, "id:zapad-2021").stdout
    assert f",{EXACT}," in exported
    for rest in (
        ["list"],
        ["show", "zapad-2021"],
        ["export", "-f", "csv"],
        ["export", "-f", "ndjson"],
        ["--", "drill"],
    ):
        status, arrived = run_in_terminal(
            *rest, *(where if rest[0] != "--" else ()), env={"DATELINE_CURATED": str(where[1])}
        )
        text = arrived.decode()
        assert status == 0, text
        assert not [c for c in text if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f" or c == "\u202e"]
        assert "␛]52;c;cHduZWQ=␇ Drill ␛[31m <009B>2J <202E>" in text or "\\u001b]52" in text


def test_nothing_is_cut_on_a_terminal(curated_folder: CuratedFiles) -> None:
    edit(curated_folder.events, "summary: Norland and Eastland drill together.", f"summary: {'long ' * 6000}end")
    run("build", "--curated", curated_folder.root)
    status, arrived = run_in_terminal("export", "-f", "ndjson", "--curated", curated_folder.root, "id:zapad-2021")
    assert status == 0
    assert json.loads(arrived)["summary"].endswith("long end")


@pytest.mark.parametrize(
    "rest", ["--help", "import --help", "list", "list kind:statement", "export -f csv", "export -f ndjson", "facets"]
)
def test_who_has_read_one_line_and_leaves_hears_nothing(bundled_store: Path, rest: str) -> None:
    command = [*DATELINE, *rest.split(), *(() if "--help" in rest else ("--db", str(bundled_store)))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline().endswith(b"\n")
        process.stdout.close()
        said = process.stderr.read().decode()
    assert process.returncode == 0
    assert said.count("\n") <= 1 and "Broken pipe" not in said, said  # what was found, where all went into the pipe


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_who_reads_no_more_of_the_version_or_the_help_hears_nothing(option: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    env = {name: value for name, value in os.environ.items() if name != "COLUMNS"}  # else click prints the help
    done = subprocess.run([*DATELINE, option], stdout=writing, stderr=subprocess.PIPE, env=env, timeout=60, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_version_and_help_are_data(tmp_path: Path) -> None:
    assert run("--version").stdout == f"dateline {__version__}\n"
    for command in ([], ["list"], ["show"], ["facets"], ["sources"], ["export"], ["check"], ["build"], ["open"]):
        done = run(*command, "--help")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("Usage: dateline")
        assert done.stdout == run(*command, "-h").stdout


def test_an_option_is_not_combined_with_a_setting_of_the_environment(
    curated_folder: CuratedFiles, samples_store: Path, tmp_path: Path
) -> None:
    store = tmp_path / "archive.db"
    store.write_bytes(samples_store.read_bytes())
    before = store.read_bytes()
    curated_folder.events.write_text("[]", encoding="utf-8")
    listed = run("list", "--db", store, env={"DATELINE_CURATED": str(curated_folder.root)})
    assert (listed.returncode, len(listed.stdout.splitlines())) == (0, len(IDS))
    assert run("list", "--curated", curated_folder.root, env={"DATELINE_DB": str(store)}).stdout == ""
    assert store.read_bytes() == before
