"""The tour: five lines that say how to begin. It takes no key, and goes with the next one."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.widgets import Static

from dateline.app.widgets.glyphs import Glyphs

LINES: Final = (
    ("/ a s p f", "filter: type, or pick from lists; = ! keep or exclude a value"),
    ("+ - { } t", "zoom in and out, turn the pages of time, go to a date"),
    ("L", "lanes: events side by side, by actor, system, place, source"),
    ("Tab , .", "the event and its sources: who says it and where they differ"),
    ("y e ?", "copy, export, and the help: every key and every sign"),
)


class Tour(Static):
    """Lies over the panes, so that nothing moves when it comes or goes; beside the cursor, where there is room."""

    DEFAULT_CSS = """
    Tour {
        dock: bottom;
        height: auto;
        margin-bottom: 1;
        padding: 0 1;
        border: round $accent;
        border-title-color: $accent;
        border-subtitle-color: $muted;
        background: $background;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        &.-ascii { border: ascii $accent; text-overflow: clip; }
    }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        rows = (Content.assemble((f"{keys:<11}", "bold $accent"), words) for keys, words in LINES)
        super().__init__(Content("\n").join(rows))
        self.border_title = "First steps"
        self.border_subtitle = "goes with the next key"
        self.set_class(glyphs.ascii_only, "-ascii")
