"""What is imported when: the headless parts know no Textual, and listing events loads only what it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import dateline
from dateline.curated.files import CuratedFiles
from program import run

PACKAGE = Path(dateline.__file__).parent
HEADLESS = sorted(
    ".".join(("dateline", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path.relative_to(PACKAGE).parts[0] not in ("app", "__main__.py")
)


def loaded(code: str) -> set[str]:
    """The names of the modules that are loaded after running the code in a fresh Python."""
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ, capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    return set(done.stderr.split())


def test_the_headless_modules_are_all_there() -> None:
    assert {"dateline.dates", "dateline.store.reader", "dateline.exchange.writers.as_csv", "dateline.cli"} <= set(
        HEADLESS
    )


@pytest.mark.parametrize("module", HEADLESS)
def test_a_headless_module_loads_no_textual_and_no_rich(module: str) -> None:
    modules = loaded(f"import {module}")
    assert module in modules
    assert not {name.partition(".")[0] for name in modules} & {"textual", "rich"}


@pytest.mark.parametrize("word", ["list", "--plain"])
def test_reading_a_current_store_builds_nothing_and_loads_nothing_that_builds(
    curated_folder: CuratedFiles, word: str
) -> None:
    folder = str(curated_folder.root)
    assert run("build", "--curated", folder).returncode == 0
    modules = loaded(
        f"from dateline.cli import main\ntry:\n    main([{word!r}, '--curated', {folder!r}])\nexcept SystemExit: pass"
    )
    assert "dateline.store.reader" in modules
    heavy = {"textual", "rich", "sqlite_utils", "yaml", "orjson", "hypothesis", "asyncio"}
    assert not {name.partition(".")[0] for name in modules} & heavy
    assert "dateline.curated.load" not in modules
    assert "dateline.store.build" not in modules


def test_the_app_starts_without_what_only_a_key_asks_for() -> None:
    modules = loaded("import dateline.cli.starting, dateline.query.search, dateline.app.explorer")
    assert "textual.app" in modules
    late = {"click", "dateutil", "orjson", "shlex", "sqlite_utils", "statistics", "yaml"}
    assert not {name.partition(".")[0] for name in modules} & late
    screens = {name for name in modules if name.startswith("dateline.app.screens.")}
    assert not {f"dateline.app.screens.{name}" for name in ("export", "help", "palette", "picker", "saved")} & screens
    assert "dateline.words" not in modules
