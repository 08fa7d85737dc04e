"""What the tests share: a machine of their own, the sample chronology, and stores built from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from archive import write_archive
from dateline.curated.files import CuratedFiles, locate
from dateline.curated.load import load
from dateline.store.build import build
from dateline.store.reader import Reader
from samples import write_chronology
from terminal import Terminal

# A busy machine is not a defect. The same files give the same verdict; `--hypothesis-profile=new` tries other examples.
settings.register_profile("new", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("new"), derandomize=True)
settings.load_profile("same")

_OF_THE_MACHINE = (
    "DATELINE_DB", "DATELINE_CURATED", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLORTERM", "COLUMNS", "LINES", "TMUX",
    "BROWSER", "LC_ALL", "PYTHONPATH", "PYTHONWARNINGS",
)  # fmt: skip


@pytest.fixture(autouse=True)
def machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own and no settings from outside; programs that a test starts get the same."""
    home = tmp_path_factory.mktemp("home")
    for name in _OF_THE_MACHINE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("DATELINE_NO_TOUR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LANG", "C.UTF-8")
    return home


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to start in."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def terminal(here: Path) -> Iterator[Callable[..., Terminal]]:
    """Opens terminals, and ends the programs that are still in them."""
    opened: list[Terminal] = []

    def open_(*arguments: str, **options: object) -> Terminal:
        opened.append(Terminal(*arguments, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield open_
    for each in opened:
        each.process.close(force=True)


@pytest.fixture
def curated_folder(tmp_path: Path) -> CuratedFiles:
    """The sample chronology in a folder that the test may change."""
    return write_chronology(tmp_path / "curated")


@pytest.fixture
def archive(tmp_path: Path) -> CuratedFiles:
    """A chronology that keeps every rule of an archive, in a folder that the test may change."""
    return write_archive(tmp_path / "archive")


@pytest.fixture(scope="session")
def samples_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the sample chronology, built once: not to be changed."""
    folder = tmp_path_factory.mktemp("samples")
    return _built(write_chronology(folder / "curated"), folder / "samples.db")


@pytest.fixture
def store(curated_folder: CuratedFiles, tmp_path: Path) -> Path:
    """A store of the sample chronology that the test may change."""
    return _built(curated_folder, tmp_path / "samples.db")


@pytest.fixture(scope="session")
def reader(samples_store: Path) -> Iterator[Reader]:
    """The sample chronology, open."""
    yield from _opened(samples_store)


@pytest.fixture(scope="session")
def bundled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the chronology that comes with Dateline."""
    return _built(locate(None), tmp_path_factory.mktemp("bundled") / "bundled.db")


@pytest.fixture(scope="session")
def bundled(bundled_store: Path) -> Iterator[Reader]:
    """The chronology that comes with Dateline, open."""
    yield from _opened(bundled_store)


def _built(files: CuratedFiles, target: Path) -> Path:
    build(load(files), target, files.fingerprint())
    return target


def _opened(path: Path) -> Iterator[Reader]:
    opened = Reader(path)
    yield opened
    opened.close()
