"""Whether this is the very first start."""

from __future__ import annotations

import os
from typing import Final

from platformdirs import user_state_path

MARK: Final = "tour-shown"
"""The file in the user's state folder that says that the tour was shown."""


def first_start() -> bool:
    """True once, for a person on a machine; the mark is left at once, so that nobody is shown the tour twice.

    Not where the mark cannot be left, for it would come at every start, nor where DATELINE_NO_TOUR is set.
    """
    if os.environ.get("DATELINE_NO_TOUR"):
        return False
    try:
        folder = user_state_path("dateline", appauthor=False)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).touch(exist_ok=False)
    except (OSError, RuntimeError):  # without HOME there is no folder
        return False
    return True
