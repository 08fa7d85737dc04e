"""The tour: shown once, at the very first start, and in nobody's way."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.test_program import choose_by_name
from dateline.app.commands import COMMANDS
from dateline.app.tour import MARK, first_start
from dateline.app.widgets.glyphs import ASCII
from dateline.app.widgets.tour import LINES

if TYPE_CHECKING:
    from app.conftest import Driven, Explore


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_NO_TOUR")


@pytest.mark.usefixtures("anew")
def test_the_first_start_is_the_first_one_only(machine: Path) -> None:
    assert first_start()
    assert (machine / "state" / "dateline" / MARK).is_file()
    assert not first_start()


@pytest.mark.usefixtures("anew")
def test_where_no_mark_can_be_left_there_is_no_tour(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (machine / "state").write_text("a file, no folder")
    assert not first_start()
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/nowhere")
    assert not first_start()


def test_the_environment_turns_it_off_and_then_no_mark_is_left(machine: Path) -> None:
    assert not first_start()
    assert not (machine / "state").exists()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (40, 10)])
async def test_it_stands_above_the_hints_and_moves_nothing(explore: Explore, size: tuple[int, int]) -> None:
    async with explore(size, event="zapad-2021") as driven:
        before = driven.picture()
    async with explore(size, event="zapad-2021", tour=True) as driven:
        shown = driven.picture()
        rows = [i for i, line in enumerate(shown) if line != before[i]]
        assert rows == list(range(size[1] - 8, size[1] - 1))
        for keys, words in LINES:
            assert any(keys in line and words[:20] in line for line in shown)
            assert size[0] < 80 or any(words in line for line in shown)
        assert driven.focused == "timeline"
        await driven.press("f9")  # a key of nothing
        assert driven.picture() == before


@pytest.mark.parametrize(
    ("key", "holds"),
    [
        ("j", lambda driven: driven.event == "patrol-of-2022"),
        ("a", lambda driven: driven.dialog == "Picker"),
        ("2", lambda driven: driven.query == "kind:drill"),
        ("escape", lambda driven: driven.dialog == ""),
    ],
)
async def test_any_key_ends_it_and_does_what_it_does(explore: Explore, key: str, holds) -> None:
    async with explore((80, 24), event="zapad-2021", tour=True) as driven:
        assert touring(driven)
        await driven.press(key)
        assert holds(driven) and not touring(driven)


async def test_a_click_ends_it_and_chooses(explore: Explore) -> None:
    async with explore((80, 24), event="zapad-2021", tour=True) as driven:
        await driven.click("#event", (3, 0))
        assert driven.focused == "event" and not touring(driven)


async def test_it_is_shown_again_by_its_name(explore: Explore) -> None:
    async with explore((80, 24), glyphs=ASCII) as driven:
        assert not touring(driven)
        await driven.press("colon")
        await driven.press("escape")
        await choose_by_name(driven, "five lines")
        async with asyncio.timeout(10):
            while not touring(driven):  # the palette runs it in its own time
                await driven.pilot.pause()
        assert all(line.isascii() for line in driven.picture())
        await driven.press("k")
        assert not touring(driven)


def test_every_key_of_the_tour_is_a_key_of_a_command() -> None:
    keys = {key for command in COMMANDS for key in command.shown.split()}
    assert {key for keys_, _ in LINES for key in keys_.split()} <= keys
    assert len(LINES) == 5


def touring(driven: Driven) -> bool:
    return any("First steps" in line for line in driven.picture())
