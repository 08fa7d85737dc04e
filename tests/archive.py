"""A small invented chronology that keeps every rule of an archive."""

from __future__ import annotations

from pathlib import Path

from dateline.curated.files import CuratedFiles

EVENTS = """\
- id: drill-2022
  title: Norland and Eastland drill together
  kind: drill
  date: "2022-02-10/2022-02-20"
  summary: They drill near Brest.
  actors: [{actor: norland-air}, {actor: eastland, role: host}]
  systems: [{system: su-30sm}]
  places: [{place: brest}]
  citations:
    - {source: gazette-2022, says: They drill., supports: [date, actors], attribution: norland-mod, credibility: "2"}
  series: drills

- id: landing-2022
  title: Troops land during the drill
  kind: drill
  date: "2022-02-12"
  summary: They land.
  actors: [{actor: norland-air}, {actor: eastland, role: host}]
  systems: [{system: su-30sm}]
  citations:
    - {source: herald-2022, says: They land., supports: [date], credibility: "3"}
  related: [{event: drill-2022, relation: part-of}]

- id: drill-2023
  title: They will drill again
  kind: drill
  date: "2023-02"
  status: planned
  summary: Next year, too.
  actors: [{actor: norland-air}]
  citations:
    - {source: herald-2022, says: Again in a year., supports: [date], credibility: "3"}
  related: [{event: drill-2022, relation: follows}]
  series: drills
"""
FILES = {
    "events.yaml": EVENTS,
    "sources/gazette-2022.md": """\
---
type: article-newspaper
title: The drill has ended
issued: "2022-02-21"
URL: https://www.gazette.example/drill
publisher: gazette
sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
---
[¶1] It has ended.
""",
    "sources/herald-2022.md": """\
---
type: article-newspaper
title: "[They have landed]"
issued: "2022-02-13"
URL: https://news.herald.example/landing
publisher: herald
derived_from: [norland-mod]
read: excerpt
---
They have landed.
""",
    "data/vocab/kinds.yaml": 'drill: {name: Drill, plural: drills, glyph: "▲", ascii: D}\n',
    "data/vocab/actors.yaml": """\
norland: {name: Norland, type: state}
norland-mod: {name: The ministry, type: organization, part_of: norland}
norland-air: {name: Norland's air force, type: armed-force, part_of: norland-mod}
eastland: {name: Eastland, type: state}
""",
    "data/vocab/systems.yaml": """\
categories:
  aircraft: Aircraft
  aircraft/fighter: Fighters
systems:
  su-30: {name: Su-30, category: aircraft/fighter}
  su-30sm: {name: Su-30SM, category: aircraft/fighter, variant_of: su-30}
""",
    "data/vocab/places.yaml": """\
east: {name: Eastland, type: country}
brest: {name: Brest, type: settlement, within: east, lat: 52.09, lon: 23.69}
""",
    "data/vocab/outlets.yaml": """\
gazette: {name: Gazette, affiliation: independent, reliability: B, reason: Named., domains: [gazette.example]}
herald: {name: Herald, affiliation: state-media, reliability: C, reason: State-run., domains: [herald.example]}
""",
}


def write_archive(root: Path) -> CuratedFiles:
    """Write its files into a folder."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return CuratedFiles(root)
