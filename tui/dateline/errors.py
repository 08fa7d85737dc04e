"""Every error that a person can meet. Each one's text is the sentence to show.

* DatelineError
  * DateError            not an EDTF date (or one that ends before it starts)
  * CuratedError         problems in the curated files, all of them, each with its place
  * ImportedError        problems in files to import
  * StoreError           the store cannot be used: not SQLite, not ours, another version
  * QueryError           the query cannot be read, with the column where it goes wrong
  * ViewError            an option of a view cannot be read
  * OwnFileError         a file of the person's own (views, notes) cannot be read or written
  * NotFoundError        no event or source has that id
  * ExportError          the result cannot be written there
    * FileInTheWayError  a file is there already
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, which the first screen does not wait for
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final

    from dateline.problem import Problem


class DatelineError(Exception):
    """The root: show `str(error)` to the person, and nothing else."""


class DateError(DatelineError):
    """A text that is not a date in EDTF."""


class CuratedError(DatelineError):
    """The curated files have problems; `problems` lists all of them in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ImportedError(DatelineError):
    """Files cannot be imported. Of very many problems the first ones, and how many there are."""

    def __init__(self, problems: Sequence[Problem], more: int = 0) -> None:
        """`more` is how many there are beside these."""
        lines = [str(problem) for problem in sorted(problems)]
        super().__init__("\n".join([*lines, *([f"and {more:,} more problems"] if more else [])]))


AGAIN: Final = "make it again with dateline build, or its files with dateline import"
_QUOTED: Final = 200
"""Characters of what is wrong in a store that a sentence repeats."""


class StoreError(DatelineError):
    """The store cannot be opened or built."""

    @classmethod
    def damaged(cls, path: object, what: object, again: str = AGAIN) -> StoreError:
        """`again` is how such a store is made again, where it is known how it was made."""
        said = str(what)
        said = said if len(said) <= _QUOTED else f"{said[:_QUOTED]}…"
        return cls(f"{path} is damaged ({said}); {again}")


class QueryError(DatelineError):
    """A query that cannot be read or answered."""

    def __init__(self, message: str, column: int) -> None:
        self.message = message
        self.column = column
        """Where it goes wrong, in characters counted from 0."""
        super().__init__(f"{message} (column {column + 1})")


class ViewError(DatelineError):
    """An option of a view that cannot be read."""


class OwnFileError(DatelineError):
    """A file of the person's own, of views or notes, that cannot be read or written; it is as it was."""


class NotFoundError(DatelineError):
    """No event or source has that id."""


class ExportError(DatelineError):
    """An export that cannot be written."""


class FileInTheWayError(ExportError):
    """There is a file already. Who asks the person says how it is overwritten."""


def nearest(word: str, known: Sequence[str]) -> str:
    """`; did you mean X?` with the known name that is most like `word`, or nothing."""
    import difflib

    match = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean {match[0]}?" if match else ""
