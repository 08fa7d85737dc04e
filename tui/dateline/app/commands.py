"""Every command, declared once: its keys, what the footer, the palette and the help say, and what it touches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from textual.binding import Binding

Group = Literal["Move", "Time", "Filter", "Take away", "Program"]
GROUPS: Final[tuple[Group, ...]] = ("Move", "Time", "Filter", "Take away", "Program")


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the main screen."""

    action: str
    """Name and arguments of the action that carries it out."""
    keys: str
    """Textual's names of the keys, with commas between."""
    shown: str
    """The keys as people write them."""
    help: str
    """One sentence without a full stop."""
    group: Group
    footer: str = ""
    """The word in the footer; empty for what the footer leaves out."""
    pane: bool = False
    """Carried out by the pane that has the focus."""
    touches: Literal["nothing", "clipboard", "files", "programs"] = "nothing"
    """What it touches outside Dateline."""


COMMANDS: Final = (
    Command("down", "j,down", "j ↓", "next line or value", "Move", pane=True),
    Command("up", "k,up", "k ↑", "previous line or value", "Move", pane=True),
    Command("top", "g,home", "g Home", "first", "Move", pane=True),
    Command("bottom", "G,end", "G End", "last", "Move", pane=True),
    Command("half_down", "ctrl+d", "Ctrl+D", "half a page down", "Move", pane=True),
    Command("half_up", "ctrl+u", "Ctrl+U", "half a page up", "Move", pane=True),
    Command("page_down", "pagedown", "PgDn", "a page down", "Move", pane=True),
    Command("page_up", "pageup", "PgUp", "a page up", "Move", pane=True),
    Command("next_pane", "tab", "Tab", "next pane", "Move"),
    Command("previous_pane", "shift+tab", "Shift+Tab", "previous pane", "Move"),
    Command("citation(-1)", "comma", ",", "previous citation of the event", "Move"),
    Command("citation(1)", "full_stop", ".", "next citation of the event", "Move"),
    Command("go_to_date", "t", "t", "go to a date, or to the next event of a name", "Move", "date"),
    Command("rhythm", "R", "R", "gaps, silences and counts of the events found", "Time"),
    Command("zoom(1)", "plus,z", "+ z", "zoom in; the cursor's event keeps its place", "Time", "zoom"),
    Command("zoom(-1)", "minus,Z", "- Z", "zoom out", "Time"),
    Command("fit", "0", "0", "all events on the axis", "Time"),
    Command("turn(-1)", "left_curly_bracket", "{", "previous period", "Time"),
    Command("turn(1)", "right_curly_bracket", "}", "next period", "Time"),
    Command("pan(-1)", "shift+left", "Shift+Left", "pan to earlier", "Time"),
    Command("pan(1)", "shift+right", "Shift+Right", "pan to later", "Time"),
    Command("lanes", "L", "L", "events in lanes by actor, system, kind, place, outlet or source", "Time", "lanes"),
    Command("compare", "C", "C", "compare with a second query, on the same axis", "Time"),
    Command("along(-1)", "left,less_than_sign", "Left <", "earlier event of the lane", "Time"),
    Command("along(1)", "right,greater_than_sign", "Right >", "later event of the lane", "Time"),
    Command("solo_lane", "S", "S", "this lane alone, or all again", "Time"),
    Command("hide_lane", "H", "H", "hide this lane", "Time"),
    Command("coverage", "v", "v", "sources published per period, under the overview", "Time"),
    Command("edit_filter", "slash", "/", "type a filter; Enter keeps it, Esc reverts", "Filter", "filter"),
    Command("pick('actor')", "a", "a", "pick actors", "Filter", "actor"),
    Command("pick('system')", "s", "s", "pick systems", "Filter", "system"),
    Command("pick('place')", "p", "p", "pick places", "Filter", "place"),
    Command("facets", "f", "f", "all facets, with counts", "Filter", "facets"),
    Command("kind('patrol')", "1", "1", "patrols, on or off", "Filter"),
    Command("kind('drill')", "2", "2", "drills, on or off", "Filter"),
    Command("kind('deployment')", "3", "3", "deployments, on or off", "Filter"),
    Command("kind('visit')", "4", "4", "visits, on or off", "Filter"),
    Command("keep", "equals_sign", "=", "keep only events with the value under the cursor", "Filter", pane=True),
    Command("exclude", "exclamation_mark", "!", "exclude the value under the cursor", "Filter", pane=True),
    Command("clear", "backspace", "Backspace", "clear the filter ([ brings it back)", "Filter"),
    Command("back", "left_square_bracket", "[", "back to the previous view", "Filter"),
    Command("forward", "right_square_bracket", "]", "forward again", "Filter"),
    Command("history", "h", "h", "where you were: all views so far, to go back to any", "Filter"),
    Command("views", "semicolon", ";", "views that have names: open one, or save this one", "Filter", touches="files"),
    Command("mark", "space", "Space", "mark the event, or take its mark away", "Take away", touches="files"),
    Command("marked", "apostrophe", "'", "the marked events alone ([ goes back)", "Take away"),
    Command("unmark_all", "", "", "unmark all events; once more marks them again", "Take away", touches="files"),
    Command("note", "w", "w", "write a note of your own on the event", "Take away", touches="files"),
    Command("export", "e", "e", "export the events found to a file", "Take away", "export", touches="files"),
    Command("copy", "y", "y", "copy id, citation, JSON or command line", "Take away", "copy", touches="clipboard"),
    Command("open_source", "o", "o", "open the source's address", "Take away", touches="programs"),
    Command("maximise", "m", "m", "maximise the pane, or all panes again", "Program"),
    Command("theme", "", "", "switch between dark and light", "Program"),
    Command("palette", "colon,ctrl+p", ": Ctrl+P", "all commands by name", "Program"),
    Command("help", "question_mark,f1", "? F1", "this help", "Program", "help"),
    Command("reload", "ctrl+r", "Ctrl+R", "read the curated files again", "Program"),
    Command("quit", "q,ctrl+q", "q", "quit", "Program", "quit"),
)


def bindings(*, pane: bool) -> list[Binding]:
    """Textual's bindings of the commands that panes carry out, or of the others.

    With priority a command is done before the next key is looked at: on a slow line keys arrive in batches, and those
    after `/` belong to the filter line. What is typed into an input never comes here.
    """
    return [
        Binding(command.keys, command.action, command.help, show=False, priority=True, id=command.action)
        for command in COMMANDS
        if command.pane == pane and command.keys
    ]


def footer() -> tuple[tuple[str, str], ...]:
    """(key, word) of what the footer shows, filters first; the four kinds are one."""
    hints = []
    for group in ("Filter", "Move", "Time", "Take away", "Program"):
        hints += [(c.shown.split()[0], c.footer) for c in COMMANDS if c.group == group and c.footer]
        if group == "Filter":
            hints.append(("1-4", "kinds"))
    return tuple(hints)
