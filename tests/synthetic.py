"""Chronologies of any size made in memory, and stores built from them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from hypothesis import strategies as st

from dateline import model
from dateline.dates import day_number, iso, parse
from dateline.model import Chronology, Event, Vocabulary
from dateline.store.build import build
from dateline.store.reader import Reader

KINDS = {name: model.Kind(name, name.title(), f"{name}s", "◆", "P") for name in ("patrol", "drill")}
# a holds b holds c; d stands alone.
ACTORS = {
    id_: model.Actor(id_, f"Actor {id_}", "state", part_of)
    for id_, part_of in (("a", ()), ("b", ("a",)), ("c", ("b",)), ("d", ()))
}
OUTLETS = {id_: model.Outlet(id_, f"Outlet {id_}", "unknown", id_, "Made up.") for id_ in ("A", "C")}
SOURCES = {f"source-{id_}": model.Source(f"source-{id_}", "webpage", f"Source {id_}", OUTLETS[id_]) for id_ in OUTLETS}

_MIDDLE = day_number(2022, 1, 1)
# Days are dense near the middle and rare far away, so that ranges meet at their ends.
days = st.one_of(
    st.integers(_MIDDLE - 12, _MIDDLE + 12),
    st.integers(_MIDDLE - 4000, _MIDDLE + 4000),
    st.integers(day_number(-9999, 1, 1), day_number(9999, 12, 31)),
)


_FORMS = (
    "{0}", "{0}/{1}", "[{0}..{1}]", "{0}/..", "../{0}", "{0}/", "/{0}", "[{0}..]", "[..{0}]", "{0}?",
    "{0}~/{1}", "{0}/{1}%",
)  # fmt: skip


@st.composite
def edtf(draw: st.DrawFn) -> str:
    """A date: a day, an extent or one unknown day of a range, with open and unknown ends."""
    first, last = sorted((draw(days), draw(days)))
    form = draw(st.sampled_from(_FORMS))
    return form.format(iso(first), iso(last))


events = st.builds(
    lambda date, kind, actors, sources: (date, kind, tuple(actors), tuple(sources)),
    edtf(),
    st.sampled_from(sorted(KINDS)),
    st.lists(st.sampled_from(sorted(ACTORS)), unique=True, max_size=3),
    st.lists(st.sampled_from(sorted(SOURCES)), unique=True, min_size=1),
)
Drawn = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def chronology(drawn: Sequence[Drawn]) -> Chronology:
    made = [
        Event(
            f"event-{number}", f"Event {number}", KINDS[kind], parse(date), "Something happens.",
            tuple(model.Citation(SOURCES[source], "So it says.") for source in sources),
            tuple(sorted({SOURCES[source].publisher.id for source in sources})),
            actors=tuple(model.Involvement(ACTORS[actor]) for actor in actors),
        )
        for number, (date, kind, actors, sources) in enumerate(drawn)
    ]  # fmt: skip
    return Chronology(
        tuple(sorted(made, key=lambda e: e.sort_key)), SOURCES, Vocabulary(KINDS, ACTORS, outlets=OUTLETS)
    )


def crowded(count: int) -> Chronology:
    """As many events as actors, one for each, day after day."""
    actors = {f"actor-{number}": model.Actor(f"actor-{number}", f"Actor {number}", "state") for number in range(count)}
    first = day_number(2015, 1, 1)
    made = tuple(
        Event(
            f"event-{number:06}", f"Event {number}", KINDS["drill"], parse(iso(first + number) or ""), "Something.",
            (model.Citation(SOURCES["source-A"], "So it says."),), ("A",), actors=(model.Involvement(actor),),
        )
        for number, actor in enumerate(actors.values())
    )  # fmt: skip
    return Chronology(made, SOURCES, Vocabulary(KINDS, actors, outlets=OUTLETS))


@contextmanager
def opened(made: Chronology) -> Iterator[Reader]:
    """A store of the chronology, open; it is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        build(made, path, "synthetic")
        with closing(Reader(path)) as reader:
            yield reader


def bounds(event: Event) -> tuple[float, float]:
    """The earliest and the latest possible day, infinite where open."""
    return event.date.sort_key
