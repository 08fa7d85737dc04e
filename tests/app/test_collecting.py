"""Garbage is looked for in the pauses between keys, and nowhere else."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator

import pytest

from dateline.app import collecting
from dateline.app.collecting import Pauses


class Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def never_by_itself() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("never_by_itself")
async def test_a_pause_collects_and_a_key_puts_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "PAUSE", 1.0)
    pauses, knot = Pauses(), weakref.ref(Knot())
    for _ in range(5):
        pauses.pressed()
        await asyncio.sleep(0.05)
        assert knot() is not None
    for _ in range(100):
        await asyncio.sleep(0.05)
        if knot() is None:
            break
    assert knot() is None


@pytest.mark.usefixtures("never_by_itself")
async def test_after_many_pauses_a_rest_collects_what_has_survived_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "PAUSE", 0.0)
    monkeypatch.setattr(collecting, "REST", 0.5)
    given_back: list[bool] = []
    monkeypatch.setattr(collecting, "give_back", lambda: given_back.append(True))
    held = Knot()
    gc.collect()  # it is as old as can be
    knot = weakref.ref(held)
    del held
    pauses = Pauses()
    for _ in range(collecting.SELDOM + 2):
        assert knot() is not None
        pauses.pressed()
        await asyncio.sleep(0.005)
    for _ in range(100):
        await asyncio.sleep(0.02)
        if knot() is None:
            break
    assert knot() is None
    assert len(given_back) > 1  # at the rest, and after so many pauses without one


def test_in_the_app_a_key_does_not_wait_for_it() -> None:
    # In a process of its own, for it holds for all of it: as many objects as a key makes, again and again.
    said = subprocess.run(
        [sys.executable, "-c", """
import gc
from dateline.app import collecting
collecting.begin()
seen = []
gc.callbacks.append(lambda phase, info: seen.append(info["generation"]))
kept = [[] for _ in range(collecting.MOST_NEW // 2)]
quiet = not seen
kept += [[] for _ in range(collecting.MOST_NEW * 2)]
print(quiet, bool(seen))
"""],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert said.split() == ["True", "True"]
