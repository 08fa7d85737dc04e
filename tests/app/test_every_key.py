"""A walk through every key: each does what its help says, in both layouts, and none of them minds an empty list.

A command without a trial here fails the first test.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from dateline.app.commands import COMMANDS, Command, footer
from dateline.app.widgets.tour import Tour
from dateline.query import ranges
from dateline.query.syntax import parse
from dateline.query.view import View
from samples import IDS

if TYPE_CHECKING:
    from app.conftest import Driven, Explore

SIZES = [(80, 24), (120, 36)]
START = "union-resolve-2022"  # has two citations, and neighbours on both sides
AT = IDS.index(START)
FIRST_HALF = ranges.window("2022-01..2022-06", datetime.date(2022, 1, 1))


@dataclass(frozen=True)
class Trial:
    """What is to be seen after a key of the command, pressed on START."""

    holds: Callable[[Driven], bool]
    query: str = ""
    before: tuple[str, ...] = ()
    """Keys pressed first."""


def event_at(*positions: int) -> Trial:
    return Trial(lambda driven: IDS.index(driven.event or "") in positions)


def dialog(name: str, title: str) -> Trial:
    return Trial(lambda d: d.dialog == name and any(title in line for line in d.picture()))


def asks(query: str, *, of: str = "", before: tuple[str, ...] = ()) -> Trial:
    return Trial(lambda d: (d.query, d.filter_text, d.dialog) == (query, query, ""), of, before)


def shows(text: str, before: tuple[str, ...] = ()) -> Trial:
    return Trial(lambda d: any(text in line for line in d.picture()), before=before)


def window_of(driven: Driven) -> str:
    return str(driven.main.time_pane.window)


def window(shown: str) -> Trial:
    """From the first half of 2022, on START."""
    return Trial(lambda d: (window_of(d), d.event) == (shown, START))


def focuses(pane: str) -> Trial:
    return Trial(lambda d: d.focused == pane)


TRIALS = {
    "down": event_at(AT + 1),
    "up": event_at(AT - 1),
    "top": event_at(0),
    "bottom": event_at(len(IDS) - 1),
    "half_down": event_at(*range(AT + 2, len(IDS))),
    "half_up": event_at(*range(AT - 1)),
    "page_down": event_at(*range(AT + 3, len(IDS))),
    "page_up": event_at(*range(AT - 2)),
    "next_pane": focuses("event"),
    "previous_pane": focuses("source"),
    "citation(-1)": shows("Sources 1/2", before=("full_stop",)),
    "citation(1)": shows("Sources 2/2"),
    "go_to_date": dialog("GoToDate", "Go to a date or a name"),
    "rhythm": dialog("RhythmScreen", "each from one start to the next"),
    "zoom(1)": window("2022-01-21..2022-04-21"),
    "zoom(-1)": window("2021-11-21..2022-11-20"),
    "fit": window("-0044..2023"),
    "turn(-1)": Trial(lambda d: (d.event, window_of(d)) == ("zapad-2021", "2021-07..2021-12")),
    "turn(1)": Trial(lambda d: (d.event, window_of(d)) == ("border-flights", "2022-07..2022-12")),
    "pan(-1)": window("2021-12-09..2022-06-07"),
    "pan(1)": window("2022-01-24..2022-07-23"),
    "lanes": dialog("LanesMenu", "by actor"),
    "compare": dialog("Compare", "Compare with"),
    "along(-1)": Trial(lambda d: d.main.lanes.event.id == "zapad-2021", before=("L", "k")),
    "along(1)": Trial(lambda d: d.main.lanes.event.id == START, before=("L", "k", "left")),
    "solo_lane": Trial(lambda d: d.main.view.solo == "drill", before=("L", "k")),
    "hide_lane": Trial(lambda d: d.main.view.hidden == ("drill",), before=("L", "k")),
    "coverage": Trial(lambda d: d.main.overview.size.height == 3),
    "edit_filter": Trial(lambda d: "Enter keep" in d.hints and d.main.filter_line.has_focus_within),
    "pick('actor')": dialog("Picker", "Pick actors"),
    "pick('system')": dialog("Picker", "Pick systems"),
    "pick('place')": dialog("Picker", "Pick places"),
    "facets": dialog("Picker", "Facets"),
    "kind('patrol')": asks("kind:patrol"),
    "kind('drill')": asks("kind:drill"),
    "kind('deployment')": asks("kind:deployment"),
    "kind('visit')": asks("", of="kind:visit"),
    "keep": asks("kind:drill"),
    "exclude": asks("-kind:drill"),
    "clear": asks("", of="kind:drill"),
    "back": asks("kind:drill", of="kind:drill", before=("4",)),
    "forward": asks("kind:drill,visit", of="kind:drill", before=("4", "left_square_bracket")),
    "history": dialog("Visits", "you are here"),
    "views": dialog("SavedViews", "No view has a name yet."),
    "mark": Trial(lambda d: START in d.main.margin.marks),
    "marked": asks(f"id:{START}", before=("space",)),
    "unmark_all": Trial(lambda d: not d.main.margin.marks, before=("space",)),
    "note": dialog("NoteDialog", "Your note"),
    "export": dialog("ExportDialog", f"Export {len(IDS)} events"),
    "copy": dialog("CopyMenu", "command line of this view"),
    "open_source": Trial(lambda d: d.toasts[-1:] == ["https://gazette.example/what"]),
    "maximise": Trial(lambda d: not d.main.query_one("#event").region.area and d.main.timeline.region.width > 79),
    "tour": Trial(lambda d: any(tour.display for tour in d.main.query(Tour))),
    "theme": Trial(lambda d: d.app.theme == "dateline-light"),
    "palette": dialog("Palette", "Go to the next event"),
    "help": dialog("HelpScreen", "In the timeline"),
    "reload": Trial(lambda d: d.toasts[-1:] == [f"Reloaded: no differences; {len(IDS)} events."]),
    "quit": Trial(lambda d: not d.app.is_running and d.app.return_code == 0),
}
ELSEWHERE = ("redraw",)
"""What only a real terminal sees: test_terminal_output tries it."""


def test_every_command_has_a_trial_and_every_trial_a_command() -> None:
    assert sorted([*TRIALS, *ELSEWHERE]) == sorted(command.action for command in COMMANDS)


def test_no_key_is_declared_twice() -> None:
    keys = [key for command in COMMANDS for key in command.keys.split(",") if key]
    assert len(keys) == len(set(keys))


def test_every_key_of_the_footer_is_a_key_of_a_command() -> None:
    shown = {word for command in COMMANDS for word in command.shown.split()}
    assert {key for key, _ in footer()} - {"1-4"} <= shown


def test_what_touches_the_outside_says_so() -> None:
    assert {command.action: command.touches for command in COMMANDS if command.touches != "nothing"} == {
        "views": "files",
        "mark": "files",
        "unmark_all": "files",
        "note": "files",
        "export": "files",
        "copy": "clipboard",
        "open_source": "programs",
    }


async def start(driven: Driven, trial: Trial) -> None:
    """Back to the start of a trial, whatever the one before has left."""
    while driven.dialog:
        await driven.press("escape")
    if driven.main.filter_line.editing:
        await driven.press("escape")
    driven.main.ask(View(parse(trial.query), window=FIRST_HALF))
    driven.main._mark(dict.fromkeys(driven.main.margin.marks, False))
    driven.main.overview.coverage = False
    driven.main.query_one("#panes").remove_class("-maximised")
    driven.app.theme = "dateline-dark"
    driven.main.touring = False
    driven.app.clear_notifications()
    driven.main.show_pane("timeline")
    await driven.press("g")
    driven.main.timeline.window = FIRST_HALF
    driven.main.timeline.move_to(driven.main.answer.selection.position(START) or 0)
    driven.main.source_pane.number = 0
    for key in trial.before:  # each when the one before is done: lanes take their keys once they are there
        await driven.press(key)
    assert not trial.holds(driven), "the effect is there before the key is pressed"


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c.action not in ("quit", *ELSEWHERE)], ids=lambda c: c.action
)
async def test_a_key_does_what_its_help_says(
    explore: Explore, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 50000 10.0.0.2 22")  # so that addresses are copied, not opened
    trial = TRIALS[command.action]
    async with explore(SIZES[0]) as driven:
        for size in SIZES:
            await driven.resize(*size)
            for key in filter(None, command.keys.split(",")):
                await start(driven, trial)
                await driven.press(key)
                assert trial.holds(driven), (key, size)
            if not command.keys:  # for the palette alone
                await start(driven, trial)
                await driven.app.run_action(command.action, driven.main)
                assert trial.holds(driven)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
@pytest.mark.parametrize("size", SIZES)
async def test_quit_ends_the_app_with_status_0(explore: Explore, key: str, size: tuple[int, int]) -> None:
    async with explore(size) as driven:
        assert not TRIALS["quit"].holds(driven)
        await driven.pilot.press(key)
        await driven.pilot.pause()
    assert TRIALS["quit"].holds(driven)


@pytest.mark.parametrize(("size", "pane"), [((80, 24), "timeline"), ((120, 36), "event"), ((60, 20), "source")])
async def test_no_key_minds_that_nothing_was_found(explore: Explore, size: tuple[int, int], pane: str) -> None:
    async with explore(size) as driven:
        for command in COMMANDS:
            for key in filter(None, command.keys.split(",")):
                if command.action == "quit":
                    continue
                driven.main.ask_for(parse("id:no-such-event"))
                driven.main.show_pane(pane)
                await driven.press(key)
                assert driven.app.is_running, key
                while driven.dialog:
                    await driven.press("escape")
                if driven.main.filter_line.editing:
                    await driven.press("escape")
        driven.main.show_pane("timeline")
        driven.main.ask_for(parse(""))
        await driven.press("f9")  # no key of ours: until the answer is there
        await driven.press("g", "j")
        assert driven.event == IDS[1]


@pytest.mark.parametrize("pane", ["event", "source"])
async def test_the_keys_that_move_scroll_the_panes_of_text(explore: Explore, pane: str) -> None:
    async with explore((40, 10), event=START) as driven:
        widget = driven.main.query_one(f"#{pane}")
        driven.main.show_pane(pane)
        await driven.press("g")
        assert widget.max_scroll_y > 4
        seen = []
        for key in ("pagedown", "pageup", "ctrl+d", "ctrl+u", "G", "g", "end", "home"):
            await driven.press(key)
            seen.append(round(widget.scroll_y))
        down, up, half, back, last, first, end, home = seen
        assert (up, back, first, home) == (0, 0, 0, 0)
        assert 0 < half < down
        assert last == end == widget.max_scroll_y
        for _ in range(60):  # line by line to the very end, over every value
            await driven.send("j")
        await driven.press("f9")
        assert round(widget.scroll_y) == widget.max_scroll_y
