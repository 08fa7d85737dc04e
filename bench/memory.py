"""Resident memory after 1,000 and after 20,000 key presses of every sort, beside the smallest Textual app."""

from __future__ import annotations

import os
import random
import select
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from dateline.store.build import build
from keys import ONE_LINE
from paint import Terminal
from scale import made_up

WARM, ALL = 1_000, 20_000
QUIET = 0.004
"""Seconds without output after which the next key is pressed: most keys are painted each for itself."""
CHORDS = (
    # A chord is pressed whole; each leaves the main screen as it was or on another event.
    *((b"j", b"k") * 12), *((b"\x1b[6~", b"\x1b[5~") * 4), b"g", b"G", b"}", b"{", b".",
    *((b"+", b"-") * 4), b"\x1b[1;2C", b"\x1b[1;2D", b"0",
    *((b"2", b"2", b"1", b"1") * 2), b"[", b"]", b"\x7f",
    *((b"/", *(letter.encode() for letter in word), end) for word in ("joint", "actor:actor-3", "air dri", "2021")
      for end in (b"\r", b"\x1b\x1b")),
    (b"a", b" ", b" ", b"\x1b\x1b"), (b"f", b"\x1b[B", b" ", b"\r"), (b"L", b"k", b"j", b"L", b"n"),
)  # fmt: skip


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        one_line, store = Path(folder, "one_line.py"), Path(folder, "made-up.db")
        one_line.write_text(ONE_LINE)
        build(made_up(events), store, "made up")
        dateline = str(Path(sys.executable).with_name("dateline"))
        for name, command, chords in (
            (f"dateline, {events:,} events", [dateline, "--db", str(store)], CHORDS),
            ("an app of one line", [sys.executable, str(one_line)], (b"j",)),
        ):
            warm, end = grown(command, chords)
            print(
                f"{name:<28}{warm / 1e6:8.1f} MB after {WARM:,} keys{end / 1e6:8.1f} MB after {ALL:,}"
                f"{(end - warm) / 1e6:+8.1f} MB = {(end - warm) / (ALL - WARM):+.0f} bytes a key"
            )


def grown(command: list[str], chords: tuple[bytes | tuple[bytes, ...], ...]) -> tuple[int, int]:
    """The resident bytes after WARM keys and after ALL."""
    terminal = Terminal(command, 120, 36)
    terminal.last_byte()
    rng, pressed, warm = random.Random(7), 0, 0
    while pressed < ALL:
        chord = rng.choice(chords)
        for key in (chord,) if isinstance(chord, bytes) else chord:
            os.write(terminal.fd, key)
            drain(terminal.fd)
            pressed += 1
            if pressed == WARM:
                time.sleep(0.3)
                drain(terminal.fd)
                warm = resident(terminal.pid)
    time.sleep(0.3)
    drain(terminal.fd)
    end = resident(terminal.pid)
    terminal.close()
    return warm, end


def drain(fd: int) -> None:
    """Read what is painted for a key."""
    for number in count():
        if not select.select([fd], [], [], 0.03 if not number else QUIET)[0]:
            return
        os.read(fd, 1 << 16)


def resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
