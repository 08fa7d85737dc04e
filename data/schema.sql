-- The event store: built from the curated files, never edited. Everything can be rebuilt from them.
-- Events carry a dense ordinal in time order (earliest possible day, latest possible day, id), counted from 0.
-- Days are integers: proleptic Gregorian, 1 = 0001-01-01; NULL is an open or unknown end.
-- Text that a file does not give is the empty string. The comments make the data dictionary in README.md.

PRAGMA application_id = 0x44544C4E; -- "DTLN"
PRAGMA user_version = 6;

-- What the store was built from.
CREATE TABLE meta (
  key TEXT PRIMARY KEY, -- fingerprint
  value TEXT NOT NULL -- of the fingerprint: SHA-256 over the curated files, the schema and the code that read them
) STRICT, WITHOUT ROWID;

-- Kinds of events.
CREATE TABLE kind (
  id TEXT PRIMARY KEY, -- slug
  name TEXT NOT NULL, -- in the singular
  plural TEXT NOT NULL, -- as an English sentence has it
  glyph TEXT NOT NULL, -- one character, one cell wide
  ascii TEXT NOT NULL, -- the same for terminals that draw ASCII only
  cameo TEXT NOT NULL, -- the nearest CAMEO code
  description TEXT NOT NULL -- what belongs to the kind
) STRICT;

-- Who acts or speaks.
CREATE TABLE actor (
  id TEXT PRIMARY KEY, -- slug
  name TEXT NOT NULL, -- the usual English name
  type TEXT NOT NULL, -- state, organization, armed-force, person, alliance
  short TEXT NOT NULL, -- a code for narrow rows: RU, BY
  description TEXT NOT NULL -- the office, as the sources give it for their time
) STRICT;

-- The tree of categories of weapon systems.
CREATE TABLE category (
  path TEXT PRIMARY KEY, -- aircraft/fighter
  name TEXT NOT NULL -- in the plural
) STRICT;

-- Weapon systems.
CREATE TABLE system (
  id TEXT PRIMARY KEY, -- slug
  name TEXT NOT NULL, -- designation, in Latin script
  category TEXT NOT NULL REFERENCES category (path), -- where it stands in the tree
  nato TEXT NOT NULL, -- NATO reporting name, where it is not contested
  variant_of TEXT NOT NULL -- the system of which it is a variant
) STRICT;

-- Points and areas.
CREATE TABLE place (
  id TEXT PRIMARY KEY, -- slug
  name TEXT NOT NULL, -- the usual English name
  type TEXT NOT NULL, -- country, region, settlement, training-ground, base, border, area
  lat REAL, -- degrees north, WGS 84
  lon REAL, -- degrees east, WGS 84
  bbox TEXT NOT NULL, -- of an area, JSON: [west, south, east, north] in degrees (RFC 7946)
  precision TEXT NOT NULL -- where the point is not the place itself: what it is
) STRICT;

-- Who publishes, rated once for all that it publishes.
CREATE TABLE outlet (
  id TEXT PRIMARY KEY, -- slug
  name TEXT NOT NULL, -- as it names itself
  affiliation TEXT NOT NULL, -- state-media, official, independent, ngo, research, unknown
  country TEXT NOT NULL, -- where it is published, ISO 3166-1 alpha-2
  reliability TEXT NOT NULL, -- Admiralty code, A to F
  reason TEXT NOT NULL, -- why, in one line
  domains TEXT NOT NULL, -- JSON: list of hosts at which it publishes
  voice_of TEXT NOT NULL, -- the actor as which an official outlet speaks
  aggregator INTEGER NOT NULL -- 1 where it mostly repeats what others publish
) STRICT;

-- The hierarchies: actor part_of, place within.
CREATE TABLE parent (
  field TEXT NOT NULL, -- actor, place
  id TEXT NOT NULL, -- of the lower one
  position INTEGER NOT NULL, -- from 0; the first parent is the one for which a person or a force speaks
  parent TEXT NOT NULL, -- id of the higher one
  PRIMARY KEY (field, id, position)
) STRICT, WITHOUT ROWID;

-- Every spelling of every name, with the folded key under which spellings meet.
CREATE TABLE spelling (
  field TEXT NOT NULL, -- actor, system, place, kind, outlet, source
  id TEXT NOT NULL, -- of what is so called
  position INTEGER NOT NULL, -- 0 is the id, 1 the name, from 2 the aliases; below 0 a code, a NATO name, a name without The
  spelling TEXT NOT NULL, -- in any script
  key TEXT NOT NULL, -- folded: case, diacritics, hyphens, look-alikes of other scripts
  PRIMARY KEY (field, id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX spelling_key ON spelling (field, key);

-- Publications: bibliographic data with the field names of CSL-JSON, and a digest in our own words.
CREATE TABLE source (
  id TEXT PRIMARY KEY, -- name of the file in sources/ without .md
  type TEXT NOT NULL, -- CSL type: article-newspaper, webpage, report, …
  title TEXT NOT NULL, -- headline; in square brackets where it is ours (ISO 690)
  publisher TEXT NOT NULL REFERENCES outlet (id), -- who published it
  author TEXT NOT NULL, -- JSON: list of names
  issued TEXT NOT NULL, -- date of publication, EDTF
  issued_basis TEXT NOT NULL, -- what that date rests on, where the page does not state it
  url TEXT NOT NULL, -- where it was read
  accessed TEXT NOT NULL, -- day on which it was read, ISO 8601
  language TEXT NOT NULL, -- of the page, BCP 47
  derived_from TEXT NOT NULL, -- JSON: list of ids of the sources, outlets or actors that it repeats as a whole
  sha256 TEXT NOT NULL, -- of the text that was read
  read TEXT NOT NULL, -- full, excerpt
  digest TEXT NOT NULL -- what it says, in our words
) STRICT;

-- Dated occurrences.
CREATE TABLE event (
  ord INTEGER PRIMARY KEY, -- ordinal in time order, from 0
  id TEXT NOT NULL, -- slug; never changes, never used again
  title TEXT NOT NULL, -- one line
  kind TEXT NOT NULL REFERENCES kind (id), -- what it is
  status TEXT NOT NULL, -- reported, confirmed, planned, disputed, denied, retracted
  date TEXT NOT NULL, -- EDTF, as written
  lo INTEGER, -- earliest possible day
  hi INTEGER, -- latest possible day
  origins TEXT NOT NULL, -- JSON: list of ids of actors and outlets: who it goes back to
  record TEXT NOT NULL -- JSON: all of the event, as it is exported; the views below take it apart
) STRICT;

CREATE UNIQUE INDEX event_id ON event (id);

-- The actors of an event.
CREATE VIEW event_actor AS SELECT
  event.ord AS event, -- which event
  part.key AS position, -- in the order of the file, from 0
  part.value ->> 'id' AS actor, -- who, `actor.id`
  part.value ->> 'role' AS role, -- participant, host, visitor, observer, supplier, recipient, operator, speaker, target
  part.value ->> 'unit' AS unit, -- which part of it
  part.value ->> 'personnel' AS personnel -- how many people, as stated
FROM event, json_each(event.record, '$.actors') AS part;

-- The weapon systems of an event.
CREATE VIEW event_system AS SELECT
  event.ord AS event, -- which event
  part.key AS position, -- in the order of the file, from 0
  part.value ->> 'id' AS system, -- what, `system.id`
  part.value ->> 'count' AS count, -- how many, as stated: 2, 2-4, about 40
  part.value ->> 'raw' AS raw -- the source's wording, where it matters
FROM event, json_each(event.record, '$.systems') AS part;

-- The places of an event.
CREATE VIEW event_place AS SELECT
  event.ord AS event, -- which event
  part.key AS position, -- in the order of the file, from 0
  part.value ->> 'id' AS place, -- where, `place.id`
  part.value ->> 'role' AS role -- at, from, to, over
FROM event, json_each(event.record, '$.places') AS part;

-- The figures of an event.
CREATE VIEW event_fact AS SELECT
  event.ord AS event, -- which event
  part.key AS position, -- in the order of the file, from 0
  part.value ->> 'name' AS name, -- what is counted or measured
  part.value ->> 'value' AS value, -- as stated
  part.value ->> 'unit' AS unit, -- of the value
  part.value ->> 'qualifier' AS qualifier -- exactly, at least, over, about, under
FROM event, json_each(event.record, '$.facts') AS part;

-- What each source says of an event.
CREATE VIEW citation AS SELECT
  event.ord AS event, -- which event
  part.key AS position, -- in the order of the file, from 0
  part.value ->> 'source' AS source, -- who says it, `source.id`
  part.value ->> 'says' AS says, -- what it says, in our words
  part.value ->> 'locator' AS locator, -- paragraph in a text that was read whole
  part.value ->> 'supports' AS supports, -- JSON: list of date, actors, systems, places, facts
  part.value ->> 'disputes' AS disputes, -- JSON: list of the same: on which it says something else than the event
  part.value ->> 'date' AS date, -- EDTF, only where this source gives another date than the event
  part.value ->> 'attribution' AS attribution, -- the actor who asserts it, where that is not the source itself
  part.value ->> 'credibility' AS credibility -- Admiralty code, 1 to 6
FROM event, json_each(event.record, '$.citations') AS part;

-- Links between events.
CREATE VIEW related AS SELECT
  event.ord AS event, -- which event
  part.key AS position, -- in the order of the file, from 0
  part.value ->> 'id' AS other, -- to which, `event.id`
  part.value ->> 'relation' AS relation -- part-of, follows, same-series, contradicts
FROM event, json_each(event.record, '$.related') AS part;

-- The events of each value of each facet, hierarchies unfolded upwards.
CREATE TABLE posting (
  field TEXT NOT NULL, -- a field of the query language; actor=, system=, place= are the exact ones
  value TEXT NOT NULL, -- of the field
  n INTEGER NOT NULL, -- how many events
  bitmap BLOB NOT NULL, -- their ordinals: roaring bitmap, portable format
  PRIMARY KEY (field, value)
) STRICT, WITHOUT ROWID;

-- The days of all events by ordinal, and the days on which sources were published, in order.
CREATE TABLE axis (
  name TEXT PRIMARY KEY, -- start: latest day it begins; end: earliest day it ends; lo: the days on which some begin at the earliest, first: the first ordinal of each; hi n: latest possible days of those whose posting span is n; published
  days BLOB NOT NULL -- little-endian int32; open ends are the extremes of int32
) STRICT;

-- The words of each event's texts (title, summary, figures), folded: letters and digits apart, Cyrillic romanised.
CREATE TABLE words (
  event INTEGER PRIMARY KEY, -- the ordinal, `event.ord`
  words TEXT NOT NULL -- a line for each text, with a blank before and after each word
) STRICT;

-- The events of each of these words.
CREATE TABLE term (
  term TEXT PRIMARY KEY, -- a word
  n INTEGER NOT NULL, -- how many events
  bitmap BLOB NOT NULL -- their ordinals: roaring bitmap, portable format
) STRICT, WITHOUT ROWID;

-- The events of all words that begin alike, where those are many.
CREATE TABLE prefix (
  prefix TEXT PRIMARY KEY, -- how they begin
  n INTEGER NOT NULL, -- how many events
  bitmap BLOB NOT NULL -- their ordinals
) STRICT, WITHOUT ROWID;

-- The events in which one word follows another, of words that often meet in one event.
CREATE TABLE pair (
  first TEXT NOT NULL, -- a word
  second TEXT NOT NULL, -- the word after it
  since INTEGER NOT NULL, -- the ordinal from which on the row is complete
  n INTEGER NOT NULL, -- how many events
  bitmap BLOB NOT NULL, -- their ordinals
  PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
