"""When a screen is painted: as soon as all that a key started is done, and not before; and what is kept of it.

Textual paints at the ticks of a clock, 60 times a second. What one key changes in several panes is told by messages,
so that it was painted in pieces, the later ones a tick or two behind the first. Read against Textual 8.2.
"""

from __future__ import annotations

from asyncio import Event, sleep
from functools import cached_property, lru_cache, partial
from time import monotonic
from typing import Any, Final, Self

from textual._styles_cache import StylesCache
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.geometry import Region
from textual.message_pump import MessagePump
from textual.screen import Screen, ScreenResultType
from textual.timer import Timer
from textual.widget import Widget

from dateline.app.wire.compositor import FrontCompositor, stock_output

LATEST: Final = 0.05
"""Seconds after which a screen is painted though messages still come: a key that is held down shows where it is."""
_TURNS: Final = 3
"""Turns of the event loop that a key needs from the terminal's thread into the app's queue."""

# Textual keeps these colours by widget, too, and so all that was drawn of the last thousand widgets, gone or not.
_colours = partial(StylesCache.get_inner_outer.__wrapped__, StylesCache)
StylesCache.get_inner_outer = staticmethod(lru_cache(1024)(_colours))  # type: ignore[method-assign, assignment]


class _Rest(Timer):
    """Ticks, when it is resumed, as soon as no message waits in the app or in any widget on the screens."""

    def __init__(self, screen: Screen[ScreenResultType]) -> None:
        super().__init__(screen, 0, callback=screen._on_timer_update, name="screen_update", pause=True)
        self._app = screen.app

    async def _run(self) -> None:
        while True:
            active: Event = self._active  # mypy cannot read its declaration
            await active.wait()
            self.pause()
            latest, quiet = monotonic() + LATEST, 0
            while quiet < _TURNS and monotonic() < latest:
                quiet = 0 if busy(self._app) else quiet + 1
                await sleep(0)
            await self._tick(next_timer=0, count=0)


def busy(app: App[Any]) -> bool:
    """Whether a message waits in the app or in any widget on its screens."""
    return _waits(app) or any(_waits(screen) or any(map(_waits, screen.walk_children())) for screen in app.screen_stack)


def _waits(pump: MessagePump) -> bool:
    return bool(pump.message_queue_size) or pump._pending_message is not None


class SaysAtOnce(Widget):
    """A widget that tells its screen at once that it looks otherwise: Textual takes two messages for it."""

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        if layout or recompose or not (repaint and self._is_mounted and self.is_attached):
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        self._layout_cache.clear()
        self._set_dirty(*regions)
        self._say()
        return self

    def paint_again(self, region: Region) -> None:
        """Paint what was drawn already, in a region of the widget."""
        self._repaint_regions.add(region)
        if self.is_attached:
            self._say()

    def _say(self) -> None:
        if self.display and isinstance(self.screen, PaintedAtRest):
            self.screen.paint(self)


class PaintedAtRest(Screen[ScreenResultType]):
    """A screen that is painted once for a key, or for several that were pressed faster than they are answered."""

    _rested = False
    """Before it is, its widgets do not know their sizes: what is laid out is not painted."""

    painted = False
    """Whether it was ever painted."""
    _put_off = 0.0
    """Since when it is not painted because keys wait, or the terminal is behind; 0 where it is."""

    def __init__(self, **names: str | None) -> None:
        super().__init__(**names)
        if not stock_output():
            self._compositor = FrontCompositor()

    def paint(self, widget: Widget) -> None:
        """A widget has to be painted anew."""
        if self in self._compositor:
            self._dirty_widgets.add(widget)
            self._update_timer.resume()

    def _on_timer_update(self) -> None:
        self._rested = True
        if self._layout_required and self._repaint_required:
            self._dirty_widgets.add(self)  # painted with the layout; Textual would paint all of it once more
            self._repaint_required = False
        super()._on_timer_update()
        if self._put_off:
            self._compositor_refresh()
        if self._put_off and not self._behind:
            self._update_timer.resume()

    def _compositor_refresh(self) -> None:
        """Not while a key waits that was pressed before: what both bring about is painted together.

        Nor while the terminal is behind: it would show what is no longer so.
        """
        if not self._rested:
            return
        if (behind := self._behind) or getattr(self.app, "keys_wait", False):
            self._put_off = self._put_off or monotonic()
            if behind or monotonic() < self._put_off + LATEST:
                return
        self._put_off, self.painted = 0.0, True
        super()._compositor_refresh()

    @property
    def _behind(self) -> bool:
        return getattr(self.app, "behind", False)

    def go_on(self) -> None:
        """Paint what was put off."""
        if self._put_off:
            self._update_timer.resume()

    @cached_property
    def _update_timer(self) -> Timer:
        timer = _Rest(self)
        timer._start()
        self._timers.add(timer)
        return timer

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Once: what is pressed or chosen while it is going must not take away what is below it."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
