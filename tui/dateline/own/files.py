"""Small YAML files of a person's own: read strictly, written whole, by one program at a time."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.errors import CuratedError, ExportError, OwnFileError

if TYPE_CHECKING:
    from dateline.curated.strict_yaml import Table

MOST_BYTES: Final = 4 * 1024 * 1024
_WAIT: Final = 5.0
"""Seconds for which another program may hold the file."""
_NO_TEXT: Final = "[\0\ud800-\udfff]"
_ESCAPED: Final = '["\\\\]|[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]'


def text_of(path: Path) -> str:
    """What the file says; nothing where there is none. Raises OwnFileError."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise OwnFileError(f"{path} is not an ordinary file")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise OwnFileError(f"cannot read {path}: {error.strerror}") from None
    if len(content) > MOST_BYTES:
        raise OwnFileError(f"{path} is larger than {MOST_BYTES // 1024 // 1024} MiB; nothing in it was read")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OwnFileError(f"{path} is not UTF-8; save the file as UTF-8") from None


def table_in(text: str, path: Path) -> Table:
    """The mapping that a file's text holds. Raises OwnFileError."""
    from dateline.curated.strict_yaml import Table, read_text  # YAML is only loaded where there is some

    try:
        node = read_text(text, path)
    except CuratedError as error:
        raise OwnFileError(str(error.problems[0])) from None
    if node is None:
        return Table(1)
    if not isinstance(node, Table):
        raise OwnFileError(f"{path}:{node.line}: a name and what it stands for are wanted here")
    return node


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """While it lasts no other Dateline writes the file, nor any in its folder, which is made if need be.

    Raises OwnFileError where there can be no such folder, or the turn does not come in a few seconds.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = os.open(path.parent, os.O_RDONLY)
    except OSError as error:
        raise OwnFileError(f"cannot write {path}: {error.strerror}") from None
    try:
        _lock(folder, path)
        yield
    finally:
        os.close(folder)


def _lock(folder: int, path: Path) -> None:
    with suppress(ImportError):  # not a Unix
        import fcntl

        until = time.monotonic() + _WAIT
        while True:
            try:
                return fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise OwnFileError(f"another program keeps {path.parent} to itself; try again") from None
                time.sleep(0.02)
            except OSError:
                return None  # a file system without locks


def write(path: Path, text: str, right: Callable[[], bool]) -> None:
    """Put the text in place of what was there; a link stays, what it leads to is written.

    Raises OwnFileError, and writes nothing, where the text does not say what it should: `right` reads it.
    """
    from dateline.exchange.files import write_atomically

    if len(text.encode()) > MOST_BYTES:
        raise OwnFileError(f"{path} would be larger than {MOST_BYTES // 1024 // 1024} MiB; it was not written")
    try:
        understood = right()
    except OwnFileError:
        understood = False
    if not understood:
        raise OwnFileError(f"{path} is in a form that Dateline cannot change this way; change it by hand")
    try:
        write_atomically(Path(os.path.realpath(path)), [text], overwrite=True)
    except ExportError as error:
        raise OwnFileError(str(error)) from None


def quoted(text: str) -> str:
    """Text as YAML has it in double quotes, on one line. Raises OwnFileError for what no text file holds."""
    if re.search(_NO_TEXT, text):
        raise OwnFileError("this holds bytes that are no text; they cannot be kept in a file")
    return f'"{re.sub(_ESCAPED, _escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character in '"\\':
        return f"\\{character}"
    code = ord(character)
    return f"\\u{code:04X}"
