"""Timing that the measurements share: interleaved runs, so that a busy moment hits all alike."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


def interleaved(jobs: Mapping[str, Callable[[], float]], rounds: int, warm_up: bool = True) -> dict[str, list[float]]:
    """What each job says of itself, run in turn `rounds` times; `warm_up` runs all of them once before."""
    found: dict[str, list[float]] = {name: [] for name in jobs}
    if warm_up:
        for job in jobs.values():
            job()
    for _ in range(rounds):
        for name, job in jobs.items():
            found[name].append(job())
    return found


def timed(job: Callable[[], object]) -> Callable[[], float]:
    """The job, saying how many seconds it took."""

    def run() -> float:
        start = time.perf_counter()
        job()
        return time.perf_counter() - start

    return run


def process(command: Sequence[str | Path], stdin: str | None = None) -> Callable[[], float]:
    """Seconds of a whole process whose output goes nowhere. The job raises CalledProcessError where it fails."""

    def run() -> None:
        subprocess.run(
            [str(part) for part in command],
            check=True,
            input=stdin,
            text=True,
            stdin=subprocess.DEVNULL if stdin is None else None,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    return timed(run)
