"""The real program in a real terminal, under an emulator."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Sequence

import pexpect
import pyte

DATELINE = [sys.executable, "-m", "dateline"]
# What a terminal must be told before the program ends: (turned on, turned off).
MODES = {
    "alternate screen": ("\x1b[?1049h", "\x1b[?1049l"),
    "hidden cursor": ("\x1b[?25l", "\x1b[?25h"),
    "mouse": ("\x1b[?1000h", "\x1b[?1000l"),
    "mouse, every move": ("\x1b[?1003h", "\x1b[?1003l"),
    "bracketed paste": ("\x1b[?2004h", "\x1b[?2004l"),
}


class Terminal:
    """A terminal of some size with a program in it, our own by default."""

    def __init__(
        self,
        *arguments: str,
        size: tuple[int, int] = (120, 36),
        program: Sequence[str] = DATELINE,
        **environment: str,
    ) -> None:
        columns, rows = size
        self.process = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            dimensions=(rows, columns),
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
            timeout=20,
        )
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.sent = ""
        """All that the program has sent."""

    def read(self, wait: float) -> bool:
        """What has come, or comes in `wait` seconds; False at the end."""
        try:
            piece = self.process.read_nonblocking(65536, timeout=wait)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.sent += piece.decode("utf-8", "replace")
        # Replies to questions about the keyboard and the screen are not for this emulator.
        self.stream.feed(re.sub(rb"\x1b\[[<>=?][\d;]*[cpqu]|\x1b\[\?[\d;]*\$p", b"", piece))
        return True

    def until(self, holds: Callable[[str], bool]) -> str:
        """The screen as text, once it is as wanted."""
        end = time.monotonic() + 20
        while not holds(shown := "\n".join(self.screen.display)):
            alive = self.read(0.05)
            assert alive or holds("\n".join(self.screen.display)), f"it ended with this on the screen:\n{shown}"
            assert time.monotonic() < end, f"not seen in time; the screen is\n{shown}"
        return shown

    def sees(self, text: str) -> str:
        return self.until(lambda shown: text in shown)

    def press(self, keys: str) -> None:
        self.process.send(keys)

    def ended(self) -> int:
        """The exit status, as a shell says it."""
        self.ends()
        self.process.close()
        return self._status()

    def ends(self) -> None:
        """Read all that it still sends."""
        end = time.monotonic() + 20
        while self.read(1):
            assert time.monotonic() < end, f"it does not end; it sent\n{self.sent}"

    def hang_up(self) -> int:
        """Take the terminal away, as a lost connection does; the exit status."""
        self.process.ptyproc.fileobj.close()
        end = time.monotonic() + 20
        while self.process.isalive():
            assert time.monotonic() < end, "it goes on without a terminal"
            time.sleep(0.02)
        return self._status()

    def _status(self) -> int:
        return self.process.exitstatus if self.process.exitstatus is not None else 128 + self.process.signalstatus

    def left_on(self) -> list[str]:
        """What of the terminal was not put back."""
        return [name for name, (on, off) in MODES.items() if self.sent.rfind(on) > self.sent.rfind(off)]
