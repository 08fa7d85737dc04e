"""Dates as an event has them, each parsed once."""

from __future__ import annotations

from dateline.dates import Edtf, iso, parse
from dateline.errors import DateError
from dateline.exchange.readers.remembered import keep
from dateline.record import Record


class Dates:
    """Reads dates: `dates(text)` is the date, `dates.said(text)` all that an event says of it."""

    def __init__(self) -> None:
        self._kept: dict[str, Edtf] = {}
        self._said: dict[str, Record] = {}

    def __call__(self, text: str) -> Edtf:
        """Raises ValueError where it is no date."""
        if text not in self._kept:
            try:
                keep(self._kept, text, parse(text))
            except DateError as error:
                raise ValueError(str(error)) from None
        return self._kept[text]

    def said(self, text: str) -> Record:
        """Raises ValueError where it is no date."""
        if text not in self._said:
            date = self(text)
            said = {
                "date": date.edtf, "date_text": date.text, "start": iso(date.lo), "end": iso(date.hi),
                "precision": date.precision, "extent": date.extent, "uncertain": date.uncertain,
                "approximate": date.approximate,
            }  # fmt: skip
            keep(self._said, text, said)
        return self._said[text]
