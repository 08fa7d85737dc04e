"""What a query finds, how it is said in English, what to drop when nothing is found; and editing a query by value."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import QueryError
from dateline.model import AFFILIATIONS
from dateline.query.edit import Mark, mark, marks, narrow, parts, set_marks, without_field
from dateline.query.fields import AFFILIATION, FIELDS
from dateline.query.search import Answer, search
from dateline.query.syntax import parse
from dateline.store.reader import Reader
from samples import IDS

TODAY = datetime.date(2023, 1, 20)


def ask(reader: Reader, text: str) -> Answer:
    return search(reader, parse(text), TODAY)


def found(reader: Reader, text: str) -> list[int]:
    return [IDS.index(event.id) for event in ask(reader, text).selection]


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("", [0, 1, 2, 3, 4, 5, 6, 7, 8]),
        ("patrol", [3, 5]),
        ("pat*", [3, 5]),
        ("patrol or drill", [2, 3, 4, 5]),
        ("patrol -border", []),
        ('"joint drill"', [4]),
        ("actor:norland", [0, 2, 3, 4, 5, 6, 7]),
        ("actor:=norland", [0, 4]),
        ("-actor:norland", [1, 8]),
        ("actor:Истландия", [0, 2, 4, 5, 8]),
        ('actor:"Anna Ivanova"', [6]),
        ("actor:norland actor:eastland", [0, 2, 4, 5]),
        ("actor:ivanova,eastland", [0, 2, 4, 5, 6, 8]),
        ("system:sam", [2, 4, 7]),
        ("system:Flanker", [0, 2, 3]),
        ("system:=su-30", [2]),
        ("place:brest", [2, 4, 6]),
        ("place:east", [2, 3, 4, 5, 6, 7]),
        ("kind:drill,patrol", [2, 3, 4, 5]),
        ("not kind:drill,patrol", [0, 1, 6, 7, 8]),
        ("source:leaflet", [8]),
        ("source:Gazette", [0, 1, 2, 4]),
        ("status:disputed", [4]),
        ("outlet:gazette", [0, 1, 2, 4]),
        ("outlet:Вестник,nobody", [2, 3, 4, 5, 6, 7, 8]),
        ("outlet:site", []),
        ("affiliation:independent", [0, 1, 2, 4]),
        ("affiliation:state-media,unknown", [2, 3, 4, 5, 6, 7, 8]),
        ("affiliation:official", []),
        ("reliability:A..C", [0, 1, 2, 4]),
        ("reliability:b", [0, 1, 2, 4]),
        ("reliability:F", [8]),
        ("sources:>=2", [2, 4]),
        ("sources:>1", [2, 4]),
        ("sources:<2", [0, 1, 3, 5, 6, 7, 8]),
        ("sources:<=0", []),
        ("sources:2..", [2, 4]),
        ("origins:2..3", [4]),
        ("origins:1", [0, 1, 2, 3, 5, 6, 7, 8]),
        ("has:disagreement", [4]),
        ("-has:systems", [1, 5, 6, 8]),
        ("precision:month", [2, 5, 7]),
        ("precision:year", [3]),
        ("tag:joint", [4]),
        ("series:zapad,flights", [2, 5]),
        ("id:zapad-2021", [2]),
        ("id:gone", []),
        ("date:2022", [3, 4, 5, 6]),
        ("during:2022", [3, 4, 6]),
        ("-during:2023..", [0, 1, 2, 3, 4, 5, 6, 8]),
        ("date:2022-02", [3, 4]),
        ("during:2022-02", [4]),
        ("date:2022-02-15", [3, 4]),
        ("during:2022-02-15", []),
        ("date:2021-09..2022-02-10", [2, 3, 4]),
        ("date:..2020", [0, 1]),
        ("during:..2019", [0, 1]),
        ("date:2023..", [5, 7, 8]),
        ("during:2023..", [7]),
        ("date:-0044", [0, 1]),
        ("during:-0100..0000", [1]),
        ("date:2022-10/..", [3, 5, 6, 7, 8]),
        ("date:[2022-12-01..2022-12-31]", [3, 5, 6]),
        ("date:today", [5]),
        ("date:-1w..", [5, 7, 8]),
        ("during:-11d..today", [7]),
        ("date:-2m..-1m", [3, 5, 6]),
        ("date:-1y", [3]),
        ("-date:2022", [0, 1, 2, 7, 8]),
        ("date:2022 (place:brest or kind:patrol)", [3, 4, 5, 6]),
    ],
)
def test_each_field_finds_what_it_should(reader: Reader, text: str, positions: list[int]) -> None:
    assert found(reader, text) == positions


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_the_example_in_the_help_of_a_field_can_be_read(field: object) -> None:
    assert getattr(parse(FIELDS[field.name].example), "field", "") == field.name  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    ["actor:russia", "system:s-400", "place:belarus", "kind:drill,patrol", "date:2021-09..2022-02", "during:2022",
     "status:planned", "reliability:A..C", "sources:>=2", "has:facts", "precision:day"],
)  # fmt: skip
def test_examples_find_something_in_the_bundled_chronology(bundled: Reader, text: str) -> None:
    assert 0 < search(bundled, parse(text)).selection.count < bundled.count


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("a actr:norland", 2, "no field 'actr'; did you mean actor?"),
        ("xyz:norland", 0, "no field 'xyz'; quote the words to look for them in the text"),
        ("actor:norlnd", 6, "no actor 'norlnd'; did you mean norland?"),
        ("actor:norland,eastlnd", 14, "no actor 'eastlnd'; did you mean eastland?"),
        ("-(a or system:s-40)", 14, "no system 's-40'; did you mean s-400?"),
        ("kind:rumour", 5, "no kind 'rumour'"),
        ("place:Брэсстт", 6, "no place 'Брэсстт'; did you mean brest?"),
        ("source:leaflt", 7, "no source 'leaflt'; did you mean leaflet?"),
        ("status:dsputed", 7, "no status 'dsputed'; did you mean disputed?"),
        ("affiliation:state", 12, "no affiliation 'state'; did you mean state-media?"),
        ("affiliation:x", 12, "no affiliation 'x'; one of state-media, official, independent, ngo, research, unknown"),
        ("kind:=drill", 5, "nothing is below what kind: names; leave the = out"),
        ("has:doubts", 4, "no has 'doubts'; one of disagreement, facts, notes, places, related, systems, url"),
        ("precision:hour", 10, "no precision 'hour'; one of day, month, season, quarter, half, year, decade, century"),
        ("tag:nuclar", 4, "no tag 'nuclar'; did you mean nuclear?"),
        ("series:xyz", 7, "no series 'xyz'"),
        ("sources:many", 8, "'many' is not a count; write 2, >=2 or 2..4"),
        ("sources:>=2..3", 8, "'>=2..3' is not a count; write 2, >=2 or 2..4"),
        ("origins:3..2", 8, "'3..2' is not a count; write 2, >=2 or 2..4"),
        ("reliability:G", 12, "'G' is not a grade; write A to F, or A..C"),
        ("reliability:C..A", 12, "'C..A' is not a grade; write A to F, or A..C"),
        ("date:2022-13", 5, "'2022-13': there is no month 13"),
        ("a date:yesterday", 7, "'yesterday' is not an EDTF date (like 2022-02-10, 2021-09, 2022-10/..)"),
        ("date:2022..soon", 5, "'soon' is not an EDTF date (like 2022-02-10, 2021-09, 2022-10/..)"),
        ("date:2023..2022", 5, "'2023..2022' ends before it starts"),
        ("during:..", 7, "a range needs a date on one side of .."),
        ("date:-9999y", 5, "'-9999y' goes back too far"),
    ],
)
def test_what_cannot_be_answered_says_what_and_where(reader: Reader, text: str, column: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask(reader, text)
    assert (caught.value.message, caught.value.column) == (said, column)


@settings(max_examples=150)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["-", "(", ")", "or", "patrol", "dri*", '"a b"']),
            st.builds("{}:{}".format, st.sampled_from([*FIELDS, "no"]), st.text(max_size=8)),
            st.builds("date:{}".format, st.text(st.sampled_from("0123456789-./~?[]{}Xdwmy,"), max_size=12)),
            st.builds("sources:{}".format, st.text(st.sampled_from("<>=.0123456789"), max_size=12)),
        ),
        max_size=5,
    ).map(" ".join)
)
def test_no_query_raises_anything_but_an_error_with_a_column(reader: Reader, text: str) -> None:
    try:
        answer = ask(reader, text)
    except QueryError as error:
        assert 0 <= error.column <= len(text)
    else:
        # What was understood is itself a query, and finds the same.
        again = search(reader, parse(str(answer.query)), TODAY)
        assert again.selection == answer.selection
        assert again.english == answer.english


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("actor:NL,Истландия", "actor:norland,eastland"),
        ('actor:="Kingdom of Norland"', "actor:=norland"),
        ("system:Growler or -system:fighter", "system:s-400 or -system:aircraft/fighter"),
        ("(kind:Patrols) place:Брест", "kind:patrol place:brest"),
        ("source:Gazette", "source:gazette-2022"),
        ("date:-90d..", "date:-90d.."),
    ],
)
def test_names_are_answered_with_ids(reader: Reader, text: str, canonical: str) -> None:
    assert str(ask(reader, text).query) == canonical


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("", "events: 9 events"),
        ("kind:drill actor:norland system:s-400 date:2021..2022-02-12",
         "drills with Norland and S-400 Triumf, 2021 to 12 Feb 2022: 2 events, 1 only possibly in range"),
        ("date:2022", "events, 2022: 4 events, 1 only possibly in range"),
        ("date:2022-02", "events, Feb 2022: 2 events, 1 only possibly in range"),
        ("during:2022", "events, surely in 2022: 3 events"),
        ("date:2022-12-19", "events, 19 Dec 2022: 3 events, 2 only possibly in range"),
        ("date:..2020", "events, up to 2020: 2 events"),
        ("date:-90d..", "events, from 90 days ago on: 5 events, 3 only possibly in range"),
        ("date:-1y", "events, 1 year ago: 1 event, 1 only possibly in range"),
        ("status:disputed kind:drill", "disputed drills: 1 event"),
        ("kind:drill,patrol", "drills or patrols: 4 events"),
        ("kind:visit actor:ivanova,pact,norland", "visits with Anna Ivanova, The Pact or Norland: 1 event"),
        ("-kind:statement", "events other than statements: 8 events"),
        ("-actor:norland -system:sam", "events without Norland or Surface-to-air missiles: 2 events"),
        ("actor:=norland", "events with Norland itself: 2 events"),
        ("place:brest patrol", "events in Brest matching “patrol”: 0 events"),
        ('"joint drill" dri*', "events matching “joint drill” and “dri…”: 1 event"),
        ("place:brest or kind:visit", "events either in Brest or that are visits: 4 events"),
        ("-(kind:visit or date:2022)", "events not either that are visits or in 2022: 4 events"),
        ("-date:2022", "events not in 2022: 5 events"),
        ("source:Gazette sources:>=2", "events cited from “What the ministry says” with 2 or more sources: 2 events"),
        ("sources:1", "events with 1 source: 7 events"),
        ("sources:2,>1", "events with 2 or more than 1 source: 2 events"),
        ("origins:<=1", "events with at most 1 origin: 8 events"),
        ("origins:1..2 sources:0", "events with 1 to 2 origins with 0 sources: 0 events"),
        ("affiliation:state-media", "events cited from state media: 6 events"),
        ("affiliation:ngo,unknown", "events cited from NGOs or outlets of unknown affiliation: 1 event"),
        ("has:disagreement reliability:A..C", "events on which sources disagree with a source of reliability A–C: 1"),
        ("precision:month tag:joint", "events dated to the month tagged joint: 0 events"),
        ("id:zapad-2021", "events with the id zapad-2021: 1 event"),
        ("id:zapad-2021,ides-of-march,gone-by", "3 chosen events: 2 events"),
        ("id:zapad-2021,ides-of-march kind:drill", "drills among 2 chosen events: 1 event"),
        ("-id:zapad-2021,ides-of-march kind:drill", "drills not among 2 chosen events: 1 event"),
    ],
)  # fmt: skip
def test_an_answer_is_said_in_english(reader: Reader, text: str, english: str) -> None:
    assert ask(reader, text).english.startswith(english)


def test_every_affiliation_is_said_in_words() -> None:
    assert tuple(AFFILIATION) == AFFILIATIONS


def test_the_bundled_chronology_answers_the_question_of_the_design(bundled: Reader) -> None:
    answer = search(bundled, parse("kind:drill actor:russia system:s-400 date:2022"))
    assert answer.sentence == "drills with Russia and S-400 Triumf, 2022"


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("kind:drill system:t-72", [("system:t-72", 2)]),
        ("kind:visit place:brest Growler", [("Growler", 1), ("kind:visit", 2)]),
        ("kind:drill status:denied date:2022", [("status:denied", 1)]),
        ("kind:drill status:denied", [("status:denied", 2), ("kind:drill", 1)]),
        ("kind:drill -actor:norland", [("-actor:norland", 2), ("kind:drill", 2)]),
        ("kind:drill (tag:ancient or status:denied)", [("tag:ancient or status:denied", 2), ("kind:drill", 2)]),
        ("id:gone", [("id:gone", 9)]),
        ("id:gone tag:ancient kind:drill", []),
        ("kind:drill", []),
    ],
)
def test_where_nothing_is_found_it_says_which_part_to_drop(
    reader: Reader, text: str, hints: list[tuple[str, int]]
) -> None:
    answer = ask(reader, text)
    assert sorted((hint.without, hint.count) for hint in answer.hints) == sorted(hints)
    assert [hint.count for hint in answer.hints] == sorted((count for _, count in hints), reverse=True)


# Editing by value.


@pytest.mark.parametrize(
    ("text", "value", "wanted", "result"),
    [
        ("", "a", "include", "actor:a"),
        ("", "a", "exclude", "-actor:a"),
        ("word", "a", "include", "word actor:a"),
        ("actor:a", "a", "include", ""),
        ("-actor:a", "a", "exclude", ""),
        ("actor:a", "a", "exclude", "-actor:a"),
        ("actor:a kind:x", "b", "include", "kind:x actor:a,b"),
        ("actor:a -actor:c", "b", "exclude", "actor:a -actor:c,b"),
        ("-actor:c,b", "b", "include", "actor:b -actor:c"),
        ("x or y", "a", "include", "(x or y) actor:a"),
        ("x or actor:b", "a", "include", "(x or actor:b) actor:a"),
    ],
)
def test_marking_a_value_adds_changes_or_removes_it(text: str, value: str, wanted: Mark, result: str) -> None:
    assert str(mark(parse(text), "actor", value, wanted)) == result


def test_marks_of_a_field_are_read_and_set_together() -> None:
    query = parse("word actor:a,b -actor:c kind:x -(actor:d or kind:y)")
    assert marks(query, "actor") == {"a": "include", "b": "include", "c": "exclude"}
    assert str(without_field(query, "actor")) == "word kind:x -(actor:d or kind:y)"
    assert set_marks(query, "actor", marks(query, "actor")) == parse(
        "word kind:x -(actor:d or kind:y) actor:a,b -actor:c"
    )
    assert str(set_marks(query, "actor", {})) == "word kind:x -(actor:d or kind:y)"
    assert marks(parse("actor:a or actor:b"), "actor") == {}


def test_keeping_a_value_narrows_and_keeping_it_twice_changes_nothing() -> None:
    query = parse("actor:a")
    once = narrow(query, "actor", "b")
    assert str(once) == "actor:a actor:b"
    assert narrow(once, "actor", "b") == once
    assert str(narrow(parse("x or y"), "tag", "two words")) == '(x or y) tag:"two words"'
    assert [str(part) for part in parts(once)] == ["actor:a", "actor:b"]
