"""Start-up: the shortest answers load the least, and the first screen is there before Textual is."""

from __future__ import annotations

import re
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.cli import failing, quick
from dateline.cli.commands import dateline
from dateline.curated import stamp
from dateline.curated.files import CuratedFiles
from dateline.store import remembered
from dateline.store.cache import current
from program import run
from samples import edit
from test_imports import loaded
from test_remembered import aged
from test_terminal import Terminal

HEAVY = {
    "asyncio", "click", "click_default_group", "dataclasses", "dateutil", "difflib", "importlib", "inspect", "json",
    "numpy", "pathlib", "platformdirs", "pyroaring", "rich", "sqlite_utils", "textual", "threading", "typing", "yaml",
}  # fmt: skip
MAIN = "from dateline.cli import main\ntry:\n    main({!r})\nexcept SystemExit: pass"
PAINT = """
from dateline.cli import quick, starting
from dateline.app.first import drawing
class Taken:
    def paint(self, screen): print(screen)
starting._paint_everything(quick.read(['--db', {!r}]), Taken(), drawing.this((120, 36)))
"""


def heavy(code: str) -> set[str]:
    before = loaded("")  # what Python itself, or a tool that measures tests, has there already
    return {name.partition(".")[0] for name in loaded(code) - before} & HEAVY


@pytest.mark.parametrize("arguments", [["--version"], ["-V"], ["--help"], ["-h"]])
def test_the_shortest_answers_load_nothing_but_themselves(arguments: list[str]) -> None:
    modules = loaded(MAIN.format(arguments))
    assert not heavy(MAIN.format(arguments))
    assert {name for name in modules if name.startswith("dateline.")} <= {
        "dateline.cli", "dateline.cli.quick", "dateline.cli.saying", "dateline.text",
    }  # fmt: skip
    assert "sqlite3" not in modules


def test_a_list_loads_what_it_is_made_of(samples_store: Path) -> None:
    code = MAIN.format(["list", "--db", str(samples_store)])
    assert not heavy(code)
    assert {"dateline.store.first", "dateline.dates"} <= loaded(code)


def test_the_first_screen_loads_what_it_is_made_of(samples_store: Path) -> None:
    code = PAINT.format(str(samples_store))
    assert not heavy(code)
    assert {"dateline.store.first", "dateline.app.first.screen"} <= loaded(code)


def test_a_list_of_a_chronology_that_has_not_changed_loads_no_more(curated_folder: CuratedFiles) -> None:
    current(aged(curated_folder))
    code = MAIN.format(["list", "--curated", str(curated_folder.root)])
    assert not heavy(code)


# Without click.


def test_the_commands_are_those_of_click() -> None:
    assert set(dateline.commands) == quick.COMMANDS


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_help_is_what_click_says(option: str) -> None:
    said = run(option)
    by_click = run(option, env={"COLUMNS": "80"})
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout == by_click.stdout, "COLUMNS=80 dateline --help > tui/dateline/cli/help.txt"
    assert run(option, env={"COLUMNS": "50"}).stdout != said.stdout


@pytest.mark.parametrize(
    ("before", "after"), [(["list"], []), (["--db", "{db}", "list"], ["--"]), (["list"], ["--db={db}", "--"])]
)
def test_a_list_is_what_click_prints(bundled_store: Path, before: list[str], after: list[str]) -> None:
    def words(some: list[str]) -> list[str]:
        return [word.format(db=bundled_store) for word in some]

    at_once = run("list", "--db", bundled_store)
    env = {} if "db" in "".join((*before, *after)) else {"DATELINE_DB": str(bundled_store)}
    by_click = run(*words(before), *words(after), *([] if after else ["--"]), env=env)
    assert at_once.stdout.count("\n") == int(at_once.stderr.split()[-2])
    assert (by_click.stdout, by_click.stderr, by_click.returncode) == (at_once.stdout, at_once.stderr, 0)


@pytest.mark.parametrize("query", ["kind:drill", "joint", "nosuchword kind:visit", "kind:dril", "date:2022"])
def test_a_list_of_a_query_is_what_click_prints(bundled_store: Path, query: str) -> None:
    at_once, by_click = (run("list", "--db", bundled_store, *more, *query.split()) for more in ([], ["--"]))
    assert (by_click.stdout, by_click.stderr) == (at_once.stdout, at_once.stderr)
    assert by_click.returncode == at_once.returncode


def test_a_list_of_a_query_is_not_read_by_click(samples_store: Path) -> None:
    modules = loaded(MAIN.format(["list", "--db", str(samples_store), "kind:drill"]))
    assert not {"click", "textual", "rich", "dateline.words", "dateline.exchange.pages"} & modules


@pytest.mark.parametrize(
    "arguments",
    ["show", "-x", "--plain", "--at 2020", "-actor:norland", "list --", "--db", "--db=", "--db -x list", "open drill",
     "--db /nowhere/a.db", "--curated /nowhere", "--db / list", "--help list"],
)  # fmt: skip
def test_every_other_line_is_left_to_click(arguments: str) -> None:
    assert quick.read(arguments.split(" ")) is None


def test_a_line_says_which_chronology_and_what_is_asked(
    monkeypatch: pytest.MonkeyPatch, samples_store: Path, curated_folder: CuratedFiles
) -> None:
    store, folder = str(samples_store), str(curated_folder.root)

    def read(*arguments: str) -> tuple[str, str, str, tuple[str, ...]]:
        line = quick.read(arguments)
        assert line is not None
        return line.command, line.db, line.curated, line.words

    assert read() == ("", "", "", ())
    assert read("list", "list", "--db", store) == ("list", store, "", ("list",))
    assert read(f"--db={store}", "kind:drill", "list") == ("", store, "", ("kind:drill", "list"))
    monkeypatch.setenv("DATELINE_DB", "/nowhere/a.db")
    assert read("list", "--curated", folder) == ("list", "", folder, ())
    assert read("list") == ("list", "/nowhere/a.db", "", ())


def test_a_store_with_events_beside_it_is_listed_with_them(store: Path) -> None:
    before = run("list", "--db", store).stdout
    Path(f"{store}-more").write_bytes(store.read_bytes())
    assert run("list", "--db", store).stdout == before  # not of this store: a Reader knows


# The first screen, in a real terminal.


@pytest.fixture
def starting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Terminal]]:
    """Opens terminals, and ends the programs that are still in them."""
    monkeypatch.chdir(tmp_path)
    opened: list[Terminal] = []

    def open_(*arguments: str, **options: object) -> Terminal:
        opened.append(Terminal(*arguments, **options))  # type: ignore[arg-type]
        opened[-1].process.delaybeforesend = None
        return opened[-1]

    yield open_
    for each in opened:
        each.process.close(force=True)


TEXTUALS = "\x1b[?1000h"
"""What Textual asks of a terminal, and the first screen does not."""


def first_screen(on: Terminal) -> list[str]:
    """What is there when Textual begins."""
    shown: list[str] = []
    end = time.monotonic() + 20
    while TEXTUALS not in on.sent:
        shown = list(on.screen.display)
        assert on.read(0.01) and time.monotonic() < end, on.sent
    return shown


SIZES = [(40, 10), (57, 13), (79, 20), (80, 19), (80, 24), (93, 21), (119, 33), (120, 36), (121, 22), (143, 50)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("query", ["", "kind:drill", "id:zapad-2021"])
def test_what_is_there_at_once_is_what_the_app_shows_in_these_cells(
    starting: Callable[..., Terminal], bundled_store: Path, samples_store: Path, size: tuple[int, int], query: str
) -> None:
    store = samples_store if query.startswith("id:") else bundled_store
    on = starting("--db", str(store), *filter(None, [query]), size=size)
    before = first_screen(on)
    end = time.monotonic() + 1.2
    while time.monotonic() < end:
        on.read(0.1)
    assert "Timeline" in "".join(before) and "src" in "".join(before)
    assert any(line[1:].strip("│ ").startswith(("▸", ">")) for line in before)
    after = on.screen.display
    other = [
        (y, x, one, two)
        for y, (a, b) in enumerate(zip(before, after, strict=True))
        for x, (one, two) in enumerate(zip(a, b, strict=True))
        if one not in (" ", two)
    ]
    assert not other, "\n".join((*before, *after))


@pytest.mark.parametrize("size", [(50, 12), (80, 24), (130, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_goes_away_or_moves_when_the_app_takes_over(
    starting: Callable[..., Terminal], samples_store: Path, size: tuple[int, int]
) -> None:
    on = starting("--db", str(samples_store), size=size)
    before = first_screen(on)
    cells = [(y, x, cell) for y, line in enumerate(before) for x, cell in enumerate(line) if cell != " "]
    end = time.monotonic() + 1.2
    while time.monotonic() < end:
        on.read(0.01)
        assert not [cell for cell in cells if on.screen.display[cell[0]][cell[1]] != cell[2]]


def test_the_screen_is_entered_once_and_left_once(starting: Callable[..., Terminal], samples_store: Path) -> None:
    on = starting("--db", str(samples_store))
    first_screen(on)
    on.press("q")
    assert on.ended() == 0
    assert on.left_on() == []
    assert on.sent.count("\x1b[?1049h") == on.sent.count("\x1b[?1049l") == 1


@pytest.mark.parametrize(
    "how", ["TERM=linux", "NO_COLOR=1", "TERM=xterm", "DATELINE_THEME=light", "COLORTERM=truecolor"]
)
def test_it_is_drawn_as_the_terminal_can(starting: Callable[..., Terminal], samples_store: Path, how: str) -> None:
    on = starting("--db", str(samples_store), size=(80, 24), **dict([how.split("=")]))
    before = first_screen(on)
    cells = {(y, x): cell for y, row in on.screen.buffer.items() for x, cell in row.items() if cell.data != " "}
    codes = on.sent.split(TEXTUALS)[0]
    assert ("\x1b[" in codes) and bool(re.search(r"38;2;", codes)) == (how == "COLORTERM=truecolor")
    assert bool(re.search(r"\x1b\[[\d;]*[34]\d", codes)) == (how != "NO_COLOR=1")
    if how == "TERM=linux":
        assert "".join(before).isascii()
    on.sees("Event")
    end = time.monotonic() + 1
    while time.monotonic() < end:
        on.read(0.1)
    same = [on.screen.buffer[y][x] == cell for (y, x), cell in cells.items() if cell.data.isalpha()]
    assert len(same) > 100 and sum(same) > 0.95 * len(same)  # marks of few colours come with the app


@pytest.mark.parametrize(
    ("keys", "seen"),
    [("kk", "7 of 9"), ("kk/visit\r", "❯ visit"), ("g/drill", "❯ drill"), ("gj", "2 of 9"), ("a", "Pick actors")],
)
def test_keys_that_are_typed_at_once_are_answered_in_their_order(
    starting: Callable[..., Terminal], samples_store: Path, keys: str, seen: str
) -> None:
    on = starting("--db", str(samples_store), size=(80, 24))
    on.press(keys)
    on.sees(seen)


@pytest.mark.parametrize(("press", "status"), [("\x03", 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_it_can_be_ended_before_the_app_is_there(
    starting: Callable[..., Terminal], samples_store: Path, press: str | signal.Signals, status: int
) -> None:
    on = starting("--db", str(samples_store))
    on.sees("Timeline")
    assert TEXTUALS not in on.sent
    if isinstance(press, str):
        on.press(press)
    else:
        on.process.kill(press)
    assert on.ended() == status
    assert on.left_on() == [] and on.sent.count("\x1b[?1049h") == 1
    assert "Traceback" not in on.sent


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_the_app_takes_over_ends_it_and_restores_the_terminal(
    starting: Callable[..., Terminal], samples_store: Path, number: signal.Signals
) -> None:
    on = starting("--db", str(samples_store))
    first_screen(on)
    on.process.kill(number)
    assert on.ended() == 128 + number
    assert on.left_on() == []
    assert "Traceback" not in on.sent


TOLD_IN_A_CLASS = """
import os, signal
from dateline.app.first.taken import Taken
class Told:
    def __set_name__(self, *_): os.kill(os.getpid(), signal.{number.name})
with Taken() as taken:
    taken.paint("here")
    class Telling: told = Told()
"""
TOLD_IN_BETWEEN = """
import os, signal, sys
from textual.drivers.linux_driver import LinuxDriver
disable = LinuxDriver._disable_line_wrap
def told(self):
    disable(self)
    os.kill(os.getpid(), signal.{number.name})
LinuxDriver._disable_line_wrap = told
from dateline.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("code", [TOLD_IN_A_CLASS, TOLD_IN_BETWEEN], ids=["in a class", "in between"])
def test_a_signal_at_the_worst_moment_ends_it_in_good_order(
    starting: Callable[..., Terminal], samples_store: Path, code: str, number: signal.Signals
) -> None:
    program = [sys.executable, "-c", code.format(number=number)]
    on = starting("--db", str(samples_store), program=program)
    assert on.ended() == 128 + number
    assert on.left_on() == [] and on.sent.count("\x1b[?1049h") == on.sent.count("\x1b[?1049l") == 1
    assert "Error" not in on.sent and "gnored" not in on.sent


GONE = """
import os, sys, time
from textual.drivers.linux_driver import LinuxDriver
start = LinuxDriver.start_application_mode
def later(self):
    while os.isatty(0):
        time.sleep(0.01)
    start(self)
LinuxDriver.start_application_mode = later
from dateline.cli import main
main(sys.argv[1:])
"""


def test_a_terminal_that_goes_before_the_app_has_it_ends_it(
    starting: Callable[..., Terminal], samples_store: Path
) -> None:
    on = starting("--db", str(samples_store), program=[sys.executable, "-c", GONE])
    on.sees("Timeline")
    time.sleep(1)  # until it is in the app: a signal before that ends it at once
    assert on.hang_up() == 128 + signal.SIGHUP


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_a_class_is_made_is_no_fault(number: signal.Signals) -> None:
    wrapped = RuntimeError("Error calling __set_name__")
    wrapped.__cause__ = KeyboardInterrupt() if number == signal.SIGINT else SystemExit(143)
    assert failing.said(wrapped) == 128 + number


@pytest.fixture
def known(curated_folder: CuratedFiles) -> CuratedFiles:
    """A folder whose store is noted as current."""
    store = current(aged(curated_folder))
    assert remembered.is_current(str(store), stamp.every(str(curated_folder.root)))
    return curated_folder


def test_a_failure_while_it_starts_gives_the_screen_back_and_is_said(
    starting: Callable[..., Terminal], known: CuratedFiles
) -> None:
    known.sources[0].write_text("not a source", encoding="utf-8")  # only a second look tells
    on = starting("--curated", str(known.root))
    assert on.ended() == 1
    assert on.left_on() == [] and "\x1b[?1049h" in on.sent and TEXTUALS not in on.sent
    after = on.sent.rpartition("\x1b[?1049l")[2]
    assert known.sources[0].name in after and "Traceback" not in on.sent


def test_rows_that_are_no_longer_right_go_away_with_a_word(
    starting: Callable[..., Terminal], known: CuratedFiles
) -> None:
    source = known.sources[0]
    source.write_text(source.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    on = starting("--curated", str(known.root))
    on.sees("Event")
    assert "building the store" in on.sent.split("\x1b[?1049l")[1].split("\x1b[?1049h")[0]
    on.press("q")
    assert on.ended() == 0
    assert on.left_on() == []


def test_a_folder_that_has_changed_is_not_shown_as_it_was(
    starting: Callable[..., Terminal], known: CuratedFiles
) -> None:
    edit(known.events, "title: S-400 on duty", "title: S-400 ready!")
    on = starting("--curated", str(known.root))
    on.sees("S-400 ready!")
    assert "S-400 on duty" not in on.sent
    on.press("q")
    assert on.ended() == 0


def test_a_terminal_that_is_too_small_or_not_asked_has_no_first_screen(
    starting: Callable[..., Terminal], samples_store: Path
) -> None:
    assert "Timeline" not in "".join(first_screen(starting("--db", str(samples_store), size=(39, 10))))
    assert "Timeline" not in "".join(first_screen(starting("--db", str(samples_store), COLUMNS="70")))


@pytest.mark.parametrize("key", ["q", "\x03"])
def test_the_terminal_is_left_in_the_modes_that_it_had(
    starting: Callable[..., Terminal], samples_store: Path, key: str
) -> None:
    on = starting("--db", str(samples_store))
    before = termios.tcgetattr(on.process.child_fd)
    on.sees("Timeline")
    during = termios.tcgetattr(on.process.child_fd)
    assert before[3] & termios.ECHO and before[3] & termios.ICANON
    assert not during[3] & termios.ECHO and not during[3] & termios.ICANON and during[3] & termios.ISIG
    on.press(key)
    on.ends()
    assert termios.tcgetattr(on.process.child_fd) == before
