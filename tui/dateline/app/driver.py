"""How the app takes the terminal over from its first screen, and reads what is typed. Read against Textual 8.2."""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder
from signal import SIGHUP
from threading import Event
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.driver import Driver
from textual.drivers import linux_driver
from textual.message import Message

from dateline.app.keyboard import EscAlone

if TYPE_CHECKING:
    from dateline.app.first.taken import Taken

PENDING: Final = 0.1
"""Seconds between two looks while the terminal may have sent half a key."""


class Ending(Event):
    """An event for which `select` waits, too."""

    def __init__(self) -> None:
        super().__init__()
        self._ends = os.pipe()

    def fileno(self) -> int:
        """A file that can be read while it is set."""
        return self._ends[0]

    def set(self) -> None:
        if not self.is_set():
            super().set()
            os.write(self._ends[1], b"!")

    def clear(self) -> None:
        if self.is_set():
            super().clear()
            os.read(self._ends[0], 1)


def following(kind: type[Driver], taken: Taken | None, ready: Event) -> type[Driver]:
    """A driver that goes on where the first screen is, if there is one: entering once more would clear it.

    Keys are read from when the app is `ready`: until then the terminal keeps them.
    """
    if not issubclass(kind, linux_driver.LinuxDriver):
        return kind

    class Following(kind):  # type: ignore[valid-type, misc]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.exit_event = Ending()

        def start_application_mode(self) -> None:
            super().start_application_mode()
            if taken is not None and taken.painted:
                self.attrs_before = taken.before
                taken.handed_over()

        def write(self, data: str) -> None:
            super().write(data.replace("\x1b[?1049h", "") if taken is not None and taken.painted else data)

        def run_input_thread(self) -> None:
            while not (ready.wait(0.1) or self.exit_event.is_set()):
                pass
            parser, decode = EscAlone(self._debug), getincrementaldecoder("utf-8")("replace").decode
            # Textual looks ten times a second, and takes a byte that is no text for a fault.
            while not self.exit_event.is_set():
                wait = PENDING if parser.is_pending else None
                if self.fileno in select.select((self.fileno, self.exit_event), (), (), wait)[0]:
                    if not (data := _typed(self.fileno)):
                        self._loop.call_soon_threadsafe(self._app.exit, None, 128 + SIGHUP)
                        return
                    for message in parser.feed(decode(data)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

        def process_message(self, message: Message) -> None:
            """Enter that was pressed before anybody had asked for keys as they are is a line feed."""
            early = isinstance(message, events.Key) and message.key == "ctrl+j"
            super().process_message(events.Key("enter", "\r") if early else message)

    return Following


def _typed(terminal: int) -> bytes:
    """What was typed; nothing where the terminal is gone."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
