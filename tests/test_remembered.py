"""A store is known to be current without reading the files; whatever is written to them is noticed all the same."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from platformdirs import user_cache_dir

from dateline.curated import stamp
from dateline.curated.files import CuratedFiles
from dateline.store import remembered
from dateline.store.cache import current
from samples import edit


def aged(files: CuratedFiles) -> CuratedFiles:
    """As if nothing had been written for an hour: what is younger than the clock is exact is not relied on."""
    before = time.time() - 3600
    for path in files.root.rglob("*"):
        os.utime(path, (before, before))
    return files


@pytest.fixture
def known(curated_folder: CuratedFiles) -> Path:
    """The store of the folder, noted as current."""
    path = current(aged(curated_folder))
    assert remembered.is_current(str(path), stamp.every(str(curated_folder.root)))
    return path


def test_what_is_noted_as_current_is_not_read_again(
    curated_folder: CuratedFiles, known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_: CuratedFiles) -> str:
        raise AssertionError("the files were read")

    monkeypatch.setattr(CuratedFiles, "fingerprint", read)
    assert current(curated_folder) == known
    with pytest.raises(AssertionError):
        current(curated_folder, rebuild=True)


def first_source(files: CuratedFiles) -> Path:
    return files.sources[0]


def same_size_and_time(files: CuratedFiles) -> None:
    path = files.events
    before = path.stat()
    edit(path, "A visit long ago", "A visit long ere")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_in_place(files: CuratedFiles) -> None:
    path = first_source(files)
    copy = path.with_suffix(".new")
    copy.write_bytes(path.read_bytes())
    os.utime(copy, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    copy.replace(path)


CHANGES: dict[str, Callable[[CuratedFiles], object]] = {
    "events, same size and time": same_size_and_time,
    "a source written": lambda files: first_source(files).write_text("---\n"),
    "a source added": lambda files: (files.root / "sources" / "a.md").write_text("---\n"),
    "a source removed": lambda files: files.sources[-1].unlink(),
    "a source renamed": lambda files: first_source(files).rename(files.root / "sources" / "0.md"),
    "another file in its place": put_in_place,
    "a vocabulary": lambda files: files.vocabulary("actors").write_text("[]\n"),
    "a vocabulary less": lambda files: files.vocabulary("actors").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_is_written_is_noticed(
    curated_folder: CuratedFiles, known: Path, change: Callable[[CuratedFiles], object]
) -> None:
    change(curated_folder)
    assert not remembered.is_current(str(known), stamp.every(str(curated_folder.root)))


def test_the_few_tell_of_all_but_the_inside_of_sources(curated_folder: CuratedFiles, known: Path) -> None:
    root = str(curated_folder.root)
    assert remembered.is_current(str(known), stamp.few(root))
    first_source(curated_folder).write_text("---\n")
    assert remembered.is_current(str(known), stamp.few(root))
    (curated_folder.root / "sources" / "a.md").write_text("---\n")
    assert not remembered.is_current(str(known), stamp.few(root))


def test_another_store_in_its_place_is_not_the_one_that_was_noted(
    curated_folder: CuratedFiles, known: Path, bundled_store: Path
) -> None:
    known.write_bytes(bundled_store.read_bytes())
    assert not remembered.is_current(str(known), stamp.every(str(curated_folder.root)))


def test_code_that_builds_otherwise_makes_a_store_old(
    curated_folder: CuratedFiles, known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "build.py").write_text("pass\n")
    monkeypatch.setattr(stamp, "CODE", (*stamp.CODE[:-1], str(tmp_path / "build.py")))
    assert not remembered.is_current(str(known), stamp.few(str(curated_folder.root)))


def test_files_that_were_written_just_now_are_read_the_next_time(curated_folder: CuratedFiles) -> None:
    first_source(curated_folder).touch()
    path = current(curated_folder)
    assert not remembered.is_current(str(path), stamp.every(str(curated_folder.root)))


def test_beside_a_store_that_was_named_nothing_is_put(curated_folder: CuratedFiles, tmp_path: Path) -> None:
    named = tmp_path / "named" / "a.db"
    current(aged(curated_folder), named)
    assert [path.name for path in named.parent.iterdir()] == ["a.db"]


def test_a_folder_that_cannot_be_written_is_no_failure(curated_folder: CuratedFiles, known: Path) -> None:
    note = Path(f"{known}.made-of")
    note.unlink()
    note.mkdir()  # a place in which no note can be put, for root either
    assert current(curated_folder) == known
    assert {path.name for path in known.parent.iterdir()} == {known.name, note.name}


@pytest.mark.parametrize("cache", [None, "", " ", "/var/cache/me", "/var/cache/me/", " /x ", "relative"])
def test_the_cache_folder_is_the_one_that_platformdirs_names(
    cache: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if cache is None:
        monkeypatch.delenv("XDG_CACHE_HOME")
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", cache)
    assert Path(remembered.store_path("/somewhere")).parent == Path(user_cache_dir("dateline"))
