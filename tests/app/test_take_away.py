"""Taking away: export, copy, the source's address."""

from __future__ import annotations

import base64
import json
import os
import shlex
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input

from dateline import cli
from dateline.app import clipboard
from dateline.cli import opening
from dateline.cli.asking import parsed as parsed_arguments
from dateline.curated.files import CuratedFiles
from dateline.exchange.writers import FORMATS
from dateline.query.view import OPTIONS, View, read
from dateline.store.reader import Reader
from samples import IDS, edit

if TYPE_CHECKING:
    from app.conftest import Driven, Explore


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program was started: an empty folder."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


# Export.


async def name_file(driven: Driven, name: str) -> None:
    entry = driven.in_dialog(Input)
    entry.value = ""
    await driven.send(*name)
    await driven.press("end")
    assert entry.value == name


def chosen_format(driven: Driven) -> str:
    return driven.said("#formats").split("[")[1].split("]")[0]


async def test_arrows_go_through_the_formats_and_the_suffix_follows(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("e")
        walked = []
        for _ in FORMATS:
            await driven.press("down")
            walked.append((chosen_format(driven), driven.in_dialog(Input).value))
        assert sorted(walked) == sorted((name, f"dateline{f.suffix}") for name, f in FORMATS.items())
        await driven.press("up")
        assert (chosen_format(driven), driven.in_dialog(Input).value) == walked[-2]


async def test_keys_that_are_faster_than_answers_export_what_they_asked_for(explore: Explore, folder: Path) -> None:
    async with explore() as driven:
        await driven.send("2", "e")  # no answer is waited for between the two
        await driven.press("enter")
        await driven.press("left_square_bracket", "4", "e")
        assert any("Export 2 events" in line for line in driven.picture())
    rows = (folder / "dateline.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 3 and all(",drill," in row for row in rows[1:])


async def test_the_suffix_that_is_typed_chooses_the_format(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("e")
        for name, format_ in FORMATS.items():
            await name_file(driven, f"list{format_.suffix}")
            assert chosen_format(driven) == name
            assert format_.description in driven.said("#formats")


async def test_a_suffix_that_is_no_format_keeps_the_format(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("e")
        await name_file(driven, "list.txt")
        assert chosen_format(driven) == "csv"


async def test_the_dialog_says_how_many_and_what_it_will_look_like(explore: Explore) -> None:
    async with explore(query="kind:drill") as driven:
        await driven.press("e")
        assert any("Export 2 events" in line for line in driven.picture())
        preview = driven.said("#preview")
        assert preview.startswith("id,title,kind,")
        assert "zapad-2021" in preview and "ides-of-march" not in preview
        await driven.press("down", "down")
        assert driven.said("#preview").startswith("#")


@pytest.mark.parametrize("name", FORMATS)
async def test_enter_writes_all_that_was_found_the_same_as_the_command_line(
    explore: Explore, folder: Path, samples_store: Path, name: str
) -> None:
    async with explore(query="actor:norland") as driven:
        await driven.press("e")
        await name_file(driven, f"out{FORMATS[name].suffix}")
        await driven.press("enter")
        assert driven.dialog == ""
        size = (folder / f"out{FORMATS[name].suffix}").stat().st_size
        assert f"7 events, {size:,} bytes" in driven.toasts[0]
    assert cli._run(["export", "--db", str(samples_store), "-o", "cli" + FORMATS[name].suffix, "actor:norland"]) == 0
    written = [(folder / f"{stem}{FORMATS[name].suffix}").read_bytes() for stem in ("out", "cli")]
    assert written[0] == written[1]


async def test_an_export_of_many_events_holds_every_one(explore_bundled: Explore, folder: Path) -> None:
    async with explore_bundled() as driven:
        await driven.press("e")
        await name_file(driven, "all.json")
        await driven.press("enter")
        assert len(json.loads((folder / "all.json").read_text(encoding="utf-8"))) == driven.count > 20


async def test_a_file_that_exists_is_overwritten_only_by_ctrl_o(explore: Explore, folder: Path) -> None:
    (folder / "dateline.csv").write_text("mine")
    async with explore() as driven:
        await driven.press("e", "enter")
        assert driven.dialog == "ExportDialog"
        assert "exists" in driven.said("#complaint") and "Ctrl+O" in driven.said("#complaint")
        assert (folder / "dateline.csv").read_text() == "mine"
        await driven.press("ctrl+o")
        assert driven.dialog == ""
        assert (folder / "dateline.csv").read_text(encoding="utf-8").startswith("id,title")
    assert os.listdir(folder) == ["dateline.csv"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing/out.csv", "cannot write missing/out.csv"),
        ("/proc/out.csv", "cannot write /proc/out.csv"),
        ("folder.csv", "folder.csv is a folder"),
        ("~no-such-user/out.csv", "There is no such user"),
        ("  ", "Name a file to write to."),
    ],
)
async def test_a_place_that_cannot_be_written_is_said_and_nothing_is_lost(
    explore: Explore, folder: Path, name: str, said: str
) -> None:
    (folder / "folder.csv").mkdir()
    async with explore(query="kind:drill") as driven:
        await driven.press("e")
        await name_file(driven, name)
        for key in ("enter", "ctrl+o"):
            await driven.press(key)
            assert driven.dialog == "ExportDialog"
            assert said in driven.said("#complaint")
        assert driven.in_dialog(Input).value == name
        await name_file(driven, "good.csv")
        assert driven.said("#complaint") == ""
        await driven.press("enter")
        assert driven.dialog == ""
    assert sorted(os.listdir(folder)) == ["folder.csv", "good.csv"]


async def test_escape_leaves_the_export_and_writes_nothing(explore: Explore, folder: Path) -> None:
    async with explore() as driven:
        await driven.press("e", "escape")
        assert driven.dialog == ""
    assert os.listdir(folder) == []


async def test_a_tilde_is_the_home_folder(explore: Explore, folder: Path, machine: Path) -> None:
    async with explore() as driven:
        await driven.press("e")
        await name_file(driven, "~/out.md")
        await driven.press("enter")
        assert (machine / "out.md").read_text(encoding="utf-8").startswith("#")


# The clipboard.


VIEW = {option.name for option in OPTIONS}


def copied(sent: list[str]) -> str:
    """What the last OSC 52 sequence puts on the clipboard."""
    return base64.b64decode("".join(sent).rpartition("\x1b]52;c;")[2].partition("\a")[0]).decode()


def test_the_sequence_is_osc_52() -> None:
    assert clipboard.sequence("Брест") == f"\x1b]52;c;{base64.b64encode('Брест'.encode()).decode()}\a"


def test_inside_tmux_it_is_sent_to_tmux_and_through_it(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = clipboard.sequence("x")
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    assert plain is not None
    assert clipboard.sequence("x") == f"{plain}\x1bPtmux;\x1b{plain}\x1b\\"


def test_what_terminals_would_drop_for_its_size_is_refused() -> None:
    longest = clipboard.sequence("x" * clipboard.LIMIT)
    assert longest is not None
    assert 99_990 < len(longest) <= 100_000
    assert clipboard.sequence("x" * (clipboard.LIMIT + 1)) is None
    assert clipboard.sequence("я" * (clipboard.LIMIT // 2 + 1)) is None


async def test_id_source_and_json_are_copied(explore: Explore, wire: list[str]) -> None:
    async with explore(event="zapad-2021") as driven:
        for key in "isj":
            await driven.press("y", key)
            assert driven.dialog == ""
            text = copied(wire)
            if key == "i":
                assert text == "zapad-2021"
            elif key == "s":
                assert text == (
                    "A. Writer, B. Writer, “What the ministry says”, Gazette, 10 Mar 2022, https://gazette.example/what"
                )
            else:
                assert json.loads(text)["citations"][1]["attribution"] == "ivanova"
        assert "zapad-2021" in driven.toasts[0]


async def test_the_source_that_is_copied_is_the_one_that_is_shown(explore: Explore, wire: list[str]) -> None:
    async with explore(event="zapad-2021") as driven:
        await driven.press("full_stop", "y", "s")
        assert copied(wire).startswith("“Flights and drills”, Herald")


@pytest.mark.parametrize(
    "query",
    ["", "kind:drill", "-kind:statement", "-actor:eastland kind:visit", '"joint drill"', "(drill or visit) -zapad"],
)
async def test_the_command_line_that_is_copied_gives_the_same_view(
    explore: Explore, samples_store: Path, wire: list[str], monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    place = ("dateline", "--db", str(samples_store))
    async with explore(query=query, command=place) as driven:
        await driven.press("j", "y", "c")
        shown = driven.main.view
        screen = driven.picture()
    words = shlex.split(copied(wire))
    assert words[:3] == list(place)
    # Through the real parser of the command line, up to where the app would be opened.
    found: dict[str, object] = {}
    monkeypatch.setattr(opening.open_, "callback", lambda **given: found.update(given))
    assert cli._run(words[1:]) == 0
    given = {name: value for name, value in found.items() if name in VIEW and value is not None}
    view = View(parsed_arguments(found["query"]), **given)  # type: ignore[arg-type]
    assert view == read(words[3:]) == shown
    async with explore(query=str(view.query), view=view) as again:
        assert again.main.view == shown
        assert again.picture()[:-1] == screen[:-1]  # the last line has the word of the copy


async def test_what_is_copied_is_the_event_under_the_cursor_however_fast_the_keys(
    explore: Explore, wire: list[str]
) -> None:
    async with explore() as driven:
        for key in ("j", "y", "i"):
            driven.app._driver.send_message(events.Key(key, key))
        await driven.press("f9")
        assert copied(wire) == IDS[1]


async def test_escape_and_other_keys_copy_nothing(explore: Explore, wire: list[str]) -> None:
    async with explore() as driven:
        await driven.press("y", "x")
        assert driven.dialog == "CopyMenu"
        await driven.press("escape")
        assert driven.dialog == ""
        assert "]52;" not in "".join(wire)


async def test_too_much_for_a_clipboard_is_said(
    curated_folder: CuratedFiles,
    read: Callable[[CuratedFiles], Reader],
    explore_reader: Explore,
    wire: list[str],
) -> None:
    edit(curated_folder.events, "The second stage is the exercise.", "word " * 20_000)
    async with explore_reader(read(curated_folder), event="union-resolve-2022") as driven:
        await driven.press("y", "j")
        assert "Too long to copy" in driven.toasts[0]
        assert "]52;" not in "".join(wire)


# The source's address.


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A browser that writes down what it was asked to open."""
    log = tmp_path / "opened"
    log.touch()
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> {shlex.quote(str(log))}\n')
    script.chmod(0o755)
    monkeypatch.setattr(webbrowser, "_tryorder", [])
    monkeypatch.setattr(webbrowser, "_browsers", {})
    webbrowser.register("recorder", None, webbrowser.GenericBrowser([str(script), "%s"]), preferred=True)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    yield log


async def test_the_address_of_the_source_is_opened(explore: Explore, browser: Path) -> None:
    async with explore(event="zapad-2021") as driven:
        await driven.press("o")
        assert browser.read_text() == "https://gazette.example/what\n"


async def test_a_source_without_an_address_says_so(explore: Explore, browser: Path) -> None:
    async with explore(event="eastland-denies") as driven:
        await driven.press("o")
        assert driven.toasts == ["This source has no address."]
        assert browser.read_text() == ""


async def test_over_ssh_the_address_is_copied_instead(
    explore: Explore, browser: Path, wire: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 50000 10.0.0.2 22")
    async with explore(event="zapad-2021") as driven:
        await driven.press("o")
        assert copied(wire) == "https://gazette.example/what"
        assert browser.read_text() == ""


@pytest.mark.parametrize(("line", "copied"), [(1, "zapad-2021"), (2, "zapad-2021"), (5, "JSON"), (6, "JSON"), (0, "")])
async def test_a_click_on_any_line_of_a_choice_copies_it(
    explore: Explore, wire: list[str], line: int, copied: str
) -> None:
    async with explore(event="zapad-2021") as driven:
        await driven.press("y")
        await driven.click("#box", (8, line))
        text = driven.toasts[-1] if driven.toasts else ""
        assert text.startswith('{"id":' if copied == "JSON" else copied)
        assert driven.dialog == ("" if copied else "CopyMenu")
