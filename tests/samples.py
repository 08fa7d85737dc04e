"""A small invented chronology, as the text files that a curator writes."""

from __future__ import annotations

from pathlib import Path

from dateline.curated.files import CuratedFiles

# In time order: an open start, BC, months, an unknown day, an extent, open ends, exact days, a set.
EVENTS = """\
- id: su-30sm-delivered
  title: Eastland receives Su-30SM
  kind: delivery
  date: "[..2019-12-31]"
  summary: Eastland has received Su-30SM, no day is given.
  actors: [{actor: norland, role: supplier}, {actor: eastland, role: recipient}]
  systems: [{system: su-30sm, count: "12"}]
  citations:
    - {source: gazette-2022, says: They were there by 2019., locator: "¶2"}

- id: ides-of-march
  title: A visit long ago
  kind: visit
  date: "-0044-03-15"
  status: confirmed
  summary: Somebody visits the forum.
  tags: [ancient]
  citations:
    - {source: gazette-2022, says: It was in March., credibility: "2"}

- id: zapad-2021
  title: Zapad 2021, the great drill
  kind: drill
  date: 2021-09
  summary: Norland and Eastland drill together.
  actors: [{actor: norland-air, role: participant, unit: 6th Army}, {actor: eastland, role: host}]
  systems: [{system: su-30}, {system: s-400, count: "2-4", raw: '"divisions"'}]
  places: [{place: brest}]
  facts: [{name: flight time, value: "120", unit: min, qualifier: over}]
  citations:
    - {source: gazette-2022, says: They drilled., supports: [date, actors], attribution: norland-mod}
    - {source: herald-2023, says: They drilled in autumn., attribution: ivanova}
  series: zapad

- id: patrol-of-2022
  title: One patrol in 2022
  kind: patrol
  date: 2022-XX-XX
  summary: A patrol is flown on some day of the year.
  actors: [{actor: norland-air}]
  systems: [{system: su-30sm}]
  places: [{place: border, role: over}]
  citations:
    - {source: herald-2023, says: There was one., locator: "¶8"}

- id: union-resolve-2022
  title: Union Resolve, joint drill
  kind: drill
  date: 2022-02-10/2022-02-20
  status: disputed
  summary: The second stage is the exercise.
  actors: [{actor: norland, personnel: about 300}, {actor: eastland, role: host}]
  systems: [{system: s-400, count: "2"}]
  places: [{place: brest, role: at}, {place: north, role: from}]
  citations:
    - {source: gazette-2022, says: In February., supports: [date, places], credibility: "1"}
    - {source: herald-2023, says: In March., supports: [places], disputes: [places], date: 2022-03-01/2022-03-05}
  related: [{event: zapad-2021, relation: follows}]
  tags: [joint, nuclear]
  notes: The sources differ.

- id: border-flights
  title: Patrol flights along the border
  kind: patrol
  date: 2022-10~/..
  summary: Patrols since October.
  actors: [{actor: norland-air}, {actor: eastland}]
  places: [{place: border, role: over}]
  citations:
    - {source: herald-2023, says: They began in October., locator: "¶1–2", supports: [date]}
  series: flights

- id: ivanova-in-brest
  title: Ivanova in Brest
  kind: visit
  date: 2022-12-19
  status: confirmed
  summary: The minister visits Brest.
  actors: [{actor: ivanova, role: visitor}]
  places: [{place: brest, role: to}]
  citations:
    - {source: herald-2023, says: She came., attribution: pact}

- id: s-400-on-duty
  title: S-400 on duty
  kind: deployment
  date: "[2023-01-09..2023-01-15]"
  summary: A unit takes up duty last week.
  actors: [{actor: norland-mod, role: operator}]
  systems: [{system: s-400, count: about 8}]
  places: [{place: brest-region}]
  citations:
    - {source: herald-2023, says: Last week., supports: [date, systems]}

- id: eastland-denies
  title: Eastland denies it all
  kind: statement
  date: 2023-01-15?
  status: denied
  summary: A spokesman denies it.
  actors: [{actor: eastland, role: speaker}]
  citations:
    - {source: leaflet, says: Denied.}
"""
IDS = tuple(line.removeprefix("- id: ") for line in EVENTS.splitlines() if line.startswith("- id: "))

SOURCES = {
    "gazette-2022": """\
---
type: article-newspaper
title: What the ministry says
author: [A. Writer, B. Writer]
issued: 2022-03-10
URL: https://gazette.example/what
accessed: "2026-11-22"
language: en
publisher: gazette
derived_from: [norland-mod]
sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
---
[¶1] The headline.

[¶2] A note of what it says.
""",
    "herald-2023": """\
---
type: webpage
title: Flights and drills
publisher: herald
issued: 2023-01-16
read: excerpt
---
[¶8] One patrol in 2022.
""",
    "leaflet": """\
---
type: document
title: A leaflet without a date
publisher: nobody
---
""",
}

VOCABULARY = {
    "outlets": """\
gazette:
  name: Gazette
  affiliation: independent
  country: NL
  reliability: B
  reason: Named reporters.
  domains: [gazette.example]
herald: {name: Herald, affiliation: state-media, reliability: D, reason: State-run., aliases: [Вестник]}
site: {name: Site of the ministry, affiliation: official, reliability: C, reason: Itself., voice_of: norland-mod}
nobody: {name: unknown publisher, affiliation: unknown, reliability: F, reason: Nobody signed it.}
""",
    "kinds": """\
patrol: {name: Patrol, plural: patrols, glyph: "◆", ascii: P}
drill: {name: Drill, plural: drills, glyph: "▲", ascii: D, cameo: "150", description: An exercise.}
deployment: {name: Deployment, plural: deployments, glyph: "→", ascii: M}
visit: {name: Visit, plural: visits, glyph: "●", ascii: V}
delivery: {name: Delivery, plural: deliveries, glyph: "□", ascii: L}
statement: {name: Statement, plural: statements, glyph: "“", ascii: S}
""",
    "actors": """\
norland: {name: Norland, type: state, short: NL, aliases: [Kingdom of Norland]}
norland-mod: {name: Norland's Defence Ministry, type: organization, part_of: norland}
norland-air: {name: Norland's air force, type: armed-force, part_of: norland-mod, description: It flies.}
eastland: {name: Eastland, type: state, short: EA, aliases: [Истландия, Éastland Republic]}
pact: {name: The Pact, type: alliance}
ivanova: {name: Anna Ivanova, type: person, part_of: norland-mod, aliases: [Иванова]}
""",
    "systems": """\
categories:
  aircraft: Aircraft
  aircraft/fighter: Fighters
  sam: Surface-to-air missiles
  sam/long: Long-range surface-to-air missiles
systems:
  su-30: {name: Su-30, category: aircraft/fighter, nato: Flanker}
  su-30sm: {name: Su-30SM, category: aircraft/fighter, variant_of: su-30, aliases: [Су-30СМ, Flanker-H]}
  s-400: {name: S-400 Triumf, category: sam/long, nato: Growler, aliases: [С-400]}
  t-72: {name: T-72, category: aircraft}
""",
    "places": """\
east: {name: Eastland, type: country}
north: {name: Norland, type: country}
brest-region: {name: Brest Region, type: region, within: east, bbox: "[23, 51, 27, 53]"}
brest: {name: Brest, type: settlement, within: brest-region, lat: 52.09, lon: 23.69, aliases: [Брест]}
border: {name: The border, type: border, within: [east, north]}
""",
}


def write_chronology(root: Path, *, vocabulary: bool = True) -> CuratedFiles:
    """Write the sample files into a folder; without `vocabulary`, no vocabularies of its own."""
    (root / "sources").mkdir(parents=True)
    (root / "events.yaml").write_text(EVENTS, encoding="utf-8")
    for name, text in SOURCES.items():
        (root / "sources" / f"{name}.md").write_text(text, encoding="utf-8")
    if vocabulary:
        (root / "data" / "vocab").mkdir(parents=True)
        for name, text in VOCABULARY.items():
            (root / "data" / "vocab" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return CuratedFiles(root)


def edit(path: Path, old: str, new: str) -> int:
    """Replace the one place where `old` stands; returns the line where it starts."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
