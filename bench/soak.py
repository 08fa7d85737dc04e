"""Random keys of every sort, in bursts and one by one, with dialogs and resized windows: the program stays there."""

from __future__ import annotations

import fcntl
import os
import random
import re
import select
import struct
import sys
import tempfile
import termios

from bench.memory import CHORDS, QUIET
from bench.peers import DATELINE
from bench.terminal import Terminal

KEYS = 10_000
LEFT_OUT = "qoeQ:\x10"
"""Keys that end the program or act outside it, and the palette, where any letters may find the command to quit."""
SINGLE = (
    *(bytes((code,)) for code in range(0x20, 0x7F) if chr(code) not in LEFT_OUT),
    *(b"\x1b[" + rest for rest in (b"A", b"B", b"C", b"D", b"H", b"F", b"5~", b"6~", b"Z", b"1;2C", b"1;2D", b"3~")),
    b"\t", b"\r", b"\x7f", b"\x04", b"\x15", b"\x12", b"\x0c", b"\x1b", b"\x1bOP",
    b"\x1b[<0;20;10M\x1b[<0;20;10m", b"\x1b[<0;60;5M\x1b[<0;60;5m", b"\x1b[<64;30;12M", b"\x1b[<65;30;12M",
    b"\x1b[200~joint patrol\x1b[201~",
)  # fmt: skip
WORDS = (
    b"/drill\rk", b"/kind:\x1b", b"a\r", b"Lkj", b"Lsjj", b"Ln", b"ksf", b"2j", b"t2021\r", b"h\x1b[B\r", b"R", b"?",
    b"\x1b:zoom in\r", b"\x1b:lanes", b"yi", b"Cdrill\r", b"C\r", b"'", b" ", b"wa note\r", b";", b"m", b"v",
)  # fmt: skip
SIZES = ((120, 36), (80, 24), (200, 50), (20, 5), (60, 20), (140, 30))


def main() -> None:
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else KEYS
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # whatever is exported or kept
        os.environ |= {"DATELINE_DEBUG": "1", "HOME": folder}
        os.environ |= {f"XDG_{each}_HOME": folder for each in ("DATA", "CONFIG", "CACHE", "STATE")}
        print(f"{keys:,} keys, seed {seed}: ", end="", flush=True)
        print(f"still there after {soaked([str(DATELINE)], keys, seed):,}")


def soaked(command: list[str], keys: int, seed: int) -> int:
    """Press so many keys and give their number. An end of the program, or a key without an answer, is an error."""
    terminal = Terminal(command, *SIZES[0])
    terminal.until("events")
    rng, pressed, latest, shown = random.Random(seed), 0, b"", b""
    while pressed < keys:
        chance = rng.random()
        if chance < 0.01:
            width, height = rng.choice(SIZES)
            fcntl.ioctl(terminal.fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        pieces = chord(rng)
        latest = (latest + b" ".join(pieces) + b" ")[-200:]
        try:
            for piece in pieces:
                os.write(terminal.fd, piece)
                pressed += 1
                shown = (shown + painted(terminal.fd))[-20_000:]
        except OSError:  # Linux: nobody has the other end
            status = os.waitstatus_to_exitcode(os.waitpid(terminal.pid, 0)[1])
            said = re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", shown.decode("utf-8", "replace"))[-3_000:]
            raise SystemExit(
                f"ended with {status} after {pressed:,} keys\n{said}\nThe latest were {latest!r}"
            ) from None
    terminal.__exit__()
    return pressed


def chord(rng: random.Random) -> tuple[bytes, ...]:
    """What is written at once, piece by piece."""
    chance = rng.random()
    if chance < 0.5:
        return (rng.choice(SINGLE),)
    if chance < 0.75:
        return (rng.choice(WORDS),)
    keys = rng.choice(CHORDS)
    keys = (keys,) if isinstance(keys, bytes) else keys
    return keys if rng.random() < 0.5 else (b"".join(keys),)


def painted(fd: int) -> bytes:
    """What is painted for a key."""
    data = b""
    while select.select([fd], [], [], QUIET if data else 0.03)[0]:
        data += os.read(fd, 1 << 16)
    return data


if __name__ == "__main__":
    main()
