"""The palettes as Textual's themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.theme import Theme

from dateline.app.palettes import PALETTES

if TYPE_CHECKING:
    from dateline.app.palettes import Palette


def _theme(palette: Palette, name: str, *, dark: bool) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=palette["accent"],
        secondary=palette["accent"],
        accent=palette["accent"],
        foreground=palette["foreground"],
        background=palette["background"],
        surface=palette["background"],
        panel=palette["panel"],
        warning=palette["warning"],
        error=palette["error"],
        success=palette["accent"],
        variables={
            "muted": palette["muted"],
            "faint": palette["faint"],
            "bar-possible": palette["possible"],
            "cursor": palette["cursor"],
            "border": palette["border"],
            "border-blurred": palette["border"],
            "input-cursor-background": palette["foreground"],
            "input-selection-background": f"{palette['accent']} {35 if dark else 25}%",
            "block-cursor-background": palette["cursor"],
            "block-cursor-foreground": palette["chosen"],
            "block-cursor-text-style": "none",
            "scrollbar": palette["thumb"],
            "scrollbar-background": palette["background"],
            "scrollbar-hover": palette["thumb_hover"],
            "scrollbar-active": palette["accent"],
        },
    )


THEMES: Final = {
    (dark, few): _theme(palette, f"dateline-{'dark' if dark else 'light'}{'-of-eight' if few else ''}", dark=dark)
    for (dark, few), palette in PALETTES.items()
}
"""By whether it is dark, and for few colours."""


def other(name: str) -> str:
    """The name of the light theme for the dark one, and of the dark one for the light one."""
    ((dark, few),) = [key for key, theme in THEMES.items() if theme.name == name]
    return THEMES[not dark, few].name
