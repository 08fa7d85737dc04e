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
from textual.drivers.linux_driver import LinuxDriver
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


class Patient(LinuxDriver):
    """Reads keys from when it is told to: until then the terminal keeps them."""

    exit_event: Ending

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.exit_event = Ending()
        self._told = Event()
        self._parser, self._decode = EscAlone(self._debug), getincrementaldecoder("utf-8")("replace").decode

    def read_keys(self) -> None:
        """Take those that were pressed before, and from now on each as it comes."""
        # In the app's thread: the other one would wait for it to pause, and a screen be painted that keys change.
        if select.select((self.fileno,), (), (), 0)[0]:
            self._take()
        self._told.set()

    def run_input_thread(self) -> None:
        while not (self._told.wait(0.1) or self.exit_event.is_set()):
            pass
        # Textual looks ten times a second, and takes a byte that is no text for a fault.
        while not self.exit_event.is_set():
            wait = PENDING if self._parser.is_pending else None
            if self.fileno in select.select((self.fileno, self.exit_event), (), (), wait)[0] and not self._take():
                return
            for message in self._parser.tick():
                self.process_message(message)

    def _take(self) -> bool:
        """Give the app what was typed; False where the terminal is gone, which ends it."""
        if not (data := _typed(self.fileno)):
            self._loop.call_soon_threadsafe(self._app.exit, None, 128 + SIGHUP)
            return False
        for message in self._parser.feed(self._decode(data)):
            self.process_message(message)
        return True

    def process_message(self, message: Message) -> None:
        """Enter that was pressed before anybody had asked for keys as they are is a line feed."""
        early = isinstance(message, events.Key) and message.key == "ctrl+j"
        super().process_message(events.Key("enter", "\r") if early else message)


def following(kind: type[Driver], taken: Taken | None) -> type[Driver]:
    """A driver that goes on where the first screen is, if there is one: entering once more would clear it."""
    if not issubclass(kind, LinuxDriver):
        return kind

    class Following(Patient, kind):  # type: ignore[valid-type, misc]
        def start_application_mode(self) -> None:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if taken is not None and taken.painted:
                self.attrs_before = taken.before
                taken.handed_over()

        def write(self, data: str) -> None:
            super().write(data.replace("\x1b[?1049h", "") if taken is not None and taken.painted else data)

    return Following


def _typed(terminal: int) -> bytes:
    """What was typed; nothing where the terminal is gone."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
