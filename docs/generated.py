"""What the README says of the program, made by the program: `cog -r README.md` writes it, `cog --check` compares."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import cog

from dateline.app.commands import COMMANDS, GROUPS
from dateline.exchange.writers import FORMATS
from dateline.query.fields import FIELDS

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
