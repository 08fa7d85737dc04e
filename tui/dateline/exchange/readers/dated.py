"""Dates as an event has them, each parsed once."""

from __future__ import annotations

from dateline.dates import Edtf, iso, parse
from dateline.errors import DateError
from dateline.exchange.readers.remembered import keep
from dateline.exchange.readers.values import quoted
from dateline.record import Record


class Dates:
    """Reads dates: `dates(text)` is the date, `dates.said(text)` also all that an event says of it."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Edtf, Record]] = {}

    def __call__(self, text: str) -> Edtf:
        """Raises ValueError where it is no date."""
        return self.said(text)[0]

    def said(self, text: str) -> tuple[Edtf, Record]:
        """Raises ValueError where it is no date."""
        if text in self._kept:
            return self._kept[text]
        try:
            date = parse(text)
        except DateError as error:
            raise ValueError(str(error).replace(f"'{text}'", quoted(text), 1)) from None
        start = iso(date.lo)
        said = {
            "date": date.edtf, "date_text": date.text, "start": start,
            "end": start if date.hi == date.lo else iso(date.hi), "precision": date.precision, "extent": date.extent,
            "uncertain": date.uncertain, "approximate": date.approximate,
        }  # fmt: skip
        return keep(self._kept, text, (date, said))
