"""The first screen knows without Textual and rich what they will do."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size
from rich.color import Color, ColorSystem
from rich.console import Console

from dateline.app import palettes
from dateline.app.commands import footer
from dateline.app.first.drawing import colours_of
from dateline.app.first.lines import arranged
from dateline.app.first.screen import HINTS
from dateline.app.panes.rows import arrange
from dateline.app.widgets.fitting import cells, fit
from dateline.store.first import First, Row
from dateline.store.reader import Reader
from dateline.store.selection import Selection
from synthetic import Drawn, chronology, opened
from synthetic import events as dated


def test_the_hints_are_those_of_the_commands() -> None:
    assert footer() == HINTS


@pytest.mark.parametrize("name", ["background", "panel", "foreground", "muted", "faint", "accent"])
@pytest.mark.parametrize("dark", [True, False])
def test_the_numbers_of_colours_are_those_that_rich_finds(name: str, dark: bool) -> None:
    for few, system in ((True, ColorSystem.STANDARD), (False, ColorSystem.EIGHT_BIT)):
        colour = palettes.PALETTES[dark, few][name]  # type: ignore[literal-required]
        assert palettes.NUMBERS[colour] == Color.parse(colour).downgrade(system).number
        for ground in (True, False):
            codes = Color.parse(colour).downgrade(system).get_ansi_codes(foreground=not ground)
            assert palettes.sgr(colour, ground=ground, colours=8 if few else 256) == ";".join(codes)
            codes = Color.parse(colour).get_ansi_codes(foreground=not ground)
            assert palettes.sgr(colour, ground=ground, colours=2**24) == ";".join(codes)


@pytest.mark.parametrize("colorterm", ["", "truecolor", " 24bit", "TRUECOLOR", "yes"])
@pytest.mark.parametrize("term", ["xterm", "xterm-256color", "xterm-kitty", "xterm-16color", "vt100"])
def test_a_terminal_has_as_many_colours_as_rich_says(colorterm: str, term: str) -> None:
    environment = {"TERM": term, "COLORTERM": colorterm}
    console = Console(file=io.StringIO(), force_terminal=True, _environ=environment, legacy_windows=False)
    assert colours_of(environment) == {"standard": 8, "256": 256, "truecolor": 2**24}[console.color_system or ""]


SCRIPTS = "a –…≤≥“”’·Яя漢字한カñếעعطب⚓☂é\u0301\u200d👩️🇧🇾"
TEXT = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(SCRIPTS)), max_size=30)


@given(text=TEXT, width=st.integers(0, 40))
def test_text_is_fitted_as_rich_measures_it(text: str, width: int) -> None:
    assert cells(text) == cell_len(text)
    fitted = fit(text, width)
    assert cell_len(fitted) == width
    if cell_len(text) <= width:
        assert fitted == set_cell_size(text, width)
    elif width:
        assert fitted == set_cell_size(text, width - 1) + "…"


def lines_of_the_app(selection: Selection, reader: Reader) -> list[tuple[str, int | None]]:
    """What each line of the timeline says of its month, and the position of its event."""
    rows = arrange(selection, reader)
    lines = [rows.line(y) for y in range(rows.height)]
    return [(line.group.title if line.position is None else "", line.position) for line in lines if line is not None]


@pytest.mark.parametrize("kind", ["", "drill", "visit", "holding", "agreement", "statement"])
def test_its_lines_are_the_last_ones_of_the_timeline(bundled: Reader, kind: str) -> None:
    selection = bundled.having("kind", (kind,)) if kind else bundled.everything()
    expected = lines_of_the_app(selection, bundled)
    events = [Row(e.id, e.title, e.kind.id, e.status, e.date) for e in selection]
    unsure = 0
    for last in range(2, len(events)):
        lines = arranged(events[-last:], whole=False)
        at = {id(event): position for position, event in enumerate(events)}
        said = [("" if line.event else line.said, at[id(line.event)] if line.event else None) for line in lines]
        assert said == expected[-len(said) :]
        unsure += len(lines) < last - 1
    assert unsure < len(events)
    whole = arranged(events, whole=True)
    assert not whole or [line.said for line in whole if line.event is None] == [s for s, p in expected if p is None]


def test_nothing_is_said_of_a_month_whose_start_is_not_known(samples_store: object, reader: Reader) -> None:
    first = First(str(samples_store))
    events = next(first.pages(100))
    whole = arranged(events, whole=True)
    assert [line.said for line in whole if line.event is None] == [
        title for title, position in lines_of_the_app(reader.everything(), reader) if position is None
    ]
    assert first.count == len(events) == reader.count
    assert first.begins() == reader.everything().span()[0]  # type: ignore[index]
    assert first.begins(last=True) == reader.everything().span()[1]  # type: ignore[index]


@settings(max_examples=30)
@given(st.lists(dated, max_size=9))
def test_it_knows_from_when_to_when_events_begin(drawn: list[Drawn]) -> None:
    with opened(chronology(drawn)) as reader:
        first = First(str(reader.path))
        assert (first.begins(), first.begins(last=True)) == (reader.everything().span() or (None, None))
