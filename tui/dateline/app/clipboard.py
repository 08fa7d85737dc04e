"""Copying over any distance: OSC 52 to the terminal that the person sits at, through tmux too."""

from __future__ import annotations

import base64
import os
import sys
from typing import Final

from textual.app import App

LIMIT: Final = 74_994
"""Bytes of text: with base64 and the frame this is the 100,000 that xterm and tmux let through."""


def sequence(text: str) -> str | None:
    """What to write to the terminal to put `text` on its clipboard; None if it is too much for one."""
    data = text.encode("utf-8", "replace")
    if len(data) > LIMIT:
        return None
    osc = f"\x1b]52;c;{base64.b64encode(data).decode()}\a"
    if "TMUX" not in os.environ:
        return osc
    # tmux takes the first where set-clipboard is on, and passes the second on where allow-passthrough is.
    escaped = osc.replace("\x1b", "\x1b\x1b")
    return f"{osc}\x1bPtmux;{escaped}\x1b\\"


def send(app: App[None], text: str) -> None:
    """Write control sequences straight to the terminal; Textual's own copying knows no tmux."""
    if app._driver is not None:
        app._driver.write(text)
        app._driver.flush()


def has_screen() -> bool:
    """Whether this machine has a screen to open a browser on; over SSH it has none."""
    if "SSH_CONNECTION" in os.environ:
        return False
    return sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
