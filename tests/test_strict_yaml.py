"""The strict YAML reader: text only, nothing clever, a line for every refusal."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.curated import strict_yaml
from dateline.curated.files import HOME
from dateline.curated.strict_yaml import Items, Table, Text, read, read_text
from dateline.errors import CuratedError

HERE = Path("events.yaml")


def refusal(text: str) -> str:
    with pytest.raises(CuratedError) as caught:
        read_text(text, HERE)
    (problem,) = caught.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: *a\n", "events.yaml:2: aliases (*a) are not allowed"),
        ("a: &x 1\n", "events.yaml:1: anchors (&x) are not allowed"),
        ("a: 1\nb: &x [1]\n", "events.yaml:2: anchors (&x) are not allowed"),
        ("a: 1\n<<: *a\n", "events.yaml:2: aliases (*a) are not allowed"),
        ("- 1\n- !!int 2\n", "events.yaml:2: tags (tag:yaml.org,2002:int) are not allowed"),
        ("!!python/object/apply:os.system [ls]\n", "events.yaml:1: tags (tag:yaml.org,2002:python/object/apply"),
        ("a: !mine {b: c}\n", "events.yaml:1: tags (!mine) are not allowed"),
        ("a: 1\nb: 2\na: 3\n", "events.yaml:3: 'a' is given twice"),
        ("? [1, 2]\n: 3\n", "events.yaml:1: a key must be plain text"),
        ("a: 1\n---\nb: 2\n", "events.yaml:3: more than one YAML document"),
        ("a: 1\n\tb: 2\n", "events.yaml:2: not valid YAML"),
        ("a: [1, 2\nb: 3\n", "events.yaml:2: not valid YAML"),
        ("a: 'open\n", "events.yaml:2: not valid YAML: while scanning a quoted scalar"),
        ("- a\n  b: c\n", "events.yaml:2: not valid YAML: mapping values are not allowed"),
        ("a: 1\nb: \x1b[31m\n", "events.yaml:2: not valid YAML"),
        ("щщщщ\nb: \x00\nc\nd\ne\n", "events.yaml:2: not valid YAML"),
        ('a: 1\nb: "\\ud800"\n', "events.yaml:2: the character U+D800 is not allowed"),
        ('a: 1\nb: "\\0"\n', "events.yaml:2: the character U+0000 is not allowed"),
    ],
)
def test_what_is_not_plain_text_is_refused_with_its_line(text: str, said: str) -> None:
    assert refusal(text).startswith(said)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_100_000_deep_is_refused_at_once(opening: str) -> None:
    before = time.perf_counter()
    assert refusal(opening * 100_000) == "events.yaml:1: nested more than 12 deep"
    assert time.perf_counter() - before < 10


@pytest.mark.parametrize(
    "written",
    ["12:30", "no", "on", "0777", "1_000", "190:20:30", "2024-02-30", "2024-01-01", "1e3", "~", "null", ".inf", "0x1F"],
)
def test_what_looks_like_another_type_stays_as_written(written: str) -> None:
    assert read_text(f"a: {written}\n", HERE) == Table(1, {"a": Text(written, 1)}, {"a": 1})


def test_every_node_has_the_line_where_it_starts() -> None:
    read_back = read_text("a:\n  - b\n  - c: >-\n      long\n      text\nd: {e: f}\n", HERE)
    inner = Table(3, {"c": Text("long text", 3)}, {"c": 3})
    assert read_back == Table(
        1, {"a": Items(2, [Text("b", 2), inner]), "d": Table(6, {"e": Text("f", 6)}, {"e": 6})}, {"a": 1, "d": 6}
    )


def test_an_empty_file_holds_nothing_and_a_mark_of_byte_order_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"# only a comment\n")
    assert read(file) is None
    file.write_bytes(b"\xef\xbb\xbfa: b\r\n")
    assert read(file) == Table(1, {"a": Text("b", 1)}, {"a": 1})


@pytest.mark.parametrize(
    ("content", "line"),
    [("a: 1\nb: Übung\n".encode("latin-1"), 2), ("a: 1\n".encode("utf-16"), 1), (b"a\nb\nc: \xed\xa0\x80\n", 3)],
)
def test_a_file_that_is_not_utf_8_is_refused_with_the_line(tmp_path: Path, content: bytes, line: int) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(content)
    with pytest.raises(CuratedError) as caught:
        read(file)
    assert str(caught.value) == f"{file}:{line}: not UTF-8; save the file as UTF-8"


def test_a_file_that_is_missing_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "gone.yaml", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(CuratedError, match=f"cannot be read: {reason}"):
            read(path)


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML without libyaml")
def test_libyaml_reads_where_it_is_there() -> None:
    assert strict_yaml._Fast is yaml.CLoader


@pytest.mark.parametrize("name", ["events.yaml", "data/vocab/places.yaml", "data/promises.yaml"])
def test_both_parsers_read_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Of the events a part is enough: the pure parser takes a second for all.
    text = "\n".join((HOME / name).read_text(encoding="utf-8").splitlines()[:800])
    fast = read_text(text, HERE)
    monkeypatch.setattr(strict_yaml, "_Fast", yaml.Loader)
    assert read_text(text, HERE) == fast


def plain(node: object) -> object:
    match node:
        case Text(value):
            return value
        case Items(values=values):
            return [plain(value) for value in values]
        case Table(values=values):
            return {key: plain(value) for key, value in values.items()}
    return node


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
documents = st.recursive(
    texts, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=12
)


@settings(max_examples=60)
@given(documents)
def test_what_another_program_writes_as_text_is_read_back_the_same(document: object) -> None:
    # In double quotes nothing can be taken for a number or a date, and every character can be escaped.
    written = yaml.safe_dump(document, default_style='"', allow_unicode=False).replace("!!null ", "")
    assert plain(read_text(written, HERE)) == document


@settings(max_examples=150)
@given(st.text(st.sampled_from("ab:-[]{},&*!|>'\"#%@`? \n\t\x00\ufeffé\ud800"), max_size=30))
def test_random_text_is_read_or_refused_with_a_problem(text: str) -> None:
    try:
        read_text(text, HERE)
    except CuratedError as error:
        assert error.problems
