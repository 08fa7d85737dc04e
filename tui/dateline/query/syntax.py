"""Query text to a tree and back. `str(parse(text))` is the canonical form: parsing and printing it changes nothing.

query := all ("or" all)*         all := part+ (an "and" between them may be written)
part  := ("-" | "not") part | "(" query ")" | field:value,value… | "a phrase" | word | wor*
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Final

from dateline.errors import QueryError

_ENDS_WORD: Final = frozenset(' \t\n\r()"')
_ENDS_VALUE: Final = frozenset(" \t\n\r(),")
_KEYWORDS: Final = frozenset(("and", "or", "not"))


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@dataclass(frozen=True, slots=True)
class Word:
    """A word that must be found in the text; with `prefix`, one that starts like this."""

    text: str
    prefix: bool = False
    column: int = attribute(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.text}*" if self.prefix else self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must be found in this order."""

    text: str
    column: int = attribute(default=0, compare=False)

    def __str__(self) -> str:
        return _quote(self.text)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field."""

    text: str
    column: int = attribute(default=0, compare=False)

    def __str__(self) -> str:
        bare = self.text and not set(self.text) & (_ENDS_VALUE | {'"', "\\"})
        return self.text if bare else _quote(self.text)


@dataclass(frozen=True, slots=True)
class Term:
    """A field and the values of which one must hold."""

    field: str
    values: tuple[Value, ...]
    column: int = attribute(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.field}:{','.join(map(str, self.values))}"


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: Query

    def __str__(self) -> str:
        return f"-({self.part})" if isinstance(self.part, And | Or) else f"-{self.part}"


@dataclass(frozen=True, slots=True)
class And:
    """What must hold together. Without parts: every event."""

    parts: tuple[Query, ...] = ()

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """Of what at least one must hold."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " or ".join(map(str, self.parts))


Query = Word | Phrase | Term | Not | And | Or
EVERYTHING: Final = And()


def all_of(parts: Iterable[Query]) -> Query:
    """The parts together, with no And inside an And."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(parts: Iterable[Query]) -> Query:
    """One of the parts, with no Or inside an Or."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def parse(text: str, *, typing: bool = False) -> Query:
    """Read a query. While `typing`, a word at the very end may still grow: it is taken as a prefix.

    Raises QueryError with the column.
    """
    return _Parser(text, typing).query()


class _Parser:
    def __init__(self, text: str, typing: bool) -> None:
        self._text = text
        self._typing = typing
        self._at = 0
        self._depth = 0

    def query(self) -> Query:
        if not self._skip():
            return EVERYTHING
        found = self._any()
        if self._skip():
            raise QueryError("this ) closes nothing", self._at)
        return found

    def _skip(self) -> bool:
        """Pass over white space; whether anything is left."""
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        return self._at < len(self._text)

    def _keyword(self, word: str) -> bool:
        """Take the keyword if it comes next."""
        end = self._at + len(word)
        if self._text[self._at : end].lower() != word:
            return False
        if end < len(self._text) and self._text[end] not in _ENDS_WORD:
            return False
        self._at = end
        return True

    def _any(self) -> Query:
        parts = [self._all()]
        while self._skip() and self._keyword("or"):
            parts.append(self._all())
        return any_of(parts)

    def _all(self) -> Query:
        parts: list[Query] = []
        while self._skip() and self._text[self._at] != ")":
            before = self._at
            if self._keyword("or"):
                self._at = before
                break
            if parts and self._keyword("and"):
                if not self._skip():
                    raise QueryError("something must follow 'and'", self._at)
                continue
            parts.append(self._part())
        if not parts:
            raise QueryError("something to look for is missing here", self._at)
        return all_of(parts)

    def _part(self) -> Query:
        start = self._at
        self._depth += 1
        if self._depth > 50:
            raise QueryError("nested too deep", start)
        try:
            if self._text[self._at] == "-" or self._keyword("not"):
                if self._at == start:
                    self._at += 1
                if not self._skip() or self._text[self._at] == ")":
                    raise QueryError("something to exclude must follow", self._at)
                return Not(self._part())
            if self._text[self._at] == "(":
                self._at += 1
                inner = self._any()
                if not self._skip():
                    raise QueryError("this ( is not closed", start)
                self._at += 1
                return inner
            if self._text[self._at] == '"':
                return Phrase(self._checked(self._quoted(), start), start)
            return self._word_or_term()
        finally:
            self._depth -= 1

    def _word_or_term(self) -> Query:
        start = self._at
        while self._at < len(self._text) and self._text[self._at] not in _ENDS_WORD:
            if self._text[self._at] == ":" and self._at > start:
                name = self._text[start : self._at].lower()
                self._at += 1
                return Term(name, tuple(self._values(name)), start)
            self._at += 1
        word = self._text[start : self._at]
        growing = self._typing and self._at == len(self._text)
        prefix = word.endswith("*") or growing
        if word.lower() in _KEYWORDS and not prefix:  # quoted, it stays a word to look for wherever it is printed
            return Phrase(word, start)
        return Word(self._checked(word.rstrip("*"), start), prefix, start)

    def _checked(self, words: str, column: int) -> str:
        if not any(c.isalnum() for c in words):
            raise QueryError(f"there are no letters or digits to look for in '{words}'", column)
        return words

    def _values(self, name: str) -> Iterable[Value]:
        while True:
            start = self._at
            text = ""
            while self._at < len(self._text) and self._text[self._at] not in _ENDS_VALUE:
                if self._text[self._at] == '"':
                    text += self._quoted()
                else:
                    text += self._text[self._at]
                    self._at += 1
            if not text:
                raise QueryError(f"a value must follow '{name}:'", start)
            yield Value(text, start)
            if self._at >= len(self._text) or self._text[self._at] != ",":
                return
            self._at += 1

    def _quoted(self) -> str:
        start = self._at
        self._at += 1
        found = ""
        while self._at < len(self._text):
            char = self._text[self._at]
            if char == '"':
                self._at += 1
                return found
            if char == "\\" and self._at + 1 < len(self._text):
                self._at += 1
                char = self._text[self._at]
            found += char
            self._at += 1
        raise QueryError("this quote is not closed", start)
