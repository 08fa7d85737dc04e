"""Marks and notes in a file: kept whatever other programs write, and left alone where it cannot be read."""

from __future__ import annotations

import json
import os
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.curated.files import CuratedFiles
from dateline.errors import OwnFileError
from dateline.own import files, notes
from dateline.own.keeper import Keeper
from dateline.own.notes import Margin, Note
from program import run

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=20)
IDS = TEXT.filter(bool)
MARGINS = st.builds(
    Margin, st.frozensets(IDS, max_size=4), st.dictionaries(IDS, st.builds(Note, TEXT, TEXT), max_size=4)
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "notes.yaml"


def put(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


@settings(max_examples=60)
@given(st.dictionaries(IDS, MARGINS, max_size=3))
def test_what_is_written_is_read_back(margins: dict[str, Margin]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notes.yaml"
        for chronology, margin in margins.items():
            assert notes.change(path, chronology, lambda _, margin=margin: margin) == margin
        assert notes.load(path) == {name: margin for name, margin in margins.items() if margin != Margin()}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans())))
def test_the_last_mark_counts(presses: list[tuple[str, bool]]) -> None:
    margin = Margin()
    for event, on in presses:
        margin = margin.marking({event: on})
    assert margin.marks == {event for event, on in dict(presses).items() if on}


def test_a_person_may_write_a_note_into_the_file(path: Path) -> None:
    put(path, "dateline:\n  notes:\n    zapad-2021: Ask Anna.\n    x: {text: y}\nother: {marks: [a]}\n")
    assert notes.load(path) == {
        "dateline": Margin(notes={"zapad-2021": Note("Ask Anna."), "x": Note("y")}),
        "other": Margin(frozenset("a")),
    }


def test_nothing_is_written_where_nothing_changes(path: Path) -> None:
    notes.change(path, "dateline", lambda margin: margin)
    assert not path.exists()
    put(path, "dateline: {marks: [a]} # mine\n")
    notes.change(path, "dateline", lambda margin: margin.marking({"a": True, "b": False}))
    assert path.read_text() == "dateline: {marks: [a]} # mine\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- a\n", "a name and what it stands for are wanted here"),
        ("dateline: a\n", ":1: marks and notes are wanted here"),
        ("dateline:\n  marks: []\n  colours: []\n", ":2: marks and notes are wanted here"),
        ("dateline: {marks: a}\n", "a list of the ids of events is wanted here"),
        ("dateline: {marks: [[a]]}\n", "a text is wanted here"),
        ("dateline: {notes: [a]}\n", "the ids of events with a note for each"),
        ("dateline: {notes: {a: [b]}}\n", "text and written are wanted here"),
        ("dateline: {notes: {a: {text: {b: c}}}}\n", "a text is wanted here"),
        ("a: &x {marks: [b]}\nc: *x\n", "not allowed"),
        ("a: !!python/object/apply:os.system [id]\n", "not allowed"),
        ("dateline:\n\tmarks\n", "not valid YAML"),
        (b"dateline: \x00\n", "not valid YAML"),
        (b"\xff\xfe\n", "not UTF-8"),
        (b"[" * 100_000, "deep"),
        (b"#" * (files.MOST_BYTES + 1), "larger than"),
    ],
)
def test_a_file_that_is_not_understood_is_a_sentence_and_stays(path: Path, content: str | bytes, said: str) -> None:
    put(path, content)
    before = path.read_bytes()
    keeper = Keeper(path, "dateline")
    keeper.mark({"a": True})
    for step in (keeper.load, keeper.keep, lambda: keeper.note("a", "mine", "")):
        with pytest.raises(OwnFileError, match=said) as error:
            step()
        assert str(error.value).isprintable()
    assert path.read_bytes() == before
    assert keeper.margin.marks == {"a"}
    path.unlink()
    keeper.keep()  # what could not be written is not forgotten
    assert notes.load(path) == {"dateline": Margin(frozenset("a"))}


def test_what_is_no_file_or_no_folder_is_a_sentence(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(path)
    (path.parent / "pipe").parent.mkdir(exist_ok=True)
    os.mkfifo(path.parent / "pipe")
    for obstacle in (path, path.parent / "pipe", path.parent / "pipe" / "notes.yaml", Path("/proc/no/notes.yaml")):
        keeper = Keeper(obstacle, "dateline")
        keeper.mark({"a": True})
        for step in (keeper.keep, lambda keeper=keeper: keeper.note("a", "mine", "")):
            with pytest.raises(OwnFileError, match=str(obstacle)):
                step()
    assert path.is_symlink()


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_a_sentence(path: Path) -> None:
    put(path, "dateline: {marks: [a]}\n")
    path.parent.chmod(0o500)
    try:
        keeper = Keeper(path, "dateline")
        keeper.load()
        with pytest.raises(OwnFileError, match="Permission denied"):
            keeper.note("a", "mine", "")
    finally:
        path.parent.chmod(0o700)
    assert path.read_text() == "dateline: {marks: [a]}\n"


def test_too_much_is_refused_before_it_is_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = Keeper(path, "dateline")
    keeper.note("a", "mine", "")
    before = path.read_bytes()
    for monster, said in (("w" * (files.MOST_BYTES + 1), "would be larger than"), ("\udcff", "no text")):
        with pytest.raises(OwnFileError, match=said):
            keeper.note("b", monster, "")
    with pytest.raises(OwnFileError, match="change it by hand"):
        keeper.note("k" * 2000, "no such id", "")
    assert path.read_bytes() == before


# Two programs at once.


def test_each_keeps_what_the_other_has_written(path: Path) -> None:
    ours, theirs = Keeper(path, "dateline"), Keeper(path, "dateline")
    ours.mark({"a": True, "b": True})
    ours.keep()
    theirs.mark({"c": True})
    theirs.keep()
    assert theirs.margin.marks == {"a", "b", "c"}
    assert ours.note("x", "ours", "") is None
    assert theirs.note("y", "theirs", "") is None
    ours.mark({"b": False})
    ours.keep()
    margin = notes.load(path)["dateline"]
    assert margin.marks == {"a", "c"} == ours.margin.marks
    assert {event: note.text for event, note in margin.notes.items()} == {"x": "ours", "y": "theirs"}
    Keeper(path, "other").note("x", "of another chronology", "")
    assert notes.load(path)["dateline"] == margin


def test_a_note_that_was_changed_meanwhile_is_not_overwritten_unseen(path: Path) -> None:
    ours, theirs = Keeper(path, "dateline"), Keeper(path, "dateline")
    assert theirs.note("x", "theirs", "") is None
    assert ours.note("x", "ours", "") == "theirs"
    assert ours.margin.notes["x"].text == "theirs"
    assert ours.note("x", "ours", "theirs") is None
    assert theirs.note("x", "", "theirs") == "ours"
    assert theirs.note("x", "", "ours") is None
    assert ours.note("x", "ours again", "ours") == ""
    assert notes.load(path)["dateline"] == Margin()


def test_many_at_once_lose_nothing(path: Path) -> None:
    def work(number: int) -> None:
        keeper = Keeper(path, "dateline")
        for step in range(5):
            keeper.mark({f"{number}-{step}": True})
            keeper.keep()
        keeper.note(str(number), "written", "")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    margin = notes.load(path)["dateline"]
    assert (len(margin.marks), len(margin.notes)) == (30, 6)
    assert [each.name for each in path.parent.iterdir()] == ["notes.yaml"]


# The command line.


def test_notes_are_printed_in_the_order_of_time(machine: Path, curated_folder: CuratedFiles) -> None:
    file = machine / "data" / "dateline" / "notes.yaml"
    keeper = Keeper(file, str(curated_folder.root))
    for event, text in (
        ("gone-by", "It was here."),
        ("zapad-2021", "Ask \x1b[31mAnna.\tTwice."),
        ("ides-of-march", "!"),
    ):
        keeper.note(event, text, "")
    Keeper(file, "dateline").note("x", "elsewhere", "")
    folder = ("--curated", curated_folder.root)
    done = run("notes", *folder, "-f", "json")
    assert done.returncode == 0
    records = json.loads(done.stdout)
    assert [(r["id"], r["date"], r["title"], r["note"]) for r in records] == [
        ("ides-of-march", "-0044-03-15", "A visit long ago", "!"),
        ("zapad-2021", "2021-09", "Zapad 2021, the great drill", "Ask \x1b[31mAnna.\tTwice."),
        ("gone-by", "", "", "It was here."),
    ]
    assert all(len(r["written"]) == 20 and r["written"].endswith("Z") for r in records)
    assert f"dateline: 3 notes on {curated_folder.root} in {file}; 1 more on other chronologies" in done.stderr
    lines = run("notes", *folder).stdout.splitlines()
    assert [line.split("\t")[:4] for line in lines][1] == [
        "zapad-2021", "2021-09", "Zapad 2021, the great drill", "Ask ␛[31mAnna. Twice.",
    ]  # fmt: skip


def test_without_notes_there_is_nothing_to_print(machine: Path) -> None:
    for arguments, printed in ((("notes",), ""), (("notes", "-f", "json"), "[]\n")):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (0, printed)
        assert "dateline: 0 notes on dateline in" in done.stderr
    put(machine / "data" / "dateline" / "notes.yaml", "a: [")
    done = run("notes")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


def test_a_chronology_is_known_by_its_place(curated_folder: CuratedFiles, samples_store: Path, machine: Path) -> None:
    for arguments, name in (
        (("--curated", curated_folder.root), curated_folder.root),
        (("--curated", curated_folder.root, "--db", samples_store.with_name("x.db")), curated_folder.root),
        (("--db", samples_store), samples_store),
        (("--curated", Path(__file__).parents[1]), "dateline"),
    ):
        assert f"0 notes on {name} in" in run("notes", *arguments).stderr
