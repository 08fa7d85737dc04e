"""Every command, declared once: its keys, what the footer, the palette and the help say, and what it touches."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from textual.binding import Binding

Group = Literal["Move", "Time", "Filter", "Take away", "Program"]
GROUPS: Final[tuple[Group, ...]] = ("Move", "Time", "Filter", "Take away", "Program")
Pane = Literal["timeline", "lanes", "event", "source"]
PANES: Final[tuple[Pane, ...]] = ("timeline", "lanes", "event", "source")
LIST: Final[tuple[Pane, ...]] = ("timeline",)
LANES: Final[tuple[Pane, ...]] = ("lanes",)
TIME: Final = LIST + LANES
TEXT: Final[tuple[Pane, ...]] = ("event", "source")


class Command(NamedTuple):
    """A command of the main screen."""

    action: str
    """Name and arguments of the action that carries it out."""
    keys: str
    """Textual's names of the keys, with commas between."""
    shown: str
    """The keys as people write them."""
    help: str
    """What it does: one sentence that begins with a verb, without a capital and a full stop."""
    group: Group
    footer: str = ""
    """The word in the footer; empty for what the footer leaves out."""
    pane: bool = False
    """Carried out by the pane that has the focus."""
    where: tuple[Pane, ...] = ()
    """The panes in which a person looks for it first; it may work in others, too."""
    touches: Literal["nothing", "clipboard", "files", "programs"] = "nothing"
    """What it touches outside Dateline."""


COMMANDS: Final = (
    Command("down", "j,down", "j ↓", "go to the next event, lane or value", "Move", pane=True, where=PANES),
    Command("up", "k,up", "k ↑", "go to the previous event, lane or value", "Move", pane=True, where=PANES),
    Command("top", "g,home", "g Home", "go to the first one", "Move", pane=True),
    Command("bottom", "G,end", "G End", "go to the last one", "Move", pane=True),
    Command("half_down", "ctrl+d", "Ctrl+D", "go half a page down", "Move", pane=True),
    Command("half_up", "ctrl+u", "Ctrl+U", "go half a page up", "Move", pane=True),
    Command("page_down", "pagedown", "PgDn", "go a page down", "Move", pane=True),
    Command("page_up", "pageup", "PgUp", "go a page up", "Move", pane=True),
    Command("next_pane", "tab", "Tab", "go to the next pane", "Move", where=PANES),
    Command("previous_pane", "shift+tab", "Shift+Tab", "go to the previous pane", "Move"),
    Command("citation(-1)", "comma", ",", "show the previous citation of the event", "Move", where=TEXT),
    Command("citation(1)", "full_stop", ".", "show the next citation of the event", "Move", where=TEXT),
    Command("go_to_date", "t", "t", "go to a date, or to the next event of a name", "Move", "date", where=TIME),
    Command("rhythm", "R", "R", "show the gaps, silences and counts of the events found", "Time", where=LIST),
    Command("zoom(1)", "plus,z", "+ z", "zoom in; the cursor's event keeps its place", "Time", "zoom", where=TIME),
    Command("zoom(-1)", "minus,Z", "- Z", "zoom out", "Time", where=TIME),
    Command("fit", "0", "0", "show all events on the axis", "Time", where=TIME),
    Command("turn(-1)", "left_curly_bracket", "{", "turn to the previous period with events", "Time", where=LIST),
    Command("turn(1)", "right_curly_bracket", "}", "turn to the next period with events", "Time", where=LIST),
    Command("pan(-1)", "shift+left", "Shift+Left", "pan to earlier", "Time"),
    Command("pan(1)", "shift+right", "Shift+Right", "pan to later", "Time"),
    Command("lanes", "L", "L", "put events in lanes, by actor, system, kind or the like", "Time", "lanes", where=TIME),
    Command("compare", "C", "C", "compare with a second query, on the same axis", "Time"),
    Command("along(-1)", "left,less_than_sign", "Left <", "go to the lane's earlier event", "Time", where=LANES),
    Command("along(1)", "right,greater_than_sign", "Right >", "go to the lane's later event", "Time", where=LANES),
    Command("solo_lane", "S", "S", "show this lane alone, or all again", "Time", where=LANES),
    Command("hide_lane", "H", "H", "hide this lane", "Time", where=LANES),
    Command("coverage", "v", "v", "show under the overview how many sources were published when", "Time"),
    Command("edit_filter", "slash", "/", "type a filter; Enter keeps it, Esc reverts", "Filter", "filter"),
    Command("pick('actor')", "a", "a", "pick actors to keep or exclude", "Filter", "actor"),
    Command("pick('system')", "s", "s", "pick weapon systems to keep or exclude", "Filter", "system"),
    Command("pick('place')", "p", "p", "pick places to keep or exclude", "Filter", "place"),
    Command("facets", "f", "f", "pick values of any field, with counts", "Filter", "facets"),
    Command("kind('patrol')", "1", "1", "switch patrols on or off", "Filter"),
    Command("kind('drill')", "2", "2", "switch drills on or off", "Filter"),
    Command("kind('deployment')", "3", "3", "switch deployments on or off", "Filter"),
    Command("kind('visit')", "4", "4", "switch visits on or off", "Filter"),
    Command("keep", "equals_sign", "=", "keep only events with the value under the cursor", "Filter", pane=True,
            where=PANES),
    Command("exclude", "exclamation_mark", "!", "exclude the value under the cursor", "Filter", pane=True, where=PANES),
    Command("clear", "backspace", "Backspace", "clear the filter ([ brings it back)", "Filter"),
    Command("back", "left_square_bracket", "[", "go back to the previous view", "Filter"),
    Command("forward", "right_square_bracket", "]", "go forward again", "Filter"),
    Command("history", "h", "h", "list where you were, to go back to any view", "Filter"),
    Command("views", "semicolon", ";", "open a view that has a name, or name this one", "Filter", touches="files"),
    Command("mark", "space", "Space", "mark the event, or take its mark away", "Take away", touches="files",
            where=TIME),
    Command("marked", "apostrophe", "'", "show the marked events alone ([ goes back)", "Take away"),
    Command("unmark_all", "", "", "unmark all events; once more marks them again", "Take away", touches="files"),
    Command("note", "w", "w", "write a note of your own on the event", "Take away", touches="files", where=TEXT),
    Command("export", "e", "e", "export the events found to a file", "Take away", "export", touches="files"),
    Command("copy", "y", "y", "copy id, citation, JSON or command line", "Take away", "copy", touches="clipboard",
            where=TEXT),
    Command("open_source", "o", "o", "open the source's address", "Take away", touches="programs", where=("source",)),
    Command("maximise", "m", "m", "show this pane alone, or all panes again", "Program", where=TEXT),
    Command("tour", "", "", "show the tour: five lines on how to begin", "Program"),
    Command("theme", "", "", "switch between dark and light", "Program"),
    Command("palette", "colon,ctrl+p", ": Ctrl+P", "find a command by its name", "Program"),
    Command("help", "question_mark,f1", "? F1", "show the keys, the signs and the query language", "Program", "help"),
    Command("reload", "ctrl+r", "Ctrl+R", "read the curated files again", "Program"),
    Command("redraw", "ctrl+l", "Ctrl+L", "draw the screen anew, where others have written on it", "Program"),
    Command("quit", "q,ctrl+q", "q", "quit Dateline", "Program", "quit"),
)  # fmt: skip


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
