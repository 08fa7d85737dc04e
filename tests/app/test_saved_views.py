"""The list of named views: opened, saved, replaced and forgotten, in a real file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from dateline.app.widgets.listing import Listing
from dateline.own import views
from dateline.query.view import of_line

if TYPE_CHECKING:
    from app.conftest import Driven, Explore


@pytest.fixture
def path(machine: Path) -> Path:
    return machine / "config" / "dateline" / "views.yaml"


def rows(driven: Driven) -> list[str]:
    return [line for line in driven.shown(driven.in_dialog(Listing)) if line]


async def test_a_view_is_saved_under_a_name_and_opened_again_as_it_was(explore: Explore, path: Path) -> None:
    async with explore(view=of_line("--lanes kind kind:drill,patrol")) as driven:
        await driven.press("plus", "j", "H")
        shown, screen = driven.main.view, driven.timeline
        assert shown.hidden and shown.window and shown.event
        await driven.press("semicolon", *"joint ones")
        assert "type to narrow" not in "\n".join(driven.picture())
        await driven.press("plus")
        assert (driven.dialog, driven.toasts[-1]) == ("", "Saved as joint ones.")
        assert views.load(path) == {"joint ones": str(shown)}
    async with explore() as driven:
        await driven.press("semicolon")
        (row,) = rows(driven)
        assert row.startswith("▸ joint ones ") and "--lanes kind" in row and row.endswith(" 4")
        await driven.press("enter")
        assert driven.main.view == shown
        assert driven.timeline == screen
        await driven.press("left_square_bracket")
        assert driven.query == ""


async def test_typing_narrows_by_name_or_line_and_the_exact_name_comes_first(explore: Explore, path: Path) -> None:
    for name, line in (("great visits", "kind:visit"), ("visits", "kind:visit date:2022"), ("drills", "kind:drill")):
        views.save(path, name, line)
    async with explore() as driven:
        await driven.press("semicolon")
        assert len(rows(driven)) == 3
        await driven.press(*"drill")
        assert [row.split()[1] for row in rows(driven)] == ["drills"]
        driven.in_dialog(Input).value = "visits"
        await driven.press("end")
        assert [row[2:].split("  ")[0] for row in rows(driven)] == ["visits", "great visits"]
        await driven.press("down", "enter")
        assert driven.query == "kind:visit"
        await driven.press("semicolon", *"zzz", "enter")
        assert "No view has this name; + saves" in driven.said("#found")
        assert driven.dialog == "SavedViews"


async def test_a_name_that_is_taken_is_asked_for_twice(explore: Explore, path: Path) -> None:
    views.save(path, "drills", "kind:visit")
    async with explore(query="kind:drill") as driven:
        await driven.press("semicolon", *"drills", "plus")
        assert "+ once more replaces it" in driven.said("#found")
        assert views.load(path) == {"drills": "kind:visit"}
        await driven.press("down", "plus")  # another key between: asked anew
        assert views.load(path) == {"drills": "kind:visit"}
        await driven.press("plus")
        assert views.load(path) == {"drills": str(driven.main.view)}
        assert driven.dialog == ""
        await driven.press("semicolon", "plus")
        assert "Type a name" in driven.said("#found")


async def test_a_view_is_forgotten_when_that_was_said_twice(explore: Explore, path: Path) -> None:
    for name in ("a", "b", "c"):
        views.save(path, name, "kind:drill")
    async with explore() as driven:
        await driven.press("semicolon", "down", "delete")
        assert driven.said("#found").strip() == "Delete once more forgets b."
        await driven.press("down", "delete")
        assert driven.said("#found").strip() == "Delete once more forgets c."
        assert len(views.load(path)) == 3
        await driven.press("delete")
        assert driven.said("#found").strip() == "c is forgotten."
        assert list(views.load(path)) == ["a", "b"]
        assert len(rows(driven)) == 2
        await driven.press("delete", "delete")
        await driven.press("delete", "delete")
        assert views.load(path) == {} and rows(driven) == []
        await driven.press("delete", "enter", "escape")
        assert driven.dialog == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--lanes colour", "--lanes: one of actor"),
        ("actor:rusia", "no actor 'rusia'"),
        ("kind:drill (", "is missing here"),
        ("'", "a quote in the line is not closed"),
    ],
)
async def test_a_line_that_is_no_view_is_said_and_not_opened(
    explore: Explore, path: Path, line: str, said: str
) -> None:
    views.save(path, "broken", line)
    async with explore(query="kind:drill") as driven:
        await driven.press("semicolon")
        assert rows(driven)[0].endswith("cannot be read")
        await driven.press("enter")
        assert said in driven.said("#found")
        await driven.press("escape")
        assert driven.query == "kind:drill"


async def test_an_event_that_is_no_more_is_left_out(explore: Explore, path: Path) -> None:
    views.save(path, "old", "--event gone-by --window 2022 kind:drill")
    async with explore() as driven:
        await driven.press("semicolon", "enter")
        assert (driven.query, driven.event) == ("kind:drill", "union-resolve-2022")


async def test_a_file_in_the_way_is_a_sentence_and_stays(explore: Explore, path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("a: [b\n", encoding="utf-8")
    async with explore() as driven:
        await driven.press("semicolon")
        assert "views.yaml:2: not valid YAML" in driven.said("#found").replace("\n", "")
        await driven.press(*"mine", "plus")
        assert "views.yaml:2: not valid YAML" in driven.said("#found").replace("\n", "")
        await driven.press("escape", "2")
        assert driven.query == "kind:drill"
    assert path.read_text(encoding="utf-8") == "a: [b\n"


async def test_nothing_raw_of_a_name_or_a_line_reaches_the_screen(explore: Explore, path: Path) -> None:
    views.save(path, "\x1b[31m\u202e[bold]x[/]\n" + "w" * 150, '"\x1b]0;x\a" [/] ' + "演習 " * 2000)
    async with explore((60, 14)) as driven:
        await driven.press("semicolon")
        picture = driven.picture()
        assert "[bold]" in picture[4] or any("[bold]" in line for line in picture)
        assert not any(ord(c) < 32 or c in "\u202e\x9b" for line in picture for c in line)
        await driven.press("delete")
        assert not any(ord(c) < 32 for line in driven.picture() for c in line)
