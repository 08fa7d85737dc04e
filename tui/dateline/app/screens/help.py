"""The help: every key and every field of the query language, from the declarations that make them work."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from dateline.app.commands import COMMANDS, GROUPS
from dateline.app.screens.dialog import Dialog
from dateline.app.widgets.glyphs import Glyphs
from dateline.query.fields import FIELDS

SYNTAX = (
    ("patrol su-30", "both words; in any script, with or without hyphens in names"),
    ('"joint patrol"', "the words in this order"),
    ("patr*", "words that start so"),
    ("kind:drill,patrol", "one of several values"),
    ("-actor:ukraine", "not; also: not actor:ukraine"),
    ("(a or b) c", "groups"),
)
PICKERS = (
    ("letters", "only the names that have them, in any script"),
    ("Space or a click", "include a value, or let it go again"),
    ("!", "exclude it, or let it go again"),
    ("Enter", "apply; with no marks, take the value"),
    ("now", "how many of the events found have it"),
    ("if toggled", "how many events Space would find"),
)


class HelpScreen(Dialog[None]):
    """Keys and query language."""

    BINDINGS = [
        Binding("question_mark,f1,q", "cancel", "close", show=False),
        Binding("j", "scroll(1)", "down", show=False),
        Binding("k", "scroll(-1)", "up", show=False),
    ]

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(classes="-ascii" if glyphs.ascii_only else "")
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "Help"
            box.border_subtitle = self._glyphs.plain("Esc close")
            with VerticalScroll(id="keys"):
                yield Static(self._text())

    def on_mount(self) -> None:
        self.query_one("#keys").focus()

    def action_scroll(self, by: int) -> None:
        self.query_one("#keys").scroll_relative(y=by, animate=False)

    def _text(self) -> Content:
        parts: list[Content] = []
        for group in GROUPS:
            rows = [(command.shown, command.help) for command in COMMANDS if command.group == group and command.shown]
            parts += self._table(group, rows)
        parts += self._table("In a picker", list(PICKERS))
        signs = [
            (f"{self._glyphs.day} {self._glyphs.sure}", "a day, a time that is sure"),
            (self._glyphs.possible, "only possible: the date is no closer"),
            (f"{self._glyphs.before} {self._glyphs.after}", "goes on beyond the year"),
            (self._glyphs.levels, "how many over time, each value on its own scale"),
            ("9..15 Jan", "one unknown day of these; 9–15 Jan lasted from the one to the other"),
            (f"{self._glyphs.mark} {self._glyphs.note}", "your mark before date or title, your note after it"),
            ("3/2", f"3 sources, 2 independent origins; {self._glyphs.differs} where they disagree"),
        ]
        parts += self._table("Signs", signs)
        parts += self._table("Filter", list(SYNTAX))
        parts += self._table("Fields", [(field.example, field.help) for field in FIELDS.values()])
        return Content("\n").join(parts[1:])

    def _table(self, title: str, rows: list[tuple[str, str]]) -> list[Content]:
        plain = self._glyphs.plain
        lines = [Content(""), Content.styled(title, "bold")]
        return [
            *lines,
            *(Content.assemble((f"  {plain(key):<26}", "$accent"), (plain(text), "")) for key, text in rows),
        ]
