"""One thing that is wrong in the curated files, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in the curated files."""

    file: Path
    """Which file it is in."""
    line: int
    """Counted from 1; 0 where the whole file is meant."""
    message: str
    """What is wrong, and what would be right."""

    def __str__(self) -> str:
        """As a person would type it: a file below the current folder is named relative to it."""
        here = Path.cwd()
        file = self.file.relative_to(here) if self.file.is_relative_to(here) else self.file
        place = f"{file}:{self.line}" if self.line else f"{file}"
        return f"{place}: {self.message}"
