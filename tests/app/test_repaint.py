"""What a key costs: one paint, with all that it changes, and no layout; several at once are done in order."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual._styles_cache import StylesCache
from textual.keys import _character_to_key, key_to_character

from app.conftest import settle
from dateline.app import answering, repaint
from dateline.app.repaint import PaintedAtRest
from dateline.app.screens import asking
from dateline.app.screens.asking import Asking
from dateline.query.search import search
from dateline.query.syntax import parse

if TYPE_CHECKING:
    from app.conftest import Driven, Explore

Burst = Callable[..., Awaitable[list[str]]]


@pytest.fixture
def burst(monkeypatch: pytest.MonkeyPatch) -> Burst:
    """Keys as fast as a terminal can send them; gives what they brought about: `layout` and `paint`, in order."""
    monkeypatch.setattr(repaint, "LATEST", 60.0)  # on a machine that is busy, too

    async def press(driven: Driven, *keys: str) -> list[str]:
        app, done = driven.app, []
        display, screen = app._display, app.screen
        layout = screen._refresh_layout
        with monkeypatch.context() as patch:
            patch.setattr(app, "_display", lambda to, what: (what and done.append("paint"), display(to, what)))
            patch.setattr(screen, "_refresh_layout", lambda *a, **k: (done.append("layout"), layout(*a, **k)))
            for key in keys:
                name = _character_to_key(key) if len(key) == 1 else key
                app._driver.send_message(events.Key(name, key if len(key) == 1 else key_to_character(key)))
            quiet = 0
            while quiet < 5 or "paint" not in done:
                before = len(done)
                await asyncio.sleep(0.02)
                quiet = quiet + 1 if len(done) == before else 0
        return done

    return press


@pytest.mark.parametrize(
    "keys",
    [("j",), ("pagedown",), ("G",), ("plus",), ("shift+right",), ("right_curly_bracket",), ("2",), ("full_stop",)],
    ids=lambda keys: keys[0],
)
async def test_a_key_is_painted_once_and_lays_out_nothing(
    explore_bundled: Explore, burst: Burst, keys: tuple[str, ...]
) -> None:
    async with explore_bundled((120, 36)) as driven:
        await driven.press("j", "j", "2", "2", "plus", "minus")  # a class that comes with the first of a sort is there
        assert await burst(driven, *keys) == ["paint"]


async def test_a_letter_of_the_filter_is_painted_once_with_its_answer(explore_bundled: Explore, burst: Burst) -> None:
    async with explore_bundled((120, 36)) as driven:
        await driven.press("slash", "j")
        before = driven.count
        assert await burst(driven, "o") == ["paint"]
        assert driven.count < before
        assert f"{driven.count:,} of" in driven.top


async def test_what_all_panes_show_is_changed_in_one_paint(explore_bundled: Explore, burst: Burst) -> None:
    async with explore_bundled((200, 50)) as driven:
        await driven.press("g")
        before = (driven.detail, driven.source, driven.shown(driven.main.overview))
        assert await burst(driven, "G") == ["paint"]
        after = (driven.detail, driven.source, driven.shown(driven.main.overview))
        assert all(one != other for one, other in zip(before, after, strict=True))


async def test_a_key_that_is_held_down_is_painted_where_it_ends(explore_bundled: Explore, burst: Burst) -> None:
    async with explore_bundled((120, 36)) as driven:
        await driven.press("g")
        assert await burst(driven, *"jjjjjjjjkjj") == ["paint"]
        assert driven.main.timeline.position == 9


async def test_a_burst_of_letters_is_answered_in_order(
    explore_bundled: Explore, burst: Burst, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    show = Asking._show_answer
    async with explore_bundled((120, 36)) as driven:
        await driven.press("slash")
        monkeypatch.setattr(
            Asking, "_show_answer", lambda self, found: (shown.append(str(found.answer.query)), show(self, found))
        )
        done = await burst(driven, *"joint patrol")
        assert len(done) < len("joint patrol")
        assert driven.filter_text == "joint patrol"
        assert driven.query == shown[-1] == "joint patrol*"
        lengths = [len(query.rstrip("*")) for query in shown]
        assert lengths == sorted(lengths)


async def test_what_is_laid_out_and_painted_wholly_is_painted_once(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explore((120, 36)) as driven:
        painted: list[bool] = []
        refresh = PaintedAtRest._compositor_refresh
        monkeypatch.setattr(
            PaintedAtRest,
            "_compositor_refresh",
            lambda self: (painted.append(self in self._dirty_widgets), refresh(self)),
        )
        driven.main.refresh()
        driven.main.refresh(layout=True)
        await driven.press()
        assert painted[0]
        assert painted.count(True) == 1


async def test_a_menu_takes_one_choice(explore: Explore, burst: Burst) -> None:
    async with explore((120, 36)) as driven:
        await driven.press("L")
        await burst(driven, "k", "k", "a")
        assert driven.main.view.lanes == "kind"
        assert driven.app.screen_stack[0] is driven.main


async def test_nothing_is_kept_of_what_was_drawn_of_a_dialog_that_is_gone(explore: Explore) -> None:
    async with explore((120, 36)) as driven:
        kept = []
        for _ in range(4):
            await driven.press("a", "space", "escape", "L", "escape")
            gc.collect()
            kept.append(sum(isinstance(each, StylesCache) for each in gc.get_objects()))
        assert kept[-1] <= kept[0]


async def test_a_dialog_that_is_left_twice_takes_nothing_with_it(explore: Explore, burst: Burst) -> None:
    async with explore((120, 36)) as driven:
        for opened in "aL":
            await driven.press(opened)
            await burst(driven, "escape", "escape")
            assert driven.dialog == ""
        await driven.press("a")
        await burst(driven, "enter", "enter", "enter")
        assert driven.dialog == ""


async def test_what_keys_bring_about_is_not_painted_while_others_wait(explore: Explore, burst: Burst) -> None:
    async with explore((120, 36)) as driven:
        done = await burst(driven, "L", "escape", "slash", *"drill", "enter", "g", "j")
        assert done.count("paint") == 1
        assert driven.query == "drill*"
        assert driven.main.timeline.position == 1


async def test_before_anything_is_painted_an_answer_is_waited_for(
    explore_bundled: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "PATIENCE", 0.0)
    monkeypatch.setattr(answering, "FIRST", 60.0)
    monkeypatch.setattr(asking, "search", lambda *a: (time.sleep(0.05), search(*a))[1])  # longer than a key waits
    async with explore_bundled((120, 36)) as driven:
        main = driven.main
        for painted, answered in ((True, False), (False, True)):
            main.painted = painted
            query = parse(f"kind:{'visit' if painted else 'drill'}")
            main.ask_for(query)
            assert (main.answer is not None and main.answer.query == query) is answered
            await settle(driven.pilot)
