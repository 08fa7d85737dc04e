"""One theme, dark and light: quiet greys and a single accent."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="dateline-dark",
    dark=True,
    primary="#6fb3b8",
    secondary="#6fb3b8",
    accent="#6fb3b8",
    foreground="#d5d8da",
    background="#14181b",
    surface="#14181b",
    panel="#1e2529",
    warning="#d9a55b",
    error="#e08a7d",
    success="#6fb3b8",
    variables={
        "muted": "#8b949a",
        "faint": "#5f6b72",
        "bar-possible": "#4f8084",
        "cursor": "#22303a",
        "border": "#364047",
        "border-blurred": "#364047",
        "input-cursor-background": "#d5d8da",
        "input-selection-background": "#6fb3b8 35%",
        "block-cursor-background": "#22303a",
        "block-cursor-foreground": "#eef1f2",
        "block-cursor-text-style": "none",
        "scrollbar": "#2a3338",
        "scrollbar-background": "#14181b",
        "scrollbar-hover": "#3a464c",
        "scrollbar-active": "#6fb3b8",
    },
)
LIGHT: Final = Theme(
    name="dateline-light",
    dark=False,
    primary="#0f6a70",
    secondary="#0f6a70",
    accent="#0f6a70",
    foreground="#23292d",
    background="#fbfbf9",
    surface="#fbfbf9",
    panel="#eeefec",
    warning="#8a5a00",
    error="#a8341f",
    success="#0f6a70",
    variables={
        "muted": "#646c71",
        "faint": "#8e969a",
        "bar-possible": "#5b9599",
        "cursor": "#dfecee",
        "border": "#c6cbcd",
        "border-blurred": "#c6cbcd",
        "input-cursor-background": "#23292d",
        "input-selection-background": "#0f6a70 25%",
        "block-cursor-background": "#dfecee",
        "block-cursor-foreground": "#101416",
        "block-cursor-text-style": "none",
        "scrollbar": "#d5d9da",
        "scrollbar-background": "#fbfbf9",
        "scrollbar-hover": "#bfc5c7",
        "scrollbar-active": "#0f6a70",
    },
)
