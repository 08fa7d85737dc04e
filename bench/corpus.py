"""Made-up events in the formats that `dateline import` reads: python bench/corpus.py N [--format csv] > FILE

The same N gives the same bytes, and memory does not grow with N. What is like the real thing: who, what and where
follow Zipf's law and go together in theatres and series; the years grow denser, crises burst, weekends are quiet; most
events come in time order and some do not; dates are as vague as news is; names and words are of many scripts.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple, TextIO, TypeVar

from dateline.dates import day_number, iso, parse
from dateline.exchange.writers.as_csv import COLUMNS
from dateline.text import fold

Record = dict[str, Any]
T = TypeVar("T")

SEED = 20220221
ACTORS, SYSTEMS, PLACES, OUTLETS, SOURCES, VOCABULARY = 500, 300, 400, 200, 2000, 200_000
THEATRES, CRISES = 60, 40
FIRST, LAST = day_number(1990, 1, 1), day_number(2025, 12, 31)
JOINT_PATROL = 0.003
"""The share of events with the phrase "joint patrol"."""

SCRIPTS = [
    syllables.split()
    for share, syllables in (
        (75, "ba be bro da dri el fa gor ha in jo ka ki lan lo ma mer na no or pa pi ra ri sa ster ta ti un va zor"),
        (7, "če šu żó łą ñe ği çe ör ü é è ã ř ý đi øy å ß ūs ţa ạn ế"),
        (7, "ба вос гра де жи зна ко лу мо не ог по ру сла то ук фи хо цен че ща ый ця їв"),
        (2, "αθ βα γο δη ελ ζω θε κα λι με νο ξε ός πρα ρη στο τύ φως χι ψα ώρ"),
        (2, "با تح جي دف رو سل شم صق طي عس فر قو كت لا مد نص هج وط يد"),
        (2, "אב גד הר זמ חי טל ים כו לב מש נח סע עו פר צה קר רא שלו תא"),
        (2, "北 南 东 西 海 空 军 演 习 联 合 巡 航 导 弹 防 部 队 边 境 基 地 战 机 雷 达"),
        (1, "自 衛 かん ひ こう テ スト ミサ イル 隊 島 くう"),
        (1, "가 나 군 훈 련 미 사 일 한 대 공 해 방 전 연 합 부 산 강"),
    )
    for _ in range(share)
]
"""Syllables of a script, as often as words are written in it."""
COMMON = (
    "joint", "patrol", "drill", "border", "forces", "air", "defence", "brigade", "training", "visit", "🚀", "⚓", "🇺🇦",
    "👩\u200d✈️", "🧑🏽\u200d🚀",
)  # fmt: skip
COMMON_FROM = 60
"""The rank of the first of COMMON among the words: each of them is in some events in a hundred."""

KINDS = (
    "statement", "drill", "visit", "talks", "patrol", "deployment", "delivery", "incident", "training", "agreement",
    "test", "strike", "alert", "withdrawal", "holding", "competition", "command-change",
)  # fmt: skip
CATEGORIES = (
    "aircraft/fighter", "aircraft/helicopter", "ground/mbt", "sam/long", "aircraft/unmanned", "ground/apc",
    "aircraft/bomber", "missile/srbm", "ground/mlrs", "sam/short", "aircraft/transport",
)  # fmt: skip
ROLES = ("participant",) * 9 + ("host", "host", "visitor", "supplier", "recipient", "observer", "operator", "speaker")
STATUSES = ("reported",) * 14 + ("confirmed",) * 4 + ("planned", "disputed", "denied")
AT = ("at",) * 6 + ("from", "to", "over")
COUNTS = ("",) * 6 + ("2", "4", "2-4", "12", "about 40", "at least 6")
SUPPORTS: tuple[list[str], ...] = (
    [], ["date"], ["date", "actors"], ["actors", "systems"], ["date", "places"], ["facts"],
)  # fmt: skip
FACTS = (
    ("flight time", "min", ""), ("distance", "km", "over"), ("troops", "", "about"), ("vehicles", "", "at least"),
    ("sorties", "", "exactly"), ("value", "million USD", "under"),
)  # fmt: skip


def zipf(things: Sequence[T], size: int) -> list[T]:
    """About `size` draws: each thing as often as Zipf's law has it, and at least once."""
    most = size / sum(1 / rank for rank in range(1, len(things) + 1))
    return [thing for rank, thing in enumerate(things, 1) for _ in range(max(1, round(most / rank)))]


class Series(NamedTuple):
    """What comes again and again with the same cast."""

    name: str
    kind: str
    actors: list[Record]
    systems: list[Record]
    places: list[Record]


class Theatre(NamedTuple):
    """Who, what and where go together, the most frequent first."""

    kinds: list[str]
    actors: list[Record]
    systems: list[Record]
    places: list[Record]
    sources: list[Record]
    series: list[Series]


class World:
    """Everything that events are drawn from."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._taken: set[str] = set()
        self.words = self._vocabulary()
        self.actors = zipf([self._actor(number) for number in range(ACTORS)], 8192)
        self.systems = zipf([self._system(number) for number in range(SYSTEMS)], 8192)
        self.places = zipf([self._place(number) for number in range(PLACES)], 8192)
        outlets = [self._outlet(number) for number in range(OUTLETS)]
        self.sources = zipf([self._source(number, outlets) for number in range(SOURCES)], 16_384)
        self.theatres = [self._theatre(number) for number in range(THEATRES)]
        self.by_rank = zipf(self.theatres, 1024)

    def word(self) -> str:
        return "".join(self.rng.choices(self.rng.choice(SCRIPTS), k=self.rng.choice((2, 3, 3, 4))))

    def _vocabulary(self) -> list[str]:
        """Each word as often as it is used, in no order."""
        made: dict[str, None] = {}
        while len(made) < VOCABULARY - len(COMMON):
            made[self.word()] = None
        ranked = list(made)
        ranked[COMMON_FROM:COMMON_FROM] = COMMON
        drawn = zipf(ranked, 900_000)
        self.rng.shuffle(drawn)
        return drawn

    def _name(self, shape: str = "{}") -> str:
        """A name that no other thing has, however it is spelled."""
        while True:
            name = shape.format(self.word().capitalize())
            if fold(name) not in self._taken:
                self._taken.add(fold(name))
                return name

    # Records of an event, with what the event adds left empty.

    def _actor(self, number: int) -> Record:
        shape = self.rng.choice(("{}", "{} Air Force", "{} Ministry of Defence", "Republic of {}", "{} Alliance"))
        return {"id": f"actor-{number}", "name": self._name(shape), "role": "", "unit": "", "personnel": ""}

    def _system(self, number: int) -> Record:
        name, category = self._name(f"{{}}-{self.rng.randrange(10, 400)}"), self.rng.choice(CATEGORIES)
        nato = self.word().capitalize() if number % 3 == 0 else ""
        return {"id": f"system-{number}", "name": name, "category": category, "nato": nato, "count": "", "raw": ""}

    def _place(self, number: int) -> Record:
        known = number % 10 < 9
        lat, lon = round(self.rng.uniform(-55, 72), 4), round(self.rng.uniform(-170, 175), 4)
        return {"id": f"place-{number}", "name": self._name(), "role": "", "lat": lat if known else None,
                "lon": lon if known else None}  # fmt: skip

    def _outlet(self, number: int) -> tuple[str, str, str]:
        return f"outlet-{number}", self._name("{} News"), self.rng.choice("ABBCCCDDEF")

    def _source(self, number: int, outlets: list[tuple[str, str, str]]) -> Record:
        outlet, publisher, reliability = outlets[number % OUTLETS]
        return {
            "source": f"source-{number}", "title": f"{self.text(5)} {number}", "publisher": publisher,
            "issued": iso(self.rng.randrange(FIRST, LAST)), "url": f"https://{outlet}.example/{number}", "locator": "",
            "says": "", "supports": [], "date": "", "attribution": "", "reliability": reliability, "credibility": "",
            "disputes": [], "outlet": outlet, "author": [],
        }  # fmt: skip

    def _theatre(self, number: int) -> Theatre:
        def some(pool: list[T], count: int) -> list[T]:
            return list({id(thing): thing for thing in self.rng.choices(pool, k=count)}.values())

        kinds = zipf(self.rng.sample(KINDS, len(KINDS)), 60)
        actors, systems, places = some(self.actors, 16), some(self.systems, 14), some(self.places, 16)
        series = [
            Series(f"series-{number}-{i}", self.rng.choice(kinds), [
                {**actor, "role": "participant"} for actor in self.rng.sample(actors, 2)
            ], self.rng.sample(systems, 1), [{**self.rng.choice(places), "role": "at"}])
            for i in range(5)
        ]  # fmt: skip
        return Theatre(kinds, actors, systems, places, some(self.sources, 120), series)

    def text(self, count: int) -> str:
        """`count` words. They stand at equal steps of any length, so that few neighbours meet twice."""
        step = 1 + int(self.rng.random() * 4000)
        start = int(self.rng.random() * (len(self.words) - count * step))
        return " ".join(self.words[start : start + count * step : step])


class Calendar:
    """The days, as often as something happens on them, and the theatre of the crisis of a day."""

    def __init__(self, rng: random.Random, theatres: list[Theatre]) -> None:
        self.crisis: dict[int, Theatre] = {}
        for _ in range(CRISES):
            begin = FIRST + int((LAST - FIRST) * rng.random() ** 0.6)
            theatre = rng.choice(theatres)
            self.crisis.update((begin + day, theatre) for day in range(rng.randrange(5, 80)))
        weights = (
            (0.05 + ((day - FIRST) / (LAST - FIRST)) ** 2)
            * (0.4 if day % 7 in (0, 6) else 1.0)  # 1 is a Monday
            * (4 if day in self.crisis else 1)
            for day in range(FIRST, LAST + 1)
        )
        self._sums = list(accumulate(weights))

    def day(self, quantile: float) -> int:
        """The day before which this share of everything happens, as an index into DAYS."""
        return bisect(self._sums, quantile * self._sums[-1], hi=len(self._sums) - 1)


DAYS = [iso(day) or "" for day in range(FIRST, LAST + 1)]


# How often a day is told so, and how many days after it `end` is.
FORMS = (
    (60, "{day}", 0), (6, "{month}", 0), (2, "{year}", 0), (2, "{season}", 0), (2, "{day}?", 0), (2, "{day}~", 0),
    (1, "{day}%", 0), (1, "{month}?", 0), (1, "{month}-XX", 0), (1, "{year}-XX-XX", 0), (1, "{decade}X", 0),
    (2, "{day}/{end}", 1), (2, "{day}/{end}", 3), (2, "{day}/{end}", 9), (2, "{day}/{end}", 20),
    (1, "{day}/{end}", 90), (1, "{day}/{end}", 400), (1, "{day}/{end}", 1500), (1, "{month}/{year}", 0),
    (1, "[{day}..{end}]", 2), (2, "[{day}..{end}]", 6), (1, "[{day}..{end}]", 9), (1, "[{day}..{end}]", 13),
    (2, "{day}/..", 0), (1, "{month}/..", 0), (1, "{day}/", 0), (1, "../{day}", 0), (1, "[..{day}]", 0),
)  # fmt: skip


def _told(day: int, template: str, later: int) -> str:
    """EDTF of the day at an index of DAYS."""
    text, end = DAYS[day], DAYS[min(day + later, len(DAYS) - 1)]
    year, month = int(text[:4]), int(text[5:7])
    season = f"{year - (month < 3)}-{21 + (month - 3) % 12 // 3}"  # winter starts in December
    return template.format(day=text, end=end, month=text[:7], year=text[:4], decade=text[:3], season=season)


@lru_cache(maxsize=65_536)
def _dated(text: str) -> Record:
    date = parse(text)
    return {
        "date": text, "date_text": date.text, "start": iso(date.lo), "end": iso(date.hi), "precision": date.precision,
        "extent": date.extent, "uncertain": date.uncertain, "approximate": date.approximate,
    }  # fmt: skip


def events(count: int) -> Iterator[Record]:
    """The documented JSON of `count` events; what it holds is shared between events and must not be changed."""
    rng = random.Random(SEED)
    draw = rng.random
    world = World(rng)
    calendar, forms = Calendar(rng, world.theatres), [form for form in FORMS for _ in range(form[0])]
    last: dict[str, str] = {}

    def one(of: Sequence[T]) -> T:
        return of[int(draw() * len(of))]

    def often(of: Sequence[T], all_of: Sequence[T]) -> T:
        """One of the theatre's own, the first ones more often, or now and then any."""
        return one(all_of) if draw() < 0.2 else of[int(len(of) * draw() ** 2)]

    for number in range(count):
        id_ = f"event-{number}"
        near = (number + draw() * 0.01 * count) / count
        day = calendar.day(draw() if draw() < 0.2 else near)
        crisis = calendar.crisis.get(FIRST + day) if draw() < 0.7 else None
        theatre = crisis or one(world.by_rank)
        series, related = "", []
        if draw() < 0.12:
            cast = one(theatre.series)
            series, kind, actors, systems, places = cast
            related = [{"id": last[series], "relation": "same-series"}] if series in last else []
            last[series] = id_
        else:
            kind = one(theatre.kinds)
            found = [often(theatre.actors, world.actors) for _ in range(int(1 + draw() * 2.6))]
            actors = [{**actor, "role": one(ROLES)} for actor in _once(found)]
            found = [often(theatre.systems, world.systems) for _ in range(int(0.4 + draw() * 2.2))]
            systems = [{**system, "count": one(COUNTS)} for system in _once(found)]
            found = [often(theatre.places, world.places) for _ in range(int(0.8 + draw() * 1.4))]
            places = [{**place, "role": one(AT)} for place in _once(found)]
        sources = _once([often(theatre.sources, world.sources) for _ in range(1 + int(draw() ** 2 * 4))])
        citations = [
            {**source, "locator": f"¶{1 + int(draw() * 12)}", "says": world.text(8), "supports": one(SUPPORTS),
             "credibility": one("1222334566")} for source in sources
        ]  # fmt: skip
        disagreements = []
        if len(citations) > 1 and draw() < 0.05:
            disagreements = citations[-1]["disputes"] = [one(("actors", "systems", "places", "facts"))]
        title, summary = world.text(6), world.text(30)
        if draw() < JOINT_PATROL:
            summary = f"joint patrol {summary}"
        facts = []
        if draw() < 0.3:
            name, unit, qualifier = one(FACTS)
            facts = [{"name": name, "value": str(int(1 + draw() * 2000)), "unit": unit, "qualifier": qualifier}]
        yield {
            "id": id_, "title": title, "kind": kind, "status": one(STATUSES), **_dated(_told(day, *one(forms)[1:])),
            "actors": actors, "systems": systems, "places": places, "facts": facts, "summary": summary + ".",
            "sources": len(sources), "origins": len({source["outlet"] for source in sources}),
            "disagreements": disagreements, "tags": [f"tag-{int(40 * draw() ** 3)}"] if draw() < 0.4 else [],
            "series": series, "citations": citations, "related": related, "notes": "",
        }  # fmt: skip


def _once(things: list[Record]) -> list[Record]:
    """Without repetitions."""
    return things if len(things) < 2 else list({id(thing): thing for thing in things}.values())


def write_ndjson(count: int, out: TextIO) -> None:
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    for event in events(count):
        out.write(encode(event) + "\n")


def write_csv(count: int, out: TextIO) -> None:
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for event in events(count):
        systems = (f"{s['name']} × {s['count']}" if s["count"] else s["name"] for s in event["systems"])
        places = (p["name"] if p["role"] == "at" else f"{p['role']} {p['name']}" for p in event["places"])
        listed = {
            "actors": (actor["name"] for actor in event["actors"]), "systems": systems, "places": places,
            "citations": map(_reference, event["citations"]),
            "outlets": (citation["outlet"] for citation in event["citations"]),
        }  # fmt: skip
        flat = {**event, **{column: "; ".join(values) for column, values in listed.items()}}
        writer.writerow([flat[column] for column in COLUMNS])


def _reference(citation: Record) -> str:
    issued = parse(citation["issued"]).text
    return f"“{citation['title']}”, {citation['publisher']}, {issued}, {citation['locator']}, {citation['url']}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Print N made-up events.")
    parser.add_argument("count", metavar="N", type=int)
    parser.add_argument("--format", choices=("ndjson", "csv"), default="ndjson")
    arguments = parser.parse_args()
    write = {"ndjson": write_ndjson, "csv": write_csv}[arguments.format]
    with open(sys.stdout.fileno(), "w", encoding="utf-8", newline="", closefd=False) as out:
        write(arguments.count, out)


if __name__ == "__main__":
    main()
