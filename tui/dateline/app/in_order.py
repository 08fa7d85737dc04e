"""Keys in their order: each is looked at when all that the one before has brought about is there.

Textual gives a key to what has the focus when it arrives, while Enter may still be on its way to close that. On a slow
line, or before the first screen, keys arrive in batches. Read against Textual 8.2.
"""

from __future__ import annotations

from asyncio import Task, create_task, sleep
from collections import deque
from time import monotonic
from typing import Final

from textual import events
from textual.app import App, ReturnType
from textual.widgets import Input

from dateline.app.answering import Answering
from dateline.app.repaint import busy

LATEST: Final = 1.0
"""Seconds after which a key is looked at though the one before is not done, or its answer is not there."""


class InOrder(App[ReturnType]):
    """An app that looks at one key after the other."""

    def __init__(self, *, ansi_color: bool) -> None:
        super().__init__(ansi_color=ansi_color)
        self._waiting: deque[events.Event] = deque()
        self._turn: deque[events.Event] = deque()
        """The keys that have waited and are next."""
        self._turns: Task[None] | None = None

    @property
    def keys_wait(self) -> bool:
        """Whether a key was pressed that nobody has looked at yet."""
        return bool(self._waiting or self._turn)

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, (events.Key, events.Paste, events.MouseEvent)) or event.is_forwarded:
            await super().on_event(event)
        elif self._turn and event is self._turn[0]:
            self._turn.popleft()
            await super().on_event(event)
        elif not self.keys_wait and self._done():
            await super().on_event(event)
        else:
            self._waiting.append(event)
            if self._turns is None or self._turns.done():
                self._turns = create_task(self._take_turns())

    async def _take_turns(self) -> None:
        while self._waiting:
            latest = monotonic() + LATEST
            while self._turn or (monotonic() < latest and not self._done()):
                await sleep(0.001 if self._held() else 0)
                if self._exit or self._closing:
                    return
            self._turn.append(self._waiting.popleft())
            while self._waiting and self._one_text(self._turn[-1], self._waiting[0]):
                self._turn.append(self._waiting.popleft())
            for event in self._turn:
                self.post_message(event)

    def _one_text(self, *keys: events.Event) -> bool:
        """Whether they only make the text longer that is being typed: what each brings about nobody has to see."""
        typed = (isinstance(key, events.Key) and (key.character or "").isalnum() for key in keys)
        return isinstance(self.focused, Input) and all(typed)

    def _done(self) -> bool:
        """Whether what was pressed before is done, laid out and answered."""
        screen = self.screen
        return screen.is_mounted and not (busy(self) or screen._layout_required or self._held())

    def _held(self) -> bool:
        return isinstance(self.screen, Answering) and self.screen.holds_keys
