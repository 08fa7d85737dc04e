"""`dateline list` as a whole process, beside an empty Python and the sqlite3 shell that prints the same rows."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from dateline.curated.files import locate
from dateline.store.cache import current
from timing import interleaved, table

ROWS = "SELECT date, kind, title, id FROM event ORDER BY ord"


def main() -> None:
    store = current(locate(None))
    dateline = Path(sys.executable).with_name("dateline")

    def run(*command: str) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    jobs = {
        "python -c pass": lambda: run(sys.executable, "-c", "pass"),
        "dateline list": lambda: run(str(dateline), "list"),
        "dateline list --db": lambda: run(str(dateline), "list", "--db", str(store)),
    }
    if shutil.which("sqlite3"):
        jobs["sqlite3, the same rows"] = lambda: run("sqlite3", str(store), ROWS)
    medians = interleaved(jobs, 25)
    table(medians, "python -c pass")
    if "sqlite3, the same rows" in medians:
        table({"dateline list": medians["dateline list"], "sqlite3": medians["sqlite3, the same rows"]}, "sqlite3")


if __name__ == "__main__":
    main()
