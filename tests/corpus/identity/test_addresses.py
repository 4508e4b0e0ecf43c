"""One form for all the addresses of a page."""

import pytest

from nlp.corpus.identity.addresses import address_key, canonical_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://WWW.Example.ORG/A/Piece/", "https://www.example.org/A/Piece"),
        ("http://example.org:80/a?utm_source=x&id=7&fbclid=1#top", "http://example.org/a?id=7"),
        ("https://example.org:443/a?b=2&a=1&gclid=z", "https://example.org/a?a=1&b=2"),
        ("https://example.org:8443/a/amp/", "https://example.org:8443/a"),
        ("https://example.org/a.amp.html?amp=1", "https://example.org/a.html"),
        ("https://example.org/amp/a?outputType=amp", "https://example.org/a"),
        ("https://example.org/a/ampere", "https://example.org/a/ampere"),
        ("https://example.org/a?q=%ED%95%9C&empty=", "https://example.org/a?empty=&q=%ED%95%9C"),
        ("https://example.org/", "https://example.org"),
        ("no address", "no address"),
        ("http://[half", "http://[half"),
    ],
)
def test_canonical_url(url, canonical):
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


def test_address_key():
    assert address_key("http://www.example.org/a/?utm_medium=mail") == "example.org/a"
    assert address_key("https://amp.example.org/a/amp") == "example.org/a"
    assert address_key("https://example.org/?p=12") == "example.org?p=12"
    assert (address_key("https://example.org/"), address_key(None), address_key("")) == ("", "", "")
