-- The event store: built from the curated files, never edited. Everything can be rebuilt from them.
-- Events carry a dense ordinal in time order (earliest possible day, latest possible day, id), counted from 0.
-- Days are integers: proleptic Gregorian, 1 = 0001-01-01; NULL is an open or unknown end.

PRAGMA application_id = 0x44544C4E; -- "DTLN"
PRAGMA user_version = 1;

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE kind (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  plural TEXT NOT NULL,
  glyph TEXT NOT NULL,
  ascii TEXT NOT NULL,
  cameo TEXT NOT NULL,
  description TEXT NOT NULL
) STRICT;

CREATE TABLE actor (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  short TEXT NOT NULL,
  description TEXT NOT NULL
) STRICT;

CREATE TABLE category (
  path TEXT PRIMARY KEY, -- aircraft/fighter
  name TEXT NOT NULL
) STRICT;

CREATE TABLE system (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  category TEXT NOT NULL REFERENCES category (path),
  nato TEXT NOT NULL,
  variant_of TEXT NOT NULL
) STRICT;

CREATE TABLE place (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  lat REAL,
  lon REAL,
  bbox TEXT NOT NULL, -- JSON: [west, south, east, north], or empty
  precision TEXT NOT NULL
) STRICT;

-- The hierarchies: actor part_of, place within.
CREATE TABLE parent (
  field TEXT NOT NULL, -- actor, place
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  parent TEXT NOT NULL,
  PRIMARY KEY (field, id, position)
) STRICT, WITHOUT ROWID;

-- Every spelling of every name, with the folded key under which spellings meet.
CREATE TABLE spelling (
  field TEXT NOT NULL, -- actor, system, place, kind, source
  id TEXT NOT NULL,
  position INTEGER NOT NULL, -- 0 is the id, 1 the name, from 2 the aliases
  spelling TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (field, id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX spelling_key ON spelling (field, key);

CREATE TABLE source (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  title TEXT NOT NULL,
  container_title TEXT NOT NULL,
  author TEXT NOT NULL, -- JSON: list of names
  issued TEXT NOT NULL, -- EDTF, or empty
  issued_basis TEXT NOT NULL,
  url TEXT NOT NULL,
  accessed TEXT NOT NULL,
  language TEXT NOT NULL,
  publisher TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  reliability TEXT NOT NULL,
  reliability_reason TEXT NOT NULL,
  derived_from TEXT NOT NULL, -- JSON: list of ids
  roots TEXT NOT NULL, -- JSON: list of ids and names: where derived_from ends
  sha256 TEXT NOT NULL,
  read TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;

CREATE TABLE event (
  ord INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  kind TEXT NOT NULL REFERENCES kind (id),
  status TEXT NOT NULL,
  date TEXT NOT NULL, -- EDTF, as written
  lo INTEGER,
  hi INTEGER,
  summary TEXT NOT NULL,
  series TEXT NOT NULL,
  notes TEXT NOT NULL,
  tags TEXT NOT NULL -- JSON: list
) STRICT;

CREATE TABLE event_actor (
  event INTEGER NOT NULL REFERENCES event (ord),
  position INTEGER NOT NULL,
  actor TEXT NOT NULL REFERENCES actor (id),
  role TEXT NOT NULL,
  unit TEXT NOT NULL,
  personnel TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_system (
  event INTEGER NOT NULL REFERENCES event (ord),
  position INTEGER NOT NULL,
  system TEXT NOT NULL REFERENCES system (id),
  count TEXT NOT NULL,
  raw TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_place (
  event INTEGER NOT NULL REFERENCES event (ord),
  position INTEGER NOT NULL,
  place TEXT NOT NULL REFERENCES place (id),
  role TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_fact (
  event INTEGER NOT NULL REFERENCES event (ord),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  unit TEXT NOT NULL,
  qualifier TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE citation (
  event INTEGER NOT NULL REFERENCES event (ord),
  position INTEGER NOT NULL,
  source TEXT NOT NULL REFERENCES source (id),
  says TEXT NOT NULL,
  locator TEXT NOT NULL,
  supports TEXT NOT NULL, -- JSON: list of aspects
  disputes TEXT NOT NULL, -- JSON: list of aspects
  date TEXT NOT NULL, -- EDTF, or empty
  attribution TEXT NOT NULL, -- an actor's id, or empty
  credibility TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE related (
  event INTEGER NOT NULL REFERENCES event (ord),
  position INTEGER NOT NULL,
  other TEXT NOT NULL REFERENCES event (id),
  relation TEXT NOT NULL,
  PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

-- For each value of each facet (hierarchies unfolded upwards) a roaring bitmap of ordinals, portable format.
CREATE TABLE posting (
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  n INTEGER NOT NULL,
  bitmap BLOB NOT NULL,
  PRIMARY KEY (field, value)
) STRICT, WITHOUT ROWID;

-- The days of all events by ordinal: little-endian int32; open ends are the extremes of int32.
CREATE TABLE axis (
  name TEXT PRIMARY KEY, -- lo, hi
  days BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE event_text USING fts5 (
  title, summary, facts, names,
  content = '',
  tokenize = 'unicode61 remove_diacritics 2'
);
