"""Measurements of Dateline beside its peers: `python -m bench`."""
