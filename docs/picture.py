"""The picture in the README, taken of the real app: `python docs/picture.py docs/dateline.svg`."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from dateline.app.explorer import Explorer
from dateline.app.widgets.glyphs import UNICODE
from dateline.curated.files import locate
from dateline.query.syntax import parse
from dateline.query.view import View
from dateline.store.cache import current
from dateline.store.reader import Reader


async def take(target: Path) -> None:
    """The app on the bundled chronology, with a filter and an event chosen."""
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    view = View(parse("date:2022-09..2023"), "iskander-and-s-400-on-duty")
    app = Explorer(Reader(current(locate(None))), view, glyphs=UNICODE)
    async with app.run_test(size=(132, 38)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        target.write_text(app.export_screenshot(title="dateline"), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(take(Path(sys.argv[1])))
