"""Rows as tables: for the terminal as they come, and as a page with all that is needed to do it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.rows import Row, Spread


@dataclass(frozen=True, slots=True)
class Section:
    """What one module measured."""

    title: str
    text: str
    """What is measured, and what is fair and what not."""
    rows: tuple[Row, ...]


def section(doc: str, rows: Iterable[Row]) -> Section:
    """Named and explained by the module's docstring: its first line, and the rest."""
    title, _, text = doc.strip().partition("\n")
    return Section(title.rstrip("."), text.strip(), tuple(rows))


def line(row: Row) -> str:
    """The row in one line of a terminal."""
    note = f"  {row.note}" if row.note else ""
    return (
        f"  {row.what:<44}{_times(row.ratio):>24} × {row.peer:<28}"
        f"{_amount(row.ours, row.unit)} against {_amount(row.theirs, row.unit)}{note}"
    )


def page(count: int, command: str, machine: Mapping[str, str], sections: Sequence[Section]) -> str:
    """Markdown of a run of `command`."""
    parts = [
        "# Results\n",
        f"Written by `{command}`: {count:,} made-up events (`bench/corpus.py`). A ratio is Dateline's "
        "amount by the peer's, the median of pairs that ran in turn, with the quartiles; below 1 Dateline took less. "
        "Seconds and bytes stand beside their ratios only: those of two runs or two machines cannot be compared.\n",
        *[f"- {name}: {value}" for name, value in machine.items()],
    ]
    for each in sections:
        parts += ["", f"## {each.title}", ""]
        parts += [each.text, ""] if each.text else []
        if not each.rows:
            parts.append("Not measured: what it needs is not installed.")
            continue
        parts += ["| what | ratio | peer | Dateline | the peer |", "|---|---|---|---|---|"]
        parts += [
            f"| {row.what}{f' ({row.note})' if row.note else ''} | {_times(row.ratio)} | {row.peer} "
            f"| {_amount(row.ours, row.unit)} | {_amount(row.theirs, row.unit)} |"
            for row in each.rows
        ]
        commands = dict.fromkeys(command for row in each.rows for command in row.commands)
        if commands:
            parts += ["", "```", *commands, "```"]
    return "\n".join(parts) + "\n"


def _times(ratio: Spread) -> str:
    low, middle, high = (_short(value) for value in ratio)
    return f"{middle} ({low}–{high})"


def _amount(amount: Spread, unit: str) -> str:
    value = amount.middle
    if unit == "s" and value < 1:
        value, unit = value * 1000, "ms"
    return f"{_short(value)} {unit}"


def _short(value: float) -> str:
    """Three figures."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
