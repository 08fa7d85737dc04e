"""Asking the store without holding up the screen: at once where it answers at once, else when the answer comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Final, TypeVar

from textual import work
from textual.screen import ScreenResultType
from textual.widgets import Input

from dateline.app.repaint import PaintedAtRest

PATIENCE: Final = 0.008
"""Seconds that a key waits for its answer, to be painted with it; a slower one is painted when it is there."""
FIRST: Final = 0.1
"""The same before the app has painted: the first screen stands there, and what was typed on it waits anyway."""
Result = TypeVar("Result")
_THREADS: Final = ThreadPoolExecutor(2, "store")
"""One may still be busy with a question that was dropped; each more keeps memory of its own."""


class Answering(PaintedAtRest[ScreenResultType]):
    """A screen that asks the store, one question at a time: a new one drops the one before."""

    _awaits_answer = False

    @property
    def holds_keys(self) -> bool:
        """Whether the next key waits for an answer. What is typed does not: it drops the question."""
        return self._awaits_answer and not isinstance(self.focused, Input)

    def answer_from_store(self, question: Callable[[], Result], show: Callable[[Result], None]) -> None:
        """Put the question in another thread, and show its answer in this one."""
        self.workers.cancel_group(self, "answer")
        coming = _THREADS.submit(question)
        starting = len(self.app.screen_stack) == 1 and not self.painted
        self._awaits_answer = not wait((coming,), FIRST if starting else PATIENCE).done
        if not self._awaits_answer:
            show(coming.result())
        else:
            self._await(coming, show)

    @work(exclusive=True, group="answer")
    async def _await(self, coming: Future[Result], show: Callable[[Result], None]) -> None:
        answer = await asyncio.wrap_future(coming)
        self._awaits_answer = False
        show(answer)
