"""Going to a date, and the commands of the program: reload, maximise, theme, palette, help."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList, Static

from dateline.app.commands import COMMANDS, PANES
from dateline.app.screens.sections import NAMES
from dateline.curated.files import CuratedFiles
from dateline.query.fields import FIELDS
from dateline.query.search import search
from dateline.query.syntax import parse
from dateline.store.reader import Reader
from samples import IDS, edit

if TYPE_CHECKING:
    from app.conftest import Driven, Explore


# Going to a date.


async def test_a_date_goes_to_the_first_event_that_begins_then_or_later(explore: Explore) -> None:
    async with explore() as driven:
        for text, event in (
            ("2022", "patrol-of-2022"), ("2022-02-11", "border-flights"), ("2022-12-19", "ivanova-in-brest"),
            ("-0044", "ides-of-march"), ("2030", IDS[-1]), ("2022-02..", "union-resolve-2022"), ("today", IDS[-1]),
        ):  # fmt: skip
            await driven.press("t")
            await driven.send(*text)
            await driven.press("end")
            assert driven.main._reader.event(event).title in driven.said("#found")
            await driven.press("enter")
            assert (driven.dialog, driven.event, driven.query) == ("", event, "")


async def test_what_is_no_date_is_said_and_escape_stays(explore: Explore) -> None:
    async with explore(event="zapad-2021") as driven:
        await driven.press("t")
        await driven.type("soon")
        assert driven.said("#found") == "No date, and in no event."
        await driven.press("enter")
        assert driven.dialog == "GoToDate"
        await driven.press("escape")
        assert (driven.dialog, driven.event) == ("", "zapad-2021")


async def test_a_name_goes_to_the_next_event_that_has_it_and_around(explore: Explore) -> None:
    async with explore(event="zapad-2021") as driven:
        await driven.press("t")
        await driven.type("drill")
        assert "Union Resolve" in driven.said("#found")
        await driven.press("enter")
        assert (driven.dialog, driven.event, driven.query) == ("", "union-resolve-2022", "")
        await driven.press("t", *"zapad", "enter")
        assert driven.event == "zapad-2021"


async def test_a_name_goes_to_what_is_called_so_before_what_only_speaks_of_it(explore_bundled: Explore) -> None:
    async with explore_bundled(query="date:2017") as driven:
        await driven.press("t", *"zapad")
        found = driven.main.answer.selection & search(driven.main._reader, parse("zapad")).selection
        (first,) = found.page(0, 1)
        assert "Zapad" not in first.title
        await driven.press("enter")
        assert "Zapad" in driven.main.event.title


# The program.


async def test_reload_shows_what_has_changed_in_the_files(
    curated_folder: CuratedFiles, read: Callable[[CuratedFiles], Reader], explore_reader: Explore
) -> None:
    first = read(curated_folder)
    async with explore_reader(
        first, query="kind:drill", event="union-resolve-2022", reopen=lambda: read(curated_folder)
    ) as driven:
        edit(curated_folder.events, "title: Union Resolve, joint drill", "title: Renamed")
        await driven.press("ctrl+r")
        assert driven.toasts == [f"Reloaded: 1 changed; {len(IDS)} events."]
        assert (driven.query, driven.event) == ("kind:drill", "union-resolve-2022")
        assert driven.detail.startswith("Renamed")
        await driven.press("a")
        assert driven.values


async def test_broken_files_keep_the_chronology_that_is_shown_and_say_why(
    curated_folder: CuratedFiles, read: Callable[[CuratedFiles], Reader], explore_reader: Explore
) -> None:
    first = read(curated_folder)
    async with explore_reader(first, event="zapad-2021", reopen=lambda: read(curated_folder)) as driven:
        line = edit(curated_folder.events, "kind: delivery", "kind: deliverie")
        edit(curated_folder.events, "{actor: ivanova, role: visitor}", "{actor: nobody, role: visitor}")
        await driven.press("ctrl+r")
        (said,) = driven.toasts
        assert said.startswith("Nothing was reloaded.")
        assert f"events.yaml:{line}" in said and "deliverie" in said and "1 more" in said
        assert (driven.count, driven.event) == (len(IDS), "zapad-2021")
        await driven.press("j", "2")
        assert driven.count == 2


async def test_a_pane_is_maximised_and_all_are_shown_again(explore: Explore) -> None:
    async with explore((120, 36)) as driven:
        for pane in ("timeline", "event", "source"):
            before = {n: driven.main.query_one(f"#{n}").region for n in ("timeline", "event", "source")}
            await driven.press("m")
            regions = {n: driven.main.query_one(f"#{n}").region for n in ("timeline", "event", "source")}
            assert regions.pop(pane).width == 120
            assert all(region.area == 0 for region in regions.values())
            await driven.press("m")
            assert before == {n: driven.main.query_one(f"#{n}").region for n in ("timeline", "event", "source")}
            await driven.press("tab")


async def test_the_theme_is_switched_and_the_environment_chooses_the_first(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explore() as driven:
        assert driven.app.theme == "dateline-dark"
        await run_by_name(driven, "switch between dark")
        assert driven.app.theme == "dateline-light"
        await run_by_name(driven, "switch between dark")
        assert driven.app.theme == "dateline-dark"
    monkeypatch.setenv("DATELINE_THEME", "light")
    async with explore() as driven:
        assert driven.app.theme == "dateline-light"


async def run_by_name(driven: Driven, words: str) -> None:
    await choose_by_name(driven, words)
    await driven.press("f9")  # no command: only to settle


async def choose_by_name(driven: Driven, words: str) -> None:
    """Through the palette, which searches in its own time."""
    await driven.press("colon")
    await driven.send(*words)
    found = driven.app.screen.query_one(OptionList)
    while not (found.option_count and words in str(found.get_option_at_index(0).prompt).lower()):
        await driven.pilot.pause()
    await driven.pilot.pause()
    await driven.press("down", "enter")
    while driven.dialog == "Palette":
        await driven.pilot.pause()


@pytest.mark.parametrize(
    ("words", "query"), [("switch patrols", "kind:patrol"), ("exclude the value", "-kind:delivery")]
)
async def test_the_palette_runs_commands_of_the_screen_and_of_the_pane(
    explore: Explore, words: str, query: str
) -> None:
    async with explore() as driven:
        await run_by_name(driven, words)
        assert driven.query == query


@pytest.mark.parametrize("pane", PANES)
async def test_help_lists_every_command_every_field_and_every_kind(explore: Explore, pane: str) -> None:
    async with explore((120, 36)) as driven:
        await show_help(driven, pane)
        text = str(driven.in_dialog(Static, "#keys Static").content)
        for command in COMMANDS:
            assert not command.shown or f"  {command.shown} " in text
            assert not command.shown or text.count(f" {command.help}") == 1
        for field in FIELDS.values():
            assert field.example in text
        for kind in driven.main._reader.vocabulary.kinds.values():
            assert f"  {kind.glyph} " in text and kind.name.lower() in text
        top = driven.picture()
        await driven.press("down", "down")
        assert driven.picture() != top
        await driven.press("question_mark")
        assert driven.dialog == ""
        assert driven.app.is_running


@pytest.mark.parametrize("pane", PANES)
async def test_the_first_page_of_the_help_says_what_can_be_done_in_the_pane_and_everywhere(
    explore: Explore, pane: str
) -> None:
    async with explore((80, 24)) as driven:
        await show_help(driven, pane)
        shown = "\n".join(driven.picture())
        assert NAMES[pane] in shown and "Everywhere" in shown and "type a filter" in shown
        here = [command.help for command in COMMANDS if pane in command.where]
        assert 5 < len(here) < 16
        assert not [sentence for sentence in here if sentence not in shown]


async def test_typing_narrows_the_help_to_words_and_to_keys(explore: Explore) -> None:
    async with explore((80, 24)) as driven:
        for typed, there, not_there in (
            ("zoom out", "zoom out", "zoom in;"), ("{", "turn to the previous", "turn to the next"),
            ("overview", "logarithmic", "surely going on"), ("xyzzy", "Nothing in the help", "zoom"),
        ):  # fmt: skip
            await driven.press("f1")
            await driven.type(typed)
            shown = "\n".join(driven.picture()[2:])
            assert there in shown and not_there not in shown
            await driven.press("escape")
        assert driven.query == ""


def test_every_command_is_told_by_a_sentence_that_begins_with_a_verb() -> None:
    for command in COMMANDS:
        assert re.fullmatch(r"[a-z]+ .*[^.]", command.help), command.help
        assert len(command.help) <= 62, command.help
    assert len({command.help for command in COMMANDS}) == len(COMMANDS)


async def show_help(driven: Driven, pane: str) -> None:
    if pane == "lanes":
        await driven.press("L", "a")
    else:
        driven.main.show_pane(pane)
    await driven.press("question_mark")
