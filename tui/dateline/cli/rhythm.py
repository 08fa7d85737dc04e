"""The command that says in which rhythm events come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from dateline.cli.asking import Queries, ask, marked, parsed, place_of, where
from dateline.cli.saying import narrate, put
from dateline.errors import DateError
from dateline.exchange.rhythm import counts, figures, lines, pair_list, totals
from dateline.query import ranges
from dateline.query.followed import followed
from dateline.query.rhythm import rhythm as rhythm_of
from dateline.query.search import Answer, search


class _Length(click.ParamType[ranges.Within]):
    """A length of time."""

    name = "length"

    def convert(
        self, value: str | ranges.Within, param: click.Parameter | None, ctx: click.Context | None
    ) -> ranges.Within:
        try:
            return ranges.within(value) if isinstance(value, str) else value
        except DateError as error:
            self.fail(str(error), param, ctx)


@click.command(cls=Queries)
@where
@click.option("--after", metavar="QUERY", help="Also: which of these events do those found follow?")
@click.option(
    "--within", type=_Length(), metavar="LENGTH", help="How soon after their end: 10d (the default), 2w, 3m, 1y."
)
@click.argument("query", nargs=-1)
def rhythm(
    db: Path | None, curated: Path | None, after: str | None, within: ranges.Within | None, query: tuple[str, ...]
) -> None:
    """Print the intervals, silences and counts of the events found.

    Where dates are uncertain, every figure is the range in which it lies.
    """
    if within is not None and after is None:
        raise click.UsageError("--within goes with --after QUERY: after what?")
    first = parsed((after,)) if after is not None else None
    reader, answer = ask(place_of(db, curated), query)
    before = None
    if after is not None and first is not None:
        with marked((after,)):
            before = search(reader, first)
    put(_rhythm(answer))
    narrate(answer.english)
    for hint in answer.hints:
        narrate(f"without {hint.without}: {hint.count:,}")
    if before is not None:
        put(_followed(answer, before, within or ranges.Within(10, "d")))
        narrate(f"after {before.english}")


def _rhythm(answer: Answer) -> Iterator[str]:
    found = rhythm_of(answer.selection.span_pages())
    yield from lines(figures(found))
    if found.periods:
        yield f"\nBy {found.unit}; a range where the dates leave it open\n"
        yield from (f"{name}  {count}\n" for name, count in counts(found))


def _followed(answer: Answer, before: Answer, within: ranges.Within) -> Iterator[str]:
    found = followed(answer.selection.spans(), before.selection.spans(), within)
    yield "\n"
    yield from lines(totals(found, within))
    yield "\n"
    yield from pair_list(found, answer.selection, before.selection)
