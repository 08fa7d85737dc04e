"""Lines and scrollbars of our own drawing: what Textual would draw."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from dateline.app.widgets.bar import Bar
from dateline.app.widgets.lines import Lined

if TYPE_CHECKING:
    from app.conftest import Driven, Explore

Cells = list[list[tuple[str, Style | None]]]


def cells(strips: list[Strip]) -> Cells:
    return [[(letter, style) for text, style, _ in strip for letter in text] for strip in strips]


def usual(widget: Widget) -> list[Strip]:
    """As Textual draws it, from nothing that was kept."""
    region = widget.region.size.region
    if isinstance(widget, Bar):
        return ScrollBar.render_lines(widget, region)
    return StylesCache().render_widget(widget, region)


def assert_drawn_as_usual(driven: Driven) -> None:
    drawn = [each for each in driven.app.screen.query(Widget) if each.display and each.region]
    bars = [each.vertical_scrollbar for each in drawn if each.show_vertical_scrollbar]
    ours = [each for each in (*drawn, *bars) if isinstance(each, (Lined, Bar))]
    assert any(isinstance(each, Bar) for each in ours)
    for each in ours:
        region = each.region.size.region
        whole = cells(each.render_lines(region))
        inside = range(region.width)
        if each.scrollbar_size_vertical:  # the bar lies over it
            inside = [x for x in inside if x != region.width - 1 - each.styles.gutter.right]
        expected = cells(usual(each))
        assert [[row[x] for x in inside] for row in whole] == [[row[x] for x in inside] for row in expected]
        part = Region(1, 1, region.width - 1, region.height - 1)
        assert cells(each.render_lines(part)) == [row[1:] for row in whole[1:]]


@pytest.mark.parametrize("looks", [{}, {"NO_COLOR": "1"}, {"DATELINE_THEME": "light"}], ids=str)
async def test_lines_in_their_frame_are_those_of_textual(
    explore_bundled: Explore, monkeypatch: pytest.MonkeyPatch, looks: dict[str, str]
) -> None:
    for name, value in looks.items():
        monkeypatch.setenv(name, value)
    random = Random(3)
    keys = [*"jjgGmf2+]LTa", "pagedown", "tab", "tab", "full_stop", "escape", "escape", "escape"]
    async with explore_bundled((80, 24)) as driven:
        for _ in range(25):
            await driven.press(random.choice(keys))
            assert_drawn_as_usual(driven)
        await driven.resize(120, 36)
        assert_drawn_as_usual(driven)
