"""Marks and notes of one's own: on the rows, in the event pane, as a view to export, and in the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input

from dateline.app.widgets.glyphs import ASCII
from dateline.own import notes
from dateline.own.keeper import Keeper
from dateline.own.notes import Margin, Note
from dateline.query.view import View, of_line
from dateline.store.reader import Reader
from samples import IDS

if TYPE_CHECKING:
    from app.conftest import Explore

ZAPAD, RESOLVE = "zapad-2021", "union-resolve-2022"


@pytest.fixture
def path(machine: Path) -> Path:
    return machine / "data" / "dateline" / "notes.yaml"


def kept(path: Path) -> Margin:
    return notes.load(path).get("dateline", Margin())


def note(path: Path, event: str, text: str) -> None:
    Keeper(path, "dateline").note(event, text, "")


async def test_space_marks_and_unmarks_in_the_list(explore: Explore, path: Path) -> None:
    async with explore(event=ZAPAD) as driven:
        await driven.press("space")
        assert driven.row_of("Zapad 2021").startswith("▸•Sep ")
        assert "marked" in driven.main.query_one("#event").border_subtitle
        assert kept(path).marks == {ZAPAD}
        await driven.press("j", "j", "space", "k")
        assert driven.row_of("Zapad 2021").startswith(" •Sep ")
        assert kept(path).marks == {ZAPAD, RESOLVE}
        driven.main.timeline.move_to(IDS.index(ZAPAD))
        driven.main.show_pane("event")
        await driven.press("space")  # from any pane
        assert "•" not in driven.row_of("Zapad 2021")
    assert kept(path).marks == {RESOLVE}
    async with explore() as driven:
        assert driven.row_of("Union Resolve").startswith(" •")


async def test_marks_are_seen_in_lanes_and_in_ascii(explore: Explore, path: Path) -> None:
    view = of_line("--lanes kind --window 2021..2023 --event zapad-2021")
    async with explore((120, 36), view=view, glyphs=ASCII) as driven:
        before = driven.shown(driven.main.lanes)
        await driven.press("space")
        after = driven.shown(driven.main.lanes)
        (row,) = [line for line, old in zip(after, before, strict=True) if line != old]
        assert "x^." in row
        await driven.press("right", "space")
        assert any("^xUnion Resolve" in line for line in driven.shown(driven.main.lanes))
    async with explore(event=ZAPAD, glyphs=ASCII) as driven:
        assert driven.row_of("Zapad 2021").startswith(">xSep ")


async def test_the_marked_ones_are_a_view_that_is_exported_like_any(
    explore: Explore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explore((120, 36), query="kind:drill,visit", event=RESOLVE) as driven:
        await driven.press("apostrophe")
        assert driven.toasts == ["Nothing is marked."]
        await driven.press("space", "k", "space", "g", "space", "apostrophe")
        assert driven.query == f"id:ides-of-march,{ZAPAD},{RESOLVE}"
        assert driven.top.split("  ")[1] == "3 chosen events"
        await driven.press("2")
        assert driven.top.split("  ")[1] == "drills among 3 chosen events"
        await driven.press("left_square_bracket", "e", "enter")
        exported = (tmp_path / "dateline.csv").read_text(encoding="utf-8").splitlines()
        assert [line.split(",")[0] for line in exported] == ["id", "ides-of-march", ZAPAD, RESOLVE]
        await driven.press("left_square_bracket")
        assert driven.query == "kind:drill,visit"


async def test_all_are_unmarked_and_marked_again(explore: Explore, path: Path) -> None:
    async with explore() as driven:
        await driven.app.run_action("unmark_all", driven.main)
        await driven.press("f9")
        assert driven.toasts[-1] == "Nothing is marked."
        await driven.press("space", "j", "space")
        for said, count in (("2 events unmarked.", 0), ("2 events marked again.", 2), ("2 events unmarked.", 0)):
            await driven.app.run_action("unmark_all", driven.main)
            await driven.press("f9")
            assert (driven.toasts[-1], len(kept(path).marks)) == (said, count)


async def test_a_mark_made_and_left_at_once_is_kept(explore: Explore, path: Path) -> None:
    async with explore(event=ZAPAD) as driven:
        await driven.send("space", "j", "space", "space", "q")
    assert kept(path).marks == {ZAPAD}


async def test_keys_that_come_before_the_file_was_read_know_what_is_in_it(
    explore: Explore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.app.screens.noting.Noting.read_margin", lambda self: None)
    note(path, ZAPAD, "Ask Anna.")
    async with explore(event=ZAPAD) as driven:
        assert "Ask Anna." not in driven.detail
        await driven.press("w")
        assert driven.in_dialog(Input).value == "Ask Anna."


async def test_w_writes_a_note_that_is_shown_under_its_own_label(explore: Explore, path: Path) -> None:
    async with explore((120, 70), event=RESOLVE) as driven:
        assert "Note The sources differ." in driven.detail
        assert " * " not in driven.row_of("Union Resolve")
        await driven.press("w", *"Ask Anna", "enter")
        assert driven.dialog == ""
        written = kept(path).notes[RESOLVE]
        assert written.text == "Ask Anna"
        assert f"Your note Ask Anna ({written.written[:10]})" in driven.detail
        assert driven.detail.index("Your note") < driven.detail.index("Note The sources differ.")
        assert " * " in driven.row_of("Union Resolve")
        await driven.press("j")
        assert "Your note" not in driven.detail
        await driven.press("k", "w", "end", *"!", "escape")
        assert kept(path).notes[RESOLVE] == written
        await driven.press("w", "enter")  # as it was: it keeps its time
        assert kept(path).notes[RESOLVE] == written
        await driven.press("w", "end", "ctrl+u", "enter")
        assert kept(path) == Margin()
        assert "Your note" not in driven.detail


async def test_what_is_pasted_is_one_paragraph(explore: Explore, path: Path) -> None:
    async with explore((80, 24), event=ZAPAD) as driven:
        await driven.press("w")
        driven.in_dialog(Input).post_message(events.Paste("first line\n\n  second\tline \x1b[31m\n"))
        await driven.press("f9")
        assert "first line second line ␛[31m" in driven.said("#preview")
        await driven.press("enter")
    assert kept(path).notes[ZAPAD].text == "first line second line ␛[31m"


async def test_a_note_of_another_program_is_not_overwritten_unseen(explore: Explore, path: Path) -> None:
    async with explore((80, 24), event=ZAPAD) as driven:
        await driven.press("w", *"ours")
        note(path, ZAPAD, "theirs")
        note(path, RESOLVE, "on another event")
        await driven.press("enter")
        assert "says now: theirs" in driven.said("#complaint").replace("\n", " ")
        assert kept(path).notes[ZAPAD].text == "theirs"
        await driven.press("enter")
        assert driven.dialog == ""
    texts = {event: each.text for event, each in kept(path).notes.items()}
    assert texts == {ZAPAD: "ours", RESOLVE: "on another event"}


async def test_reload_reads_what_another_program_has_written(explore: Explore, path: Path) -> None:
    async with explore(event=ZAPAD) as driven:
        note(path, ZAPAD, "theirs")
        await driven.press("ctrl+r")
        assert "Your note theirs" in driven.detail


def corrupt(path: Path) -> None:
    path.write_text("dateline: [\n", encoding="utf-8")


OBSTACLES = [
    (corrupt, "not valid YAML"),
    (lambda path: path.symlink_to(path), "Too many levels"),
    (Path.mkdir, "ordinary file"),
]


@pytest.mark.parametrize(("put", "said"), OBSTACLES, ids=["corrupt", "loop", "folder"])
async def test_a_file_in_the_way_is_said_once_and_the_app_works_on(
    explore: Explore, path: Path, put: Callable[[Path], None], said: str
) -> None:
    path.parent.mkdir(parents=True)
    put(path)
    before = path.read_bytes() if path.is_file() else None
    async with explore((100, 30), event=ZAPAD) as driven:
        assert len(driven.toasts) == 1 and "are not shown" in driven.toasts[0] and said in driven.toasts[0]
        await driven.press("space")
        await driven.press("j", "space")
        assert len(driven.toasts) == 2 and "not kept beyond this session" in driven.toasts[1]
        assert driven.row_of("Zapad 2021").startswith(" •")
        await driven.press("w", *"precious", "enter")
        assert driven.dialog == "NoteDialog"
        assert said in driven.said("#complaint").replace("\n", " ")
        assert driven.in_dialog(Input).value == "precious"
        await driven.press("escape", "apostrophe")
        assert driven.count == 2
    assert (path.read_bytes() if path.is_file() else None) == before


async def test_notes_on_another_chronology_are_not_shown(explore: Explore, path: Path) -> None:
    Keeper(path, "/elsewhere").note(ZAPAD, "of elsewhere", "")
    async with explore(event=ZAPAD) as driven:
        assert "elsewhere" not in driven.detail
    async with explore(event=ZAPAD, chronology="/elsewhere") as driven:
        assert "Your note of elsewhere" in driven.detail


async def test_nothing_is_made_where_nothing_is_kept(explore: Explore, machine: Path) -> None:
    async with explore() as driven:
        await driven.press("j", "apostrophe", "w", "escape")
        await driven.press("semicolon", "escape")
    assert not (machine / "data").exists()
    assert not (machine / "config").exists()


async def test_nothing_raw_of_a_note_reaches_the_screen(explore: Explore, path: Path) -> None:
    hostile = Note("[bold]\x1b[31m\u202e x[/]\ny" + "w" * 500, "\x1b\x07")
    notes.change(path, "dateline", lambda margin: margin.noting(ZAPAD, hostile))
    async with explore((80, 24), event=ZAPAD) as driven:
        for keys in ((), ("w",)):
            await driven.press(*keys)
            picture = "".join(driven.picture())
            assert "[bold]" in picture
            assert not any(ord(c) < 32 or c == "\u202e" for c in picture)


async def test_hundreds_of_marks_are_a_filter_that_can_be_typed_on(explore_bundled: Explore, bundled: Reader) -> None:
    every = bundled.everything().page(0, 600)
    drills = sum(event.kind.id == "drill" for event in every)
    async with explore_bundled((120, 36), view=View()) as driven:
        driven.main._mark({event.id: True for event in every})
        await driven.press("apostrophe")
        assert driven.count == len(every) > 500
        await driven.press("slash", *"kind:drill", "enter")
        assert 0 < driven.count == drills
