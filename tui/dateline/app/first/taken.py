"""The terminal, taken before the app is there: a first screen on it, and the keys kept for the app."""

from __future__ import annotations

import os
import signal
import termios

TYPE_CHECKING = False  # as in typing, for which the first screen does not wait
if TYPE_CHECKING:
    from types import FrameType
    from typing import Final, NoReturn

_IN, _OUT = 0, 2
"""Textual reads from stdin and draws on stderr."""
_ENTER: Final = "\x1b[?1049h\x1b[?25l\x1b[?7l"
"""The alternate screen, without a cursor and without wrapping, as Textual asks for them."""
_LEAVE: Final = "\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"


class Taken:
    """What has to be put back, whatever happens. Use as a context manager."""

    def __init__(self) -> None:
        self.painted = False
        """Whether the first screen is there and still ours."""
        self.before = termios.tcgetattr(_IN)
        """The modes of the terminal as they were."""

    def paint(self, screen: str) -> None:
        """Show the first screen; from now on keys wait, unseen, until the app reads them."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # until the app hears them itself
            signal.signal(number, self._told)
        modes = termios.tcgetattr(_IN)
        modes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        modes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)  # Ctrl+C still ends it: nobody reads keys yet
        modes[6] = [*modes[6]]
        modes[6][termios.VMIN] = 1
        for key in (termios.VSUSP, termios.VQUIT):  # nobody would put the terminal back
            modes[6][key] = b"\0"
        termios.tcsetattr(_IN, termios.TCSANOW, modes)
        self.painted = True
        _write(_ENTER + screen)

    def handed_over(self) -> None:
        """The app has the screen now, and leaves it."""
        self.painted = False

    def leave(self) -> None:
        """Give the screen back as it was; the app will take it for itself."""
        try:
            if self.painted:
                _write(_LEAVE)
                self.painted = False
            termios.tcsetattr(_IN, termios.TCSANOW, self.before)
        except (OSError, termios.error):  # the terminal is gone
            self.painted = False

    def _told(self, number: int, _frame: FrameType | None) -> NoReturn:
        """End at once: while modules are imported, what is raised here may be lost or come out as something else."""
        if self.painted:
            self.leave()
            os._exit(128 + number)
        raise SystemExit(128 + number)  # a store may be half built, or the app there

    def __enter__(self) -> Taken:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()


def _write(text: str) -> None:
    data = text.encode("utf-8", "replace")
    while data:
        data = data[os.write(_OUT, data) :]
