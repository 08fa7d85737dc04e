"""How the app takes the terminal over from its first screen, and reads what is typed. Read against Textual 8.2."""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder
from collections.abc import Iterable
from signal import SIGHUP
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from dateline.app.keyboard import EscAlone
from dateline.app.wire.flow import Flow

if TYPE_CHECKING:
    from dateline.app.first.taken import Taken

PENDING: Final = 0.1
"""Seconds between two looks while the terminal may have sent half a key."""


class Patient(LinuxDriver):
    """Reads keys from when it is told to: until then the terminal keeps them.

    The app's own loop reads them: from a thread to the app a key would wait for both to have their turn.
    """

    flow: Flow | None = None
    """Hears what the terminal answers."""
    _told = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._parser = EscAlone(self._debug)
        # Textual takes a byte that is no text for a fault.
        self._decode = getincrementaldecoder("utf-8")("replace").decode

    def read_keys(self) -> None:
        """Take those that were pressed before, and from now on each as it comes."""
        self._told = True
        self._loop.add_reader(self.fileno, self._take)
        if select.select((self.fileno,), (), (), 0)[0]:  # at once: a screen would be painted that they change
            self._take()

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._told:
            self.read_keys()

    def run_input_thread(self) -> None:
        """Nothing is left to do for a thread."""

    def disable_input(self) -> None:
        """What the terminal still answers is read: a shell would take it for typed."""
        self._loop.remove_reader(self.fileno)
        while self.flow and (left := self.flow.patience) and select.select((self.fileno,), (), (), left)[0]:
            if not (data := _typed(self.fileno)):
                break
            for message in self._parser.feed(self._decode(data)):
                self._heard(message)
        super().disable_input()

    def _take(self) -> None:
        """Give the app what was typed. A terminal that is gone ends it."""
        if not (data := _typed(self.fileno)):
            self._hung_up()
        elif text := self._decode(data):  # half a character is none yet, and to the parser no text is the end of all
            self._pass_on(self._parser.feed(text))

    def _pass_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)
        if self._parser.is_pending:
            self._loop.call_later(PENDING, lambda: self._pass_on(self._parser.tick()))

    def write(self, data: str) -> None:
        """At once: Textual's thread for it ends where the terminal is gone, and who gives it more waits for ever."""
        assert self._file is not None  # stderr; without it there is no app
        rest = data.encode(self._file.encoding, "replace")
        try:
            while rest:
                rest = rest[os.write(self._file.fileno(), rest) :]
        except OSError:
            self._hung_up()

    def _hung_up(self) -> None:
        self._loop.remove_reader(self.fileno)
        self._app.exit(return_code=128 + SIGHUP)

    def send_message(self, message: Message) -> None:
        self._app.post_message(message)

    def _heard(self, message: Message) -> None:
        if self.flow and isinstance(message, TerminalSupportsSynchronizedOutput):
            self.flow.answered()

    def process_message(self, message: Message) -> None:
        """Enter that was pressed before anybody had asked for keys as they are is a line feed."""
        self._heard(message)
        early = isinstance(message, events.Key) and message.key == "ctrl+j"
        super().process_message(events.Key("enter", "\r") if early else message)


def following(kind: type[Driver], taken: Taken | None, control: Flow) -> type[Driver]:
    """A driver that goes on where the first screen is, if there is one: entering once more would clear it.

    `control` hears what the terminal answers.
    """
    if not issubclass(kind, LinuxDriver):
        return kind

    class Following(Patient, kind):  # type: ignore[valid-type, misc]
        flow = control

        def start_application_mode(self) -> None:
            super().start_application_mode()
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
