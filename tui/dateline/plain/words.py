"""What is said of an event, its sources and a list: lines that read aloud as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dateline.dates import Edtf
from dateline.exchange.pages import details, judgement, provenance
from dateline.exchange.words import reference
from dateline.model import Citation, Event
from dateline.query.search import Answer
from dateline.query.syntax import EVERYTHING

_MONTHS: Final = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "Jun": "June", "Jul": "July", "Aug": "August",
    "Sep": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
_MONTH: Final = re.compile(rf"\b({'|'.join(_MONTHS)})\b")
_MONTH_OF_YEAR: Final = re.compile(rf"{_MONTH.pattern}(?= \d)")
_RANGE: Final = re.compile(r"(?<=\d) ?– ?(?=\d)")
_SIGNS: Final = str.maketrans({"×": "times", "¶": "paragraph ", "≤": "up to ", "≥": "from "})


def spoken(text: str) -> str:
    """Without the signs that are skipped or misread aloud: `10–12 Feb 2022` is `10 to 12 February 2022`."""
    named = _MONTH_OF_YEAR.sub(lambda match: _MONTHS[match[1]], text)
    return _RANGE.sub(" to ", named).translate(_SIGNS)


def stopped(text: str) -> str:
    """With a full stop, unless it has its own."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def sentence(text: str) -> str:
    """With a capital, too."""
    return stopped(f"{text[:1].upper()}{text[1:]}")


def date_words(date: Edtf) -> str:
    """A date in full: `between 5 and 13 January 2023`."""
    named = _MONTH.sub(lambda match: _MONTHS[match[1]], date.text)
    return named.replace(" – ", " to ").replace("–", " to ")


def exactness(date: Edtf) -> str:
    """How exactly a date is known; empty where an end is open, which its words say."""
    if date.lo is None or date.hi is None:
        return ""
    days = date.hi - date.lo + 1
    if days == 1:
        return "known to the day"
    if not date.extent:
        return f"within {days:,} days"
    return f"lasting {'' if date.sure == (date.lo, date.hi) else 'up to '}{days:,} days"


def view_words(answer: Answer) -> str:
    """What is shown: `Drills, 2022: 4 events, 1 only possibly in range.`"""
    if answer.query == EVERYTHING:
        return f"All events: {answer.selection.count:,}."
    return spoken(sentence(answer.english))


def row(event: Event, number: int) -> str:
    """An event in a list; `number` is its position counted from 1."""
    return f"{number:,}. {date_words(event.date)}, {event.kind.name.lower()}: {spoken(event.title)}"


def event_lines(event: Event, number: int, count: int) -> Iterator[str]:
    """An event whole, but for what each source says."""
    when = ", ".join(filter(None, (date_words(event.date), exactness(event.date))))
    yield f"{number:,} of {count:,}. {sentence(when)}"
    yield spoken(sentence(f"{event.kind.name}, {event.status}: {event.title}"))
    yield spoken(event.summary)
    for name, values in details(event):
        yield spoken(sentence(f"{name}: {'; '.join(values)}"))
    if event.notes:
        yield spoken(f"Note: {event.notes}")
    counted, _, disagreement = provenance(event).partition(" · ")
    yield f"{counted}{f'; {disagreement}' if disagreement else ''}."
    yield f"Id: {event.id}"


def citation_lines(citation: Citation, number: int, count: int) -> Iterator[str]:
    """What one source says, who asserts it, and how far it is trusted."""
    yield spoken(f"Source {number} of {count}: {reference(citation)}")
    yield spoken(f"It says: {citation.says}")
    yield spoken(sentence(judgement(citation).replace(" · ", "; ")))
