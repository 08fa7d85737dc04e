"""Values out of an object of JSON, as strictly as a fact has to be read: what nobody asks for is no value."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final

from dateline.errors import nearest

_ONLY_TEXT: Final = {str}
_ONLY_OBJECTS: Final = {dict}
_QUOTED: Final = 80
"""Characters of what stands in a file that are repeated in a sentence."""


class NumberError(ValueError):
    """A number stands where text belongs: of `1.10` only the file knows how it is written."""


class Written(float):
    """A number, and how it is written."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> Written:
        made = super().__new__(cls, text)
        made.text = text
        return made


class Shape:
    """What an object may have. Its texts are read at once: where all are there, as in our own files, that is soon done.

    Raises ValueError for a key that it does not have, and for what is no text.
    """

    def __init__(self, noun: str, texts: Sequence[str], others: Sequence[str] = ()) -> None:
        """`noun` is how a sentence calls it: `an actor`."""
        self.noun = noun
        self.texts = texts
        self.keys = (*texts, *others)
        self._known = frozenset(self.keys)
        self._get = itemgetter(*texts)

    def __call__(self, raw: Mapping[str, Any]) -> tuple[str, ...]:
        if not self._known.issuperset(raw):
            raise ValueError(self._unknown(raw))
        try:
            values: tuple[Any, ...] = self._get(raw)
        except KeyError:
            values = tuple(raw.get(key) for key in self.texts)
        try:
            "".join(values)  # nothing sees sooner whether all are texts
        except TypeError:
            return tuple(text(raw, key) for key in self.texts)
        return values

    def _unknown(self, raw: Mapping[str, Any]) -> str:
        key = next(key for key in raw if key not in self._known)
        hint = nearest(key, self.keys) or f"; there are {', '.join(self.keys)}"
        return f"{self.noun} has no key {quoted(key)}{hint}"


def quoted(text: str) -> str:
    """What stands in a file, as a sentence has it."""
    return f"'{text if len(text) <= _QUOTED else f'{text[:_QUOTED]}…'}'"


def text(raw: Mapping[str, Any], key: str) -> str:
    """Raises NumberError for a number that may have been written in another way than Python writes it."""
    value = raw.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Written):
        return value.text
    if type(value) is int and value:  # 0 may have been -0
        return str(value)
    if type(value) in (int, float):
        raise NumberError(f"{key} is a number; put it in quotes")
    raise ValueError(f"{key} is no text")


def required(value: str, key: str) -> str:
    """Raises ValueError where nothing stands there."""
    if not value.strip():
        raise ValueError(f"has no {key}")
    return value


def one_of(key: str, value: str, known: Collection[str], otherwise: str) -> str:
    """Raises ValueError for one that is not known."""
    if value and value not in known:
        raise ValueError(f"{key} is {quoted(value)}; one of {', '.join(known)}")
    return value or otherwise


def texts(raw: Mapping[str, Any], key: str) -> list[str]:
    """Raises ValueError for all but a list of texts."""
    values = raw.get(key)
    if not values and (values is None or type(values) is list):
        return []
    if type(values) is not list or set(map(type, values)) != _ONLY_TEXT:
        raise ValueError(f"{key} is no list of texts")
    return values


def dicts(raw: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Raises ValueError for all but a list of objects."""
    values = raw.get(key)
    if not values and (values is None or type(values) is list):
        return []
    if type(values) is not list or set(map(type, values)) != _ONLY_OBJECTS:
        raise ValueError(f"{key} is no list of objects")
    return values


def degrees(raw: Mapping[str, Any], key: str, most: int) -> float | None:
    """Raises ValueError for what is no place on the globe."""
    value = raw.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -most <= value <= most:
        raise ValueError(f"{key} is no number of degrees from -{most} to {most}")
    return float(value)
