"""Two queries beside each other on one axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.query.syntax import parse
from dateline.query.view import View

if TYPE_CHECKING:
    from app.conftest import Driven, Explore


def lanes(driven: Driven) -> list[str]:
    return [line for line in driven.shown(driven.main.lanes)[1:] if line]


async def test_a_second_query_stands_under_the_first_on_the_same_axis(explore: Explore) -> None:
    async with explore(query="kind:drill", event="union-resolve-2022") as driven:
        await driven.press("C")
        await driven.type("kind:visit")
        assert driven.said("#found") == "visits: 2 events"
        await driven.press("enter")
        assert (
            str(driven.main.view)
            == "--event union-resolve-2022 --window 2021-09..2022-02 --beside kind:visit kind:drill"
        )
        assert driven.top.startswith("dateline  drills, beside visits")
        assert driven.top.endswith("2 beside 2 · 0 in both")
        first, second = (i for i, line in enumerate(lanes(driven)) if line.strip(" ▸").startswith(("drills", "visits")))
        assert first < second
        assert driven.main.lanes.count == 4
        await driven.press("j")
        assert driven.main.event.kind.id == "visit"
        assert driven.main.lanes.window.meets(driven.main.event.date.lo, driven.main.event.date.hi)


async def test_an_event_of_both_stands_in_both_and_is_counted_once(explore: Explore) -> None:
    async with explore(view=View(parse("kind:drill"), beside=parse("date:2022"))) as driven:
        assert driven.main.lanes.count == len(
            {*driven.main.answer.selection, *driven.main.lanes.answered.beside.selection}
        )
        both = [lane for lane in driven.main.lanes._lanes if lane.events.position("union-resolve-2022") is not None]
        assert len(both) == 2
        assert "1 in both" in driven.top


async def test_no_second_query_ends_the_comparison_and_a_wrong_one_is_said(explore: Explore) -> None:
    async with explore(view=View(parse("kind:drill"), beside=parse("kind:visit"))) as driven:
        await driven.press("C", "home", "ctrl+k")
        await driven.type("kind:drll")
        assert "did you mean drill?" in driven.said("#found")
        await driven.press("enter")
        assert driven.dialog == "Compare"
        await driven.press("home", "ctrl+k", "enter")
        assert driven.main.view.beside is None and driven.main.timeline.display
        await driven.press("left_square_bracket")
        assert str(driven.main.view.beside) == "kind:visit"
