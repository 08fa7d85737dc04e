"""`dateline rhythm`, run for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from program import run


def test_the_figures_of_what_a_query_finds_with_their_ranges(samples_store: Path) -> None:
    done = run("rhythm", "--db", samples_store, "date:2021..")
    assert done.returncode == 0
    assert done.stderr == "dateline: events, from 2021 on: 7 events, 2 only possibly in range\n"
    assert done.stdout == (
        "Events     7 with a known start\n"
        "Doubtful   2 have dates marked as uncertain or approximate\n"
        "Intervals  6, each from one start to the next\n"
        "Median     0 to 126.5 days\n"
        "Longest    93 to 263 days\n"
        "           as dated, none begins from 1 Oct 2021 to 31 Dec 2021\n"
        "Silence    92 to 161 days with nothing going on\n"
        "           as dated, none goes on from 1 Oct 2021 to 31 Dec 2021\n"
        "\n"
        "By month; a range where the dates leave it open\n"
        "Sep 2021  1\n"
        "Oct 2021  0\n"
        "Nov 2021  0\n"
        "Dec 2021  0\n"
        "Jan 2022  0 to 1\n"
        "Feb 2022  1 to 2\n"
        + "".join(f"{month} 2022  0 to 1\n" for month in ("Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"))
        + "Oct 2022  0 to 2\n"
        "Nov 2022  0 to 1\n"
        "Dec 2022  1 to 2\n"
        "Jan 2023  1 to 2\n"
    )


def test_what_follows_others_with_the_days_between(samples_store: Path) -> None:
    done = run("rhythm", "--db", samples_store, "not kind:drill", "--after", "kind:drill,visit", "--within", "2w")
    assert done.returncode == 0
    assert done.stderr == ("dateline: events other than drills: 7 events\ndateline: after drills or visits: 4 events\n")
    _, _, totals, pairs = done.stdout.split("\n\n")
    assert totals.splitlines() == [
        "Followed   0 of 4 surely, within 2 weeks",
        "           2 of 4 only possibly",
        "           2 of 4 not",
        "Left out   1 to follow whose start is open or unknown",
    ]
    assert pairs.splitlines() == [
        "not                                 15 Mar 45 BC    ides-of-march",
        "not                                 Sep 2021        zapad-2021",
        "possibly  0 to 314 days, or before  10–20 Feb 2022  union-resolve-2022  some day in 2022  patrol-of-2022",
        "possibly  0 to 12 days, or before   19 Dec 2022     ivanova-in-brest    some day in 2022  patrol-of-2022",
    ]


def test_nothing_found_is_said_like_by_list(samples_store: Path) -> None:
    done = run("rhythm", "--db", samples_store, "kind:drill", "system:t-72")
    assert done.stdout == "Events     0 with a known start\nIntervals  none: it takes two events\n"
    assert done.stderr == "dateline: drills with T-72: 0 events\ndateline: without system:t-72: 2\n"


def test_an_empty_query_after_is_every_event(samples_store: Path) -> None:
    done = run("rhythm", "--db", samples_store, "kind:drill", "--after", "", "--within", "0d")
    assert "of 8 surely, within 0 days\n" in done.stdout
    assert "Left out   1 to be followed whose start is open or unknown\n" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--after", "kind:dril"], "dateline: no kind 'dril'; did you mean drill?\n  kind:dril\n       ^\n"),
        (["--after", "(a"], "dateline: "),
        (["--within", "3d"], "dateline: --within goes with --after QUERY: after what?\n"),
        (
            ["--after", "drill", "--within", "3x"],
            "dateline: Invalid value for '--within': '3x' is not a length of time; write 10d, 2w, 3m or 1y\n",
        ),
    ],
)
def test_a_wrong_usage_prints_nothing_and_is_said(samples_store: Path, arguments: list[str], said: str) -> None:
    done = run("rhythm", "--db", samples_store, "kind:visit", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)


def test_an_exclusion_after_is_no_option(samples_store: Path) -> None:
    assert run("rhythm", "--db", samples_store, "kind:visit", "--after", "-kind:drill").returncode == 0
    assert run("rhythm", "--db", samples_store, "--after", "-kind:drill", "-kind:visit").returncode == 0


def test_without_marked_dates_what_is_empty_is_surely_so(samples_store: Path) -> None:
    done = run("rhythm", "--db", samples_store, "kind:drill or id:patrol-of-2022")
    assert "Doubtful" not in done.stdout
    assert "           surely none begins from 1 Oct 2021 to 31 Dec 2021\n" in done.stdout
