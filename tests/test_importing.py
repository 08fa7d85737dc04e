"""Import: what goes in comes out; what came late stands where it belongs; what cannot be read adds nothing."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.curated.files import CuratedFiles
from dateline.curated.load import vocabulary
from dateline.errors import ImportedError, StoreError
from dateline.exchange.diff import changes
from dateline.exchange.importing import import_files
from dateline.exchange.readers import as_csv, blocks, remembered
from dateline.exchange.writers import FORMATS
from dateline.model import Vocabulary
from dateline.query.rhythm import rhythm
from dateline.query.search import search
from dateline.query.syntax import parse
from dateline.store import adding, spill
from dateline.store.parts import more, stamp
from dateline.store.reader import Reader
from program import run

DATES = (
    "2022-03-04", "2022-03", "2022", "[2022-03-01..2022-03-09]", "2022-02-10/2022-03-20", "2021-12/..", "../2022-04",
    "2022-03-05?", "-0044-03-15", "2022-XX-XX",
)  # fmt: skip


Known = Callable[[], Vocabulary]


def event(number: int, **more_: Any) -> dict[str, Any]:
    numbers = random.Random(number)
    page = numbers.randrange(5)
    return {
        "id": f"event-{number}",
        "title": f"Event {number} {numbers.choice(('joint', 'border'))} patrol",
        "kind": numbers.choice(("patrol", "drill", "rumour")),
        "date": numbers.choice(DATES),
        "summary": f"Told of {number}.",
        "actors": [{"id": f"actor-{i}", "name": f"Actor {i}"} for i in sorted({numbers.randrange(4), number % 3})],
        "systems": [{"id": "su-30sm", "count": "2"}] if number % 2 else [],
        "citations": [{"source": f"source-{page}", "title": "A page", "publisher": f"Paper {page % 3}", "says": "so"}],
        **more_,
    }


def write(path: Path, *events: Any) -> Path:
    path.write_text("".join(f"{json.dumps(each)}\n" for each in events), encoding="utf-8")
    return path


def exported(store: Path, name: str = "ndjson") -> str:
    with closing(Reader(store)) as reader:
        return "".join(FORMATS[name].write(reader.everything(), ""))


@pytest.fixture
def known(curated_folder: CuratedFiles) -> Known:
    return lambda: vocabulary(curated_folder)


def test_an_export_is_imported_as_it_was(store: Path, known: Known, tmp_path: Path) -> None:
    lines = exported(store)
    (tmp_path / "all.ndjson").write_text(lines, encoding="utf-8")
    target = tmp_path / "new" / "imported.db"
    assert import_files([tmp_path / "all.ndjson"], target, known) == lines.count("\n")
    again = exported(target)
    # Who a source repeats stands in its file alone: an outlet that quotes is an origin here.
    assert [{**json.loads(each), "origins": 0} for each in again.splitlines()] == [
        {**json.loads(each), "origins": 0} for each in lines.splitlines()
    ]
    (tmp_path / "again.ndjson").write_text(again, encoding="utf-8")
    import_files([tmp_path / "again.ndjson"], tmp_path / "again.db", known)
    assert exported(tmp_path / "again.db") == again
    for query in ("actor:norland", "system:su-30sm", "system:fighter", "place:brest", "drill", "has:disagreement"):
        with closing(Reader(store)) as before, closing(Reader(target)) as after:
            found = [[each.id for each in search(reader, parse(query)).selection] for reader in (before, after)]
        assert found[0] == found[1] != []


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_a_table_is_imported_as_far_as_it_goes(store: Path, known: Known, tmp_path: Path, name: str) -> None:
    table = exported(store, name)
    (tmp_path / f"all.{name}").write_text(table, encoding="utf-8", newline="")
    import_files([tmp_path / f"all.{name}"], tmp_path / "imported.db", known)
    columns = table.splitlines()[0].split("," if name == "csv" else "\t")
    rows = [json.loads(line) for line in exported(tmp_path / "imported.db").splitlines()]
    originals = [json.loads(line) for line in exported(store).splitlines()]
    assert {"id", "title", "kind", "citations"} < set(columns)
    for row, original in zip(rows, originals, strict=True):
        for key in ("id", "title", "kind", "status", "date", "start", "end", "precision", "summary", "sources"):
            assert row[key] == original[key], key
        for key in ("actors", "places"):
            assert [each["id"] for each in row[key]] == [each["id"] for each in original[key]]
        for key in ("id", "count", "raw"):
            assert [s[key] for s in row["systems"]] == [s[key].strip('"') for s in original["systems"]]
        for key in ("title", "url", "outlet"):
            assert [c[key] for c in row["citations"]] == [c[key] for c in original["citations"]]


QUERIES = (
    "", "kind:patrol", "actor:actor-1", "-actor:actor-1", "date:2022-03", "during:2022", "joint", "id:event-3",
)  # fmt: skip
FIELDS = ("actor", "kind", "source", "outlet")


def answers(path: Path) -> list[object]:
    """What a store says of its events, by every question that depends on their order."""
    with closing(Reader(path)) as reader:
        said: list[object] = []
        every = reader.everything()
        ids = [each.id for each in every]
        for query in (
            "",
            "kind:patrol",
            "actor:actor-1",
            "-actor:actor-1",
            "date:2022-03",
            "during:2022",
            "joint",
            "id:event-3",
        ):
            found = search(reader, parse(query)).selection
            spans = found.spans()
            said += [
                [each.id for each in found],
                [each.id for each in found.page(1, 5)],
                [found.position(each) for each in ids],
                [found.nearest(each) for each in ids],
                [found.following(each) for each in ids],
                [found.begins(position) for position in range(found.count)],
                [found.first_after(day) for day in range(738_000, 738_300, 7)],
                found.histogram(range(737_000, 739_000, 30)),
                list(found.days()), found.span(), found.stretch(), found.ends(),
                (spans.lo, spans.start, spans.end, spans.hi, spans.doubtful_starts, spans.doubtful_ends),
                rhythm(found.span_pages()),
                sorted((f.value, f.count, f.total) for field in FIELDS for f in found.facets(field)),
            ]  # fmt: skip
        said += [sorted(reader.source_ids()), reader.source("source-1"), reader.coverage([738_000, 739_000])]
        said += [sorted(reader.vocabulary.actors), sorted(reader.named("actor", "Actor 2")), sorted(reader.digests())]
        return said


@settings(max_examples=12)
@given(
    st.lists(st.integers(0, 60), min_size=12, max_size=40, unique=True),
    st.lists(st.integers(0, 12), min_size=1, max_size=3),
)
def test_what_came_late_stands_where_it_belongs(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], cuts: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("late")
    edges = sorted({0, *(min(cut, len(numbers)) for cut in cuts), len(numbers)})
    pieces = [[event(number) for number in numbers[start:end]] for start, end in pairwise(edges)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(adding, "_SHARE", 0.01)
        for piece in reversed(pieces):  # the largest first
            import_files([write(folder / "piece.ndjson", *piece)], folder / "pieces.db", Vocabulary)
    import_files([write(folder / "all.ndjson", *map(event, numbers))], folder / "one.db", Vocabulary)
    assert more(folder / "pieces.db").exists() == (len(pieces) > 1)
    assert not more(folder / "one.db").exists()
    assert answers(folder / "pieces.db") == answers(folder / "one.db")


def test_what_was_added_is_told_without_a_look_at_the_rest(tmp_path: Path, known: Known) -> None:
    store = tmp_path / "a.db"
    import_files([write(tmp_path / "1.ndjson", *map(event, range(100)))], store, known)
    readers = [Reader(store)]
    stamps = [stamp(store)]
    for late in (range(100, 102), range(102, 105), range(105, 120)):
        import_files([write(tmp_path / "2.ndjson", *map(event, late))], store, known)
        readers.append(Reader(store))
        stamps.append(stamp(store))
    assert [new.grown_from(old) for old, new in pairwise(readers)] == [True, True, False]
    for (old, new), late in zip(pairwise(readers), (range(100, 102), range(102, 105), range(105, 120)), strict=True):
        found = changes(old, new).events
        assert {(each.id, each.what) for each in found} == {(f"event-{number}", "added") for number in late}
        assert [new.events_at([each.new])[0].id for each in found] == [each.id for each in found]
    assert len(set(stamps)) == len(stamps)
    for reader in readers:
        reader.close()


def test_late_events_are_taken_in_when_they_are_many(tmp_path: Path, known: Known) -> None:
    store = tmp_path / "a.db"
    import_files([write(tmp_path / "1.ndjson", *map(event, range(100)))], store, known)
    for number in range(100, 105):
        import_files([write(tmp_path / "2.ndjson", event(number))], store, known)
    assert more(store).exists()
    import_files([write(tmp_path / "2.ndjson", event(105))], store, known)
    assert not more(store).exists()
    assert exported(store).count("\n") == 106


def test_many_blocks_in_many_processes_give_the_same_as_one(
    tmp_path: Path, known: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "all.ndjson", *map(event, random.Random(1).sample(range(1000), 300)))
    import_files([path], tmp_path / "one.db", known)
    monkeypatch.setattr(blocks, "SIZE", 4_000)
    monkeypatch.setattr(spill, "_MOST", 3)
    import_files([path], tmp_path / "many.db", known)
    assert exported(tmp_path / "one.db") == exported(tmp_path / "many.db")
    assert answers(tmp_path / "one.db") == answers(tmp_path / "many.db")
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


GOOD = {"date": "2022", "id": "x", "title": "x", "kind": "drill"}
WRONG: dict[str, tuple[object, str]] = {
    "no JSON": ("{", "is not JSON: "),
    "a list": ("[1]", "is no JSON object; an event is one: {…}"),
    "nothing": ({}, "has no date"),
    "no id": ({**GOOD, "id": ""}, "has no id"),
    "no title": ({**GOOD, "title": " "}, "has no title"),
    "no kind": ({**GOOD, "kind": None}, "has no kind"),
    "date": ({**GOOD, "date": "once"}, "'once' is not an EDTF date"),
    "id": ({**GOOD, "id": "x y"}, "has an id that is longer than 200 characters or has spaces in it"),
    "no text": ({**GOOD, "title": ["x"]}, "title is no text"),
    "no list": ({**GOOD, "actors": "Norland"}, "actors is no list of objects"),
    "no texts": ({**GOOD, "tags": [1]}, "tags is no list of texts"),
    "status": ({**GOOD, "status": "sure"}, "status is 'sure'; one of reported, "),
    "aspect": ({**GOOD, "citations": [{"title": "x", "supports": ["all"]}]}, "supports has 'all'; there are date, "),
    "degrees": ({**GOOD, "places": [{"name": "p", "lat": 91}]}, "lat is no number of degrees from -90 to 90"),
    "category": ({**GOOD, "systems": [{"id": "sam/long"}]}, "'sam/long' is a category of systems; name a system"),
    "surrogate": ({**GOOD, "title": "\ud800"}, "holds half of a surrogate pair, which is no text"),
    "known": ({**GOOD, "id": "event-1"}, "the event 'event-1' is there already"),
    "twice": ({**GOOD, "id": "event-7"}, "the event 'event-7' is there already"),
    "deep": ("[" * 200_000, "is not JSON: "),
    "bytes": ("\udcff", "is not UTF-8"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_line_that_is_wrong_is_named_and_nothing_is_added(tmp_path: Path, known: Known, name: str) -> None:
    store, path = tmp_path / "a.db", tmp_path / "b.ndjson"
    wrong, why = WRONG[name]
    line = wrong if isinstance(wrong, str) else json.dumps(wrong)
    import_files([write(tmp_path / "a.ndjson", *map(event, range(5)))], store, known)
    before = exported(store)
    good = "".join(f"{json.dumps(event(number))}\n" for number in (7, 8))
    path.write_text(f"{good}\n{line}\n", encoding="utf-8", errors="surrogateescape")
    with pytest.raises(ImportedError) as caught:
        import_files([path], store, known)
    said = str(caught.value)
    assert f"{path}:4: " in said and why in said
    assert exported(store) == before
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith((".", "a.db"))) == ["a.db"]


def test_very_many_problems_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text("{}\n" * 1_234, encoding="utf-8")
    with pytest.raises(ImportedError) as caught:
        import_files([path], tmp_path / "a.db", Vocabulary)
    lines = str(caught.value).splitlines()
    assert (len(lines), lines[-1]) == (101, "and 1,134 more problems")
    assert not (tmp_path / "a.db").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,title,kind\n", ":1: the first line has no column date"),
        ("id,title,kind,date,systms\n", ":1: no column 'systms'; did you mean systems?"),
        ("id,title,kind,date,title\na,b,drill,2022,c\n", ":1: two columns are called title; leave one of them out"),
        ("id,title,kind,date\ra,b,drill,2022\r", ":1: is not CSV: new-line character seen in unquoted field"),
        ('id,title,kind,date\na,"b\nc",drill,2022\nd,e,drill\n', ":4: has 3 fields where the first line has 4 columns"),
        ('id,title,kind,date\na,"b\nc",drill,once\n', ":2: 'once' is not an EDTF date"),
        ('id,title,kind,date\na,b,drill,2022\n"x', ":3: is not CSV: unexpected end of data"),
        ("id,title,kind,date\na,b,drill,2022\na,c,drill,2023\n", ":3: the event 'a' is there already, in "),
    ],
)
def test_a_table_that_is_wrong_is_named_by_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImportedError) as caught:
        import_files([path], tmp_path / "a.db", Vocabulary)
    assert f"{path}{said}" in str(caught.value)


def test_a_table_may_hold_a_long_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"id,title,kind,date,summary\na,b,drill,2022,{'x' * 200_000}\n", encoding="utf-8")
    import_files([path], tmp_path / "a.db", Vocabulary)
    assert len(json.loads(exported(tmp_path / "a.db"))["summary"]) == 200_000


@given(st.binary(max_size=60).map(lambda some: some.translate(bytes(b'",\na'[i % 4] for i in range(256)))))
def test_a_piece_of_a_table_ends_with_the_last_line_outside_of_quotes(piece: bytes) -> None:
    ends = [i + 1 for i, byte in enumerate(piece) if byte == 10 and piece.count(b'"', 0, i) % 2 == 0]
    assert as_csv._rows_end(piece) == max(ends, default=0)


def test_a_quote_that_nobody_ends_is_looked_for_once_in_a_piece() -> None:
    assert as_csv._rows_end(b'"' + b"\n" * 1_000_000) == 0  # by looking again for each line: minutes


def test_a_table_from_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        b'\xef\xbb\xbfid,title,kind,date\r\na,"\'=1+1, ""quoted""\nand more",drill,2022\r\n\r\nb,c,drill,2023\r\n'
    )
    import_files([path], tmp_path / "a.db", Vocabulary)
    first, second = map(json.loads, exported(tmp_path / "a.db").splitlines())
    assert (first["title"], second["title"]) == ('=1+1, "quoted"\nand more', "c")


def test_a_name_that_is_not_known_is_explained_by_its_first_event(tmp_path: Path) -> None:
    late = event(1, actors=[{"name": "Küstenwache der Nordsee"}, {"name": "Войска"}], kind="sighting")
    import_files([write(tmp_path / "a.ndjson", late)], tmp_path / "a.db", Vocabulary)
    with closing(Reader(tmp_path / "a.db")) as reader:
        names = {actor.id: actor.name for actor in reader.vocabulary.actors.values()}
        assert names == {"kustenwache-der-nordsee": "Küstenwache der Nordsee", "voyska": "Войска"}
        for query in ("actor:voyska", 'actor:"Войска"', "kind:sighting", "nordsee", "system:unsorted"):
            assert search(reader, parse(query)).selection.count == 1, query


def test_pages_whose_addresses_differ_in_case_or_a_sign_are_two(tmp_path: Path) -> None:
    urls = ("https://a.example/AbC", "https://a.example/aBc", "https://a.example/abc?", "https://a.example/a-b_c")
    path = tmp_path / "a.csv"
    cited = "; ".join(f"Paper, “Page {i}”, {url}" for i, url in enumerate(urls))
    path.write_text(f'id,title,kind,date,citations\na,b,drill,2022,"{cited}"\n', encoding="utf-8")
    import_files([path], tmp_path / "a.db", Vocabulary)
    record = json.loads(exported(tmp_path / "a.db"))
    assert [(c["url"], c["title"]) for c in record["citations"]] == [(url, f"Page {i}") for i, url in enumerate(urls)]
    assert record["sources"] == len(urls)


def test_sources_may_be_more_than_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "HELD", 4)
    cited = [[{"source": f"s-{i}-{j}", "date": "2021", "disputes": ["date"]} for j in range(3)] for i in range(5)]
    path = write(tmp_path / "a.ndjson", *(event(i, citations=each) for i, each in enumerate(cited)))
    assert import_files([path], tmp_path / "a.db", Vocabulary) == 5


def test_an_event_may_follow_one_that_comes_later_or_never(tmp_path: Path) -> None:
    store = tmp_path / "a.db"
    follows = {"related": [{"id": "event-2", "relation": "follows"}]}
    import_files([write(tmp_path / "a.ndjson", event(1, **follows))], store, Vocabulary)
    with closing(Reader(store)) as reader:
        (relation,) = reader.event("event-1").related
        assert (relation.event, relation.relation, relation.title, relation.date) == ("event-2", "follows", "", None)
    import_files([write(tmp_path / "b.ndjson", event(2))], store, Vocabulary)
    with closing(Reader(store)) as reader:
        (relation,) = reader.event("event-1").related
        assert relation.title == event(2)["title"]


def test_what_curated_files_give_is_not_mixed_with_what_is_imported(store: Path, known: Known, tmp_path: Path) -> None:
    before = exported(store)
    with pytest.raises(StoreError, match=r"is made from curated files and would lose what is imported"):
        import_files([write(tmp_path / "a.ndjson", event(1))], store, known)
    assert exported(store) == before


@pytest.mark.parametrize("id_", ["5", '"\\u00e9"', '"\\u0065"'])
def test_an_event_that_is_there_is_named_however_its_id_is_written(tmp_path: Path, id_: str) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text(f'{{"id":{id_},"title":"t","kind":"drill","date":"2021"}}\n' * 2, encoding="utf-8")
    with pytest.raises(ImportedError) as caught:
        import_files([path], tmp_path / "a.db", Vocabulary)
    assert str(caught.value) == f"{path}:2: the event '{json.loads(id_)}' is there already, in {path}:1"


def test_an_event_from_a_pipe_that_is_there_is_named(tmp_path: Path) -> None:
    path, store = write(tmp_path / "a.ndjson", event(1)), tmp_path / "a.db"
    run("import", path, "--db", store)
    pipe = tmp_path / "b.ndjson"
    os.mkfifo(pipe)
    with subprocess.Popen(["cp", path, pipe]):
        done = run("import", pipe, "--db", store)
    assert (done.returncode, done.stderr) == (1, f"dateline: {pipe}: the event 'event-1' is there already\n")


def test_four_threads_read_what_is_kept_and_forgotten(
    tmp_path: Path, known: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.store.reader._CACHED_EVENTS", 8)
    import_files([write(tmp_path / "a.ndjson", *map(event, range(200)))], tmp_path / "a.db", known)
    store = Reader(tmp_path / "a.db")
    ids = [each.id for each in store.everything()]

    def look(seed: int) -> bool:
        starts = random.Random(seed).choices(range(190), k=200)
        return all([e.id for e in store.everything().page(at, 6)] == ids[at : at + 6] for at in starts)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with closing(store), ThreadPoolExecutor(4) as threads:
            assert all(threads.map(look, range(4)))
    finally:
        sys.setswitchinterval(before)


def test_a_store_with_something_else_beside_it_is_closed_again(tmp_path: Path, known: Vocabulary) -> None:
    store = tmp_path / "a.db"
    import_files([write(tmp_path / "a.ndjson", event(1))], store, known)
    more(store).write_bytes(b"x" * 5_000)
    with pytest.raises(StoreError, match=r"a\.db-more is not an SQLite database") as kept:
        Reader(store)
    open_files = [os.path.realpath(each) for each in Path("/proc/self/fd").iterdir()]
    assert str(store) not in open_files, kept


def test_a_store_is_the_same_by_a_link(tmp_path: Path, known: Vocabulary) -> None:
    store, link = tmp_path / "a.db", tmp_path / "elsewhere" / "b.db"
    link.parent.mkdir()
    link.symlink_to(store)
    import_files([write(tmp_path / "a.ndjson", *map(event, range(100)))], link, known)
    for path, number in ((store, 100), (link, 101)):
        import_files([write(tmp_path / "late.ndjson", event(number))], path, known)
        assert run("list", "--db", store).stdout == run("list", "--db", link).stdout
        assert len(run("list", "--db", link).stdout.splitlines()) == number + 1
    assert link.is_symlink() and list(link.parent.iterdir()) == [link]


@pytest.mark.parametrize("line", [("build",), ("build", "--curated"), ("list", "--curated")])
def test_what_was_imported_is_not_built_over(
    tmp_path: Path, known: Vocabulary, curated_folder: CuratedFiles, line: tuple[str, ...]
) -> None:
    store = tmp_path / "a.db"
    import_files([write(tmp_path / "a.ndjson", event(1))], store, known)
    before = exported(store)
    done = run(*line, *((curated_folder.root,) if "--curated" in line else ()), "--db", store)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"dateline: {store} holds imported events, which would be lost; name another file with --db\n"
    assert exported(store) == before


def test_the_command_says_what_it_added_or_what_is_wrong(tmp_path: Path) -> None:
    path, store = write(tmp_path / "a.ndjson", event(1), event(2)), tmp_path / "a.db"
    done = run("import", path, "--db", store)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"dateline: {store}: 2 events added\n")
    assert run("list", "--db", store, "id:event-1").stdout.rstrip().endswith("event-1")
    done = run("import", path, "--db", store)
    assert done.returncode == 1
    said = (f"dateline: {path}:{i}: the event 'event-{i}' is there already, in the store\n" for i in (1, 2))
    assert done.stderr == "".join(said)
    for arguments, said in (
        ((path,), "name the store with --db FILE"),
        ((path, "--db", store, "-f", "cvs"), "no format 'cvs'; did you mean csv?"),
    ):
        done = run("import", *arguments)
        assert done.returncode == 2 and said in done.stderr
    for name, said in (("missing.ndjson", "cannot be read: No such file"), ("a.xlsx", "cannot be read")):
        done = run("import", tmp_path / name, "--db", store)
        assert done.returncode == 1 or said in done.stderr


READER = """
import sys
from pathlib import Path
from dateline.query.search import search
from dateline.query.syntax import parse
from dateline.store.reader import Reader
stop = Path(sys.argv[2])
seen = set()
while True:
    last = stop.exists()
    reader = Reader(Path(sys.argv[1]))
    found = search(reader, parse("patrol")).selection
    ids = [event.id for event in found]
    assert len(ids) == found.count == reader.count, (len(ids), found.count, reader.count)
    assert sorted(ids) == sorted(reader.digests())
    seen.add(reader.count)
    reader.close()
    if last:
        break
print(*sorted(seen))
"""


def test_twenty_readers_see_whole_stores_while_events_are_added_and_taken_in(tmp_path: Path) -> None:
    store, stop = tmp_path / "a.db", tmp_path / "stop"
    import_files([write(tmp_path / "a.ndjson", *(event(i) for i in range(60)))], store, Vocabulary)
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(store), str(stop)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ),
        )
        for _ in range(20)
    ]
    for number in range(60, 80):
        import_files([write(tmp_path / "b.ndjson", event(number))], store, Vocabulary)
    stop.touch()
    for reader in readers:
        said, complaint = reader.communicate(timeout=120)
        assert reader.returncode == 0, complaint
        counts = {int(word) for word in said.split()}
        assert counts <= set(range(60, 81)) and 80 in counts


def test_imports_at_the_same_time_wait_for_each_other_and_lose_nothing(tmp_path: Path) -> None:
    store = tmp_path / "a.db"
    paths = [write(tmp_path / f"{i}.ndjson", *map(event, range(40 * i, 40 * i + 40))) for i in range(3)]
    started = [
        subprocess.Popen([sys.executable, "-m", "dateline", "import", str(path), "--db", str(store)]) for path in paths
    ]
    assert [each.wait(60) for each in started] == [0, 0, 0]
    assert exported(store).count("\n") == 120


def test_every_stage_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int, int]] = []
    path = write(tmp_path / "a.ndjson", *map(event, range(10)))
    import_files([path], tmp_path / "a.db", Vocabulary, said=lambda *each: told.append(each))
    size = path.stat().st_size
    assert told == [("reading", size, size, 10), ("writing", 0, 10, 0), ("indexing", 0, 10, 10)]
