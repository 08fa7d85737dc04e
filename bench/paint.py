"""Start to first full screen, and key press to repaint, beside the smallest Textual app in the same pty."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from timing import table

SMALLEST = """
from textual.app import App
from textual.widgets import Static
class Smallest(App):
    ENABLE_COMMAND_PALETTE = False
    def compose(self):
        yield Static("hello")
Smallest().run()
"""
IDLE = 0.25
"""Seconds without output after which a screen counts as painted."""


class Terminal:
    """A program in a pty."""

    def __init__(self, command: list[str], width: int = 120, height: int = 36) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if not self.pid:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
            os.environ["TERM"] = "xterm-256color"
            os.execv(command[0], command)

    def last_byte(self, limit: float = 10.0) -> tuple[float, int]:
        """When the last byte of the coming burst arrived, and how many bytes it had."""
        last, size, patience = time.perf_counter(), 0, limit
        while select.select([self.fd], [], [], patience)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                break
            if not data:
                break
            last, size, patience = time.perf_counter(), size + len(data), IDLE
        return last, size

    def press(self, keys: bytes) -> tuple[float, int]:
        """Seconds from a key press to the last byte of the answer, and its bytes."""
        start = time.perf_counter()
        os.write(self.fd, keys)
        last, size = self.last_byte(1.0)
        return last - start, size

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        smallest = Path(folder, "smallest.py")
        smallest.write_text(SMALLEST)
        commands = {
            "smallest Textual app": [sys.executable, str(smallest)],
            "dateline": [str(Path(sys.executable).with_name("dateline"))],
        }
        first: dict[str, list[float]] = {name: [] for name in commands}
        for round_ in range(9):
            for name, command in commands.items():
                terminal = Terminal(command)
                last, size = terminal.last_byte()
                assert size > 500, f"{name} painted nothing"
                if round_:
                    first[name].append(last - terminal.started)
                terminal.close()
        print("first full screen")
        table({name: statistics.median(values) for name, values in first.items()}, "smallest Textual app")

        print("key press to last byte of the repaint, 120x36")
        terminal = Terminal(commands["dateline"])
        terminal.last_byte()
        terminal.press(b"g")
        for name, keys, undo in (
            ("j, next event", b"j", b""),
            ("PgDn", b"\x1b[6~", b"\x1b[5~"),
            ("2, toggle drills", b"2", b"2"),
            ("Tab, next pane", b"\t", b""),
        ):
            runs = []
            for _ in range(12):
                runs.append(terminal.press(keys))
                if undo:
                    terminal.press(undo)
            milliseconds = statistics.median(seconds for seconds, _ in runs) * 1000
            print(f"{name:<46}{milliseconds:10.2f} ms   {statistics.median(size for _, size in runs):8.0f} bytes")
        terminal.press(b"g")
        terminal.press(b"/")
        typed = [terminal.press(letter.encode()) for letter in "patrol su-30"]
        print(f"{'a letter in the filter line':<46}{statistics.median(s for s, _ in typed) * 1000:10.2f} ms")
        terminal.close()


if __name__ == "__main__":
    main()
