"""What the documents say of the program and the data, made from them: `cog -r` writes it, `cog --check` compares."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import cog

from dateline.app.commands import COMMANDS, GROUPS
from dateline.curated.files import locate
from dateline.exchange.writers import FORMATS
from dateline.query.fields import FIELDS
from dateline.query.search import search
from dateline.query.syntax import parse
from dateline.store.cache import current
from dateline.store.reader import Reader

ROOT = Path(__file__).resolve().parents[1]


def console(*commands: str, lines: int = 0) -> None:
    """Commands with their real output, stderr included; with `lines`, the first ones and a row of dots."""
    cog.outl("```console")
    for command in commands:
        words = [sys.executable, "-m", *shlex.split(command)]
        done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        shown = [line.rstrip() for line in done.stdout.splitlines()]
        cog.outl(f"$ {command}")
        for line in shown[:lines] if lines else shown:
            cog.outl(line)
        if lines and len(shown) > lines:
            cog.outl("…")
    cog.outl("```")


def keys() -> None:
    """The key table."""
    cog.outl("| key | does |\n|---|---|")
    for group in GROUPS:
        cog.outl(f"| **{group}** | |")
        for command in COMMANDS:
            if command.group == group and command.shown:
                shown = " ".join(f"`{key}`" for key in command.shown.split())
                cog.outl(f"| {shown} | {command.help} |")


def fields() -> None:
    """The fields of the query language."""
    cog.outl("| field | finds |\n|---|---|")
    for field in FIELDS.values():
        cog.outl(f"| `{field.example}` | {field.help} |")


def formats() -> None:
    """The export formats."""
    cog.outl("| `-f` | what it is |\n|---|---|")
    for each in FORMATS.values():
        cog.outl(f"| `{each.name}` | {each.description} |")


def dictionary() -> None:
    """The tables of the built store, from the schema and its comments. Raises ValueError where one has none."""
    schema = (ROOT / "data" / "schema.sql").read_text(encoding="utf-8")
    tables = r"(?:^-- (.+)\n)?^CREATE (VIRTUAL )?TABLE (\w+).*\n([\s\S]*?)^\)"
    for said, virtual, table, body in re.findall(tables, schema, re.MULTILINE):
        if not said:
            raise ValueError(f"data/schema.sql: no comment above the table {table}")
        cog.outl(f"\n**`{table}`** {said}\n")
        cog.outl("| column | type | what it holds |\n|---|---|---|")
        for line in body.splitlines():
            if line.startswith("  PRIMARY KEY (") or (virtual and " = " in line):
                continue
            if not (column := re.fullmatch(r"  (\w+) ?(\w*)(.*?),? -- (.+)", line)):
                raise ValueError(f"data/schema.sql: no comment on a column of {table}: {line.strip()}")
            name, type_, rules, meaning = column.groups()
            null = "" if virtual or "NULL" in rules or "KEY" in rules else ", may be null"
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
