"""What the documents say of the program and the data, made from them: `cog -r` writes it, `cog --check` compares."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from dataclasses import replace
from io import StringIO
from pathlib import Path

import cog
from textual.binding import Binding
from textual.keys import format_key

from dateline.app.commands import COMMANDS, GROUPS, PANES, footer
from dateline.app.screens.dialog import Dialog
from dateline.app.screens.export import ExportDialog
from dateline.app.screens.help import HelpScreen
from dateline.app.screens.picker import Picker
from dateline.app.screens.saved import SavedViews
from dateline.app.screens.sections import sections
from dateline.app.screens.visits import Visits
from dateline.app.widgets.filter_line import FilterLine
from dateline.app.widgets.glyphs import UNICODE
from dateline.curated.files import locate
from dateline.curated.load import load
from dateline.dates import parse as parse_date
from dateline.exchange.writers import FORMATS
from dateline.plain.commands import COMMANDS as LINES
from dateline.plain.commands import carry_out
from dateline.plain.session import Session
from dateline.plain.terminal import speaker
from dateline.query.fields import FIELDS
from dateline.query.search import search
from dateline.query.syntax import parse
from dateline.store.build import build
from dateline.store.cache import current
from dateline.store.connection import LATE
from dateline.store.first import MORE, VERSION
from dateline.store.reader import Reader

ROOT = Path(__file__).resolve().parents[1]
KINDS = "switch patrols, drills, deployments, visits on or off"
DIALOGS = {
    FilterLine: "The filter line (`/`)",
    Picker: "Pickers and facets (`a` `s` `p` `f`)",
    SavedViews: "Named views (`;`)",
    Visits: "Where you were (`h`)",
    ExportDialog: "Export (`e`)",
    HelpScreen: "Help (`?`)",
}
"""Those with keys of their own; the menus of `L` and `y` say their keys on the screen."""
MEASURED = (
    # what it is called here, the row of bench/RESULTS.md, and the peers
    ("first rows on the screen", "first rows", ("python -c pass", "lnav", "VisiData")),
    ("a filter typed before the start answered", "/joint, typed before the start", ("smallest Textual app",)),
    ("cursor moved, in 80x24", "move, j, 80x24", ("one line in Textual",)),
    ("page turned, in 80x24", "page, PgDn, 80x24", ("one line in Textual",)),
    ("a kind switched off, in 80x24", "facet toggled, 2, 80x24", ("one line in Textual",)),
    ("counts of all actors, systems and kinds", "the same: counts of actors, systems, kinds", ("SQL", "DuckDB")),
    ("an actor and a system, the whole screen", "actor, system and counts", ("lnav", "fzf", "Datasette")),
    ("both words of `joint patrol` found", "joint patrol", ("FTS5",)),
    ('`"joint patrol"` found, the phrase', '"joint patrol"', ("FTS5",)),
    ("bytes sent for a page, in 80x24", "page, 80x24", ("Textual's own output", "lnav")),
    ("memory with the events open", "open", ("lnav", "VisiData", "fzf")),
    ("NDJSON imported", "1,000,000 events, ndjson", ("sqlite3 .import",)),
    ("NDJSON exported", "ndjson", ("sqlite3 -json, joined by hand",)),
    ("CSV exported", "csv", ("sqlite3 -csv, joined by hand", "sqlite3 -csv, the same cells")),
)
"""Figures that the README quotes, the less good ones too."""


def console(*commands: str, lines: int = 0, folder: Path | None = None) -> None:
    """Commands with their real output, stderr included; with `lines`, the first ones and a row of dots.

    A word that names a file in `folder` is that file.
    """
    cog.outl("```console")
    for command in commands:
        words = [sys.executable, "-m", *shlex.split(command)]
        if folder is not None:
            words = [str(folder / word) if (folder / word).is_file() else word for word in words]
        done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        shown = [line.rstrip() for line in done.stdout.splitlines()]
        cog.outl(f"$ {command}")
        for line in shown[:lines] if lines else shown:
            cog.outl(line)
        if lines and len(shown) > lines:
            cog.outl("…")
    cog.outl("```")


def difference() -> None:
    """What `dateline diff` says of the chronology and one that lacks an event, a citation and an exact date."""
    chronology = load(locate(None))
    earlier = []
    for event in chronology.events:
        if event.id == "oreshnik-on-duty-2025-12-30":
            event = replace(event, date=parse_date("2025-12"), citations=event.citations[:-1])
        if event.id != "su-30sm2-delivered-2025-12-26":
            earlier.append(event)
    with tempfile.TemporaryDirectory() as folder:
        build(replace(chronology, events=tuple(earlier)), Path(folder) / "before.db", "an earlier one")
        console("dateline diff before.db .", folder=Path(folder))


def session(query: str, *lines: str) -> None:
    """A session by lines, as it stands in a terminal."""
    said = StringIO()
    talk = Session(Reader(current(locate(None))), parse(query), speaker(said))
    print(f"$ dateline --plain {query}", file=said)
    talk.start()
    for line in lines:
        print(f"> {line}".rstrip(), file=said)
        carry_out(talk, line)
    cog.outl(f"```console\n{said.getvalue()}```")


def lines() -> None:
    """What a line of such a session can begin with."""
    cog.outl("| line | does |\n|---|---|")
    for command in LINES:
        shown = " ".join(f"`{name}`" for name in command.names)
        takes = f" {command.takes}" if command.takes else ""
        cog.outl(f"| {shown}{takes} | {command.help} |")
    cog.outl("| a number | go to the event at this position |")


def keys() -> None:
    """What the main screen's last line names, in its order."""
    cog.outl("| key | does |\n|---|---|")
    for key, _ in footer():
        cog.outl(f"| {_pressed(key)} | {next((c.help for c in COMMANDS if key in c.shown.split()), KINDS)} |")


def all_keys() -> None:
    """Every key of the main screen, by group, with the panes in which it is looked for first."""
    for group in GROUPS:
        cog.outl(f"\n## {group}\n\n| key | does | above all in |\n|---|---|---|")
        for command in COMMANDS:
            if command.group == group:
                where = ", ".join(command.where) if command.where != PANES else "every pane"
                shown = _pressed(command.shown) if command.shown else "in the palette"
                cog.outl(f"| {shown} | {command.help} | {where} |")


def dialog_keys() -> None:
    """The keys that dialogs and the filter line declare for themselves."""
    for each, name in DIALOGS.items():
        cog.outl(f"\n**{name}**\n\n| key | does |\n|---|---|")
        shared = [base for base in each.__mro__ if issubclass(base, Dialog)]
        declared = [binding for kind in shared or [each] for binding in vars(kind).get("BINDINGS", ())]
        for binding in Binding.make_bindings(declared):
            cog.outl(f"| `{_named(binding.key)}` | {binding.description} |")


def signs() -> None:
    """The signs on the screen."""
    kinds = Reader(current(locate(None))).vocabulary.kinds.values()
    for section in sections("timeline", UNICODE, kinds):
        if section.title in ("Bars and dates", "Overview", "Kinds"):
            cog.outl(f"\n**{section.title}**\n\n| sign | means |\n|---|---|")
            for sign, meaning in section.rows:
                cog.outl(f"| `{sign}` | {meaning} |")


def _named(key: str) -> str:
    shown = format_key(key)
    return {"pgdn": "PgDn", "pgup": "PgUp", "⏎": "Enter"}.get(shown, shown if len(shown) == 1 else shown.title())


def _pressed(keys: str) -> str:
    return " ".join(f"`{key}`" for key in keys.split())


def fields() -> None:
    """The fields of the query language."""
    cog.outl("| field | finds |\n|---|---|")
    for field in FIELDS.values():
        cog.outl(f"| `{field.example}` | {field.help} |")


def measured() -> None:
    """Ratios of the results of the bench. Raises KeyError where they have no such row."""
    results = (ROOT / "bench" / "RESULTS.md").read_text(encoding="utf-8")
    ratios = {}
    for line in results.splitlines():
        if len(cells := line.strip("| ").split(" | ")) == 5:
            what, ratio, peer, *_ = cells
            ratios[re.sub(r" \([^()]*\)$", "", what), peer] = ratio.partition(" ")[0]
    cog.outl("| | times | what is beside it |\n|---|--:|---|")
    for said, what, peers in MEASURED:
        for peer in peers:
            cog.outl(f"| {said} | {ratios[what, peer]} | {peer} |")


def formats() -> None:
    """The export formats."""
    cog.outl("| `-f` | what it is |\n|---|---|")
    for each in FORMATS.values():
        cog.outl(f"| `{each.name}` | {each.description} |")


def dictionary() -> None:
    """The tables and views of the store, from the schema and its comments. Raises ValueError where one has none."""
    cog.outl(
        f"`PRAGMA user_version` is {VERSION}, the version of the schema, plus {LATE} for each event that was imported\n"
        f"later and stands in the file beside the store, whose name has `{MORE}` behind it."
    )
    schema = (ROOT / "data" / "schema.sql").read_text(encoding="utf-8")
    tables = r"(?:^-- (.+)\n)?^CREATE (TABLE|VIEW) (\w+).*\n([\s\S]*?)^(?:\)|FROM)"
    for said, what, table, body in re.findall(tables, schema, re.MULTILINE):
        if not said:
            raise ValueError(f"data/schema.sql: no comment above the {what.lower()} {table}")
        cog.outl(f"\n**`{table}`** {said}{' A view.' if what == 'VIEW' else ''}\n")
        cog.outl("| column | type | what it holds |\n|---|---|---|")
        for line in body.splitlines():
            if line.startswith("  PRIMARY KEY ("):
                continue
            column = r"  .* AS (\w+)()(),? -- (.+)" if what == "VIEW" else r"  (\w+) (\w+)(.*?),? -- (.+)"
            if not (found := re.fullmatch(column, line)):
                raise ValueError(f"data/schema.sql: no comment on a column of {table}: {line.strip()}")
            name, type_, rules, meaning = found.groups()
            if what == "VIEW" and name in ("event", "position"):
                type_ = "integer"
            null = "" if what == "VIEW" or "NULL" in rules or "KEY" in rules else ", may be null"
            refers = re.search(r"REFERENCES (\w+) \((\w+)\)", rules)
            to = f", → `{refers[1]}.{refers[2]}`" if refers else ""
            cog.outl(f"| `{name}` | {type_.lower() or 'text'}{null}{to} | {meaning} |")


def coverage() -> None:
    """Events of each year by kind, and how many of them have sources of different origin."""
    reader = Reader(current(locate(None)))
    columns = {
        "patrols": "kind:patrol",
        "drills": "kind:drill",
        "deployments, withdrawals": "kind:deployment,withdrawal",
        "visits, talks": "kind:visit,talks",
        "all kinds": "",
        "with sources of different origin": "sources:>=2 origins:>=2",
    }
    cog.outl(f"| year | {' | '.join(columns)} |")
    cog.outl(f"|---|{'--:|' * len(columns)}")
    years = [("before 2017", "during:..2016"), *((str(y), f"during:{y}") for y in range(2017, 2026))]
    for year, within in (*years, ("all", "")):
        asked = (f"{query} {within}".strip() for query in columns.values())
        cog.outl(f"| {year} | {' | '.join(str(search(reader, parse(each)).selection.count) for each in asked)} |")
    cog.outl("\nWhat is not surely of one year stands in the last line only.")


def examples(*ids: str) -> None:
    """Events as examples of how dates are coded."""
    reader = Reader(current(locate(None)))
    cog.outl("| `date` | reads | event |\n|---|---|---|")
    for event in map(reader.event, ids):
        cog.outl(f"| `{event.date.edtf}` | {event.date.text} | {event.title} (`{event.id}`) |")


def disagreements(*ids: str) -> None:
    """Events as examples of what sources disagree on."""
    reader = Reader(current(locate(None)))
    for event in map(reader.event, ids):
        cog.outl(f"- **{event.title}** (`{event.id}`, {event.status}; {', '.join(event.disagreements)}): {event.notes}")
