"""How a date is said in English: whole, and as the short label of a row."""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, which takes longer to import than this
if TYPE_CHECKING:
    from dateline.dates import Edtf, Point


def text(date: Edtf) -> str:
    """With its precision: "10–20 Feb 2022", "between 5 and 13 Jan 2023", "since Oct 2022"."""
    if date.shape == "interval":
        return _interval(date)
    if len(date.points) == 1 and date.points[0]:
        return date.points[0].text
    if date.shape == "one-of" and len(date.points) == 2 and ".." in date.edtf:
        return _between(date)
    members, points = [], iter(date.points)
    for member in date.edtf[1:-1].split(","):
        ends = [point.text for _ in member.split("..") if (point := next(points))]
        member = member.strip()
        open_end = " or earlier" if member.startswith("..") else " or later" if member.endswith("..") else ""
        members.append(" to ".join(ends) + open_end)
    return ("one of " if date.shape == "one-of" else "each of ") + ", ".join(members)


def _interval(date: Edtf) -> str:
    start, end = date.points
    if start and end:
        words = _span(start, end, "–", " – ") if start.words != end.words else " ".join(end.words)
        return _of_ends(start, end, words)
    if start:
        return f"since {start.text}" if date.edtf.endswith("..") else f"from {start.text}, end unknown"
    assert end is not None
    return f"until {end.text}" if date.edtf.startswith("..") else f"until {end.text}, start unknown"


def _of_ends(start: Point, end: Point, words: str) -> str:
    """`about 16–29 Sep 2021` where both ends are; where one is doubtful, which: `16–29 Sep 2021 (end approximate)`."""
    about = "about " if start.approximate and end.approximate else ""
    doubts = []
    for word in ("uncertain", "approximate"):
        which = [name for name, point in (("start", start), ("end", end)) if getattr(point, word)]
        if len(which) == 1:
            doubts.append(f"{which[0]} {word}")
        elif which and word == "uncertain":
            doubts.append(word)
    return f"{about}{words}" + (f" ({', '.join(doubts)})" if doubts else "")


def _between(date: Edtf) -> str:
    start, end = date.points
    if start and end:
        about = "about " if date.approximate else ""
        return f"between {about}{_span(start, end, ' and ', ' and ')}{' (uncertain)' if date.uncertain else ''}"
    if start:
        return f"{start.text} or later"
    assert end is not None
    return f"{end.text} or earlier"


def _span(start: Point, end: Point, joiner: str, spaced: str) -> str:
    """`10–20 Feb 2022`: what both share is said once. `spaced` joins ends that are more than one word."""
    a, b = start.words, end.words
    while len(a) > 1 and len(b) > 1 and a[-1] == b[-1] and len(a) == len(b) and a[:-1] != b[:-1]:
        a, b = a[:-1], b[:-1]
    shared = start.words[len(a) :]
    left, right = start.prefix + " ".join(a), end.prefix + " ".join(b)
    between = joiner if len(a) == len(b) == 1 and not (start.prefix or end.prefix) else spaced
    return " ".join((f"{left}{between}{right}", *shared))


def label(date: Edtf, year: str) -> str:
    """The shortest form that keeps the precision; `year`, as in a heading above it, is left out."""

    def short(point: Point) -> str:
        words = point.words[:-1] if len(point.words) > 1 and point.words[-1] == year else point.words
        return f"{'~' if date.approximate else ''}{' '.join(words).removesuffix(' of')}{'?' if date.uncertain else ''}"

    known = [point for point in date.points if point is not None]
    start, end = known[0], known[-1]
    if date.shape != "interval":  # a set is written in any order
        start, end = min(known, key=lambda p: p.lo), max(known, key=lambda p: p.hi)
    if date.lo is None and date.hi is None:
        return date.edtf
    if date.lo is None:
        return f"≤{short(end)}"
    if date.hi is None:
        return f"{'≥' if date.shape == 'one-of' else 'from ' if date.edtf.endswith('/') else 'since '}{short(start)}"
    if start.words == end.words:
        return ("in " if start.prefix.startswith("some") else "") + short(start)
    pair = len(known) == 2 and ".." not in date.edtf
    joiner = "–" if date.shape == "interval" else ".." if not pair else " or " if date.shape == "one-of" else ", "
    marks = ("~" if date.approximate else "", "?" if date.uncertain else "")
    whole_years = start.words[:-1] == ("1", "Jan") and end.words[:-1] == ("31", "Dec")
    if whole_years and start.words[-1] != end.words[-1] and joiner in ("–", ".."):
        return f"{marks[0]}{start.words[-1]}{joiner}{end.words[-1]}{marks[1]}"
    span = _span(start, end, joiner, joiner)
    if year and len(end.words) > 1:
        near = joiner in ("–", "..") and start.words[-1] == year and end.hi - start.lo < 365  # the end's year is plain
        span = span.removesuffix(f" {end.words[-1] if near else year}").removesuffix(" of")
        span = span.replace(f" {year}{joiner}", joiner) if near else span
    return f"{marks[0]}{span}{marks[1]}"
