"""Timing that the measurements share: medians of interleaved runs, so that a busy moment hits all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping


def interleaved(jobs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median seconds of each job, run in turn `rounds` times after one warm-up."""
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for round_ in range(rounds + 1):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            if round_:
                seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in seconds.items()}


def table(medians: Mapping[str, float], peer: str) -> None:
    """Print each median and its ratio to the peer's."""
    for name, value in medians.items():
        print(f"{name:<46}{value * 1000:10.2f} ms   {value / medians[peer]:8.2f} × {peer}")
