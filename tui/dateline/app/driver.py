"""How the app takes the terminal over from its first screen."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from textual import events
from textual.driver import Driver
from textual.drivers import linux_driver
from textual.message import Message

from dateline.app.keyboard import EscAlone

if TYPE_CHECKING:
    from dateline.app.first.taken import Taken


def following(kind: type[Driver], taken: Taken | None, ready: Event) -> type[Driver]:
    """A driver that goes on where the first screen is, if there is one: entering once more would clear it.

    Keys are read from when the app is `ready`: until then the terminal keeps them.
    """
    if not issubclass(kind, linux_driver.LinuxDriver):
        return kind

    class Following(kind):  # type: ignore[valid-type, misc]
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
            linux_driver.XTermParser = EscAlone  # type: ignore[attr-defined]
            super().run_input_thread()

        def process_message(self, message: Message) -> None:
            """Enter that was pressed before anybody had asked for keys as they are is a line feed."""
            early = isinstance(message, events.Key) and message.key == "ctrl+j"
            super().process_message(events.Key("enter", "\r") if early else message)

    return Following
