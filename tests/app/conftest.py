"""The real app, headless: driven by keys, read from what the screen would show, and compared with pictures."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import WorkerCancelled

from dateline.app.explorer import Explorer
from dateline.app.panes.event import EventPane
from dateline.app.repaint import busy
from dateline.app.screens.main import MainScreen
from dateline.app.widgets.choices import Choices
from dateline.app.widgets.chrome import HintLine, TitleLine
from dateline.curated.files import CuratedFiles
from dateline.curated.load import load
from dateline.query.syntax import parse
from dateline.query.view import View
from dateline.store.build import build
from dateline.store.reader import Reader

MEDIUM = (80, 24)
WIDE = (120, 36)
SCREENS = Path(__file__).parents[2] / ".screens"
Found = TypeVar("Found", bound=Widget)


async def settle(pilot: Pilot[None]) -> None:
    """Until no worker runs and no message waits (Textual's own pause watches the processor's load instead)."""
    quiet = 0
    while quiet < 3:  # what one handler starts may be heard by another, and drawn after that
        if pilot.app._exception is not None:  # nothing is heard any more
            raise pilot.app._exception
        for worker in (running := [worker for worker in pilot.app.workers if not worker.is_finished]):
            with suppress(WorkerCancelled):
                await worker.wait()
        await pilot._wait_for_screen()
        pilot.app.screen._on_timer_update()  # the layout that it does is news for widgets, which draw once more
        quiet = 0 if running or pilot.app.keys_wait or busy(pilot.app) else quiet + 1


async def send_keys(pilot: Pilot[None], *keys: str) -> None:
    """As the terminal does: each key when the one before has been taken in, not when all that it started is done."""
    for name in keys:
        key = _character_to_key(name) if len(name) == 1 else name
        character = name if len(name) == 1 else key_to_character(name)
        pilot.app._driver.send_message(events.Key(key, character))
        await pilot._wait_for_screen()
        await pilot._wait_for_screen()


class Driven:
    """The app under test: what a person does with it and sees of it."""

    def __init__(self, app: Explorer, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def send(self, *keys: str) -> None:
        """Press keys, and do not wait for what they start."""
        await send_keys(self.pilot, *keys)

    async def click(self, selector: str, offset: tuple[int, int]) -> None:
        await self.pilot.click(selector, offset=offset)
        await settle(self.pilot)

    async def press(self, *keys: str) -> None:
        await send_keys(self.pilot, *keys)
        await settle(self.pilot)

    async def type(self, text: str) -> None:
        """Each character by its own key, as a keyboard sends them."""
        for character in text:
            await self.press(character)

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await settle(self.pilot)

    @property
    def main(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def query(self) -> str:
        """The query whose answer is shown."""
        assert self.main.answer is not None
        return str(self.main.answer.query)

    @property
    def count(self) -> int:
        """How many events are shown."""
        assert self.main.answer is not None
        return self.main.answer.selection.count

    @property
    def event(self) -> str | None:
        """The id of the event under the cursor."""
        event = self.main.timeline.event
        return event.id if event else None

    @property
    def dialog(self) -> str:
        """The name of the screen that lies over the main one; empty for none."""
        return "" if self.app.screen is self.main else type(self.app.screen).__name__

    @property
    def focused(self) -> str | None:
        """The id of the widget to which keys go; None also where it has no id."""
        return self.app.focused.id if self.app.focused else None

    @property
    def filter_text(self) -> str:
        return self.main.filter_line.query_one(Input).value

    @property
    def toasts(self) -> list[str]:
        """What has been said in passing."""
        return [notification.message for notification in self.app._notifications]

    def picture(self) -> list[str]:
        """The whole screen as lines of text."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    def shown(self, widget: Widget) -> list[str]:
        """What the screen shows where the widget's content stands, without the spaces at the ends."""
        area = widget.content_region
        strips = self.app.screen._compositor.render_strips()[area.y : area.bottom]
        return [strip.crop(area.x, area.right).text.rstrip() for strip in strips]

    @property
    def timeline(self) -> list[str]:
        return self.shown(self.main.timeline)

    @property
    def detail(self) -> str:
        """Without the first cells, where the cursor stands."""
        return "\n".join(line[1:] for line in self.shown(self.main.query_one(EventPane)))

    @property
    def source(self) -> str:
        return "\n".join(line[1:] for line in self.shown(self.main.source_pane))

    @property
    def top(self) -> str:
        """The title line."""
        return "".join(self.shown(self.main.query_one(TitleLine)))

    @property
    def hints(self) -> str:
        return "".join(self.shown(self.main.query_one(HintLine)))

    def row_of(self, title: str) -> str:
        """The one line of the timeline that holds `title`."""
        (row,) = [line for line in self.timeline if title in line]
        return row

    def in_dialog(self, kind: type[Found], selector: str | None = None) -> Found:
        return self.app.screen.query_one(selector or kind.__name__, kind)

    def said(self, selector: str) -> str:
        """The text of a label in the dialog."""
        return "\n".join(self.shown(self.in_dialog(Static, selector)))

    @property
    def values(self) -> list[str]:
        """The lines of a picker, below that with the headings."""
        return [line for line in self.shown(self.in_dialog(Choices))[1:] if line]

    @property
    def headings(self) -> list[str]:
        """What stands over the columns of a picker."""
        return [word for word in re.split(r" {2,}", self.shown(self.in_dialog(Choices))[0]) if word]


Explore = Callable[..., AbstractAsyncContextManager[Driven]]


@asynccontextmanager
async def _explore(
    reader: Reader,
    size: tuple[int, int] = WIDE,
    query: str = "",
    event: str | None = None,
    view: View | None = None,
    **options: object,
) -> AsyncIterator[Driven]:
    app = Explorer(reader, view or View(parse(query), event), **options)  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await pilot.pause()  # the first layout is done in steps, between which nothing waits
        await settle(pilot)
        driven = Driven(app, pilot)
        if event is None and view is None:
            await driven.press("g")  # from the first event on; of itself the app starts at the last
        yield driven


@pytest.fixture
def explore(reader: Reader) -> Explore:
    """Opens the app on the sample chronology: `async with explore(size, query, event) as driven`."""
    return partial(_explore, reader)


@pytest.fixture
def explore_reader() -> Explore:
    """Opens the app on a reader of the test's own: `async with explore_reader(reader) as driven`."""
    return _explore


@pytest.fixture
def explore_bundled(bundled: Reader) -> Explore:
    """Opens the app on the chronology that comes with Dateline."""
    return partial(_explore, bundled)


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Callable[[CuratedFiles], Reader]]:
    """Builds a store of curated files and opens it; all are closed in the end."""
    opened: list[Reader] = []

    def build_and_open(files: CuratedFiles) -> Reader:
        target = tmp_path / f"built-{len(opened)}.db"
        build(load(files), target, files.fingerprint())
        opened.append(Reader(target))
        return opened[-1]

    yield build_and_open
    for each in opened:
        with closing(each):
            pass


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What goes to the terminal past the screen; the headless driver has no terminal to send it to."""
    sent: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "write", lambda self, data: sent.append(data))
    return sent


class _Picture(SVGImageSnapshotExtension):
    """An SVG without the number that Textual draws anew for each."""

    def serialize(self, data: object, **kwargs: object) -> bytes:
        return super().serialize(re.sub(r"terminal-\d+-", "terminal-", str(data)))


@pytest.fixture
def screen_matches(snapshot: SnapshotAssertion, request: pytest.FixtureRequest) -> Callable[[Driven], Awaitable[None]]:
    """Compares the screen with the picture kept of it; may be used several times in a test."""
    pictures = snapshot.use_extension(_Picture)
    taken = 0

    async def matches(driven: Driven) -> None:
        nonlocal taken
        await driven.pilot.pause()
        await settle(driven.pilot)
        taken += 1
        actual = driven.app.export_screenshot(title="dateline")
        if pictures != actual:
            SCREENS.mkdir(exist_ok=True)
            path = SCREENS / f"{request.node.name}-{taken}.svg"
            path.write_text(actual, encoding="utf-8")
            pytest.fail(f"picture {taken} of {request.node.name} differs; the screen is in {path}", pytrace=False)

    return matches
