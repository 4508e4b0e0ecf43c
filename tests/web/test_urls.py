import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import WebError
from nlp.web.urls import is_web_address, join_url, parse_url, url_key


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("http://example.org:80/a b".replace(" ", "%20"), "http://example.org/a%20b"),
        ("https://example.org:8443/a?q=1#part", "https://example.org:8443/a?q=1"),
        ("https://한국.example/논단?글=1", "https://xn--3e0b707e.example/%EB%85%BC%EB%8B%A8?%EA%B8%80=1"),
        ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/"),
        (" https://example.org/a ", "https://example.org/a"),
    ],
)
def test_addresses_are_taken_apart(url: str, whole: str) -> None:
    assert parse_url(url).url == whole


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://example.org/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("example.org/a", "only http and https"),
        ("https://user@example.org/", "carries a name or password"),
        ("https://user:secret@example.org/", "carries a name or password"),
        ("https:///a", "names no host"),
        ("https://example.org:0/", "names no host"),
        ("https://example.org:99999/", "no valid address"),
        ("https://example.org/a\r\nHost: other", "no valid address"),
        ("https://example.org\\@other.example/", "no valid address"),
        ("https://[::1/", "no valid address"),
        (f"https://{'a' * 70}.example/", "no valid address"),
        ("https://example.org/" + "a" * 3000, "no valid address"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused_in_one_line(url: str, message: str) -> None:
    with pytest.raises(WebError, match=message) as caught:
        parse_url(url)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
    assert len(str(caught.value)) < 400


@given(st.text(max_size=60))
def test_anything_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"https://example.org/{text}"):
        try:
            target = parse_url(url)
        except WebError:
            continue
        assert target.url.isascii()
        assert parse_url(target.url) == target
    assert isinstance(url_key(text), str)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a/b",
        "http://www.example.org/a/b/",
        "HTTPS://EXAMPLE.org:443/a/b#comments",
        "https://example.org/a/b?utm_source=feed&utm_medium=rss&fbclid=1",
    ],
)
def test_addresses_of_one_page_have_one_key(url: str) -> None:
    assert url_key(url) == "example.org/a/b"


def test_what_a_query_asks_for_stays_in_the_key() -> None:
    assert url_key("https://example.org/a?p=7&id=3") == url_key("https://example.org/a?id=3&p=7")
    assert url_key("https://example.org/a?id=3") != url_key("https://example.org/a?id=4")
    assert url_key("https://example.org/A") != url_key("https://example.org/a")


def test_links_are_joined_to_where_they_stand() -> None:
    assert join_url("https://example.org/a/b", " ../c ") == "https://example.org/c"
    with pytest.raises(WebError, match="no valid address"):
        join_url("https://example.org/", "http://[bad")


def test_files_and_addresses_are_told_apart() -> None:
    assert [
        is_web_address(one) for one in ("https://a.example", "ftp://a", "pieces/*.html", "C:\\a", "-")
    ] == [
        True,
        True,
        False,
        False,
        False,
    ]
