"""The columns of a list of values: how wide each is, what stands over it, and a name fitted into its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

from dateline.app.widgets.fitting import fit
from dateline.app.widgets.glyphs import Glyphs
from dateline.text import clean
from dateline.window import Window, ruler

MARKS: Final = 4
"""Cells for the cursor and the mark, with the spaces after them."""
NOW, TOGGLED = "now", "if toggled"
_NOTE: Final = 18


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of each column, without the gaps: two before each but the first. 0 leaves a column out."""

    name: int
    note: int
    spark: int
    now: int
    toggled: int

    def heading(self, title: str, window: Window | None) -> str:
        """What stands over the columns."""
        cells = [" " * MARKS + fit(title, self.name)]
        cells += [" " * self.note] if self.note else []
        cells += [fit(_dates(window, self.spark), self.spark)] if self.spark else []
        return "  ".join((*cells, f"{NOW:>{self.now}}", f"{TOGGLED:>{self.toggled}}"))


def _dates(window: Window | None, cells: int) -> str:
    """Dates over the bars where they stand, or else from when to when."""
    if window is None:
        return ""
    ticks = ruler(window, cells)
    if len(ticks) > 1:
        line = ""
        for tick in ticks:
            line = line.ljust(tick.cell) + tick.label
        return line
    return window.text if len(window.text) <= cells else "over time"


def columns(width: int, most: int, *, noted: bool) -> Columns:
    """For rows of `width` cells with counts up to `most`; `noted` where the values have notes."""
    now = max(len(f"{most:,}"), len(NOW))
    toggled = max(now, len(TOGGLED))
    left = width - MARKS - (2 + now) - (2 + toggled)
    spark = min(max(left // 5, 10), 32) if left >= 40 else 0
    note = _NOTE if noted and left >= 80 else 0
    name = left - (spark and spark + 2) - (note and note + 2)
    return Columns(max(name, 1), note, spark, now, toggled)


def path(above: Sequence[str], name: str, width: int, glyphs: Glyphs) -> tuple[str, str]:
    """What a value belongs to and its name, together `width` cells; what does not fit is left out from the outside."""
    name = glyphs.plain(clean(name, 500))
    names = [glyphs.plain(clean(each, 500)) for each in above]
    joint = f" {glyphs.below} "
    for left_out in range(len(names) + 1) if names else ():
        shown = [*([glyphs.ellipsis] if left_out else []), *names[left_out:]]
        lead = joint.join(shown) + joint
        if cell_len(lead) + cell_len(name) <= width:
            return lead, fit(name, width - cell_len(lead))
    return "", fit(name, width, glyphs.ellipsis)
