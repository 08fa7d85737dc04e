"""When a terminal is entered and left: at start and end, and whenever the program is suspended and comes back."""

from __future__ import annotations

from collections.abc import Callable

from textual.driver import Driver


def telling(kind: type[Driver], entered: Callable[[], None]) -> type[Driver]:
    """A driver that says when it enters a terminal, and leaves it with the pen that it found there."""

    class Telling(kind):  # type: ignore[misc, valid-type]
        def start_application_mode(self) -> None:
            entered()
            super().start_application_mode()

        def stop_application_mode(self) -> None:
            self.write("\x1b[m")
            super().stop_application_mode()

    return Telling
