"""Following the files: what is said when they change on disk, and what a reload says and keeps."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.app import following
from dateline.app.following import FollowedFiles
from dateline.curated.files import CuratedFiles, stamp_of
from dateline.curated.load import load
from dateline.store.build import build
from dateline.store.reader import Reader
from samples import EVENTS, IDS, edit

if TYPE_CHECKING:
    from app.conftest import Driven, Explore

SAID = "The files changed: Ctrl+R reloads."
Read = Callable[[CuratedFiles], Reader]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("EVERY", 0.2), ("AGAIN", 0.1), ("LAZINESS", 0)):
        monkeypatch.setattr(following, name, value)


async def until(driven: Driven, said: bool) -> None:
    """Until the line stands there, or no longer does."""
    end = time.monotonic() + 20
    while (SAID in "".join(driven.picture())) is not said:
        assert time.monotonic() < end, "\n".join(driven.picture())
        await driven.pilot.pause(0.02)


async def looks(driven: Driven, times: int = 3) -> None:
    """Until the files have been looked at some more times."""
    line, seen = driven.main.query_one(FollowedFiles), 0
    assert line._stamp is not None
    taken = line._stamp

    def counting() -> object:
        nonlocal seen
        seen += 1
        return taken()

    line._stamp = counting
    end = time.monotonic() + 20
    while seen < times:
        assert time.monotonic() < end
        await driven.pilot.pause(0.02)
    line._stamp = taken


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (50, 12)])
async def test_a_change_is_said_on_a_line_that_stays_until_the_reload(
    curated_folder: CuratedFiles, read: Read, explore_reader: Explore, size: tuple[int, int]
) -> None:
    async with explore_reader(
        read(curated_folder), size, event="s-400-on-duty",
        reopen=lambda: read(curated_folder), stamp=curated_folder.stamp,
    ) as driven:  # fmt: skip
        await looks(driven)
        assert SAID not in "".join(driven.picture())
        edit(curated_folder.events, "title: S-400 on duty", "title: S-400 ready")
        await until(driven, said=True)
        await driven.press("k", "j")
        await looks(driven)
        assert SAID in "".join(driven.picture())
        assert driven.toasts == []
        await driven.press("ctrl+r")
        assert driven.toasts == [f"Reloaded: 1 changed; {len(IDS)} events."]
        assert driven.event == "s-400-on-duty"
        await until(driven, said=False)
        await looks(driven)
        assert SAID not in "".join(driven.picture())


async def test_the_cursor_stays_on_its_event_and_the_toast_counts_what_came_and_went(
    curated_folder: CuratedFiles, read: Read, explore_reader: Explore
) -> None:
    async with explore_reader(
        read(curated_folder), event="ivanova-in-brest", reopen=lambda: read(curated_folder), stamp=curated_folder.stamp
    ) as driven:
        one = EVENTS[EVENTS.index("- id: ides-of-march") : EVENTS.index("- id: zapad-2021")]
        added = "".join(
            one.replace("ides-of-march", f"ides-{n}").replace("-0044-03-15", f"2000-0{n}") for n in (1, 2, 3)
        )
        file = curated_folder.events
        text = file.read_text(encoding="utf-8")
        file.write_text(added + text[: text.index("- id: eastland-denies")], encoding="utf-8")
        edit(file, "title: Ivanova in Brest", "title: She is in Brest")
        await until(driven, said=True)
        await driven.press("ctrl+r")
        assert driven.toasts == [f"Reloaded: 3 added, 1 changed, 1 removed; {len(IDS) + 2} events."]
        assert driven.event == "ivanova-in-brest"
        assert driven.detail.startswith("She is in Brest")


async def test_an_event_that_is_gone_leaves_the_cursor_on_a_neighbour(
    curated_folder: CuratedFiles, read: Read, explore_reader: Explore
) -> None:
    async with explore_reader(
        read(curated_folder), event="eastland-denies", reopen=lambda: read(curated_folder), stamp=curated_folder.stamp
    ) as driven:
        text = curated_folder.events.read_text(encoding="utf-8")
        curated_folder.events.write_text(text[: text.index("- id: eastland-denies")], encoding="utf-8")
        await driven.press("ctrl+r")
        assert driven.toasts == [f"Reloaded: 1 removed; {len(IDS) - 1} events."]
        assert driven.event in IDS[:-1]


async def test_broken_files_are_said_once_and_again_when_they_are_mended(
    curated_folder: CuratedFiles, read: Read, explore_reader: Explore
) -> None:
    async with explore_reader(
        read(curated_folder), event="zapad-2021", reopen=lambda: read(curated_folder), stamp=curated_folder.stamp
    ) as driven:
        edit(curated_folder.events, "kind: delivery", "kind: deliverie")
        await until(driven, said=True)
        await driven.press("ctrl+r")
        (said,) = driven.toasts
        assert said.startswith("Nothing was reloaded.") and "deliverie" in said
        assert (driven.count, driven.event) == (len(IDS), "zapad-2021")
        await until(driven, said=False)
        await looks(driven)
        assert SAID not in "".join(driven.picture())
        edit(curated_folder.events, "kind: deliverie", "kind: delivery")
        await until(driven, said=True)
        await driven.press("ctrl+r")
        assert driven.toasts[1:] == [f"Reloaded: no differences; {len(IDS)} events."]


async def test_files_that_are_gone_are_a_change(
    curated_folder: CuratedFiles, read: Read, explore_reader: Explore
) -> None:
    async with explore_reader(
        read(curated_folder), reopen=lambda: read(curated_folder), stamp=curated_folder.stamp
    ) as driven:
        await looks(driven)
        kept = curated_folder.root.rename(curated_folder.root.with_name("moved"))
        await until(driven, said=True)
        await driven.press("ctrl+r")
        assert driven.toasts[0].startswith("Nothing was reloaded.")
        kept.rename(curated_folder.root)
        await until(driven, said=True)
        await driven.press("ctrl+r")
        assert driven.toasts[1:] == [f"Reloaded: no differences; {len(IDS)} events."]


async def test_a_store_alone_is_followed_too(
    store: Path, curated_folder: CuratedFiles, explore_reader: Explore
) -> None:
    async with explore_reader(Reader(store), event="zapad-2021", stamp=lambda: stamp_of(store)) as driven:
        await looks(driven)
        edit(curated_folder.root / "sources" / "leaflet.md", "A leaflet without a date", "A leaflet")
        build(load(curated_folder), store, "another")
        await until(driven, said=True)
        await driven.press("ctrl+r")
        assert driven.toasts == [f"Reloaded: sources: 1 changed; {len(IDS)} events."]
        assert driven.event == "zapad-2021"


# What is looked at.


@pytest.mark.parametrize("name", ["events.yaml", "sources/leaflet.md", "data/vocab/actors.yaml"])
def test_each_curated_file_counts(curated_folder: CuratedFiles, name: str) -> None:
    path, before = curated_folder.root / name, curated_folder.stamp()
    assert curated_folder.stamp() == before
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
    written = curated_folder.stamp()
    assert written != before
    path.unlink()
    assert curated_folder.stamp() not in (before, written)


def test_a_new_source_counts_and_what_is_no_source_does_not(curated_folder: CuratedFiles) -> None:
    before = curated_folder.stamp()
    (curated_folder.root / "sources" / ".leaflet.md.swp").write_text("x", encoding="utf-8")
    (curated_folder.root / "notes.txt").write_text("x", encoding="utf-8")
    assert curated_folder.stamp() == before
    (curated_folder.root / "sources" / "new.md").write_text("x", encoding="utf-8")
    assert curated_folder.stamp() != before


def test_nothing_is_read(curated_folder: CuratedFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    before = curated_folder.stamp()
    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    assert curated_folder.stamp() == before
