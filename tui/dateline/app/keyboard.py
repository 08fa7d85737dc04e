"""Keys as they were pressed: Esc and the key after it are two, however soon they come one after the other.

Textual takes them for one that was pressed with Alt, or for the beginning of a sequence, and no command has such a
key. Esc [ and Esc O stay what keys send, and Esc Backspace is Alt+Backspace. Read against Textual 8.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from textual._xterm_parser import XTermParser
from textual.message import Message

_ESC: Final = "\x1b"
_GOES_ON: Final = ("[", "O", _ESC, "\x7f", "\b")
"""What may follow Esc in a sequence that a terminal sends for a key."""
_AFTER_ESC: Final = re.compile("(?<=\x1b)(?=.)", re.DOTALL)


class EscAlone(XTermParser):
    """Textual's parser, told at once that Esc was the whole of it."""

    _ended = ""
    """The last character."""

    @property
    def is_pending(self) -> bool:
        """Whether what was read may be half a key."""
        return self._timeout_time is not None

    def feed(self, data: str) -> Iterable[Message]:
        for piece in _AFTER_ESC.split(data):
            if self._ended == _ESC and self.is_pending and not piece.startswith(_GOES_ON):
                self._timeout_time = 0.0
                yield from self.tick()
            yield from super().feed(piece)
            self._ended = piece[-1:]
