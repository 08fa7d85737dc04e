"""Named views in a file that people edit: nothing in it is lost, whatever is in it or in its way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import OwnFileError
from dateline.own import files, views
from drawn import views as drawn_views
from program import run

NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1, max_size=12).filter(
    str.strip
)
WRITTEN = """\
# Of the newsroom.

drills: kind:drill   # the great ones
# Handed on by Anna:
"Anna's": "--lanes actor
  'kind:patrol'"

last: >-
  kind:visit
  date:2022
# the end
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "views.yaml"


@pytest.fixture
def written(path: Path) -> Path:
    path.parent.mkdir()
    path.write_text(WRITTEN, encoding="utf-8")
    return path


@settings(max_examples=60)
@given(st.dictionaries(NAMES, drawn_views.map(str), max_size=4), st.data())
def test_what_is_saved_is_read_back_and_what_is_deleted_is_gone(saved: dict[str, str], data: st.DataObject) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "views.yaml"
        for name, line in saved.items():
            if "\0" in line:
                with pytest.raises(OwnFileError, match="bytes that are no text"):
                    views.save(path, name, line)
                return
            views.save(path, name, line)
        assert views.load(path) == saved
        for name in data.draw(st.permutations(list(saved))):
            views.delete(path, name)
            del saved[name]
            assert views.load(path) == saved


def test_no_file_is_no_view_and_none_is_made(path: Path) -> None:
    assert views.load(path) == {}
    assert not path.parent.exists()


def test_the_first_view_makes_a_file_that_says_what_it_is(path: Path) -> None:
    views.save(path, "joint drills", "--lanes actor 'kind:drill actor:russia'")
    head, line = path.read_text(encoding="utf-8").splitlines()
    assert head.startswith("# Views of Dateline")
    assert line == "joint drills: \"--lanes actor 'kind:drill actor:russia'\""
    assert path.parent.stat().st_mode & 0o077 == 0


def test_what_a_person_wrote_around_the_views_stays(written: Path) -> None:
    views.save(written, "Anna's", "kind:drill")
    views.save(written, "new", "actor:russia")
    assert (
        written.read_text(encoding="utf-8")
        == WRITTEN.replace(""""Anna's": "--lanes actor\n  'kind:patrol'"\n""", """"Anna's": "kind:drill"\n""")
        + 'new: "actor:russia"\n'
    )
    views.delete(written, "last")
    views.delete(written, "drills")
    assert written.read_text(encoding="utf-8") == (
        '# Of the newsroom.\n\n# Handed on by Anna:\n"Anna\'s": "kind:drill"\n\n# the end\nnew: "actor:russia"\n'
    )


def test_what_only_a_person_can_change_is_left_to_them(path: Path) -> None:
    path.parent.mkdir()
    for text in ("{a: kind:drill, b: kind:visit}\n", "---\na: b\n...\n"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(OwnFileError, match="change it by hand"):
            views.save(path, "c", "kind:patrol")
        assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a: [b]\n", "the view 'a' is no line"),
        (b"- a\n", "a name and what it stands for"),
        (b"a: b\na: c\n", "given twice"),
        (b"a: &x b\nc: *x\n", "not allowed"),
        (b'a: "unclosed\n', "not valid YAML"),
        (b"a: \x1b[31m\n", "not valid YAML"),
        (b"a: \xff\n", "not UTF-8"),
        (b"a: " + b"[" * 5000, "deep"),
        (b"#" * (files.MOST_BYTES + 1), "larger than"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence_and_stays(path: Path, content: bytes, said: str) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(OwnFileError, match=said) as error:
        views.load(path)
    assert "\n" not in str(error.value)
    for change in (lambda: views.save(path, "mine", "kind:drill"), lambda: views.delete(path, "a")):
        with pytest.raises(OwnFileError, match=said):
            change()
    assert path.read_bytes() == content


def test_what_is_no_file_is_a_sentence(path: Path) -> None:
    path.parent.mkdir()
    obstacles = (lambda: path.symlink_to(path), path.mkdir, lambda: os.mkfifo(path))
    for number, put in enumerate(obstacles):
        put()
        for use in (lambda: views.load(path), lambda: views.save(path, "a", "b")):
            with pytest.raises(OwnFileError, match=str(path)):
                use()
        path.rename(path.with_name(f"obstacle-{number}"))
    with pytest.raises(OwnFileError, match="cannot write"):
        views.save(Path("/proc/no/views.yaml"), "a", "b")
    with pytest.raises(OwnFileError, match="cannot write"):
        views.save(path.parent / "obstacle-2" / "views.yaml", "a", "b")


def test_a_link_into_another_folder_stays_a_link(tmp_path: Path, path: Path) -> None:
    path.parent.mkdir()
    kept = tmp_path / "dotfiles.yaml"
    kept.write_text("a: kind:drill\n", encoding="utf-8")
    kept.chmod(0o600)
    path.symlink_to(kept)
    views.save(path, "b", "kind:visit")
    assert path.is_symlink()
    assert views.load(kept) == {"a": "kind:drill", "b": "kind:visit"}
    assert kept.stat().st_mode & 0o777 == 0o600


def test_another_program_is_waited_for_and_not_for_ever(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    path.parent.mkdir()
    held = os.open(path.parent, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    monkeypatch.setattr(files, "_WAIT", 0.05)
    with pytest.raises(OwnFileError, match=r"keeps .* to itself"):
        views.save(path, "a", "b")
    os.close(held)
    views.save(path, "a", "b")
    assert views.load(path) == {"a": "b"}


@pytest.mark.parametrize("name", ["", "w" * 201])
def test_a_view_has_a_name(path: Path, name: str) -> None:
    with pytest.raises(OwnFileError, match="a view's name has at most 200" if name else "needs a name"):
        views.save(path, name, "kind:drill")


# The command line.


def test_views_prints_names_and_lines(machine: Path) -> None:
    done = run("views")
    assert (done.returncode, done.stdout) == (0, "")
    assert "dateline: 0 views in" in done.stderr
    file = machine / "config" / "dateline" / "views.yaml"
    views.save(file, "drills", "--lanes actor kind:drill")
    views.save(file, "all", "")
    done = run("views")
    assert (done.returncode, done.stdout) == (0, "drills\t--lanes actor kind:drill\nall\t\n")
    assert "dateline: 2 views in" in done.stderr


def test_a_view_is_opened_by_its_name(machine: Path, samples_store: Path) -> None:
    file = machine / "config" / "dateline" / "views.yaml"
    views.save(file, "great drills", "--lanes actor kind:drill")
    views.save(file, "broken", "--lanes colour")
    done = run("--db", samples_store, "--view", "great drills")
    assert done.stdout == run("list", "--db", samples_store, "kind:drill").stdout != ""
    for arguments, said in (
        (("--view", "great drill"), "no view 'great drill'; did you mean great drills?"),
        (("--view", "x"), "no view 'x'; dateline views lists them"),
        (("--view", "broken"), "the view 'broken' cannot be read: --lanes: one of actor"),
        (("--view", "great drills", "kind:visit"), "--view stands alone"),
        (("--view", "great drills", "--lanes", "kind"), "--view stands alone"),
    ):
        done = run("open", "--db", samples_store, *arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert said in done.stderr
    file.write_text("a: [", encoding="utf-8")
    for arguments in (("views",), ("--view", "a")):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("dateline: ") and "views.yaml" in done.stderr
        assert done.stderr.count("\n") == 1
