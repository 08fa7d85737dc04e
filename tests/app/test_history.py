"""The tree of views: back and forward along branches, and the list from which any of them is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.app.history import History, Visit
from dateline.app.screens.visits import described
from dateline.app.widgets.glyphs import ASCII
from dateline.app.widgets.listing import Listing
from dateline.query.syntax import Word, parse
from dateline.query.view import View, of_line

if TYPE_CHECKING:
    from app.conftest import Driven, Explore


def view(word: str) -> View:
    return View(Word(word))


def asked(history: History) -> str:
    return str(history.view.query)


def test_after_going_back_a_new_view_is_a_new_branch_and_the_old_one_stays() -> None:
    root = History((Visit(view("root")),))
    old = root.push(view("old")).push(view("older"))
    new = old.back().back().push(view("new"))
    assert asked(new.back()) == "root"
    assert asked(new.back().forward()) == "new"
    assert [asked(new.to(number)) for number in range(4)] == ["root", "old", "older", "new"]
    there = new.to(2)
    assert asked(there.back()) == "old"
    assert asked(there.back().back().forward()) == "old"  # where one came from, not the newest branch
    assert asked(there.back().back().forward().forward()) == "older"
    assert list(new.tree()) == [(0, 0), (1, 1), (2, 1), (3, 1)]
    assert list(there.back().push(view("third")).tree()) == [(0, 0), (1, 1), (2, 2), (4, 2), (3, 1)]


steps = st.lists(st.sampled_from(["back", "forward"]) | st.integers(0, 9) | st.sampled_from("abc"), max_size=25)


def moved(history: History, step: str | int, name: str) -> History:
    """To the visit with a number, back or forward, or else on to a view of this name."""
    if isinstance(step, int):
        return history.to(min(step, len(history.visits) - 1))
    return getattr(history, step)() if step in ("back", "forward") else history.push(view(name))


@given(steps)
def test_nothing_that_was_seen_is_lost_and_the_tree_holds_each_once(walk: list[str | int]) -> None:
    history = History((Visit(view("root")),))
    for step in walk:
        before, history = history, moved(history, step, str(step))
        assert [visit.view for visit in history.visits[: len(before.visits)]] == [v.view for v in before.visits]
        if step == "back" and history.at != before.at:
            assert history.forward().at == before.at
    tree = list(history.tree())
    assert sorted(number for number, _ in tree) == list(range(len(history.visits)))
    depths = dict(tree)
    for number, visit in enumerate(history.visits[1:], start=1):
        assert visit.before is not None
        alone = sum(other.before == visit.before for other in history.visits) == 1
        assert depths[number] == depths[visit.before] + (not alone)


def way(history: History, steps: int) -> list[str]:
    """What is shown, then what that many steps back."""
    found = [history]
    while len(found) < steps:
        found.append(found[-1].back())
    return [asked(each) for each in found]


@given(st.integers(8, 16), steps.map(lambda drawn: drawn * 3))
def test_however_many_views_there_were_the_way_to_the_shown_one_is_kept(most: int, walk: list[str | int]) -> None:
    history, asked_for = History((Visit(view("root")),)), iter(range(1000))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dateline.app.history.MOST", most)
        for step in walk:
            before, history = history, moved(history, step, f"{step}{next(asked_for)}")
            if step in ("a", "b", "c"):
                assert way(history, most // 2)[1:] == way(before, most // 2 - 1)
            assert len(history.visits) <= most
            tree = list(history.tree())
            assert sorted(number for number, _ in tree) == list(range(len(history.visits)))
            for number, visit in enumerate(history.visits):
                assert visit.before is None or visit.before < number
                assert visit.after is None or history.visits[visit.after].before == number


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "all of them"),
        ("--lanes kind", "all of them · lanes by kind"),
        ("--lanes kind --solo ''", "all of them · lanes by kind · only no kind"),
        ("--lanes kind --hidden a --hidden ''", "all of them · lanes by kind · 2 hidden"),
        ("--beside kind:visit --window 2022-01..2022-06", "all of them · beside kind:visit · Jan–Jun 2022"),
    ],
)  # fmt: skip
def test_how_a_view_is_shown_is_said_shortly(line: str, said: str) -> None:
    assert described(Visit(of_line(line), sentence="all of them")) == said


def test_a_view_without_an_answer_yet_says_its_query() -> None:
    assert described(Visit(View(parse("kind:drill")))) == "kind:drill"
    assert described(Visit(View())) == "events"


def rows(driven: Driven) -> list[str]:
    return [line for line in driven.shown(driven.in_dialog(Listing)) if line]


async def test_the_list_shows_the_branches_and_enter_goes_there(explore: Explore) -> None:
    async with explore(size=(120, 36)) as driven:
        await driven.press("1")
        await driven.press("left_square_bracket", "2")
        await driven.press("4")
        await driven.press("h")
        listed = rows(driven)
        assert [row.split(" · ")[0].strip(" ▸") for row in listed] == [
            "9 events",
            "2 └ patrols",
            "2 └ drills",
            "4   drills or visits",
        ]
        assert listed[3].startswith("▸") and listed[3].endswith("you are here")
        assert sum("you are here" in row for row in listed) == 1
        await driven.press("k", "up", "enter")
        assert (driven.dialog, driven.query) == ("", "kind:patrol")
        await driven.press("left_square_bracket", "right_square_bracket")
        assert driven.query == "kind:patrol"
        await driven.press("h", "G", "enter", "left_square_bracket")
        assert driven.query == "kind:drill"
        await driven.press("left_square_bracket")
        assert driven.query == ""


async def test_a_click_goes_there(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("2", "h")
        await driven.click("Listing", (6, 0))
        assert (driven.dialog, driven.query) == ("", "")


async def test_what_is_left_by_escape_stays_where_it_was(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("2", "h", "g", "escape")
        assert (driven.dialog, driven.query) == ("", "kind:drill")
        await driven.press("h", "enter")  # where one is already
        assert (driven.dialog, driven.query, len(driven.main._history.visits)) == ("", "kind:drill", 2)
        for key in ("h", "q"):
            await driven.press("h", key)
            assert driven.dialog == ""


async def test_going_back_shows_the_window_and_the_event_that_were_left(explore: Explore) -> None:
    async with explore() as driven:
        await driven.press("j", "j", "plus")
        event, window = driven.event, driven.main.time_pane.window
        await driven.press("2", "g", "0", "h", "k", "enter")
        assert (driven.event, driven.main.time_pane.window) == (event, window)


async def test_a_long_list_is_scrolled_and_an_ascii_terminal_shows_it(explore: Explore) -> None:
    async with explore((60, 14), glyphs=ASCII) as driven:
        for _ in range(12):
            await driven.press("1")
            await driven.press("left_square_bracket")
        await driven.press("h")
        assert "you are here" in rows(driven)[0]
        await driven.press("pagedown", "pagedown", "ctrl+u", "end")
        assert all(row.isascii() for row in rows(driven))
        assert rows(driven)[-1].split("` ")[1].startswith("patrols")
        await driven.press("enter")
        assert driven.query == "kind:patrol"
