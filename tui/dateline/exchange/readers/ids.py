"""Ids for what comes without one, made of its name or address."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from dateline.text import fold

_NAME: Final = re.compile(r"[^\W_]+")


def slug(name: str) -> str:
    """An id made of a name: `The Times of London` is `the-times-of-london`."""
    said = _said(name)
    return said if said and len(said) <= 80 else f"{said[:60]}-{_digest(name)}".lstrip("-")


def slug_of_page(name: str, details: Iterable[str]) -> str:
    """An id made of an address or a title: two of which anything else is said are two pages."""
    return f"{_said(name)[:60]}-{_digest(chr(0).join((name, *details)))}".lstrip("-")


def _said(name: str) -> str:
    """The letters and digits of a name in ASCII; nothing where it has others."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    said = "-".join(part for part in map(fold, _NAME.findall(plain)) if part)
    return said if said.isascii() else ""


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
