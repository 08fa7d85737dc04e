"""Rhythm: whatever the days of uncertain dates were, the intervals, silences, counts and followers are as was said."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import attrgetter
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import Edtf, Point, day_number, iso, parse
from dateline.errors import DateError
from dateline.query import periods, ranges
from dateline.query.followed import Followed, Pair, followed
from dateline.query.periods import MOST
from dateline.query.ranges import Within
from dateline.query.rhythm import Period, Range, Rhythm, Stretch, rhythm
from dateline.store.bounds import OPEN_HI, OPEN_LO, Bounds, bounds, doubts
from dateline.store.reader import Reader
from dateline.store.selection import Spans
from dateline.window import Window
from synthetic import chronology, opened

START = day_number(2022, 1, 1)
FAR = 200
"""Days beyond which no drawn date goes; open ends are assigned days up to there."""


def day(text: str) -> int:
    return parse(text).lo or 0


def window(text: str) -> Window:
    return Window(parse(text).lo or 0, parse(text).hi or 0)


def spans(dates: Sequence[Edtf], ordinals: Sequence[int] | None = None) -> Spans:
    """Of dates in time order."""
    lo, start, end, hi = zip(*map(bounds, dates), strict=True) if dates else ((), (), (), ())
    marked = [[i for i, date in enumerate(dates) if side in doubts(date)] for side in ("start", "end")]
    return Spans(range(len(dates)) if ordinals is None else ordinals, lo, start, end, hi, *marked)


def told(*dates: str) -> Rhythm:
    return rhythm([spans(sorted(map(parse, dates), key=attrgetter("sort_key")))])


# What actually happened: assignments of days to dates, by the rules of EDTF alone.

_POINTS = ("{0}", "{0}?", "2022-01", "2022-02~", "2022-XX-XX")
_FORMS = (
    "{0}", "{0}", "{0}/{1}", "[{0}..{1}]", "{0}/..", "{0}/", "/{1}", "../{1}", "[{0}..]", "[..{1}]", "{0}?/{1}",
    "{0}/{1}~", "{{{0},{1}}}", "[{0},{1}]", "2022-01/{1}", "{0}/2022-03", "2022-01/2022-02", *_POINTS,
)  # fmt: skip


@st.composite
def dates(draw: st.DrawFn, *, most: int = 7) -> list[Edtf]:
    drawn = []
    for form in draw(st.lists(st.sampled_from(_FORMS), max_size=most)):
        first, last = sorted(draw(st.tuples(st.integers(0, 80), st.integers(0, 80))))
        try:
            drawn.append(parse(form.format(iso(START + first), iso(START + last))))
        except DateError:  # ends before it starts
            continue
    return sorted(drawn, key=attrgetter("sort_key"))


def happened(date: Edtf, rng: random.Random) -> tuple[int, int]:
    """The first and the last day of what it may have been."""

    def some(point: Point | None, *, lo: int, hi: int) -> int:
        return rng.choice((point.lo, point.hi, rng.randint(point.lo, point.hi))) if point else rng.randint(lo, hi)

    least, most = START - FAR, START + 365 + FAR
    while True:
        if date.shape == "interval":
            first = some(date.points[0], lo=least, hi=date.hi or most)
            last = some(date.points[1], lo=first, hi=most) if not date.edtf.endswith("..") else OPEN_HI
        elif date.shape == "all-of":
            each = [some(point, lo=least, hi=most) for point in date.points]
            first, last = min(each), max(each)
        else:
            lo, hi = date.lo or least, date.hi or most
            first = last = rng.choice((lo, hi, rng.randint(lo, hi)))
        if first <= last:
            return first, last


@given(dates(), st.randoms(use_true_random=False))
def test_what_happened_lies_within_the_bounds(drawn: list[Edtf], rng: random.Random) -> None:
    for date in drawn:
        lo, start, end, hi = bounds(date)
        first, last = happened(date, rng)
        assert lo <= first <= start or date.edtf.startswith("..")
        assert end <= last <= hi
        assert lo <= start <= hi or lo == OPEN_LO
        assert lo <= end <= hi


@given(dates(), st.randoms(use_true_random=False))
def test_the_intervals_lie_in_the_stated_ranges(drawn: list[Edtf], rng: random.Random) -> None:
    said = rhythm([spans(drawn)])
    known = [date for date in drawn if bounds(date).lo != OPEN_LO and bounds(date).start != OPEN_HI]
    assert (said.events, said.unknown) == (len(known), len(drawn) - len(known))
    assert said.doubtful == sum(bool(doubts(date)) for date in drawn)
    for _ in range(5):
        starts = sorted(happened(date, rng)[0] for date in known)
        gaps = [b - a for a, b in pairwise(starts)]
        assert said.intervals == len(gaps)
        if said.median is None or said.longest is None:
            assert not gaps
            continue
        assert said.median.least <= median(gaps) <= (said.median.most or 0)
        assert said.longest.least <= max(gaps) <= (said.longest.most or 0)
        if said.pause is not None:
            assert not [start for start in starts if said.pause.first <= start <= said.pause.last]
            assert min(starts) < said.pause.first < said.pause.last + 1 <= max(starts)


@given(dates())
def test_of_exact_days_everything_is_exact(drawn: list[Edtf]) -> None:
    exact = [date for date in drawn if date.lo is not None and date.lo == date.hi]
    said = rhythm([spans(exact)])
    starts = [date.lo or 0 for date in exact]
    gaps = [b - a for a, b in pairwise(starts)]
    assert said.median == (Range(median(gaps), median(gaps)) if gaps else None)
    assert said.longest == (Range(max(gaps), max(gaps)) if gaps else None)
    longest = max(gaps, default=0) - 1
    assert (said.silence is None) == (longest < 1)
    if said.silence is not None:
        assert said.silence.length == Range(longest, longest)
        assert said.silence.window == said.pause


@given(dates(), st.randoms(use_true_random=False))
def test_in_the_silence_nothing_was_and_it_was_no_longer_than_said(drawn: list[Edtf], rng: random.Random) -> None:
    said = rhythm([spans(drawn)]).silence
    covered = {
        day
        for date in drawn
        for day in range(
            START - FAR if date.lo is None else date.lo, (START + 365 + FAR if date.hi is None else date.hi) + 1
        )
    }
    inside = [d not in covered for d in range(min(covered, default=0), max(covered, default=-1) + 1)]
    runs = list(accumulate(inside, lambda length, empty: (length + 1) * empty, initial=0))
    assert (said.length.least if said else 0) == max(runs)
    if said is None:
        return
    assert said.window.days == said.length.least
    assert not covered & {*range(said.window.first, said.window.last + 1)}
    for _ in range(5):
        actual = [happened(date, rng) for date in drawn]
        before = max(last for first, last in actual if first < said.window.first)
        after = min(first for first, _ in actual if first > said.window.last)
        assert before < said.window.first <= said.window.last < after
        assert said.length.least <= after - before - 1
        assert said.length.most is None or after - before - 1 <= said.length.most


@given(dates(), st.randoms(use_true_random=False))
def test_the_counts_of_periods_hold_and_what_is_doubtful_is_never_sure(drawn: list[Edtf], rng: random.Random) -> None:
    said = rhythm([spans(drawn)])
    known = [date for date in drawn if bounds(date).lo != OPEN_LO and bounds(date).start != OPEN_HI]
    assert len(said.periods) <= MOST
    for a, b in pairwise(said.periods):
        assert a.window.last + 1 == b.window.first
    for period in said.periods:
        w = period.window
        first = [(bounds(d).lo, bounds(d).start, "start" in doubts(d)) for d in known]
        assert period.count == Range(
            sum(w.first <= lo and start <= w.last and not doubt for lo, start, doubt in first),
            sum(lo <= w.last and start >= w.first for lo, start, _ in first),
        )
    for _ in range(5):
        starts = [happened(date, rng)[0] for date in known]
        assert all(said.periods[0].window.first <= start <= said.periods[-1].window.last for start in starts)
        for period in said.periods:
            count = sum(period.window.first <= start <= period.window.last for start in starts)
            assert period.count.least <= count <= (period.count.most or 0)


@given(
    dates(most=5), dates(most=5), st.sampled_from(["0d", "3d", "2w", "1m", "1y"]), st.booleans(),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_followers_are_those_that_going_through_all_days_finds(
    of_a: list[Edtf], of_b: list[Edtf], text: str, same: bool, rng: random.Random
) -> None:
    within = ranges.within(text)
    of_a = of_b if same else of_a
    offset = 0 if same else len(of_b)
    said = followed(spans(of_a, range(offset, offset + len(of_a))), spans(of_b), within)
    unknown = [bounds(d).lo == OPEN_LO or bounds(d).start == OPEN_HI for d in of_a]
    assert said.unknown_a == sum(unknown)
    assert said.unknown_b == len(of_b) - len(said.pairs)
    assert said.surely + said.possibly + said.not_followed == len(said.pairs)
    for _ in range(10):
        a, b = ([happened(date, rng) for date in dates] for dates in (of_a, of_b))
        a = b if same else a
        for pair in said.pairs:
            begins, ends = b[pair.b]
            latest = ends if ends == OPEN_HI else within.after(ends)
            following = {
                i for i, (start, _) in enumerate(a)
                if begins <= start <= latest and not unknown[i] and not (same and i == pair.b)
            }  # fmt: skip
            assert len(following) <= (pair.a is not None) + pair.others
            if pair.a is None:
                continue
            assert pair.days is not None and pair.days.most is not None
            assert not (same and pair.a == pair.b)
            start = a[pair.a][0]
            assert pair.a in following or not pair.surely
            assert pair.before or start >= begins
            if start >= begins:
                assert pair.days.least <= max(start - ends, 0) <= pair.days.most
            if pair.surely:
                assert not pair.before
                assert not {"start", "end"} & {*doubts(of_b[pair.b])}
                assert "start" not in doubts(of_a[pair.a])


@given(dates(most=5), dates(most=5), st.sampled_from(["0d", "3d", "2w"]))
def test_what_may_follow_is_found_and_what_surely_follows_too(of_a: list[Edtf], of_b: list[Edtf], text: str) -> None:
    within = ranges.within(text)
    said = followed(spans(of_a, range(len(of_b), len(of_a) + len(of_b))), spans(of_b), within)
    for pair in said.pairs:
        b = bounds(of_b[pair.b])
        end, hi = (e if e == OPEN_HI else within.after(e) for e in (b.end, b.hi))
        known = [(bounds(d), doubts(d)) for d in of_a if bounds(d).lo != OPEN_LO and bounds(d).start != OPEN_HI]
        possible = sum(a.start >= b.lo and a.lo <= hi for a, _ in known)
        surely = any(a.lo >= b.start and a.start <= end and "start" not in marks for a, marks in known)
        assert pair.surely == (surely and not doubts(of_b[pair.b]))
        assert (pair.a is not None) + pair.others == possible


def slow_rhythm(all_: Spans) -> Rhythm:
    """The figures, event by event."""
    known = [i for i in range(len(all_.lo)) if all_.lo[i] != OPEN_LO and all_.start[i] != OPEN_HI]
    earliest, latest = sorted(all_.lo[i] for i in known), sorted(all_.start[i] for i in known)
    least = [max(after - before, 0) for before, after in zip(latest, earliest[1:], strict=False)]
    most = [after - before for before, after in zip(earliest, latest[1:], strict=False)]
    reached = [min((all_.start[i] for i in known if all_.lo[i] > day), default=latest[-1]) - day for day in {*earliest}]
    at = least.index(max(least)) if least else 0
    pause = Window(latest[at] + 1, earliest[at + 1] - 1) if least and least[at] > 1 else None
    silence, longest = None, 1
    for i, day in enumerate(all_.lo[1:], 1):
        reach = max(all_.hi[:i])
        if day - reach > longest:
            longest, before, after = day - reach, max(all_.end[:i]), min(all_.start[i:])
            open_ = before == OPEN_LO or after == OPEN_HI
            silence = Stretch(Window(reach + 1, day - 1), Range(longest - 1, None if open_ else after - before - 1))
    months, unit = periods.unit(earliest[0], latest[-1]) if known else (12, "year")
    counted = []
    for w in periods.periods(earliest[0], latest[-1], months) if known else ():
        firm = [i for i in known if i not in all_.doubtful_starts]
        surely = sum(w.first <= all_.lo[i] and all_.start[i] <= w.last for i in firm)
        counted.append(Period(w, Range(surely, sum(all_.lo[i] <= w.last and all_.start[i] >= w.first for i in known))))
    return Rhythm(
        len(known), len(all_.lo) - len(known), len({*all_.doubtful_starts, *all_.doubtful_ends}),
        Range(median(least), median(most)) if least else None,
        Range(max(least), min(max(most), max(reached))) if least else None,
        pause, silence, unit, tuple(counted),
    )  # fmt: skip


@given(dates(most=12), st.lists(st.integers(0, 12), max_size=4), st.integers(0, 12))
def test_in_whatever_pages_events_come_the_rhythm_is_that_of_going_through_them_one_by_one(
    drawn: list[Edtf], cuts: list[int], late: int
) -> None:
    edges = sorted({0, len(drawn), *(min(cut, len(drawn)) for cut in cuts)})
    pages = [spans(drawn[a:b]) for a, b in pairwise(edges)]
    assert rhythm(pages[late:] + pages[:late]) == slow_rhythm(spans(drawn))


# By example.


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2022-01-05", ("2022-01-05",) * 4),
        ("[2022-01-05..2022-01-09]", ("2022-01-05", "2022-01-09", "2022-01-05", "2022-01-09")),
        ("2022-01-05/2022-01-09", ("2022-01-05", "2022-01-05", "2022-01-09", "2022-01-09")),
        ("2022-01/2022-03", ("2022-01-01", "2022-01-31", "2022-03-01", "2022-03-31")),
        ("2022/2022-03", ("2022-01-01", "2022-03-31", "2022-03-01", "2022-03-31")),
        ("2022-03/2022", ("2022-03-01", "2022-03-31", "2022-03-01", "2022-12-31")),
        ("2022-01-05/..", ("2022-01-05", "2022-01-05", OPEN_HI, OPEN_HI)),
        ("2022-01-05/", ("2022-01-05", "2022-01-05", "2022-01-05", OPEN_HI)),
        ("/2022-01", (OPEN_LO, "2022-01-31", "2022-01-01", "2022-01-31")),
        ("../2022-01", (OPEN_LO, OPEN_LO, "2022-01-01", "2022-01-31")),
        ("[..2022-01-05]", (OPEN_LO, "2022-01-05", OPEN_LO, "2022-01-05")),
        ("[2022-01-05..]", ("2022-01-05", OPEN_HI, "2022-01-05", OPEN_HI)),
        ("{2022-01, 2022-03-05}", ("2022-01-01", "2022-01-31", "2022-03-05", "2022-03-05")),
    ],
)
def test_an_event_begins_and_ends_within_these_days(date: str, expected: tuple[str | int, ...]) -> None:
    assert bounds(parse(date)) == Bounds(*(day(each) if isinstance(each, str) else each for each in expected))


@pytest.mark.parametrize(
    ("date", "marked"),
    [
        ("2022-01-05", ()), ("2022-01~", ("start", "end")), ("2022-01-05?/2022-01-09", ("start",)),
        ("2022-01-05/2022-01~", ("end",)), ("[2022-01-05?,2022-01-09]", ("start", "end")), ("2022?/..", ("start",)),
    ],
)  # fmt: skip
def test_a_doubtful_start_is_no_doubtful_end(date: str, marked: tuple[str, ...]) -> None:
    assert doubts(parse(date)) == marked


def test_a_rhythm_by_example() -> None:
    said = told("2022-01-01", "[2022-01-10..2022-01-14]", "2022-02-01/2022-02-20", "2022-04-01?", "[..2021]")
    assert (said.events, said.unknown, said.doubtful, said.intervals) == (4, 1, 1, 3)
    assert said.median == Range(18, 22)
    assert said.longest == Range(59, 59)
    assert said.pause == window("2022-02-02/2022-03-31")
    assert said.silence is not None
    assert (said.silence.window, said.silence.length) == (window("2022-02-21/2022-03-31"), Range(39, 39))
    assert said.unit == "month"
    assert [(periods.label(p.window), p.count.text) for p in said.periods] == [
        ("Jan 2022", "2"), ("Feb 2022", "1"), ("Mar 2022", "0"), ("Apr 2022", "0 to 1"),
    ]  # fmt: skip


def test_a_silence_may_be_longer_than_it_surely_is() -> None:
    silence = told("2022-01-01/2022-01-10", "[2022-01-05..2022-01-15]", "2022-03").silence
    assert silence is not None
    assert silence.window == window("2022-01-16/2022-02-28")
    assert silence.length == Range(44, 79)


def test_what_still_goes_on_leaves_no_silence_after_it_but_a_pause() -> None:
    said = told("2022-01-01/..", "2022-03-01")
    assert said.silence is None
    assert said.pause == window("2022-01-02/2022-02-28")


def test_of_nothing_and_of_one_event_there_are_no_intervals() -> None:
    assert told() == Rhythm(0, 0, 0, None, None, None, None, "year", ())
    assert told("[..2022]") == Rhythm(0, 1, 0, None, None, None, None, "year", ())
    one = told("2022-02")
    assert (one.events, one.intervals, one.median, one.pause, one.silence) == (1, 0, None, None, None)
    assert [p.count for p in one.periods] == [Range(1, 1)]


def follow(a: str, b: str, within: str = "10d") -> Pair:
    (pair,) = followed(spans([parse(a)], [1]), spans([parse(b)]), ranges.within(within)).pairs
    return pair


@pytest.mark.parametrize(
    ("b", "a", "surely", "days", "before"),
    [
        ("2022-01-01", "2022-01-11", True, "10 days", False),
        ("2022-01-01", "2022-01-12", False, None, False),
        ("2022-01-01", "2022-01-01", True, "0 days", False),
        ("2022-01-02", "2022-01-01", False, None, False),
        ("2022-01-01/2022-01-20", "2022-01-30", True, "10 days", False),
        ("2022-01-01/2022-01-20", "2022-01-05", True, "0 days", False),
        ("[2022-01-01..2022-01-05]", "2022-01-11", True, "6 to 10 days", False),
        ("[2022-01-01..2022-01-05]", "2022-01-14", False, "9 to 13 days", False),
        ("[2022-01-01..2022-01-05]", "2022-01-03", False, "0 to 2 days", True),
        ("2022-01-01", "2022-01-05?", False, "4 days", False),
        ("2022-01-01?", "2022-01-05", False, "4 days", False),
        ("2022-01-01/2022-01-05?", "2022-01-06", False, "1 day", False),
        ("2022-01-01/..", "2023-01-06", True, "0 days", False),
        ("2022-01-01/", "2023-01-06", False, "0 to 370 days", False),
    ],
)
def test_one_follows_the_other(b: str, a: str, surely: bool, days: str | None, before: bool) -> None:
    pair = follow(a, b)
    assert (pair.surely, pair.days and pair.days.days, pair.before) == (surely, days, before)


def test_the_one_that_surely_follows_is_named_before_those_that_only_may() -> None:
    a = sorted(map(parse, ("2022-01-04?", "2022-01-06", "2022-01-08", "2022-01")), key=attrgetter("sort_key"))
    (pair,) = followed(spans(a, range(1, 5)), spans([parse("2022-01-02")]), Within(10, "d")).pairs
    assert pair == Pair(0, a.index(parse("2022-01-06")), True, Range(4, 4), False, 3)


def test_no_event_follows_itself() -> None:
    both = spans([parse("2022-01-01"), parse("2022-01-05")])
    assert followed(both, both, Within(10, "d")) == Followed(
        (Pair(0, 1, True, Range(4, 4), False, 0), Pair(1, None)), 0, 0
    )


@pytest.mark.parametrize(
    ("text", "day_", "last"),
    [
        ("10d", "2022-01-01", "2022-01-11"),
        ("2w", "2022-01-01", "2022-01-15"),
        ("1m", "2022-01-31", "2022-02-28"),
        ("13m", "2021-12-15", "2023-01-15"),
        ("1y", "2024-02-29", "2025-02-28"),
        ("0d", "2022-01-01", "2022-01-01"),
    ],
)
def test_a_length_of_time_ends_on_this_day(text: str, day_: str, last: str) -> None:
    assert ranges.within(text).after(day(day_)) == day(last)


@pytest.mark.parametrize("text", ["", "10", "d", "-10d", "10h", "1.5d", "10d..", "123456d", "١d"])
def test_what_is_no_length_of_time_is_said(text: str) -> None:
    with pytest.raises(DateError, match="is not a length of time; write 10d, 2w, 3m or 1y"):
        ranges.within(text)


@pytest.mark.parametrize(
    ("first", "last", "unit", "labels"),
    [
        ("2022-01-01", "2022-03-01", "month", ["Jan 2022", "Feb 2022", "Mar 2022"]),
        ("2020-03-31", "2023-01-01", "quarter", ["Q1 2020", "Q2 2020", "Q3 2020"]),
        ("2017-01-01", "2025-01-01", "year", ["2017", "2018", "2019"]),
        ("1917-01-01", "2025-01-01", "decade", ["1910–1919", "1920–1929"]),
        ("-0044-03-15", "2025-01-01", "century", ["101 BC–2 BC", "1 BC–99"]),
        ("Y-99999", "2025-01-01", "10,000 years", ["100001 BC–90002 BC"]),
    ],
)
def test_the_unit_is_the_shortest_of_which_few_are_enough(first: str, last: str, unit: str, labels: list[str]) -> None:
    months, name = periods.unit(day(first), day(last))
    assert name == unit
    found = periods.periods(day(first), day(last), months)
    assert [periods.label(each) for each in found][: len(labels)] == labels
    assert len(found) <= MOST


@pytest.mark.parametrize(
    ("found", "text", "days"),
    [
        (Range(1, 1), "1", "1 day"), (Range(9, 13), "9 to 13", "9 to 13 days"), (Range(0, 0.5), "0 to 0.5", None),
        (Range(1200, None), "1,200 or more", "1,200 or more days"), (Range(0, 1), "0 to 1", "0 to 1 days"),
    ],
)  # fmt: skip
def test_ranges_are_said(found: Range, text: str, days: str | None) -> None:
    assert found.text == text
    assert days is None or found.days == days


# From a store.


@settings(max_examples=25)
@given(dates(), st.integers(0, 2**7 - 1))
def test_spans_of_a_selection_are_those_of_its_events(drawn: list[Edtf], chosen: int) -> None:
    made = chronology(
        [(date.edtf, "patrol" if chosen >> i & 1 else "drill", (), ("source-A",)) for i, date in enumerate(drawn)]
    )
    with opened(made) as reader, pytest.MonkeyPatch.context() as patch:
        patch.setattr("dateline.store.reader._BOUNDS", 2)
        for selection in (reader.everything(), reader.having("kind", ["patrol"])):
            events = list(selection)
            found = selection.spans()
            expected = spans([event.date for event in events])
            pages = [*selection.span_pages()]
            assert rhythm(pages) == rhythm([expected]) == slow_rhythm(expected)
            assert [o for page in pages for o in page.ordinals] == [*found.ordinals]
            assert [reader.events_at([o])[0].id for o in found.ordinals] == [event.id for event in events]
            for name in ("lo", "start", "end", "hi", "doubtful_starts", "doubtful_ends"):
                assert list(getattr(found, name)) == list(getattr(expected, name))


def test_the_counts_of_the_bundled_chronology_add_up(bundled: Reader) -> None:
    said = rhythm(bundled.everything().span_pages())
    assert said.events + said.unknown == bundled.count
    assert sum(p.count.least for p in said.periods) <= said.events <= sum(p.count.most or 0 for p in said.periods)
