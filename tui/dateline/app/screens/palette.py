"""The command palette: every command by name."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import Any

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon

from dateline.app.commands import COMMANDS, Command
from dateline.app.repaint import PaintedAtRest
from dateline.app.widgets.glyphs import Glyphs


class Commands(Provider):
    """The commands of the main screen, found by the words of their help."""

    def _named(self) -> Iterator[tuple[str, Command]]:
        for command in COMMANDS:
            name = command.help[0].upper() + command.help[1:]
            yield (f"{name}  ({command.shown.split()[0]})" if command.shown else name), command

    def _run(self, command: Command) -> Callable[[], Coroutine[Any, Any, bool]]:
        target = self.screen.focused if command.pane and self.screen.focused is not None else self.screen
        return partial(self.app.run_action, command.action, target)

    async def discover(self) -> Hits:
        for name, command in self._named():
            yield DiscoveryHit(name, self._run(command))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, command in self._named():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), self._run(command))


class Palette(CommandPalette, PaintedAtRest[None]):
    """Textual's palette with our commands alone, and a prompt one cell wide."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(providers=[Commands], placeholder="command")
        self.set_class(glyphs.ascii_only, "-ascii")
        self._glyphs = glyphs

    def on_mount(self) -> None:
        self.query_one(SearchIcon).icon = self._glyphs.prompt
