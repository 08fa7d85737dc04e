"""Opening the app: first a screen with the events, then Textual, which takes longer to import than all the rest."""

from __future__ import annotations

import gc
import os
import sys

from dateline.app import layout
from dateline.app.first import drawing, screen
from dateline.app.first.taken import Taken
from dateline.cli.quick import joined
from dateline.errors import QueryError, StoreError
from dateline.store.first import First, Row

TYPE_CHECKING = False  # as in typing, for which the first screen does not wait
if TYPE_CHECKING:
    from dateline.cli.place import Place
    from dateline.cli.quick import Line
    from dateline.query.search import Answer
    from dateline.query.view import View
    from dateline.store.reader import Reader


def opened(line: Line) -> bool:
    """Open the app for a command line; False, with nothing shown, for a query that has to be put right."""
    size = os.get_terminal_size(1)
    fits = all(map(int.__ge__, size, layout.LEAST_SIZE)) and not {"COLUMNS", "LINES"} & {*os.environ}
    with Taken() as taken:
        if fits and not line.words:
            _paint_everything(line, taken, drawing.this(size))
        from pathlib import Path

        from dateline.cli.place import Place
        from dateline.query.search import search
        from dateline.query.syntax import parse
        from dateline.query.view import View
        from dateline.store.reader import Reader

        place = Place(Path(line.db) if line.db else None, Path(line.curated) if line.curated else None)
        try:
            view = View(parse(joined(line.words)))
            reader = Reader(place.store(before_building=taken.leave))
            if line.words or not taken.painted:
                answer = search(reader, view.query)
                if fits and answer.selection.count:
                    _paint_answer(answer, reader, taken, drawing.this(size))
        except QueryError:
            return False
        explore(place, reader, view, taken)
    return True


def explore(place: Place, reader: Reader, view: View, taken: Taken | None = None) -> None:
    """Run the app. Raises QueryError for a view that cannot be answered."""
    gc.disable()
    if without := "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # asyncio can do without its 4 MB: here is no network
    from dateline.app.explorer import Explorer

    if without:
        del sys.modules["ssl"]
    from dateline.app import collecting, heap
    from dateline.app.tour import first_start
    from dateline.store.reader import Reader

    heap.keep_small()
    app = Explorer(
        reader,
        view,
        command=place.command(),
        chronology=place.chronology(),
        reopen=lambda: Reader(place.store()),
        stamp=place.stamp,
        tour=first_start(),
        taken=taken,
    )
    collecting.begin()
    if status := app.run_until_told():
        raise SystemExit(status)


def _paint_everything(line: Line, taken: Taken, on: drawing.Terminal) -> None:
    """The last events, where the store is there and its files look as they did. Whatever is wrong is said later."""
    store = line.store(surely=False)
    rows = on.size[1]
    if not store:
        return
    try:
        first = First(store)
        events = next(first.pages(rows, max(first.count - rows, 0)), [])
        begins, ends = first.begins(), first.begins(last=True)
    except StoreError:
        return
    span = (begins, ends) if begins is not None and ends is not None else None
    if events and len(events) == min(rows, first.count):  # else it has holes
        taken.paint(screen.painted(screen.Found(events, first.kinds, first.count, first.count, span), on))


def _paint_answer(answer: Answer, reader: Reader, taken: Taken, on: drawing.Terminal) -> None:
    found = answer.selection
    last = found.page(max(found.count - on.size[1], 0), on.size[1])
    events = [Row(event.id, event.title, event.kind.id, event.status, event.date) for event in last]
    kinds = {id_: (kind.name, kind.glyph, kind.ascii) for id_, kind in reader.vocabulary.kinds.items()}
    query = (query, answer.sentence, answer.possible) if (query := str(answer.query)) else ()
    taken.paint(screen.painted(screen.Found(events, kinds, reader.count, found.count, found.span(), *query), on))
