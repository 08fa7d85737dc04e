"""What `list` prints of an answer."""

from __future__ import annotations

from dateline.cli.saying import narrate, put
from dateline.exchange.listing import listed

TYPE_CHECKING = False  # as in typing, for which a list does not wait
if TYPE_CHECKING:
    from dateline.query.search import Answer


def say(answer: Answer) -> None:
    """The events to stdout; how many, and what to leave out where there are none, to stderr."""
    put(listed(answer.selection))
    narrate(answer.english)
    for hint in answer.hints:
        narrate(f"without {hint.without}: {hint.count:,}")
