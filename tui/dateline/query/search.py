"""A query put to a store: what it selects, its English sentence, and what to do when nothing is found."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.query import sentence
from dateline.query.fields import Matcher, Slot, lookup
from dateline.query.syntax import And, Not, Or, Phrase, Query, Term, Value, Word, all_of, any_of
from dateline.store.reader import Reader
from dateline.store.selection import Selection


@dataclass(frozen=True, slots=True)
class Hint:
    """A part to leave out when nothing is found."""

    without: str
    """The part, in the query's own words."""
    count: int
    """How many events are found without it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found."""

    query: Query
    """With ids in place of names."""
    selection: Selection
    possible: int
    """How many of the events are only possibly in the range of dates."""
    hints: tuple[Hint, ...]
    """Where nothing was found: which parts to drop, the most helpful first."""
    sentence: str
    """What was asked, in English, without the counts."""

    @property
    def english(self) -> str:
        """`drills with Russia, 2022: 4 events, 1 only possibly in range`"""
        return sentence.found(self.sentence, self.selection.count, self.possible)


def search(reader: Reader, query: Query, today: datetime.date | None = None) -> Answer:
    """Answer a query. Relative dates count from `today`. Raises QueryError with the column."""
    return _Search(reader, today or datetime.date.today()).answer(query)


def resolve(reader: Reader, query: Query, today: datetime.date | None = None) -> Query:
    """The query with ids in place of names. Raises QueryError where it could not be answered; nothing is selected."""
    return _Search(reader, today or datetime.date.today()).resolve(query)


def select(reader: Reader, query: Query, today: datetime.date | None = None) -> Selection:
    """The events that a query finds, and nothing else about them. Raises QueryError with the column."""
    return _Search(reader, today or datetime.date.today()).select(query)


class _Search:
    def __init__(self, reader: Reader, today: datetime.date) -> None:
        self._reader = reader
        self._today = today

    def answer(self, query: Query) -> Answer:
        resolved = self.resolve(query)
        selection = self.select(resolved)
        possible = 0
        if any(True for _ in _dates(resolved)):
            possible = selection.count - (selection & self.select(resolved, surely=True)).count
        hints = () if selection.count else tuple(self._hints(resolved))
        return Answer(resolved, selection, possible, hints, self._sentence(resolved))

    def _matchers(self, term: Term) -> list[Matcher]:
        field = lookup(term)
        return [field.match(self._reader, field, value, self._today) for value in term.values]

    def resolve(self, query: Query) -> Query:
        match query:
            case Term():
                pairs = zip(self._matchers(query), query.values, strict=True)
                return Term(query.field, tuple(Value(m.value, v.column) for m, v in pairs), query.column)
            case Not(part):
                return Not(self.resolve(part))
            case And(parts):
                return all_of(map(self.resolve, parts))
            case Or(parts):
                return any_of(map(self.resolve, parts))
        return query

    def select(self, query: Query, *, surely: bool = False) -> Selection:
        """`surely`: dates are taken as `during:`."""
        match query:
            case Word(text, prefix):
                return self._reader.matching(text, prefix=prefix)
            case Phrase(text):
                return self._reader.matching(text)
            case Term():
                found = self._reader.nothing()
                for matcher in self._matchers(query):
                    found |= ((surely and matcher.within) or matcher.select)()
                return found
            case Not(part):
                return self._reader.everything() - self.select(part)
            case Or(parts):
                found = self._reader.nothing()
                for part in parts:
                    found |= self.select(part, surely=surely)
                return found
            case And(parts):
                found = self._reader.everything()
                for part in parts:
                    found &= self.select(part, surely=surely)
                return found

    def _hints(self, query: Query) -> Sequence[Hint]:
        parts = query.parts if isinstance(query, And) else (query,)
        found = []
        for part in parts:
            others = all_of(other for other in parts if other is not part)
            count = self.select(others).count
            if count:
                found.append(Hint(str(part), count))
        return sorted(found, key=lambda hint: -hint.count)

    # English.

    def _sentence(self, query: Query) -> str:
        if isinstance(query, Term) and query.field == "id" and len(query.values) > 1:
            return _chosen(query)
        said: dict[Slot, list[str]] = {"adjective": [], "noun": [], "with": [], "clause": [], "range": []}
        without: list[str] = []
        parts = query.parts if isinstance(query, And) else (query,)
        for part in parts:
            if not isinstance(part, Word | Phrase):
                self._say(part, said, without)
        matching = [self._clause(part).removeprefix("matching ") for part in parts if isinstance(part, Word | Phrase)]
        if matching:
            said["clause"].append(f"matching {' and '.join(matching)}")
        noun = " that are also ".join(said["noun"]) or sentence.EVERYTHING
        words = [*said["adjective"], noun]
        if said["with"]:
            words.append(f"with {' and '.join(said['with'])}")
        words.extend(said["clause"])
        if without:
            words.append(f"without {' or '.join(without)}")
        return ", ".join((" ".join(words), *said["range"]))

    def _say(self, part: Query, said: dict[Slot, list[str]], without: list[str]) -> None:
        match part:
            case Term():
                said[lookup(part).slot].append(self._term(part))
            case Not(Term(field="kind") as term):
                said["clause"].append(f"other than {self._term(term)}")
            case Not(Term() as term) if lookup(term).slot == "with":
                without.append(self._term(term))
            case _:
                said["clause"].append(self._clause(part))

    def _term(self, term: Term) -> str:
        if term.field == "id" and len(term.values) > 1:
            return f"among {_chosen(term)}"
        names = [matcher.english for matcher in self._matchers(term)]
        joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
        return lookup(term).phrase.format(joined, s="" if joined == "1" or joined.endswith(" 1") else "s")

    def _clause(self, part: Query) -> str:
        """A part as words that can follow a noun."""
        match part:
            case Word(text, prefix):
                return f"matching “{text}{'…' if prefix else ''}”"
            case Phrase(text):
                return f"matching “{text}”"
            case Term():
                before: dict[Slot, str] = {
                    "with": "with ",
                    "noun": "that are ",
                    "adjective": "that are ",
                    "range": "in ",
                }
                return before.get(lookup(part).slot, "") + self._term(part)
            case Not(Term() as term):
                negated: dict[Slot, str] = {
                    "with": "without ", "noun": "that are not ", "adjective": "that are not ", "range": "not in ",
                }  # fmt: skip
                return negated.get(lookup(term).slot, "not ") + self._term(term)
            case Not(Not(inner)):
                return self._clause(inner)
            case Not(inner):
                return f"not {self._clause(inner)}"
            case Or(parts):
                return "either " + " or ".join(map(self._clause, parts))
            case And(parts):
                return "(" + " and ".join(map(self._clause, parts)) + ")" if parts else "of any kind"


def _chosen(term: Term) -> str:
    """Several ids say little to a person, and there may be hundreds."""
    return f"{len(term.values):,} chosen events"


def _dates(query: Query) -> Sequence[Term]:
    """The `date:` terms that are not excluded."""
    match query:
        case Term(field="date"):
            return [query]
        case And(parts) | Or(parts):
            return [term for part in parts for term in _dates(part)]
    return []
