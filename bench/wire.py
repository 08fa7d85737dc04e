"""The wire: bytes and segments of an answer, through a real sshd on loopback.

Counted is what TCP carries from sshd to the client, with what SSH adds to each packet, in segments of at most 1448
bytes as on an Ethernet. Dateline runs twice: as it is, and with Textual's own output (`DATELINE_STOCK_OUTPUT=1`).
lnav reads the same rows as a log. Segments stand in the notes. Needs openssh-server and openssh-client.
"""

from __future__ import annotations

import getpass
import os
import select
import shutil
import socket
import statistics
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import programs
from bench.data import Data
from bench.rows import Row, compared
from bench.terminal import Terminal

SIZES = ((80, 24), (200, 50))
ROUNDS = 15
IDLE = 10.0
"""Seconds."""
SEGMENT = 1448
PRIVILEGE_SEPARATION = Path("/run/sshd")
"""Where sshd insists on a folder when root runs it."""
TCP_BYTES_IN, TCP_SEGMENTS_IN = 128, 152
"""Offsets in Linux's struct tcp_info: bytes received (64 bits), segments with data received (32 bits)."""
UP, PAGE, END = b"k", b"\x1b[5~", b"G"  # from the end on, where events are dense
HOME = b"g"
ALONE = b"m"
"""Dateline's key that shows the timeline alone, so that nothing but the cursor moves."""


class Line:
    """A line to a port of this machine on which what comes back is counted."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._far: socket.socket | None = None
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        near, _ = self._door.accept()
        far = self._far = socket.socket()
        far.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT)
        far.connect(("127.0.0.1", self._port))
        other = {near: far, far: near}
        for each in other:
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while True:
            for each in select.select(list(other), [], [])[0]:
                try:
                    data = each.recv(1 << 20)
                    other[each].sendall(data)
                except OSError:
                    return
                if not data:
                    return

    def counted(self) -> tuple[int, int]:
        """Bytes and segments that have come so far."""
        if self._far is None:
            return 0, 0
        told = self._far.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 256)
        return struct.unpack_from("Q", told, TCP_BYTES_IN)[0], struct.unpack_from("I", told, TCP_SEGMENTS_IN)[0]


@contextmanager
def sshd(folder: Path) -> Iterator[int]:
    """An sshd of our own, with keys made for it: its port on 127.0.0.1. Everything is gone afterwards."""
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "user.pub",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PasswordAuthentication": "no",
        "PermitRootLogin": "prohibit-password",
        "PrintMotd": "no",
        "PrintLastLog": "no",
        "AcceptEnv": "*",
    }
    config = folder / "sshd_config"
    config.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    made = os.geteuid() == 0 and not PRIVILEGE_SEPARATION.exists()
    if made:
        PRIVILEGE_SEPARATION.mkdir()
    process = subprocess.Popen([_sshd(), "-D", "-f", str(config), "-E", str(folder / "sshd.log")])
    try:
        while process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        else:
            raise RuntimeError(f"sshd would not start: {(folder / 'sshd.log').read_text()}")
        yield port
    finally:
        process.terminate()
        process.wait()
        if made:
            PRIVILEGE_SEPARATION.rmdir()


def _sshd() -> str:
    return shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin") or ""


class Remote(Terminal):
    """A program behind ssh, in a terminal of some size."""

    def __init__(self, folder: Path, port: int, command: list[str], width: int, height: int) -> None:
        self._line = Line(port)
        options = {
            "IdentityFile": folder / "user",
            "IdentitiesOnly": "yes",
            "UserKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "no",
            "LogLevel": "ERROR",
            "ObscureKeystrokeTiming": "no",  # it fills the line with packets that say nothing
            "IgnoreUnknown": "ObscureKeystrokeTiming",
        }
        # What is unknown may be ignored only once that was said.
        given = [f"-o{name}={options[name]}" for name in reversed(options)]
        ssh = [shutil.which("ssh") or "", "-F", "none", "-tt", *given, "-p", str(self._line.port)]
        super().__init__([*ssh, f"{getpass.getuser()}@127.0.0.1", "env", *command], width, height)

    def press_counted(self, keys: bytes) -> tuple[int, int]:
        """Bytes and segments of the answer to keys."""
        before = self._line.counted()
        self.press(keys)
        return self._since(before)

    def idle(self, seconds: float) -> tuple[int, int]:
        before = self._line.counted()
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.fd], [], [], left)[0]:
                os.read(self.fd, 65536)
        return self._since(before)

    def started_counted(self) -> tuple[int, int]:
        """Bytes and segments from the first one on: SSH's handshake, and the first screen."""
        self.last_byte(15.0)
        self.idle(2.0)
        return self._line.counted()

    def _since(self, before: tuple[int, int]) -> tuple[int, int]:
        (bytes_, segments), after = before, self._line.counted()
        return after[0] - bytes_, after[1] - segments


def measured(terminal: Remote, alone: bytes) -> dict[str, tuple[float, float]]:
    """Median bytes and segments by what is done."""
    found: dict[str, tuple[float, float]] = {"start": terminal.started_counted()}

    def median(name: str, key: bytes, before: bytes, rounds: int, undo: bytes = b"") -> None:
        if before:
            terminal.press(before)
        counted = []
        for _ in range(rounds):
            counted.append(terminal.press_counted(key))
            if undo:
                terminal.press(undo)
        found[name] = tuple(statistics.median(each) for each in zip(*counted, strict=True))

    median("move", UP, END, ROUNDS)
    median("page", PAGE, END, ROUNDS)
    median("end", END, HOME, 5, HOME)
    if alone:
        terminal.press(alone)
        median("move, this pane alone", UP, END, ROUNDS)
        median("page, this pane alone", PAGE, END, ROUNDS)
    found[f"idle for {IDLE:.0f} s"] = terminal.idle(IDLE)
    return found


def measure(data: Data) -> Iterator[Row]:
    if not _sshd() or not shutil.which("ssh"):
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        home = [f"HOME={folder}", "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "DATELINE_NO_TOUR=1"]
        ours = [str(part) for part in programs.dateline(data).command]
        commands = {
            "dateline": ([*home, *ours], ALONE),
            "Textual's own output": ([*home, "DATELINE_STOCK_OUTPUT=1", *ours], ALONE),
        }
        for name, program in programs.others(data, "lnav").items():
            commands[name] = ([*home, *map(str, program.command)], b"")
        with sshd(folder) as port:
            for width, height in SIZES:
                found: dict[str, dict[str, tuple[float, float]]] = {}
                for name, (command, alone) in commands.items():
                    with Remote(folder, port, command, width, height) as remote:
                        found[name] = measured(remote, alone)
                yield from report(found, f"{width}x{height}")


def report(found: dict[str, dict[str, tuple[float, float]]], size: str) -> Iterator[Row]:
    """A row for each thing that is done and each of the others; none where the other sends nothing."""
    ours, *others = found
    for name, (sent, segments) in found[ours].items():
        for other in others:
            theirs, their_segments = found[other].get(name) or found[other][name.split(",")[0]]
            if theirs:
                note = f"{segments:.0f} segments against {their_segments:.0f}"
                yield from compared(f"{name}, {size}", {ours: [sent], other: [theirs]}, "B", note=note)
