"""The SQLite event store: a rebuildable cache of the curated files, and the only door to the data."""
