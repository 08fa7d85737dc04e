"""The made-up events of the measurements are what they say, and the results are written as they were measured."""

from __future__ import annotations

import csv
import importlib
import io
import json
import re
import sqlite3
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bench import results, sql
from bench.__main__ import MEASUREMENTS
from bench.rows import Row, Spread, compared
from bench.terminal import Terminal
from bench.timing import interleaved
from dateline.dates import parse
from dateline.exchange.writers.as_csv import COLUMNS
from dateline.model import ACTOR_ROLES, ASPECTS, PLACE_ROLES, QUALIFIERS, STATUSES
from dateline.record import record
from dateline.store.reader import Reader

BENCH = Path(__file__).parent.parent / "bench"
COUNT = 4000


def corpus(count: int, *options: str) -> str:
    command = [sys.executable, str(BENCH / "corpus.py"), str(count), *options]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=60).stdout


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return corpus(COUNT).splitlines()


@pytest.fixture(scope="module")
def events(lines: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines]


def test_the_same_number_gives_the_same_bytes(lines: list[str]) -> None:
    assert corpus(COUNT).splitlines() == lines


def test_a_line_has_the_documented_members(events: list[dict[str, Any]], bundled: Reader) -> None:
    every = bundled.read(range(bundled.count)).values()
    documented = record(next(event for event in every if event.systems and event.places and event.facts))
    for event in events:
        assert list(event) == list(documented)
        for member in ("actors", "systems", "places", "facts", "citations"):
            for part in event[member]:
                assert list(part) == list(documented[member][0])


def test_everything_is_of_the_vocabulary(events: list[dict[str, Any]], bundled: Reader) -> None:
    slug = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
    seen: set[str] = set()
    for event in events:
        assert slug.fullmatch(event["id"]) and event["id"] not in seen
        assert event["kind"] in bundled.vocabulary.kinds and event["status"] in STATUSES
        assert all(actor["role"] in ACTOR_ROLES for actor in event["actors"])
        assert all(place["role"] in PLACE_ROLES for place in event["places"])
        assert all(system["category"] in bundled.vocabulary.categories for system in event["systems"])
        assert all(not fact["qualifier"] or fact["qualifier"] in QUALIFIERS for fact in event["facts"])
        assert all(related["id"] in seen for related in event["related"])
        assert set(event["disagreements"]) <= set(ASPECTS)
        assert event["sources"] == len({citation["source"] for citation in event["citations"]}) >= 1
        seen.add(event["id"])


def test_dates_are_as_vague_as_news_is_and_read_as_they_say(events: list[dict[str, Any]]) -> None:
    for event in events:
        date = parse(event["date"])
        assert (event["date_text"], event["precision"], event["extent"]) == (date.text, date.precision, date.extent)
    written = [event["date"] for event in events]
    for form in (r"\d{4}", r"\d{4}-\d\d", r"\d{4}-2[1-4]", r"\[.+\.\..+\]", r"[^/]+/\d.*", r".+/\.\.", r".+\?", r".+~",
                 r"\d{4}-XX-XX"):  # fmt: skip
        assert any(re.fullmatch(form, date) for date in written), form
    assert max(parse(date).hi - parse(date).lo for date in written if re.fullmatch(r"\d.+/\d.{9}", date)) > 1000


def test_years_grow_denser_and_come_partly_in_order(events: list[dict[str, Any]]) -> None:
    years = [int(event["start"][:4]) for event in events if event["start"]]
    assert set(years) <= set(range(1989, 2026))  # winter of 1989 ends in 1990
    assert Counter(year // 18 for year in years)[2024 // 18] > len(years) * 0.6
    risen = sum(a <= b for a, b in zip(years, years[100:], strict=False)) / len(years)
    assert 0.6 < risen < 0.95


def test_weekends_are_quiet(events: list[dict[str, Any]]) -> None:
    days = [parse(event["date"]).lo % 7 for event in events if re.fullmatch(r"\d{4}-\d\d-\d\d", event["date"])]
    week = Counter(days)
    assert (week[6] + week[0]) / 2 < sum(week[day] for day in range(1, 6)) / 5 / 1.5


def test_who_and_what_follow_zipf_and_go_together(events: list[dict[str, Any]]) -> None:
    pairs = Counter((a["id"], s["id"]) for event in events for a in event["actors"] for s in event["systems"])
    actors = Counter(a["id"] for event in events for a in event["actors"])
    systems = Counter(s["id"] for event in events for s in event["systems"])
    total = sum(pairs.values())
    assert actors.most_common(1)[0][1] > 5 * sum(actors.values()) / len(actors)
    lifts = [n * total / (actors[a] * systems[s]) for (a, s), n in pairs.most_common(100)]
    assert sorted(lifts)[50] > 2, "actors and systems would be drawn without regard to each other"
    assert Counter(event["series"] for event in events if event["series"]).most_common(1)[0][1] > 3


def test_words_are_of_every_script_and_a_phrase_is_rare(events: list[dict[str, Any]]) -> None:
    text = " ".join(f"{event['title']} {event['summary']} {event['places']}" for event in events)
    scripts = {unicodedata.name(character, "").split()[0] for character in set(text) if character.strip()}
    assert scripts >= {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "CJK", "HIRAGANA", "HANGUL", "ROCKET"}
    assert any(unicodedata.decomposition(character) for character in set(text))
    assert all(len(event["title"].split()) == 6 and len(event["summary"].split()) >= 30 for event in events)
    assert 0 < sum("joint patrol" in event["summary"] for event in events) < 0.01 * COUNT
    assert len(set(text.split())) > 20_000


def test_csv_has_the_same_events_under_our_columns(events: list[dict[str, Any]]) -> None:
    rows = list(csv.DictReader(io.StringIO(corpus(COUNT, "--format", "csv"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    for row, event in zip(rows, events, strict=True):
        assert [row[column] for column in ("id", "title", "date", "summary")] == [
            event[column] for column in ("id", "title", "date", "summary")
        ]
        assert row["actors"].split("; ") == ([actor["name"] for actor in event["actors"]] or [""])


def rows() -> list[Row]:
    samples = {"dateline": [0.001, 0.002, 0.009], "lnav": [0.002, 0.002, 0.003], "fzf": [2.0, 1.0, 3.0]}
    return list(compared("first rows", samples, commands={"dateline": "dateline --db x", "fzf": "fzf < y"}, note="n"))


def test_a_ratio_is_of_pairs_and_has_its_spread() -> None:
    lnav, fzf = rows()
    assert (lnav.peer, fzf.peer) == ("lnav", "fzf")
    assert lnav.ours == Spread(0.0015, 0.002, 0.0055)
    assert lnav.ratio == pytest.approx((0.75, 1.0, 2.0))  # of 0.5, 1 and 3
    assert fzf.commands == ("dateline --db x", "fzf < y") and lnav.commands == ("dateline --db x",)


def test_the_page_has_all_that_is_needed_to_do_it_again() -> None:
    section = results.section("Start, in a terminal.\n\nWhat is fair.\n", iter(rows()))
    machine = {"Processor": "made up", "Not installed": "Harlequin"}
    page = results.page(1_000_000, "python -m bench", machine, [section])
    assert "`python -m bench`: 1,000,000 made-up events" in page
    assert "- Processor: made up" in page and "Harlequin" in page
    assert "## Start, in a terminal\n\nWhat is fair.\n" in page
    assert "| first rows (n) | 1 (0.75–2) | lnav | 2 ms | 2 ms |" in page
    assert "| first rows (n) | 0.002 (0.00125–0.0025) | fzf | 2 ms | 2 s |" in page
    assert "Not measured" in results.page(9, "python -m bench 9", {}, [results.section("Wire.\n\nNeeds sshd.\n", ())])
    assert page.count("dateline --db x") == 1 and "fzf < y" in page


def test_jobs_run_in_turn_after_a_warm_up() -> None:
    seen: list[str] = []

    def job(name: str) -> Callable[[], float]:
        return lambda: seen.append(name) or float(len(seen))

    assert interleaved({"a": job("a"), "b": job("b")}, 2) == {"a": [3.0, 5.0], "b": [4.0, 6.0]}
    assert seen == ["a", "b"] * 3


@pytest.mark.parametrize("name", MEASUREMENTS)
def test_every_measurement_says_what_it_is(name: str) -> None:
    module = importlib.import_module(f"bench.{name}")
    assert callable(module.measure)
    assert len(results.section(module.__doc__ or "", ()).text) > 40


def test_the_plain_sqlite_file_has_the_same_events(events: list[dict[str, Any]], tmp_path: Path) -> None:
    sql.write(iter(events), tmp_path / "sql.db")
    with closing(sqlite3.connect(tmp_path / "sql.db")) as db:
        found = db.execute(sql.COUNT).fetchone()[0]
        phrases = db.execute(sql.PHRASE).fetchall()
    names = [({a["id"] for a in event["actors"]}, {s["id"] for s in event["systems"]}) for event in events]
    assert found == sum("actor-0" in actors and "system-0" in systems for actors, systems in names) > 0
    assert len(phrases) == sum("joint patrol" in f"{event['title']}\n{event['summary']}" for event in events)


def test_a_program_in_a_pty_is_seen_and_pressed() -> None:
    with Terminal([sys.executable, "-c", "print('ready'); print('said', input())"]) as terminal:
        assert 0 < terminal.until("ready") < 30
        assert terminal.resident() > 1
        assert terminal.answered(b"hello\r", "said hello") > 0
    with Terminal([sys.executable, "-c", "print('ready')"]) as terminal, pytest.raises(TimeoutError, match="never"):
        terminal.until("nothing of the kind", limit=20)
