"""The session by lines: what it says reads aloud, says everything, and keeps its place."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.cli.commands import dateline
from dateline.curated.files import CuratedFiles
from dateline.curated.load import load
from dateline.dates import parse as parse_date
from dateline.errors import NotFoundError, QueryError
from dateline.exchange.pages import FACETS
from dateline.plain.commands import COMMANDS, carry_out
from dateline.plain.session import Session
from dateline.plain.terminal import speaker
from dateline.plain.words import date_words, exactness, spoken
from dateline.query.fields import FIELDS
from dateline.query.syntax import parse
from dateline.store.build import build
from dateline.store.reader import Reader
from program import run
from samples import IDS, edit


class Listener:
    """A session, and what it has said since it was asked last."""

    def __init__(self, reader: Reader, query: str = "", **options: object) -> None:
        self._out = io.StringIO()
        self.session = Session(reader, parse(query), speaker(self._out), **options)  # type: ignore[arg-type]
        self.session.start()
        self.opening = self._said()

    def _said(self) -> list[str]:
        lines = self._out.getvalue().splitlines()
        self._out.seek(0)
        self._out.truncate()
        return lines

    def __call__(self, line: str) -> list[str]:
        assert carry_out(self.session, line), line
        return self._said()

    def at(self, line: str) -> str:
        """The id of the event that the line leads to."""
        return self(line)[-1].removeprefix("Id: ")


Listen = Callable[..., Listener]


@pytest.fixture
def listen(reader: Reader) -> Listen:
    return lambda query="", **options: Listener(reader, query, **options)


# What is said.


def test_it_opens_with_the_view_and_its_first_event(listen: Listen) -> None:
    assert listen("kind:drill").opening == [
        "Dateline. ? lists the commands, q quits.",
        "Drills: 2 events.",
        "1 of 2. September 2021, within 30 days.",
        "Drill, reported: Zapad 2021, the great drill.",
        "Norland and Eastland drill together.",
        "Actors: Norland's air force 6th Army; Eastland (host).",
        "Systems: Su-30 (Flanker); S-400 Triumf times 2-4, “divisions” (Growler).",
        "Places: Brest.",
        "Figures: flight time over 120 min.",
        "Series: zapad.",
        "2 sources, 1 origin.",
        "Id: zapad-2021",
    ]
    assert listen().opening[1] == "All events: 9."
    assert listen("date:2022-02-15").opening[1] == "Events, 15 February 2022: 2 events, 2 only possibly in range."


def test_the_sources_of_an_event_are_read_whole(listen: Listen) -> None:
    on = listen("id:union-resolve-2022")
    assert "2 sources, 2 origins; sources disagree on: date, places." in on.opening
    assert "Note: The sources differ." in on.opening
    assert on("s") == [
        "Source 1 of 2: A. Writer, B. Writer, “What the ministry says”, Gazette, 10 March 2022, https://gazette.example/what",
        "It says: In February.",
        "Supports date, places; source B (usually reliable); information 1 (confirmed).",
        "Source 2 of 2: “Flights and drills”, Herald, 16 January 2023",
        "It says: In March.",
        "Gives the date as 1 to 5 March 2022; supports places; differs on places; source D (not usually reliable).",
    ]


@pytest.mark.parametrize(
    ("edtf", "said", "how"),
    [
        ("2022-02-10", "10 February 2022", "known to the day"),
        ("2022-02-10/2022-02-20", "10 to 20 February 2022", "lasting 11 days"),
        ("2021-11-30/2022-01-02", "30 November 2021 to 2 January 2022", "lasting 34 days"),
        ("2021-09/2021-11", "September to November 2021", "lasting up to 91 days"),
        ("[2023-01-05..2023-01-13]", "between 5 and 13 January 2023", "within 9 days"),
        ("2021-09", "September 2021", "within 30 days"),
        ("2023-01-15?", "15 January 2023 (uncertain)", "known to the day"),
        ("2022-10/..", "since October 2022", ""),
        ("[..2019-12-31]", "31 December 2019 or earlier", ""),
        ("-0044-03-15", "15 March 45 BC", "known to the day"),
    ],
)
def test_a_date_is_said_in_full_with_its_exactness(edtf: str, said: str, how: str) -> None:
    assert (date_words(parse_date(edtf)), exactness(parse_date(edtf))) == (said, how)


def test_signs_are_said_and_names_are_left_alone() -> None:
    assert spoken("¶1–2, 10 Mar 2022, S-400 × 2") == "paragraph 1 to 2, 10 March 2022, S-400 times 2"
    assert spoken("Jan Sep and the Minsk–Brest line, May") == "Jan Sep and the Minsk–Brest line, May"


def test_nothing_that_is_said_draws_or_steers(listen: Listen) -> None:
    on = listen()
    said = on.opening
    for line in ("s", "l all", "?", "? fields", "f", "f actor all", *("n", "s") * len(IDS)):
        said += on(line)
    assert not re.findall(r"[\x00-\x1f\x7f·≠×¶─│╭░▬▪◂▸❯]", "".join(said))


def test_a_hostile_text_is_one_harmless_line() -> None:
    out = io.StringIO()
    speaker(out)("a\x1b[2J\nb\u202ec")
    assert out.getvalue() == "a␛[2J b<202E>c\n"


@pytest.mark.parametrize(("encoding", "said"), [("ascii", '10 - "a"... ???'), ("utf-8", "10 · “a”… Су-")])
def test_ascii_alone_where_there_is_no_utf_8(encoding: str, said: str) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding)
    speaker(out)("10 · “a”… Су-")
    out.flush()
    assert raw.getvalue().decode(encoding) == said.replace("???", "??-") + "\n"


# Moving.


def test_every_way_to_move(listen: Listen) -> None:
    on = listen()
    places = [
        ("", 1), ("n", 2), ("j", 3), ("next", 4), ("k", 3), ("p", 2), ("previous", 1), ("G", 8), ("g", 0), ("last", 8),
        ("first", 0), ("5", 4), ("  9  ", 8), ("1", 0), ("t 2022", 3), ("t 2022-02-11", 5), ("t -0044", 1),
        ("t ..2020", 0),
    ]  # fmt: skip
    for line, position in places:
        assert on.at(line) == IDS[position], line
    assert on("t 2030")[0] == "No event begins then or later; this is the last one."
    assert on.at("v") == IDS[-1]


def test_the_ends_are_said_and_the_cursor_stays(listen: Listen) -> None:
    on = listen()
    assert on("k") == on("0") == ["This is the first event."]
    assert on("10") == ["The last event is 9."]
    assert on.at("v") == IDS[0]
    on("G")
    assert on("") == on("n") == ["This is the last event."]
    assert on.at("v") == IDS[-1]


def test_it_opens_at_the_event_that_is_named(listen: Listen) -> None:
    assert listen(event="zapad-2021").opening[-1] == "Id: zapad-2021"
    assert listen("kind:visit", event="zapad-2021").opening[-1] == "Id: ivanova-in-brest"
    with pytest.raises(NotFoundError):
        listen(event="nothing")
    with pytest.raises(QueryError):
        listen("actor:nobody")


# Asking.


def test_a_filter_keeps_the_event_or_goes_to_the_next_one(listen: Listen) -> None:
    on = listen(event="patrol-of-2022")
    assert on("/ kind:patrol")[:2] == ["Patrols: 2 events.", "1 of 2. Some day in 2022, within 365 days."]
    assert on.at("/kind:drill") == "union-resolve-2022"
    assert on("= actor:eastland")[0] == "Drills with Eastland: 2 events."
    assert on("! system:su-30")[0] == "Drills with Eastland without Su-30: 1 event."
    assert on("/")[0] == "All events: 9."
    assert on.at("v") == "union-resolve-2022"


def test_back_and_forward_through_the_views_with_their_events(listen: Listen) -> None:
    on = listen()
    on("4")
    on("/ kind:drill")
    on("G")
    on("= actor:eastland")
    on("/ kind:visit")
    assert on("[")[0] == "Drills with Eastland: 2 events."
    assert on("back")[0] == "Drills: 2 events."
    assert on.at("v") == "union-resolve-2022"
    assert on("[")[0] == "All events: 9."
    assert on.at("v") == IDS[3]
    assert on("[") == ["There is no view before this."]
    assert on("]")[0] == "Drills: 2 events."
    on("/ kind:visit")
    assert on("forward") == ["There is no view after this."]
    on("/ kind:visit")  # the same view is no new one
    assert on("[")[0] == "Drills: 2 events."


def test_where_nothing_is_found_it_says_what_to_leave_out_and_where_to_go(listen: Listen) -> None:
    on = listen("kind:drill", event="union-resolve-2022")
    nowhere = "There are no events here. [ goes back to the view before."
    assert on("= system:t-72") == ["Drills with T-72: 0 events.", "Without system:t-72: 2.", nowhere]
    for line in ("", "k", "g", "G", "1", "s", "l", "t 2022"):
        assert on(line) == [nowhere], line
    assert on("f kind") == ["That was the last."]
    assert on.at("[") == "union-resolve-2022"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/ actor:norlnd", "Column 7 of the query: no actor 'norlnd'; did you mean norland?"),
        ("= (kind:drill", "Column 1 of the query: this ( is not closed."),
        ("!", "! takes what to exclude, like ! kind:statement."),
        ("t", "t takes a date, like 2022, 2022-02, 2022-02-10, today or -90d."),
        ("t soon", "'soon' is not an EDTF date (like 2022-02-10, 2021-09, 2022-10/..)."),
        ("x", "There is no command 'x'; ? lists the commands, / looks for words."),
        ("lst", "There is no command 'lst'; did you mean list?"),
        ("n 2", "n takes nothing after it."),
        ("quit now", "quit takes nothing after it."),
        ("l few", "'few' is no number; write how many, or all."),
        ("l 0", "'0' is no number; write how many, or all."),
        ("f actr", "There is no facet 'actr'; did you mean actor?"),
        ("e out.pdf", "Name a file that ends in .json, .ndjson, .csv, .tsv, .md."),
        ("e", "Name a file that ends in .json, .ndjson, .csv, .tsv, .md."),
        ("e a\0.csv", "Name a file that ends in .json, .ndjson, .csv, .tsv, .md."),
        ("9" * 5000, f"There is no command '{'9' * 39}…'; ? lists"),
        ("/ " + "(" * 5000, "Column 51 of the query: nested too deep."),
        ("/ \ud800:x", "Column 1 of the query: no field"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_changes_nothing(listen: Listen, line: str, said: str) -> None:
    on = listen(event="zapad-2021")
    (sentence,) = on(line)
    assert sentence.startswith(said) and sentence.endswith((".", "?"))
    assert on("v")[0] == "All events: 9."
    assert on.at("v") == "zapad-2021"


# Lists.


def test_a_list_says_how_many_remain_and_goes_on(listen: Listen) -> None:
    on = listen(event="ides-of-march")
    assert on("l 2") == [
        "2. 15 March 45 BC, visit: A visit long ago",
        "3. September 2021, drill: Zapad 2021, the great drill",
        "6 more; l goes on, a number goes there.",
    ]
    assert on("l")[0].startswith("4. ")
    assert on("l") == ["There is no more."]
    assert on.at("v") == "ides-of-march"
    assert len(on("list all")) == len(IDS)  # from the second on, and a last word
    assert on("n")[-1] == "Id: zapad-2021"
    assert on("l 1")[0].startswith("3. ")
    on("6")
    assert on("l 1")[0].startswith("6. ")
    on("nothing of the kind")  # what is no command forgets nothing
    assert on("l 1")[0].startswith("7. ")


def test_a_list_of_more_than_ten(bundled: Reader) -> None:
    on = Listener(bundled)
    said = on("l")
    assert (len(said), said[-1]) == (11, f"{bundled.count - 10:,} more; l goes on, a number goes there.")
    assert on("l")[0].startswith("11. ")
    assert len(on("l all")) == bundled.count - 20 + 1
    assert on("f actor")[-1].endswith(" more; f actor all lists them.")
    assert len(on("f actor all")) == len(bundled.everything().facets("actor")) + 1


def test_facets_count_the_events_of_the_view(listen: Listen) -> None:
    on = listen("kind:drill")
    assert on("f") == [f"f takes one of these: {', '.join(FACETS)}."]
    assert on("f actor 2") == ["Eastland (eastland): 2", "Norland (norland): 2", "2 more; f actor all lists them."]
    assert on("facets status") == ["disputed: 1", "reported: 1", "That was the last."]


# Taking away, and the program.


def test_the_events_found_are_written_and_nothing_is_overwritten(
    listen: Listen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    on = listen("kind:drill")
    assert on("e my drills.json") == ["Wrote 2 events to my drills.json."]
    written = (tmp_path / "my drills.json").read_text(encoding="utf-8")
    assert [event["id"] for event in json.loads(written)] == ["zapad-2021", "union-resolve-2022"]
    assert on("e my drills.json") == ["my drills.json exists; choose another name."]
    assert on("e nowhere/a.csv") == ["cannot write nowhere/a.csv: No such file or directory."]
    monkeypatch.setenv("HOME", str(tmp_path))
    assert on("e ~/home.md") == [f"Wrote 2 events to {tmp_path / 'home.md'}."]


def test_a_reload_says_what_has_changed_and_keeps_the_place(curated_folder: CuratedFiles, store: Path) -> None:
    def reopen() -> Reader:
        build(load(curated_folder), store, "another")
        return Reader(store)

    on = Listener(Reader(store), "kind:drill", event="union-resolve-2022", reopen=reopen)
    edit(curated_folder.events, "title: Union Resolve, joint drill", "title: Renamed")
    said = on("reload")
    assert said[:2] == ["Reloaded: events: 1 changed.", "Drills: 2 events."]
    assert "Drill, disputed: Renamed." in said and said[-1] == "Id: union-resolve-2022"
    edit(curated_folder.events, "kind: delivery", "kind: deliverie")
    (said,) = on("r")
    assert "deliverie" in said
    assert on.at("v") == "union-resolve-2022"


def test_help_says_every_command_and_every_field(listen: Listen) -> None:
    on = listen()
    said = "\n".join(on("?"))
    assert on("help") == on("h") == said.splitlines()
    for command in COMMANDS:
        assert ", ".join(command.names) in said and command.help in said
    assert len(on("? fields")) == len(FIELDS)


def test_no_name_stands_for_two_commands() -> None:
    names = [name for command in COMMANDS for name in command.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("line", ["q", " quit "])
def test_it_ends(listen: Listen, line: str) -> None:
    assert not carry_out(listen().session, line)


# The command, with its lines from elsewhere.


def test_lines_come_from_a_pipe_too(samples_store: Path) -> None:
    done = run("--plain", "--db", samples_store, "kind:drill", input="n\nfoo\nq\nn\n")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[1] == "Drills: 2 events."
    assert lines[-2:] == [
        "Id: union-resolve-2022",
        "There is no command 'foo'; ? lists the commands, / looks for words.",
    ]
    for arguments in (["--plain", "-kind:drill"], ["open", "--plain", "--event", "zapad-2021"], ["--plain"]):
        done = run(*arguments, env={"DATELINE_DB": str(samples_store)})
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("Dateline. ?")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [(["actor:nobody"], 2, "no actor 'nobody'"), (["--event", "no-such"], 1, "no event 'no-such'")],
)
def test_what_cannot_be_opened_is_said_before_anything_else(
    samples_store: Path, arguments: list[str], status: int, said: str
) -> None:
    done = run("--plain", "--db", samples_store, *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr and "Traceback" not in done.stderr


def test_the_option_stands_in_the_help_of_the_command_that_opens() -> None:
    assert any("--plain" in option.opts for option in dateline.commands["open"].params)
