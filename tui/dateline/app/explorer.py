"""The app: it puts the theme, the main screen and the store together."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable

from rich.color import ColorSystem
from rich.console import RenderableType
from textual import events, on
from textual.driver import Driver
from textual.messages import TerminalSupportsSynchronizedOutput
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widgets import Input

from dateline.app import theme
from dateline.app.collecting import Pauses
from dateline.app.driver import Patient, following
from dateline.app.first.taken import Taken
from dateline.app.following import FollowedFiles, Stamp
from dateline.app.in_order import InOrder
from dateline.app.messages import Spoilt
from dateline.app.repaint import PaintedAtRest
from dateline.app.screens.main import MainScreen
from dateline.app.widgets.glyphs import Glyphs, choose
from dateline.app.wire.compositor import Update, stock_output
from dateline.app.wire.differ import Differ
from dateline.app.wire.flow import Flow
from dateline.app.wire.terminal import telling
from dateline.errors import DatelineError
from dateline.query.view import View
from dateline.store.reader import Reader


class WholeCells(ScrollBarRender):
    """A scrollbar for terminals that have no eighths of a block."""

    VERTICAL_BARS = [" "]
    HORIZONTAL_BARS = [" "]


class Explorer(InOrder[None]):
    """Browse, filter and take away a chronology."""

    CSS_PATH = "explorer.tcss"
    TITLE = "dateline"
    ENABLE_COMMAND_PALETTE = False  # our own stands in the main screen, with our commands alone

    def __init__(
        self,
        reader: Reader,
        view: View | None = None,
        *,
        command: tuple[str, ...] = ("dateline",),
        chronology: str = "dateline",
        reopen: Callable[[], Reader] | None = None,
        stamp: Stamp | None = None,
        glyphs: Glyphs | None = None,
        tour: bool = False,
        taken: Taken | None = None,
    ) -> None:
        """`command` is how Dateline was called; `reopen` reads the curated files again and opens what they give.

        `stamp` gives what is another value once these files have changed: without it they are not followed.
        `chronology` is what it is called in the person's file of marks and notes. With `tour` the first screen says
        how to begin. `taken` is the terminal with a first screen, to go on with.
        """
        self._taken = taken
        self._differ = None if stock_output() else Differ(os.environ.get("TERM", ""))
        self._flow = Flow()
        # With NO_COLOR Textual would draw in greys; so it sends no colour at all.
        super().__init__(ansi_color="NO_COLOR" in os.environ)
        self.animation_level = "none"
        # Before the first style is computed: a theme that comes later is a second pass over everything.
        for each in theme.THEMES.values():
            self.register_theme(each)
        few = self.no_color or self.console.color_system in (None, "standard")
        self.set_class(few, "-few-colours")
        self.theme = theme.THEMES[os.environ.get("DATELINE_THEME", "dark") != "light", few].name
        glyphs = (glyphs or choose())._replace(colours=not few)
        ScrollBar.renderer = WholeCells if glyphs.ascii_only else ScrollBarRender
        self._pauses = Pauses()
        files = FollowedFiles(reopen or (lambda: Reader(reader.path)), stamp)
        self._main = MainScreen(reader, view or View(), files, glyphs, command, chronology)
        self._main.set_reactive(MainScreen.touring, tour)

    def refresh_css(self, animate: bool = True) -> None:
        """Before there is a screen nothing is parsed that would have to be parsed again."""
        if self._screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> MainScreen:
        return self._main

    def run_until_told(self) -> int:
        """Run, and return the exit status. A signal ends it in good order, however early it comes.

        The loop hears signals before there is anything to put back: a handler that raised could do so anywhere in it.
        """
        with asyncio.Runner() as runner:
            loop = runner.get_loop()
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.exit, None, 128 + number)
            self.run(loop=loop)
        return self.return_code or 0

    def on_ready(self) -> None:
        """The first picture is there, and what keys act upon."""
        if isinstance(self._driver, Patient):
            self._driver.read_keys()

    async def on_event(self, event: events.Event) -> None:
        """Whatever is pressed ends the tour, and does what it does."""
        if isinstance(event, (events.Key, events.MouseDown)):
            self._main.touring = False
            self._pauses.pressed()
        elif isinstance(event, events.Resize):
            self.draw_anew()
        await super().on_event(event)

    @on(Spoilt)
    @on(Driver.SignalResume)
    def draw_anew(self) -> None:
        """Send the whole screen next time, for others may have written on the terminal."""
        if self._differ is not None:
            self._differ.forget()
        if self._screen_stack:
            self.screen.refresh()

    @property
    def behind(self) -> bool:
        """Whether the terminal is not to be sent more for now."""
        return self._flow.full()

    @on(TerminalSupportsSynchronizedOutput)
    def go_on(self) -> None:
        """Paint what was put off: something has arrived."""
        if isinstance(self.screen, PaintedAtRest):
            self.screen.go_on()

    def get_driver_class(self) -> type[Driver]:
        kind = following(super().get_driver_class(), self._taken, self._flow)
        return kind if self._differ is None else telling(kind, self._differ.forget)

    def _display(self, screen: Screen[object], renderable: RenderableType | Update | None) -> None:
        """Send what has changed on the screen, and nothing where nothing has."""
        driver, differ = self._driver, self._differ
        silent = not self._running or self._closed or self.is_headless or self._batch_count
        if driver is None or differ is None or silent or not isinstance(renderable, Update):
            super()._display(screen, renderable)  # type: ignore[arg-type]
            return
        colours = self.console._color_system or ColorSystem.TRUECOLOR
        # It is hidden, and only where something is typed it matters: input methods open there.
        typing = isinstance(screen.focused, Input)
        cursor = screen.outer_size.clamp_offset(self.cursor_position) if typing else None
        if sent := differ.sent(renderable, colours, cursor, marked=self._sync_available):
            driver.write(sent + self._flow.sent(len(sent.encode())))
            driver.flush()
            if self._flow.full():  # and should no answer come, later
                self.set_timer(self._flow.patience, self.go_on)
        self.post_display_hook()

    async def _replace_screen(self, screen: Screen[object]) -> Screen[object]:
        """While a dialog is taken apart nothing is painted: then what is below it, once. Read against Textual 8.2."""
        with self.batch_update():
            gone = await super()._replace_screen(screen)
        self.screen.check_idle()
        return gone

    def _handle_exception(self, error: Exception) -> None:
        """The person reads a sentence; the traceback is for DATELINE_DEBUG and for tests."""
        if self.is_headless or os.environ.get("DATELINE_DEBUG"):
            super()._handle_exception(error)
        elif self._exit and (self.return_code or 0) > 128:
            return  # it was told to end before it was all there
        elif isinstance(error, DatelineError):
            self.exit(return_code=1, message=f"dateline: {error}")
        else:
            reason = f"{type(error).__name__}: {error}"
            self.exit(
                return_code=1, message=f"dateline: stopped by a fault of its own ({reason}); DATELINE_DEBUG=1 shows it"
            )
