"""Addresses of pages: whose host a URL names, where a browser and we cannot differ about it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

_LABEL: Final = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
"""In lower-case letters, digits and hyphens, with a dot; other scripts as xn--…."""


def host(url: str) -> str:
    """The host, as HOST has it; empty for what is not well formed, or names a user or a port that cannot be."""
    try:
        parts = urlsplit(url)
        name = (parts.hostname or "").encode("idna").decode()
        odd = parts.port == 0 or "@" in parts.netloc or "\\" in url or " " in url or not url.isprintable()
    except ValueError:
        return ""
    return name if HOST.fullmatch(name) and not odd else ""
