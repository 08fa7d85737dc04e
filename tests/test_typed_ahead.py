"""Keys that reach the real program all at once, as on a slow line or before it has begun."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from terminal import Terminal


def _at_rest(on: Terminal) -> str:
    """The screen, once it has stayed as it is for a while."""
    before, quiet = "", 0
    while quiet < 3:
        assert on.read(0.1)
        shown = "\n".join(on.screen.display)
        before, quiet = shown, quiet + 1 if shown == before else 0
    return before


@pytest.mark.parametrize("keys", ["/drill\rk", "Lk\x1bj2j", "ksf\x1bj", "/joint\x1b2arus\rj"])
def test_a_burst_shows_in_the_end_what_the_keys_show_one_by_one(
    terminal: Callable[..., Terminal], bundled_store: Path, keys: str
) -> None:
    slow, fast, early = (terminal("--db", str(bundled_store)) for _ in range(3))
    early.press(keys)
    slow.sees("Sources")
    for key in keys:
        slow.press(key)
        end = _at_rest(slow)
    fast.sees("Sources")
    fast.press(keys)
    for each in (fast, early):
        each.until(lambda shown: shown == end)
        assert _at_rest(each) == end
