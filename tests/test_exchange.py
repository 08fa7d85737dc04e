"""The formats: documented, exact, safe to open, and inventing nothing."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dates import parse
from dateline.exchange.writers import FORMATS
from dateline.model import Event, Fact
from dateline.record import record
from dateline.store.reader import Reader
from samples import IDS

KEYS = (
    "id title kind status date date_text start end precision extent uncertain approximate actors systems places facts "
    "summary sources origins disagreements tags series citations related notes"
)
INNER_KEYS = {
    "actors": "id name role unit personnel",
    "systems": "id name category nato count raw",
    "places": "id name role lat lon",
    "facts": "name value unit qualifier",
    "citations": (
        "source title publisher issued url locator says supports date attribution reliability credibility disputes "
        "outlet author"
    ),
    "related": "id relation",
}
COLUMNS = (
    "id title kind status date start end precision actors systems places summary sources origins citations outlets"
)


def written(name: str, *events: Event, heading: str = "events") -> str:
    return "".join(FORMATS[name].write(events, heading))


def base(reader: Reader, **changes: object) -> Event:
    return dataclasses.replace(reader.event("union-resolve-2022"), **changes)  # type: ignore[arg-type]


# JSON.


def test_json_has_exactly_the_keys_of_the_contract_in_order(reader: Reader) -> None:
    events = json.loads(written("json", *reader.everything()))
    assert [event["id"] for event in events] == list(IDS)
    for event in events:
        assert list(event) == KEYS.split()
        for name, keys in INNER_KEYS.items():
            assert all(list(inner) == keys.split() for inner in event[name])
    assert all(any(event[name] for event in events) for name in INNER_KEYS)


def test_json_says_what_the_event_says(reader: Reader) -> None:
    (event,) = json.loads(written("json", reader.event("union-resolve-2022")))
    citations, event["citations"] = event["citations"], []
    assert event == {
        "id": "union-resolve-2022",
        "title": "Union Resolve, joint drill",
        "kind": "drill",
        "status": "disputed",
        "date": "2022-02-10/2022-02-20",
        "date_text": "10–20 Feb 2022",
        "start": "2022-02-10",
        "end": "2022-02-20",
        "precision": "day",
        "extent": True,
        "uncertain": False,
        "approximate": False,
        "actors": [
            {"id": "norland", "name": "Norland", "role": "participant", "unit": "", "personnel": "about 300"},
            {"id": "eastland", "name": "Eastland", "role": "host", "unit": "", "personnel": ""},
        ],
        "systems": [
            {"id": "s-400", "name": "S-400 Triumf", "category": "sam/long", "nato": "Growler", "count": "2", "raw": ""},
        ],
        "places": [
            {"id": "brest", "name": "Brest", "role": "at", "lat": 52.09, "lon": 23.69},
            {"id": "north", "name": "Norland", "role": "from", "lat": None, "lon": None},
        ],
        "facts": [],
        "summary": "The second stage is the exercise.",
        "sources": 2,
        "origins": 2,
        "disagreements": ["date", "places"],
        "tags": ["joint", "nuclear"],
        "series": "",
        "citations": [],
        "related": [{"id": "zapad-2021", "relation": "follows"}],
        "notes": "The sources differ.",
    }
    assert citations[0] == {
        "source": "gazette-2022",
        "title": "What the ministry says",
        "publisher": "Gazette",
        "issued": "2022-03-10",
        "url": "https://gazette.example/what",
        "locator": "",
        "says": "In February.",
        "supports": ["date", "places"],
        "date": "",
        "attribution": "",
        "reliability": "B",
        "credibility": "1",
        "disputes": [],
        "outlet": "gazette",
        "author": ["A. Writer", "B. Writer"],
    }
    assert citations[1]["date"] == "2022-03-01/2022-03-05"
    (zapad,) = json.loads(written("json", reader.event("zapad-2021")))
    assert [citation["attribution"] for citation in zapad["citations"]] == ["norland-mod", "ivanova"]
    assert zapad["actors"][0]["unit"] == "6th Army"
    assert zapad["facts"] == [{"name": "flight time", "value": "120", "unit": "min", "qualifier": "over"}]


def test_ndjson_is_the_same_one_event_a_line(reader: Reader) -> None:
    text = written("ndjson", *reader.everything())
    assert [json.loads(line) for line in text.splitlines()] == json.loads(written("json", *reader.everything()))
    assert text.endswith("}\n")


def test_no_events_are_an_empty_array_and_an_empty_file() -> None:
    assert written("json") == "[]\n"
    assert written("ndjson") == ""
    assert list(csv.reader(io.StringIO(written("csv")))) == [COLUMNS.split()]
    assert written("md", heading="drills") == "# drills\n\nNo events.\n"


@settings(max_examples=60)
@given(title=st.text(max_size=40), summary=st.text(max_size=40))
def test_any_text_survives_json(reader: Reader, title: str, summary: str) -> None:
    event = base(reader, title=title, summary=summary)
    (line,) = written("ndjson", event).splitlines(keepends=False) if _one_line(title + summary) else [""]
    read = json.loads(line or written("ndjson", event))
    assert (read["title"], read["summary"]) == (title, summary)


def _one_line(text: str) -> bool:
    return not any(c in text for c in "\x85\u2028\u2029")  # str.splitlines() ends lines there, JSON does not


# CSV and TSV.


@pytest.mark.parametrize(("name", "dialect"), [("csv", "excel"), ("tsv", "excel-tab")])
def test_a_table_has_one_row_an_event_and_the_columns_of_the_contract(reader: Reader, name: str, dialect: str) -> None:
    text = written(name, *reader.everything())
    assert text.count("\r\n") == 1 + len(IDS)
    header, *rows = csv.reader(io.StringIO(text, newline=""), dialect, strict=True)
    assert header == COLUMNS.split()
    assert [row[0] for row in rows] == list(IDS)
    assert {len(row) for row in rows} == {len(header)}
    assert rows[IDS.index("union-resolve-2022")] == [
        "union-resolve-2022", "Union Resolve, joint drill", "drill", "disputed", "2022-02-10/2022-02-20", "2022-02-10",
        "2022-02-20", "day", "Norland; Eastland", "S-400 Triumf × 2", "Brest; from Norland",
        "The second stage is the exercise.", "2", "2",
        "A. Writer, B. Writer, “What the ministry says”, Gazette, 10 Mar 2022, https://gazette.example/what; "
        "“Flights and drills”, Herald, 16 Jan 2023", "gazette; herald",
    ]  # fmt: skip


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


@settings(max_examples=80)
@given(st.lists(st.tuples(texts, texts), max_size=4), st.sampled_from([("csv", "excel"), ("tsv", "excel-tab")]))
def test_any_text_survives_a_table_and_none_can_be_run_as_a_formula(
    reader: Reader, pairs: list[tuple[str, str]], format_: tuple[str, str]
) -> None:
    name, dialect = format_
    text = written(name, *(base(reader, title=title, summary=summary) for title, summary in pairs))
    _, *rows = csv.reader(io.StringIO(text, newline=""), dialect, strict=True)
    assert len(rows) == len(pairs)
    for row, (title, summary) in zip(rows, pairs, strict=True):
        for cell, said in ((row[1], title), (row[11], summary)):
            assert cell in (said, f"'{said}")
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert cell == said or said.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_day_before_our_era_is_no_formula_and_stays_as_it_is(reader: Reader) -> None:
    row = next(csv.DictReader(io.StringIO(written("csv", reader.event("ides-of-march")))))
    assert (row["date"], row["start"], row["end"]) == ("-0044-03-15",) * 3


# Markdown.


def test_markdown_has_the_events_by_year_each_with_its_citations(reader: Reader) -> None:
    text = written("md", *reader.everything(), heading="all events")
    assert text.startswith("# all events\n\n## Start unknown\n\n**31 Dec 2019 or earlier. Eastland receives Su-30SM**")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Start unknown", "45 BC", "2021", "2022", "2023", "Sources"]
    assert "\n**10–20 Feb 2022. Union Resolve, joint drill** (drill, disputed)\n" in text
    assert "- Sources disagree on: date, places\n" in text
    assert "gives the date as 1–5 Mar 2022" in text
    assert "- Figures: flight time: over 120 min\n" in text
    assert "- Actors: Norland; Eastland (host)\n" in text
    assert text.count("- 2 sources, 1 origin\n") == text.count("- 2 sources, 2 origins\n") == 1
    assert text.count("- 1 source, 1 origin\n") == len(IDS) - 2


def test_every_number_of_a_citation_is_defined_once_and_in_order_of_use(bundled: Reader) -> None:
    body, _, sources = written("md", *bundled.everything()).partition("\n## Sources\n\n")
    used = list(dict.fromkeys(int(number) for number in re.findall(r"(?<!\\)\[(\d+)\]", body)))
    defined = [int(line.partition(".")[0]) for line in sources.splitlines()]
    assert used == defined == list(range(1, len(defined) + 1))
    assert len({line.partition(". ")[2] for line in sources.splitlines()}) == len(defined)
    for paragraph in body.split("\n**")[1:]:
        assert re.search(r"\[\d+\]", paragraph)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("# heading", r"\# heading"),
        ("**bold** _it_ `code`", r"\*\*bold\*\* \_it\_ \`code\`"),
        ("[link](javascript:alert(1))", r"\[link\](javascript:alert(1))"),
        ("![image](http://x)", r"!\[image\](http://x)"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("&lt; entity", r"\&lt; entity"),
        ("a | table ~~cell~~", r"a \| table \~\~cell\~\~"),
        ("back\\slash", r"back\\slash"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("a\n# b\r# c", r"a \# b \# c"),
        ("[1]", r"\[1\]"),
    ],
)
def test_markdown_shows_a_hostile_text_as_it_is(reader: Reader, title: str, shown: str) -> None:
    event = base(reader, title=title, summary=title, facts=(Fact(title, "1"),))
    text = written("md", event, heading=title)
    assert text.startswith(f"# {shown}\n")
    assert f". {shown}** (drill" in text
    assert f"\n{shown} [1][2]\n" in text
    assert f"- Figures: {shown}: 1\n" in text


@settings(max_examples=60)
@given(st.text(max_size=30))
def test_no_title_opens_a_block_or_a_link_of_its_own_in_markdown(reader: Reader, title: str) -> None:
    plain = written("md", base(reader, title="x", summary="x"), heading="x")
    hostile = written("md", base(reader, title=title, summary=title), heading=title)
    assert len(re.split(r"[\r\n]", hostile)) == len(re.split(r"[\r\n]", plain))
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\[", hostile)) == len(re.findall(r"(?<!\\)\[", plain))
    assert not re.search(r"(?<!\\)(?:\\\\)*[<`]", hostile)


# All of them.

COARSE = ["2021-09", "2022-XX-XX", "[2023-01-09..2023-01-15]", "2022-10/..", "../2019", "2022-10/", "201X", "2022-21",
          "2023-01-15?", "Y-17E3", "{2022-01,2022-03}", "-0044-03-15", "2022~"]  # fmt: skip


@pytest.mark.parametrize("edtf", COARSE)
def test_no_format_makes_a_date_more_exact_than_it_is(reader: Reader, edtf: str) -> None:
    date = parse(edtf)
    event = base(reader, date=date)
    read = record(event)
    row = next(csv.DictReader(io.StringIO(written("csv", event))))
    assert read["date"] == row["date"] == edtf
    assert read["precision"] == row["precision"] == date.precision
    assert (read["start"] is None, row["start"] == "") == (date.lo is None,) * 2
    assert (read["end"] is None, row["end"] == "") == (date.hi is None,) * 2
    assert (read["start"] == read["end"]) == (date.lo == date.hi)
    assert (read["uncertain"], read["approximate"]) == (date.uncertain, date.approximate)
    assert read["date_text"] == date.text
    assert f"**{date.text}. " in written("md", event).replace("\\", "")


def test_each_format_is_written_piece_by_piece_and_named_by_its_ending(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.store.selection._PAGE", 2)
    for name, format_ in FORMATS.items():
        assert (format_.name, format_.suffix) == (name, f".{name}")
        pieces = list(format_.write(reader.everything(), "events"))
        assert len(pieces) >= len(IDS) / 2
