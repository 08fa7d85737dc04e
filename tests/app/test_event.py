"""The event pane: how many days a date leaves, and which events are related."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.app.panes.event import exactness
from dateline.dates import parse
from dateline.store.reader import Reader

if TYPE_CHECKING:
    from app.conftest import Driven, Explore


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2022-02-10", "10 Feb 2022 · 1 day"),
        ("2022-02-10/2022-02-20", "10–20 Feb 2022 · 11 days"),
        ("2022-02-02~/2022-02-09?", "2–9 Feb 2022 (end uncertain, start approximate) · 8 days"),
        ("2022-02-14?", "14 Feb 2022 (uncertain) · 1 day"),
        ("2021-09~", "about Sep 2021 · within 30 days"),
        ("[2021-09-03..2021-09-08]", "between 3 and 8 Sep 2021 · within 6 days"),
        ("1901/1903", "1901–1903 · 1,095 days"),
        ("2022-10~/..", "since about Oct 2022 · open"),
    ],
)
def test_a_date_and_its_days_say_a_doubt_once(edtf: str, said: str) -> None:
    date = parse(edtf)
    assert f"{date.text} · {exactness(date)}" == said


def test_every_doubtful_date_of_the_chronology_says_its_doubt_itself(bundled: Reader) -> None:
    doubtful = [event.date for event in bundled.everything() if event.date.uncertain or event.date.approximate]
    assert len(doubtful) > 20
    for date in doubtful:
        assert date.text.count("uncertain") == (1 if date.uncertain else 0), date.text
        assert "about " in date.text or "approximate" in date.text or not date.approximate, date.text


async def test_a_related_event_is_named_with_its_date_and_its_relation(explore: Explore) -> None:
    async with explore((120, 60), event="union-resolve-2022") as driven:
        said = " ".join(driven.detail.split())
        assert "Related follows: Sep 2021, Zapad 2021, the great drill Kind drill" in said
        assert "zapad-2021" not in driven.detail


async def test_a_value_that_takes_several_lines_is_one_step(explore: Explore) -> None:
    async with explore(event="union-resolve-2022") as driven:
        await driven.press("tab", *["j"] * 7)
        assert "follows: Sep 2021, Zapad 2021, the great drill" not in driven.detail  # it is wrapped
        await driven.press("j", "=")
        assert driven.query == "kind:drill"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_sign_stands_at_the_chosen_value_at_once_and_in_any_width(
    explore: Explore, size: tuple[int, int]
) -> None:
    async with explore(size, event="zapad-2021") as driven:
        assert chosen(driven) == ""
        await driven.press("tab")
        assert chosen(driven).startswith("▸Actors   Norland's air force")
        await driven.resize(60, 30)
        assert chosen(driven).startswith("▸Actors   Norland's air force")
        await driven.press("tab")
        assert chosen(driven) == ""


async def test_a_click_chooses_a_value(explore: Explore) -> None:
    async with explore((120, 36), event="zapad-2021") as driven:
        lines = driven.detail.splitlines()
        (systems,) = [i for i, line in enumerate(lines) if line.startswith("Systems")]
        await driven.click("#event", (12, systems + 1))
        assert driven.focused == "event" and chosen(driven).startswith("▸Systems")
        await driven.click("#event", (12, 1))  # the title is no value
        assert chosen(driven).startswith("▸Systems")
        await driven.press("equals_sign")
        assert driven.query.startswith("system:")


def chosen(driven: Driven) -> str:
    """The line of the event pane that has the cursor."""
    return next((line for line in driven.shown(driven.main.query_one("#event")) if line.startswith("▸")), "")
