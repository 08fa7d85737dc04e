"""Data that would like to be more than text: nothing of it reaches the terminal but as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from dateline.app.widgets.fitting import fit
from dateline.app.widgets.lines import wrap
from dateline.curated.files import CuratedFiles
from dateline.store.reader import Reader
from samples import edit

if TYPE_CHECKING:
    from app.conftest import Driven, Explore

PAYLOADS = {
    "markup": r"[bold]x[/bold] [/] [/x] [@click=app.bell]ring[/] [link=http://x]l[/link] [b=c [ x ] \\",
    "controls": r"red \e[31m \e]0;pwned\a \e]52;c;cHduZWQ=\a \eP1$r\e\\ \x9b31m \x85 \x7f\b\v "
    r"\u202edcba\u202c \u2066x\u2069 \u200bz\u200e \ufeffq \U000e0041",
    "wide and combining": r"演習 Übung e\u0301e\u0301 👩‍✈️ 🇧🇾 " + "z" + r"\u0301" * 40 + " हिन्दी",
    "1 MB": "word " * 100_000 + "w" * 500_000,
}
# What no line on its way to a terminal may hold.
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e0fff]")


@pytest.fixture(params=PAYLOADS)
def payload(request: pytest.FixtureRequest) -> str:
    """As it stands in double quotes in YAML, where \\e and \\u are escapes."""
    return PAYLOADS[request.param]


@pytest.fixture
def hostile(payload: str, curated_folder: CuratedFiles, read: Callable[[CuratedFiles], Reader]) -> Iterator[Reader]:
    """A chronology with the payload in every field that is free text."""
    events, vocabulary = curated_folder.events, curated_folder.root / "data" / "vocab"
    for before in (
        "title: Union Resolve, joint drill", "title: Zapad 2021, the great drill",
        "summary: The second stage is the exercise.", "notes: The sources differ.",
        "says: In February.", 'locator: "¶8"', "personnel: about 300",
    ):  # fmt: skip
        field, _, text = before.partition(": ")
        text = text.strip('"')
        edit(events, before, f'{field}: "{text} {payload}"' if "{" not in payload else before)
    edit(events, "tags: [joint, nuclear]", f'tags: ["{payload}"]')
    edit(events, "raw: '\"divisions\"'", f'raw: "{payload}"')
    edit(events, "unit: min", f'unit: "{payload}"')
    for file, before in (
        ("actors.yaml", "name: Norland,"), ("systems.yaml", "name: S-400 Triumf,"), ("places.yaml", "name: Brest,"),
        ("kinds.yaml", "name: Drill,"), ("kinds.yaml", "plural: drills,"),
        ("outlets.yaml", "name: Herald,"), ("outlets.yaml", "reason: State-run.,"),
    ):  # fmt: skip
        field, _, text = before.rstrip(",").partition(": ")
        edit(vocabulary / file, before, f'{field}: "{text} {payload}",')
    gazette = curated_folder.root / "sources" / "gazette-2022.md"
    edit(gazette, "title: What the ministry says\n", f'title: "What the ministry says {payload}"\n')
    edit(gazette, "author: [A. Writer, B. Writer]", f'author: ["A. Writer {payload}"]')
    yield read(curated_folder)


def check(driven: Driven, place: str) -> None:
    """Nothing raw in the strips that go to the terminal, and every line as wide as the screen."""
    width, height = driven.app.size
    strips = driven.app.screen._compositor.render_strips()
    assert len(strips) == height
    for strip in strips:
        found = FORBIDDEN.search(strip.text)
        assert found is None, (place, strip.text)
        assert strip.cell_length == cell_len(strip.text) == width, (place, strip.text)
        for segment in strip:
            assert segment.style is None or not segment.style.meta or "@click" not in segment.style.meta, place
            assert segment.style is None or segment.style.link is None, place


async def test_nothing_raw_reaches_any_part_of_the_screen(
    hostile: Reader, explore_reader: Explore, wire: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explore_reader(hostile, (120, 36), event="union-resolve-2022", reopen=lambda: hostile) as driven:
        check(driven, "first screen")
        for position in (0, 2, 3, 4):
            driven.main.timeline.move_to(position)
            assert driven.main.timeline.position == position
            await driven.press("full_stop")
            check(driven, f"event {position}")
        driven.main.timeline.move_to(4)
        assert driven.event == "union-resolve-2022"
        for pane in ("event", "source"):
            driven.main.show_pane(pane)
            for key in ("m", "G", "k", "m"):
                await driven.press(key)
                check(driven, f"{pane} {key}")
        driven.main.show_pane("timeline")
        for key in ("a", "s", "p", "f", "y", "e", "R", "question_mark", "t"):
            await driven.press(key)
            check(driven, key)
            if key == "f":
                await driven.press("pagedown", "space")
                check(driven, "a facet marked")
            if key == "e":
                for _ in range(5):
                    await driven.press("down")
                    check(driven, "export preview")
                driven.in_dialog(Input).value = "\u202e\u009b[/].csv"
                await driven.press("enter")
                check(driven, "exported")
            if key == "R":
                await driven.press("slash", *"kind:drill", "enter", "G")
                check(driven, "what follows")
                driven.in_dialog(Input, "#after").value = "\u202e\u009b[/]:["
                await driven.press("slash", "enter")
                check(driven, "no such query")
            if key == "t":
                await driven.type("2022-02")
                check(driven, "found by date")
            await driven.press("escape")
        await driven.press("y", "s")
        check(driven, "copied")
        for query in ("=", "2"):
            await driven.press(query)
            check(driven, "the query in English")
        for size in ((80, 24), (60, 20), (40, 10)):
            await driven.resize(*size)
            check(driven, str(size))
    # The clipboard takes text whole; the terminal sees base64 only.
    for sent in wire:
        assert "pwned" not in sent


async def test_markup_is_shown_as_it_is(
    curated_folder: CuratedFiles, read: Callable[[CuratedFiles], Reader], explore_reader: Explore
) -> None:
    edit(curated_folder.events, "title: Ivanova in Brest", 'title: "[bold]I[/] [sic] [@click=app.bell]x[/] [/"')
    async with explore_reader(read(curated_folder), (200, 40), event="ivanova-in-brest") as driven:
        for text in ("\n".join(driven.timeline), driven.detail):
            assert "[bold]I[/] [sic] [@click=app.bell]x[/] [/" in text
        await driven.press("t")
        await driven.type("2022-12")
        assert "[bold]I[/] [sic]" in driven.said("#found")


@pytest.mark.parametrize("typed", ["[/]", "[bold", "[@click=app.bell]x[/]", "a\\", "\u202eabc", '"[/b]"', "kind:[/]"])
async def test_what_is_typed_into_the_filter_is_text(explore: Explore, typed: str) -> None:
    async with explore() as driven:
        await driven.press("slash")
        driven.main.filter_line.query_one(Input).value = typed
        await driven.press("end")
        check(driven, typed)
        await driven.press("enter", "escape")
        check(driven, typed)


async def test_a_query_of_pasted_controls_stays_on_its_line(explore: Explore) -> None:
    async with explore(query='"\x1b[31mred\x9b1m\u202e"') as driven:
        check(driven, "query with controls")
        await driven.press("y" if driven.event else "backspace")
        check(driven, "after")


@pytest.mark.parametrize("width", [1, 2, 7, 24])
@pytest.mark.parametrize(
    "text", ["演習演習演習演習演習演習演習", "plain words here and there", "e\u0301" * 40, "👩‍✈️🇧🇾" * 9, ""]
)
def test_fitted_text_has_exactly_the_width(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert cell_len(fit(text, width, "~")) == width


@pytest.mark.parametrize("text", ["演習" * 60, "word " * 80, "w" * 300, "a\x1b[31mb\nc"])
def test_wrapped_text_stays_within_the_width(text: str) -> None:
    for line in wrap(text, 20, first="Label    "):
        assert sum(cell_len(span) for span, _ in line.spans) <= 20
