"""The host that a URL names, where nobody can take it for another one."""

from __future__ import annotations

import pytest

from dateline.curated.addresses import host


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://gazette.example", "gazette.example"),
        ("https://www.Gazette.Example/a?b#c", "www.gazette.example"),
        ("http://gazette.example:8080/", "gazette.example"),
        ("https://gazette.example/статья", "gazette.example"),
        ("https://газета.бел/a", "xn--80aahjj1e.xn--90ais"),
        ("https://xn--80aahjj1e.xn--90ais/a", "xn--80aahjj1e.xn--90ais"),
        ("", ""),
        ("https://", ""),
        ("https://gazette", ""),
        ("https://[gazette.example/", ""),
        ("https://[::1]/", ""),
        ("https://a..gazette.example/", ""),
        ("https://.gazette.example/", ""),
        ("https://-a.gazette.example/", ""),
        ("https://a_b.example/", ""),
        ("https://gazette.example:99999/", ""),
        ("https://gazette.example:0/", ""),
        ("https://gazette.example:port/", ""),
        ("https://user:word@gazette.example/", ""),
        ("https://evil.example\\@gazette.example/", ""),
        ("https://gazette.example/a b", ""),
        ("https://gazette.example/a\\b", ""),
        ("https://gazette.example/\x07", ""),
        ("https://gazette.example/\u202e", ""),
        (f"https://{'a' * 64}.example/", ""),
    ],
)
def test_a_host_is_found_in_a_well_formed_address_alone(url: str, found: str) -> None:
    assert host(url) == found
