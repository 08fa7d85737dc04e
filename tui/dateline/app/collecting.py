"""When garbage is looked for: in the pause after a key, so that no answer waits for it.

Nearly all goes as soon as nobody refers to it. What is left are the circles in which widgets, tasks and screens hold
each other; to find them Python goes through what may be part of one: by default a dozen times for a key through what is
new, and at every tenth key through everything.
"""

from __future__ import annotations

import gc
from asyncio import TimerHandle, get_running_loop
from typing import Final

from dateline.app.heap import give_back

PAUSE: Final = 0.05
"""Seconds after a key in which its answer is made; keys that are held down come sooner. Then what is new is gone
through."""
REST: Final = 1.0
"""Seconds without a key after which all is gone through, which takes as long as a few answers."""
SELDOM: Final = 20
"""Pauses after which that is worth it."""
MOST_NEW: Final = 20_000
"""New objects that are gone through though keys come without a pause: memory stays bounded."""


def begin() -> None:
    """From here on; what is there is there to stay."""
    gc.freeze()
    gc.set_threshold(MOST_NEW)
    gc.enable()


class Pauses:
    """The pauses between the keys."""

    def __init__(self) -> None:
        self._coming: tuple[TimerHandle, ...] = ()

    def pressed(self) -> None:
        """A key was pressed."""
        for each in self._coming:
            each.cancel()
        loop = get_running_loop()
        self._coming = loop.call_later(PAUSE, _collect_new), loop.call_later(REST, _collect_all)


def _collect_new() -> None:
    _, pauses, _ = gc.get_count()
    if pauses < SELDOM:
        gc.collect(0)
    else:
        gc.collect(1)
        give_back()


def _collect_all() -> None:
    *_, older = gc.get_count()
    if older:
        gc.collect()
        give_back()
