"""How far behind a terminal is with what was sent to it: over a slow line pictures that nobody will see are not sent.

What a program writes goes into buffers on the way, and a key that is held down would fill them for many seconds. So
the terminal is asked now and then, after a picture, for something that it has answered before; the answer comes when
all before it has arrived. As long as answers come as soon as ever, more may be on the way, and after late ones less, as
TCP Vegas does it (Brakmo & Peterson 1995).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Final, NamedTuple

QUESTION: Final = "\x1b[?2026$p"
"""Whether it marks updates (DECRQM of mode 2026), which Textual asks once; of those that know the mode all answer."""
EVERY: Final = 1_000
"""Bytes after which it is asked again."""
LEAST, MOST = 2_000, 64_000
"""Bounds of the bytes that may be on the way."""
LATE: Final = 0.2
"""Seconds that an answer takes longer than the soonest where something waits in a buffer."""
LONGEST: Final = 0.6
"""Seconds that the longest way takes, to a satellite and back: a longer one has something in its buffers."""
PATIENCE: Final = 5.0
"""Seconds after which no answer is waited for any longer: others may have taken it."""


class _Asked(NamedTuple):
    sent: int
    """All bytes until then."""
    at: float


class Flow:
    """Counts what was sent and what has arrived, both in bytes."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._answers = False
        """Whether the terminal is one that answers."""
        self._sent = self._arrived = 0
        self._asked: deque[_Asked] = deque()
        """What was not answered yet."""
        self._window = LEAST
        self._soonest = LONGEST

    def sent(self, count: int) -> str:
        """So many bytes are sent; gives what is to be sent after them, if anything."""
        self._sent += count
        last = self._asked[-1].sent if self._asked else self._arrived
        if not self._answers or self._sent - last < EVERY:
            return ""
        self._asked.append(_Asked(self._sent, self._clock()))
        return QUESTION

    def answered(self) -> None:
        """The terminal has answered the oldest question, or one that others asked."""
        self._answers = True
        if not self._asked:
            return
        sent, at = self._asked.popleft()
        took, more = self._clock() - at, sent - self._arrived
        self._arrived = sent
        self._soonest = min(self._soonest, took)
        late = took > self._soonest + LATE
        self._window = max(self._window // 2, LEAST) if late else min(self._window + more, MOST)

    @property
    def patience(self) -> float:
        """Seconds that it still pays to wait for an answer; 0 if none is waited for."""
        return max(self._asked[0].at + PATIENCE - self._clock(), 0.0) if self._asked else 0.0

    def full(self) -> bool:
        """Whether as much is on the way as may be. What is not answered in time is waited for no longer."""
        if self._asked and not self.patience:
            self._answers = False  # until it answers again
            self._asked.clear()
            self._arrived = self._sent
        return bool(self._asked) and self._sent - self._arrived > self._window
