"""Which chronology is meant."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from dateline.cli.saying import say_building


class Place:
    """A store, or the curated files of one: those named, else those of the environment, else those that come along."""

    def __init__(self, db: Path | None = None, curated: Path | None = None) -> None:
        self.db, self.curated = db, curated
        if self.db is None and self.curated is None:
            # Only together: a folder from here and a store from there would build the one into the other.
            self.db, self.curated = _environment("DATELINE_DB"), _environment("DATELINE_CURATED")

    def store(self, *, rebuild: bool = False, before_building: Callable[[], None] = lambda: None) -> Path:
        """The path of an up-to-date store; that it is being built is said."""
        if self.db and not self.curated and not rebuild:
            return self.db
        from dateline.curated.files import locate
        from dateline.store.cache import current

        def say(path: Path) -> None:
            before_building()
            say_building(path)

        return current(locate(self.curated), self.db, rebuild=rebuild, on_build=say)

    def stamp(self) -> object:
        """What is another one after that has changed from which the store is made, or the store that was named."""
        if self.db and not self.curated:
            from dateline.store.parts import stamp

            return stamp(self.db)
        from dateline.curated.files import locate

        return locate(self.curated).stamp()

    def chronology(self) -> str:
        """What it is called beside a person's marks and notes: the place of its files, or `dateline` for our own."""
        if self.db and not self.curated:
            return str(self.db.resolve())
        from dateline.curated.files import HOME, locate

        root = locate(self.curated).root
        return "dateline" if root == HOME else str(root)

    def command(self) -> tuple[str, ...]:
        """How to name this chronology on the command line."""
        named = (("--curated", self.curated), ("--db", self.db))
        return ("dateline", *(word for option, path in named if path for word in (option, str(path.resolve()))))


def _environment(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value) if value else None
