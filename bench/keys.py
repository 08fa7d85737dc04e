"""Key press to the last byte of the repaint, and bytes sent: on the bundled chronology and on N made-up events.

The peer is a Textual app that changes one line at a key.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from dateline.store.build import build
from paint import Terminal
from scale import made_up

ONE_LINE = """
from textual.app import App
from textual.widgets import Static
class OneLine(App):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [("j", "change", "change")]
    number = 0
    def compose(self):
        yield Static("0")
    def action_change(self):
        self.number += 1
        self.query_one(Static).update(str(self.number))
OneLine().run()
"""
SIZES = ((80, 24), (200, 50))
ROUNDS = 20
KEYS = (
    # name, keys before, the key measured, keys that undo it
    ("move, j", b"g" + b"j" * 4, b"j", b""),
    ("page, PgDn", b"g", b"\x1b[6~", b"\x1b[5~"),
    ("end, G", b"g", b"G", b"g"),
    ("zoom, +", b"", b"+", b"-"),
    ("pan, Shift+Right", b"", b"\x1b[1;2C", b"\x1b[1;2D"),
    ("next period, }", b"g", b"}", b"{"),
    ("all on the axis, 0", b"", b"0", b"+"),
    ("facet toggled, 2", b"", b"2", b"2"),
    ("facet toggled in the picker, Space", b"a", b" ", b""),
    ("a letter in the filter line, n", b"/joi", b"n", b"\x7f"),
    ("a burst of 12 letters", b"/", b"joint patrol", b"\x15"),
    ("lanes by kind, L k", b"\x1bL", b"Lk", b"Ln"),
    ("lane below, j", b"Lkg", b"j", b"k"),
    ("along the lane, Right", b"g", b"\x1b[C", b""),
    ("zoom in lanes, +", b"", b"+", b"-"),
)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        one_line, store = Path(folder, "one_line.py"), Path(folder, "made-up.db")
        one_line.write_text(ONE_LINE)
        build(made_up(count), store, "made up")
        dateline = str(Path(sys.executable).with_name("dateline"))
        for title, command in (
            ("the bundled chronology", [dateline]),
            (f"{count:,} made-up events", [dateline, "--db", str(store)]),
        ):
            for width, height in SIZES:
                print(f"\n{title}, {width}x{height}")
                measure(command, [sys.executable, str(one_line)], width, height)


def measure(command: list[str], peer: list[str], width: int, height: int) -> None:
    other, terminal = Terminal(peer, width, height), Terminal(command, width, height)
    other.last_byte()
    terminal.last_byte()
    for name, before, key, undo in KEYS:
        for each in (b"\x1b", before):
            if each:
                terminal.press(each)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            theirs.append(other.press(b"j")[0])
            ours.append(terminal.press(key))
            if undo:
                terminal.press(undo)
        seconds = sorted(each for each, _ in ours)
        middle, late = statistics.median(seconds), seconds[round(len(seconds) * 0.95) - 1]
        size = statistics.median(size for _, size in ours)
        ratio = middle / statistics.median(theirs)
        print(f"{name:<36}{middle * 1000:8.1f} ms, 95 % {late * 1000:8.1f} ms{size:8.0f} bytes{ratio:7.2f} × one line")
    terminal.close()
    other.close()


if __name__ == "__main__":
    main()
