"""Flow control: a slow link has no more on its way than it carries in a moment, a fast one is not held up."""

from __future__ import annotations

from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.app.wire.flow import EVERY, LEAST, PATIENCE, QUESTION, Flow


class Clock:
    """Says what time it is meant to be."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def answering() -> tuple[Flow, Clock]:
    """Of a terminal that has answered before."""
    clock = Clock()
    flow = Flow(clock)
    flow.answered()
    return flow, clock


def test_a_terminal_that_never_answered_is_sent_everything() -> None:
    flow = Flow(Clock())
    assert {flow.sent(10_000) for _ in range(10)} == {""}
    assert (flow.full(), flow.patience) == (False, 0)


def test_it_is_asked_after_so_many_bytes_and_not_for_a_key_or_two() -> None:
    flow, _ = answering()
    assert [bool(flow.sent(EVERY // 2)) for _ in range(6)] == [False, True, False, True, False, True]
    assert flow.sent(EVERY) == QUESTION


def test_it_is_full_until_enough_has_arrived() -> None:
    flow, clock = answering()
    while not flow.full():
        flow.sent(800)
    clock.now = 0.1
    flow.answered()
    assert not flow.full()


def test_a_lost_answer_is_not_waited_for_and_a_late_one_is_heard() -> None:
    flow, clock = answering()
    flow.sent(20_000)
    assert (flow.full(), flow.patience) == (True, PATIENCE)
    clock.now = PATIENCE
    assert (flow.full(), flow.patience) == (False, 0)
    assert not flow.sent(20_000)
    flow.answered()
    assert flow.sent(20_000) == QUESTION


def simulated(rate: float, way: float, frame: int, seconds: float = 6.0) -> tuple[int, float]:
    """A key 30 times a second, each with a picture of so many bytes: how many are sent, and how late the last one is.

    `rate` bytes a second go over the link, each `way` seconds long, and answers as long back.
    """
    flow, clock = answering()
    link: deque[tuple[float, bool]] = deque()  # when a picture arrives, and whether with a question
    answers: deque[float] = deque()
    free = last = 0.0
    count, dirty, step = 0, False, 1 / 300
    for tick in range(round((seconds + 60) / step)):
        clock.now = now = tick * step
        while link and link[0][0] <= now:
            at, asks = link.popleft()
            last = at
            if asks:
                answers.append(at + way)
        while answers and answers[0] <= now:
            answers.popleft()
            flow.answered()
        dirty |= now < seconds and not tick % 10
        if dirty and not flow.full():
            dirty, count = False, count + 1
            free = max(free, now) + frame / rate
            link.append((free + way, bool(flow.sent(frame))))
    assert not dirty
    return count, last - seconds


@pytest.mark.parametrize("way", [0.001, 0.05, 0.15, 0.3])
@pytest.mark.parametrize("frame", [70, 800, 1_200, 5_000])
def test_a_fast_link_is_not_held_up(way: float, frame: int) -> None:
    count, late = simulated(10_000_000, way, frame)
    assert late < way + 0.1
    assert count > (80 if frame == 5_000 else 130)  # of 180: it begins as if the link were slow


@given(st.floats(600, 60_000), st.floats(0.001, 0.3), st.integers(60, 1_300))
def test_a_slow_link_shows_the_last_picture_soon(rate: float, way: float, frame: int) -> None:
    count, late = simulated(rate, way, frame)
    assert late < 2 * way + 0.6 + (LEAST + 2 * frame) / rate
    assert count > 0.35 * min(6 * rate / (frame + len(QUESTION)), 180)  # of what it can carry
