"""Writing a file: whole or not at all, and never over another one by accident."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import ExportError, FileInTheWayError, StoreError
from dateline.exchange.files import write_atomically


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_written_is_exactly_the_pieces_in_utf_8(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    size = write_atomically(target, ["a,б\r\n", "", "c\n"])
    assert target.read_bytes() == "a,б\r\nc\n".encode()
    assert size == target.stat().st_size == 8
    assert names(tmp_path) == ["list.csv"]


def test_what_no_utf_8_can_hold_is_replaced(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", ["x\udcffy"])
    assert (tmp_path / "a").read_bytes() == b"x?y"


def test_a_file_that_exists_is_kept_unless_it_is_to_be_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "list.md"
    target.write_text("mine")
    with pytest.raises(FileInTheWayError, match=r"list\.md exists; choose another name"):
        write_atomically(target, ["new"])
    assert target.read_text() == "mine"
    write_atomically(target, ["new"], overwrite=True)
    assert target.read_text() == "new"
    assert names(tmp_path) == ["list.md"]


def test_a_file_that_appears_while_we_write_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "list.md"

    def pieces() -> Iterator[str]:
        yield "new"
        target.write_text("theirs")

    with pytest.raises(ExportError, match="exists"):
        write_atomically(target, pieces())
    assert target.read_text() == "theirs"
    assert names(tmp_path) == ["list.md"]


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("", "is a folder; name a file in it"),
        ("gone/list.md", "cannot write .*: No such file or directory"),
        ("file/list.md", "cannot write .*: Not a directory"),
        ("x" * 300, "cannot write .*: File name too long"),
    ],
)
def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path, place: str, said: str, overwrite: bool) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ExportError, match=said):
        write_atomically(tmp_path / place, ["new"], overwrite=overwrite)
    assert names(tmp_path) == ["file"]
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), StoreError("is damaged"), KeyboardInterrupt()]
)
def test_a_failure_midway_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: BaseException) -> None:
    target = tmp_path / "list.md"
    target.write_text("mine")

    def pieces() -> Iterator[str]:
        yield "new" * 100_000
        raise error

    with pytest.raises((ExportError, StoreError, KeyboardInterrupt)) as caught:
        write_atomically(target, pieces(), overwrite=True)
    if isinstance(error, OSError):
        assert str(caught.value) == f"cannot write {target}: No space left on device"
    assert target.read_text() == "mine"
    assert names(tmp_path) == ["list.md"]


def test_a_link_is_replaced_and_what_it_points_to_is_kept(tmp_path: Path) -> None:
    (tmp_path / "theirs.md").write_text("theirs")
    (tmp_path / "link.md").symlink_to(tmp_path / "theirs.md")
    write_atomically(tmp_path / "link.md", ["new"], overwrite=True)
    assert (tmp_path / "theirs.md").read_text() == "theirs"
    assert (tmp_path / "link.md").read_text() == "new"


def test_a_file_gets_the_rights_that_any_new_file_gets(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "list.md", ["new"])
        assert stat.S_IMODE((tmp_path / "list.md").stat().st_mode) == 0o640
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)


def test_a_file_that_is_overwritten_keeps_its_rights(tmp_path: Path) -> None:
    target = tmp_path / "list.md"
    target.write_text("old")
    target.chmod(0o600)
    write_atomically(target, ["new"], overwrite=True)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
