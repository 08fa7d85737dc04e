"""Import takes what a file says as it says it, or says why not; nothing is dropped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dateline.errors import ImportedError, StoreError
from dateline.exchange.importing import import_files
from dateline.exchange.readers import blocks
from dateline.exchange.writers import FORMATS
from dateline.model import Vocabulary
from dateline.store.parts import more
from dateline.store.reader import Reader

EVENT = {"id": "x", "title": "X", "kind": "drill", "date": "2022"}
SOURCE = {"source": "s", "title": "A page", "publisher": "Paper", "url": "https://paper.example/1", "author": ["A. B."]}


def write(path: Path, *lines: Any) -> Path:
    path.write_text("".join(f"{x if isinstance(x, str) else json.dumps(x)}\n" for x in lines), encoding="utf-8")
    return path


def imported(folder: Path, *lines: Any) -> list[dict[str, Any]]:
    """The events that these lines give."""
    store = folder / "a.db"
    store.unlink(missing_ok=True)
    import_files([write(folder / "a.ndjson", *lines)], store, Vocabulary)
    return exported(store)


def exported(store: Path) -> list[dict[str, Any]]:
    reader = Reader(store)
    lines = "".join(FORMATS["ndjson"].write(reader.everything(), ""))
    reader.close()
    return [json.loads(line) for line in lines.split("\n") if line]


def refused(folder: Path, *lines: Any, store: Path | None = None) -> str:
    with pytest.raises(ImportedError) as caught:
        import_files([write(folder / "a.ndjson", *lines)], store or folder / "a.db", Vocabulary)
    return str(caught.value).replace(f"{folder}/", "")


@pytest.mark.parametrize(
    ("more_", "said"),
    [
        ({"titel": "x"}, "an event has no key 'titel'; did you mean title?"),
        ({"_own": 1}, "an event has no key '_own'; there are id, title, kind, "),
        ({"actors": [{"id": "a", "rol": "host"}]}, "an actor has no key 'rol'; did you mean role?"),
        ({"systems": [{"id": "a", "zzz": 2}]}, "a system has no key 'zzz'; there are id, name, category, "),
        ({"places": [{"id": "a", "lng": 2}]}, "a place has no key 'lng'; did you mean lon?"),
        ({"facts": [{"name": "a", "sum": 2}]}, "a figure has no key 'sum'; there are name, value, "),
        ({"citations": [{"title": "a", "pages": "2"}]}, "a citation has no key 'pages'; "),
        ({"related": [{"id": "a", "realtion": "follows"}]}, "a related event has no key 'realtion'; did you mean rel"),
        ({"k" * 500: 1}, f"an event has no key '{'k' * 80}…'; "),
        ({"tags": ""}, "tags is no list of texts"),
        ({"actors": {}}, "actors is no list of objects"),
    ],
)
def test_a_key_that_nobody_knows_is_named(tmp_path: Path, more_: dict[str, Any], said: str) -> None:
    assert refused(tmp_path, EVENT, {**EVENT, "id": "y", **more_}).startswith(f"a.ndjson:2: {said}")


def test_a_key_that_nobody_knows_is_named_where_the_rest_was_met_before(tmp_path: Path) -> None:
    actor = {"id": "a", "name": "A", "role": "host", "unit": "", "personnel": ""}
    first, second = {**EVENT, "actors": [actor]}, {**EVENT, "id": "y", "actors": [{**actor, "rank": "1"}]}
    assert "a.ndjson:2: an actor has no key 'rank'" in refused(tmp_path, first, second)


@pytest.mark.parametrize("number", ["1.10", "-0", "0", "1e3", "1E400", "12345678901234567890123", "9" * 5_000, "7"])
def test_a_number_stays_as_it_is_written(tmp_path: Path, number: str) -> None:
    line = f'{{"id":"x","title":"X","kind":"drill","date":2022,"facts":[{{"name":"n","value":{number}}}]}}'
    ((event,)) = imported(tmp_path, line)
    assert (event["date"], event["facts"][0]["value"]) == ("2022", number)


def test_degrees_beside_a_number_that_is_text_are_degrees(tmp_path: Path) -> None:
    place = '{"name":"P","lat":1.50,"lon":-2}'
    (event,) = imported(tmp_path, f'{{"id":"x","title":1.50,"kind":"drill","date":"2022","places":[{place}]}}')
    assert (event["title"], event["places"][0]["lat"], event["places"][0]["lon"]) == ("1.50", 1.5, -2.0)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id":"x","title":"A","kind":"drill","date":"2022","title":"B"}', "the key 'title' is there twice"),
        (
            '{"id" : "x", "title" : "A", "kind" : "drill", "date" : "2022", "title" : "B"}',
            "the key 'title' is there twice",
        ),
        (
            '{"id":"x","title":"A","kind":"drill","date":"2022","facts":[{"name":"n","value":"1","value":"2"}]}',
            "the key 'value' is there twice",
        ),
        ('{"id":"x","title":NaN,"kind":"drill","date":"2022"}', "NaN is no number"),
        ('{"id":"x","title":-Infinity,"kind":"drill","date":"2022"}', "-Infinity is no number"),
        ("[" * 900 + "]" * 900, "is no JSON object; an event is one: {…}"),
        ("[" * 200_000, "is not JSON: it has too many brackets in each other"),
    ],
)
def test_json_that_says_two_things_or_none_is_refused(tmp_path: Path, line: str, said: str) -> None:
    assert refused(tmp_path, line) in (f"a.ndjson:1: {said}", f"a.ndjson:1: is not JSON: {said}")


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
filled = st.text(st.characters(exclude_categories=["Cs", "Z", "C"]), min_size=1, max_size=8)
aspects = st.lists(st.sampled_from(["date", "actors", "systems", "places", "facts"]), max_size=2)
ids = st.sampled_from(["a", "b", "c"])


def listed(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries(values), max_size=2)


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    degrees = st.none() | st.floats(-90, 90).map(lambda x: round(x, 4))
    return {
        **EVENT,
        "title": draw(filled),
        "date": draw(st.sampled_from(["2021-09", "[2022-01-03..2022-01-09]", "2020-01/..", "-0044-03-15", "2022?"])),
        "status": draw(st.sampled_from(["reported", "denied"])),
        **{key: draw(texts) for key in ("summary", "series", "notes")},
        "tags": draw(st.lists(texts, max_size=2)),
        "actors": draw(listed(id=ids, name=st.just("N"), role=st.just("host"), unit=texts, personnel=texts)),
        "systems": draw(
            listed(id=ids, name=st.just("S"), category=st.just("x/y"), nato=st.just("F"), count=texts, raw=texts)
        ),
        "places": [
            {**each, "id": f"p{each['lat']}{each['lon']}", "name": "P"}
            for each in draw(listed(role=st.sampled_from(["at", "over"]), lat=degrees, lon=degrees))
        ],
        "facts": draw(listed(name=filled, value=texts, unit=texts, qualifier=st.sampled_from(["", "about"]))),
        "citations": [
            {**each, "source": f"s{each['issued']}", "publisher": "Paper", "outlet": "paper", "reliability": "B"}
            for each in draw(
                listed(
                    title=st.just("T"), issued=st.sampled_from(["", "2022-01"]), url=st.just("https://x.example"),
                    author=st.just(["A", "B"]), locator=texts, says=texts, supports=aspects, disputes=aspects,
                    date=st.sampled_from(["", "2021"]), attribution=st.sampled_from(["", "a"]),
                    credibility=st.sampled_from(["", "3"]),
                )
            )
        ],
        "related": draw(listed(id=ids, relation=st.sampled_from(["follows", "part-of"]))),
    }  # fmt: skip


@settings(max_examples=12, phases=[Phase.reuse, Phase.generate])
@given(st.lists(events(), min_size=1, max_size=4))
def test_every_value_of_an_event_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, given_: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("in")
    given_ = [{**each, "id": f"x{i}"} for i, each in enumerate(given_)]
    found = {each["id"]: each for each in imported(folder, *given_)}
    for each in given_:
        assert {key: found[each["id"]][key] for key in each} == each
    again = imported(folder, *found.values())
    assert again == list(found.values())  # the export, with all that follows from the others


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"title": "Another page"}, "has the title 'Another page' here and the title 'A page' in a.ndjson:1"),
        ({"issued": "2022-01-01"}, "has the issued '2022-01-01' here and no issued in a.ndjson:1"),
        ({"outlet": "paper-2"}, "has the outlet 'paper-2' here and no outlet in a.ndjson:1"),
        (
            {"title": "", "publisher": "", "url": "", "author": []},
            "has no title here and the title 'A page' in a.ndjson:1",
        ),
        ({"author": ["C. D."]}, "has the author ['C. D.'] here and the author ['A. B.'] in a.ndjson:1"),
    ],
)
@pytest.mark.parametrize("size", [1, 1 << 20])
def test_a_source_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: dict[str, Any], said: str, size: int
) -> None:
    monkeypatch.setattr(blocks, "SIZE", size)  # in pieces that know nothing of each other, or in one
    lines = [{**EVENT, "citations": [SOURCE]}, {**EVENT, "id": "y", "citations": [{**SOURCE, **other}]}]
    advice = "say the same of it, or give it another id"
    assert (
        refused(tmp_path, *lines).replace("'[", "[").replace("]'", "]")
        == f"a.ndjson:2: the source 's' {said}; {advice}"
    )
    assert not (tmp_path / "a.db").exists()


@pytest.mark.parametrize("many", [3, 100])
def test_a_source_is_told_as_the_store_has_it(tmp_path: Path, many: int) -> None:
    store = tmp_path / "a.db"
    imported(tmp_path, *({**EVENT, "id": f"e{i}", "citations": [SOURCE]} for i in range(many)))
    before = exported(store)
    said = refused(tmp_path, {**EVENT, "citations": [{**SOURCE, "title": "Another"}]}, store=store)
    advice = "say the same of it, or give it another id"
    assert said == f"a.ndjson:1: says something else of the source 's' than the store does; {advice}"
    assert exported(store) == before
    import_files([write(tmp_path / "a.ndjson", {**EVENT, "citations": [SOURCE]})], store, Vocabulary)
    assert more(store).exists() == (many == 100)
    assert len(exported(store)) == many + 1


def test_pages_without_an_id_of_which_other_things_are_said_are_two(tmp_path: Path) -> None:
    page = {"url": "https://paper.example/1", "title": "A page"}
    first, second = (
        {**EVENT, "citations": [page]},
        {**EVENT, "id": "y", "citations": [{**page, "title": "B page"}, page]},
    )
    found = imported(tmp_path, first, second)
    assert [[c["title"] for c in each["citations"]] for each in found] == [["A page"], ["B page", "A page"]]
    assert found[1]["sources"] == 2 and found[0]["citations"][0]["source"] == found[1]["citations"][1]["source"]


def test_a_name_explains_an_id_that_was_met_alone(tmp_path: Path) -> None:
    quoted = {**EVENT, "date": "2021", "citations": [{**SOURCE, "attribution": "a"}], "places": [{"id": "p"}]}
    named = {
        **EVENT,
        "id": "y",
        "actors": [{"id": "a", "name": "Norland"}],
        "places": [{"id": "p", "name": "P", "lat": 1}],
    }
    imported(tmp_path, quoted)
    import_files([write(tmp_path / "a.ndjson", named)], tmp_path / "a.db", Vocabulary)
    reader = Reader(tmp_path / "a.db")
    names = reader.vocabulary.actors["a"].name, reader.vocabulary.places["p"].name, reader.vocabulary.places["p"].lat
    assert names == ("Norland", "P", 1.0)
    assert reader.event("x").citations[0].attribution == reader.event("y").actors[0].actor
    reader.close()


def test_a_store_that_was_copied_without_its_late_events_says_so(tmp_path: Path) -> None:
    store, copy = tmp_path / "a.db", tmp_path / "copy" / "a.db"
    copy.parent.mkdir()
    imported(tmp_path, *({**EVENT, "id": f"e{i}"} for i in range(100)))
    for number in range(100, 103):
        older = more(store).read_bytes() if more(store).exists() else b""
        import_files([write(tmp_path / "a.ndjson", {**EVENT, "id": f"e{number}"})], store, Vocabulary)
        assert len(exported(store)) == number + 1
    copy.write_bytes(store.read_bytes())
    for there in (0, 2):
        if there:
            more(copy).write_bytes(older)
        with pytest.raises(
            StoreError, match=rf"has 3 events more in .*a\.db-more, of which {there} are there; copy both"
        ):
            Reader(copy)
    more(copy).write_bytes(more(store).read_bytes())
    assert len(exported(copy)) == 103
