"""The real program in a real terminal: what a person sees, and how it leaves the terminal behind."""

from __future__ import annotations

import csv
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from dateline.curated.files import CuratedFiles
from dateline.curated.load import load
from dateline.store.build import build
from samples import edit
from terminal import MODES, Terminal


def test_open_filter_by_an_actor_export_and_quit(
    terminal: Callable[..., Terminal], here: Path, bundled_store: Path
) -> None:
    on = terminal("--db", str(bundled_store))
    on.sees("/ filter")
    on.press("a")
    on.sees("Pick actors")
    on.press("Лукашенк")
    on.until(lambda shown: "Alexander Lukashenko" in shown and "Ukraine  " not in shown.split("Pick actors")[1])
    on.press("\r")
    on.until(lambda shown: "actor:lukashenko" in shown and "events with Alexander Lukashenko" in shown)
    found = int(re.search(r"(\d+) of \d+ events", on.until(lambda shown: " of " in shown and "Pick" not in shown))[1])  # type: ignore[index]
    assert 0 < found < 300
    on.press("e")
    on.sees(f"Export {found} events")
    on.press("\r")
    on.until(lambda shown: "Exported" in shown and "Export " not in shown)
    on.press("q")
    assert on.ended() == 0
    assert on.left_on() == []
    assert MODES["alternate screen"][0] in on.sent
    with (here / "dateline.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == found
    assert all("lukashenko" in row["actors"].casefold() for row in rows)


def test_the_chronology_that_comes_with_it_opens_without_a_word_of_set_up(terminal: Callable[..., Terminal]) -> None:
    on = terminal(size=(80, 24))
    shown = on.sees("/ filter")
    assert "events · " in shown
    on.press("q")
    assert on.ended() == 0


def test_the_very_first_start_says_how_to_begin_and_the_second_does_not(
    terminal: Callable[..., Terminal], samples_store: Path
) -> None:
    on = terminal("--db", str(samples_store), size=(80, 24), DATELINE_NO_TOUR="")
    on.sees("First steps")
    on.press("j")
    on.until(lambda shown: "First steps" not in shown)
    on.press("q")
    assert on.ended() == 0
    again = terminal("--db", str(samples_store), size=(80, 24), DATELINE_NO_TOUR="")
    again.sees("/ filter")
    again.press("q")
    assert again.ended() == 0
    assert "First steps" not in again.sent


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_with_its_status_and_a_restored_terminal(
    terminal: Callable[..., Terminal], samples_store: Path, number: signal.Signals, status: int
) -> None:
    on = terminal("--db", str(samples_store))
    on.sees("Sources")  # the app has begun
    assert set(on.left_on()) == set(MODES)
    on.process.kill(number)
    assert on.ended() == status
    assert on.left_on() == []


def test_a_copy_reaches_the_clipboard_of_the_terminal(terminal: Callable[..., Terminal], samples_store: Path) -> None:
    on = terminal("--db", str(samples_store), "id:zapad-2021")
    on.sees("Zapad 2021")
    on.press("y")
    on.sees("command line of this view")
    on.press("i")
    on.sees("Copied")
    assert "\x1b]52;c;emFwYWQtMjAyMQ==\a" in on.sent
    on.press("q")
    assert on.ended() == 0


def test_a_smaller_and_a_larger_window_are_followed(terminal: Callable[..., Terminal], samples_store: Path) -> None:
    on = terminal("--db", str(samples_store), size=(80, 24))
    on.sees("/ filter")
    for columns, rows, text in ((20, 5, "Too small: 20x5."), (130, 40, "/ filter")):
        on.screen.resize(rows, columns)
        on.screen.reset()
        on.process.setwinsize(rows, columns)
        on.until(lambda shown, text=text: text in " ".join(shown.split()))  # type: ignore[misc]
    on.press("q")
    assert on.ended() == 0


def test_a_terminal_without_our_glyphs_gets_ascii(terminal: Callable[..., Terminal], samples_store: Path) -> None:
    on = terminal("--db", str(samples_store), size=(80, 24), TERM="linux")
    shown = on.sees("/ filter")
    assert "+- Timeline" in shown
    assert shown.isascii(), {character for character in shown if not character.isascii()}
    on.press("q")
    assert on.ended() == 0
    assert on.left_on() == []


EIGHT = {"default", "black", "red", "green", "brown", "blue", "magenta", "cyan", "white"}


@pytest.mark.parametrize("light", ["", "light"])
def test_a_terminal_with_few_colours_gets_eight_and_everything_can_be_read(
    terminal: Callable[..., Terminal], samples_store: Path, light: str
) -> None:
    on = terminal("--db", str(samples_store), size=(80, 24), TERM="xterm", DATELINE_THEME=light)
    for keys, seen in (
        ("", "/ filter"),
        ("\t", "▸Actors"),
        ("a", "Pick actors"),
        ("e", "csv"),
        (":", "Go to the next"),
    ):
        on.press(keys)
        on.sees(seen)
        cells = [cell for line in on.screen.buffer.values() for cell in line.values() if cell.data != " "]
        assert len(cells) > 100
        assert not [cell for cell in cells if not {cell.fg, cell.bg} <= EIGHT]
        assert not [cell for cell in cells if cell.fg == cell.bg]
        if keys in ("a", "e", ":"):
            on.press("\x1b")
            on.until(lambda shown, seen=seen: seen not in shown)  # type: ignore[misc]
    on.press("q")
    assert on.ended() == 0
    assert not re.search(r"\x1b\[[0-9;]*\b[34]8;[25];", on.sent)


def test_without_colours_none_is_sent_and_what_is_chosen_is_told_by_signs(
    terminal: Callable[..., Terminal], samples_store: Path
) -> None:
    on = terminal("--db", str(samples_store), "kind:drill", "--event", "zapad-2021", size=(80, 24), NO_COLOR="1")
    on.until(lambda shown: "▸ Sep " in shown and "▲" in shown.splitlines()[3])
    on.press("\t")
    on.sees("▸Actors")
    on.press("La")
    on.until(lambda shown: bool(re.search(r"Lanes by actor[\s\S]*▸ \w+ +\d[\s\S]*▲[\s\S]*Event", shown)))
    on.press("q")
    assert on.ended() == 0
    sent = {code for codes in re.findall(r"\x1b\[([0-9;]*)m", on.sent) for code in codes.split(";")}
    assert sent <= {"", "0", "1", "2", "3", "4", "7", "22", "23", "24", "27", "39", "49"}


@pytest.mark.parametrize(
    ("option", "term"),
    [("", "dumb"), ("", ""), ("--plain", "xterm-256color"), ("--plain", "linux"), ("--plain", "dumb")],
)
def test_a_session_by_lines_where_the_terminal_cannot_draw_or_shall_not(
    terminal: Callable[..., Terminal], here: Path, samples_store: Path, option: str, term: str
) -> None:
    on = terminal("--db", str(samples_store), *filter(None, [option]), "kind:drill", TERM=term)

    def hears(text: str) -> None:
        end = time.monotonic() + 20
        while not (text in on.sent and on.sent.endswith("> ")):
            assert on.read(0.1) and time.monotonic() < end, on.sent
        heard.append(on.sent)
        on.sent = ""

    heard: list[str] = []
    hears("Id: zapad-2021")
    on.press("\r")
    hears("Id: union-resolve-2022")
    on.press("/ kind:vis")
    on.press("\x03")
    hears("/ kind:vis\r\n")
    on.press("v\r")
    hears("Drills: 2 events.")
    on.press("\x10\r")  # the line before, again
    hears("Drills: 2 events.")
    on.press("e drills.csv\r")
    hears("Wrote 2 events to drills.csv.")
    on.press("\x04")
    assert on.ended() == 0
    said = "".join((*heard, on.sent))
    assert "\x1b" not in said, re.findall("\x1b.{8}", said)
    assert "Traceback" not in said
    assert len((here / "drills.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_a_session_by_lines_is_ascii_where_the_locale_has_no_utf_8(
    terminal: Callable[..., Terminal], samples_store: Path
) -> None:
    on = terminal(
        "--plain", "--db", str(samples_store), "id:zapad-2021", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    on.press("l\rq\r")
    assert on.ended() == 0
    assert 'times 2-4, "divisions"' in on.sent and on.sent.isascii()


def test_where_there_is_no_terminal_the_list_is_printed(here: Path, samples_store: Path) -> None:
    text, status = pexpect.run(
        f"/bin/sh -c '{sys.executable} -m dateline --db {samples_store} kind:drill 2>/dev/null | cat'",
        withexitstatus=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert status == 0
    lines = text.decode().splitlines()
    assert [line.split()[-1] for line in lines] == ["zapad-2021", "union-resolve-2022"]
    assert "\x1b" not in text.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["actor:nobody"], "no actor 'nobody'"),
        (["(kind:drill"], "this ( is not closed"),
        (["knd:drill"], "did you mean kind?"),
        (["--event", "no-such-event"], "no-such-event"),
    ],
)
def test_what_cannot_be_opened_is_said_and_the_screen_is_left_alone(
    terminal: Callable[..., Terminal], samples_store: Path, arguments: list[str], said: str
) -> None:
    on = terminal("--db", str(samples_store), *arguments)
    assert on.ended() == (1 if arguments[0] == "--event" else 2)
    assert said in on.sent
    assert "Traceback" not in on.sent and "\x1b[?1049h" not in on.sent


def test_files_that_are_broken_are_said_before_the_screen_is_taken(
    terminal: Callable[..., Terminal], curated_folder: CuratedFiles
) -> None:
    curated_folder.events.write_text("- id: [", encoding="utf-8")
    on = terminal("--curated", str(curated_folder.root))
    assert on.ended() == 1
    assert "events.yaml:1" in on.sent
    assert "Traceback" not in on.sent and "\x1b[?1049h" not in on.sent


@pytest.mark.parametrize("option", ["--curated", "--db"])
def test_the_files_or_the_store_that_were_named_are_followed(
    terminal: Callable[..., Terminal], curated_folder: CuratedFiles, store: Path, option: str
) -> None:
    on = terminal(option, str(store if option == "--db" else curated_folder.root), "--event", "s-400-on-duty")
    on.sees("/ filter")
    for _ in range(20):
        on.read(0.05)  # it has looked at them once
    edit(curated_folder.events, "title: S-400 on duty", "title: S-400 ready")
    if option == "--db":
        build(load(curated_folder), store, "another")
    on.sees("The files changed: Ctrl+R reloads.")
    on.press("\x12")
    on.sees("Reloaded: 1 changed; 9 events.")
    on.until(lambda shown: "S-400 ready" in shown and "The files changed" not in shown)
    on.press("q")
    assert on.ended() == 0


def test_keys_that_come_while_it_starts_are_not_lost(terminal: Callable[..., Terminal], samples_store: Path) -> None:
    on = terminal("--db", str(samples_store))
    on.press("q")
    assert on.ended() == 0
    assert on.left_on() == []


def test_what_is_no_text_does_no_harm(terminal: Callable[..., Terminal], samples_store: Path) -> None:
    on = terminal("--db", str(samples_store))
    on.sees("/ filter")
    on.process.send(b"\xff\xfe\xe2\x82")
    on.press("/kind:patrol")
    on.sees("kind:patrol")
    on.press("\r")
    on.until(lambda shown: "patrols" in shown)
    on.press("q")
    assert on.ended() == 0
    assert on.left_on() == []


@pytest.mark.parametrize("moment", ["Timeline", "/ filter", "Sources"])
def test_it_ends_when_its_terminal_is_gone(terminal: Callable[..., Terminal], samples_store: Path, moment: str) -> None:
    on = terminal("--db", str(samples_store))
    on.sees(moment)
    assert on.hang_up() == 128 + signal.SIGHUP


def test_views_marks_and_notes_are_there_the_next_time(
    terminal: Callable[..., Terminal], machine: Path, samples_store: Path
) -> None:
    on = terminal("--db", str(samples_store), "--event", "union-resolve-2022")
    on.sees("/ filter")
    on.press(" ")
    on.sees("▸•10–20 Feb")
    on.press("k w")  # the event before, in one go
    on.sees("one paragraph, for yourself")
    on.press("Ask Anna: ¶2\r")
    on.sees("Your note Ask Anna: ¶2")
    on.press("'")
    on.sees("2 chosen events")
    on.press(";")
    on.sees("No view has a name yet")
    on.press("for Anna+")
    on.sees("Saved as for Anna.")
    on.press("hk\r")
    on.until(lambda shown: "chosen events" not in shown and "you are here" not in shown)
    on.press("q")
    assert (on.ended(), on.left_on()) == (0, [])
    again = terminal("--db", str(samples_store), "--view", "for Anna")
    again.sees("2 chosen events")
    again.sees("Your note Ask Anna: ¶2")
    assert sum("•" in line[:5] for line in again.screen.display) == 2
    again.press("q")
    assert again.ended() == 0
    assert {path.name for path in machine.rglob("*.yaml")} == {"views.yaml", "notes.yaml"}
