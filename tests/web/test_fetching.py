import gzip
import zlib

import pytest

from nlp.errors import WebError
from nlp.settings import WebSettings
from nlp.web.exchange import FEEDS
from nlp.web.fetching import Answer, Fetcher, Validators
from tests.web.site import FakeClock, Page, Site


def fetcher(settings: WebSettings, clock: FakeClock) -> Fetcher:
    return Fetcher(settings, clock=clock.clock)


def to(url: str, status: int = 302) -> Page:
    return Page(status=status, headers={"Location": url})


def test_a_page_comes_with_its_address_kind_and_validators(
    site: Site, open_web: WebSettings, clock: FakeClock
) -> None:
    site.pages["/a?b=1"] = Page(
        b"<p>text</p>", headers={"ETag": '"v1"', "Last-Modified": "Thu, 29 May 2025 08:00:00 GMT"}
    )
    url = f"{site.url}/a?b=1"
    assert fetcher(open_web, clock).get(url + "#part") == Answer(
        asked=url + "#part",
        url=url,
        media_type="text/html; charset=utf-8",
        content=b"<p>text</p>",
        validators=Validators('"v1"', "Thu, 29 May 2025 08:00:00 GMT"),
    )
    _, headers = site.asked[0]
    assert headers["user-agent"] == "korea-asean-commentary/0.1.0 (+me@example.org)"
    assert headers["accept-encoding"] == "gzip, deflate"
    assert headers["host"] == f"127.0.0.1:{site.port}"


def test_redirects_are_followed_and_the_last_address_counts(
    site: Site, open_web: WebSettings, clock: FakeClock
) -> None:
    for n, status in enumerate((301, 302, 303, 307, 308)):
        site.pages[f"/{n}"] = to(f"/{n + 1}", status)
    site.pages["/5"] = Page(b"there")
    answer = fetcher(open_web, clock).get(f"{site.url}/0")
    assert (answer.url, answer.content) == (f"{site.url}/5", b"there")
    site.pages["/5"] = to("/6")
    site.pages["/6"] = Page(b"too far")
    with pytest.raises(WebError, match="redirects more than 5 times; give its last address"):
        fetcher(open_web, clock).get(f"{site.url}/0")


def test_redirects_in_a_circle_end(site: Site, open_web: WebSettings, clock: FakeClock) -> None:
    site.pages |= {"/a": to("/b"), "/b": to("/a")}
    with pytest.raises(WebError, match="redirects in a circle"):
        fetcher(open_web, clock).get(f"{site.url}/a")
    assert site.paths() == ["/a", "/b"]


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("http://192.168.1.1/admin", "leads to 192.168.1.1, which is no public address"),
        ("http://[::ffff:10.0.0.1]/", "leads to ::ffff:(10.0.0.1|a00:1), which is no public address"),
        ("http://localhost/", "which is no public address"),
        ("file:///etc/passwd", "only http and https are fetched"),
        ("http://user:secret@example.org/", "carries a name or password"),
        ("http://[bad/", "is no valid address"),
    ],
)
def test_a_redirect_is_checked_as_the_first_address_is(
    site: Site, open_web: WebSettings, clock: FakeClock, location: str, message: str
) -> None:
    site.pages["/out"] = to(location)

    def resolve(host: str, port: int) -> list[str]:
        # The name of the site is public; where it really is, only the test knows.
        return {"site.example": ["127.0.0.1"], "localhost": ["::1"]}.get(host, [host])

    settings = open_web.model_copy(update={"allow_private": False})
    one = Fetcher(settings, clock=clock.clock, resolve=resolve)
    with pytest.MonkeyPatch.context() as patch:
        from nlp.web import addresses

        truth = addresses.is_public
        patch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1" or truth(address))
        with pytest.raises(WebError, match=message) as caught:
            one.get(f"http://site.example:{site.port}/out")
    assert caught.value.lasting
    assert "secret" not in str(caught.value)
    assert site.paths() == ["/out"]


def test_loopback_is_refused_unless_it_is_allowed(site: Site, clock: FakeClock) -> None:
    with pytest.raises(
        WebError, match=r"127\.0\.0\.1, which is no public address; .*`allow_private` under \[web\]"
    ):
        fetcher(WebSettings(), clock).get(f"{site.url}/")
    assert site.asked == []


def test_what_has_not_changed_is_not_sent_again(site: Site, open_web: WebSettings, clock: FakeClock) -> None:
    site.pages["/feed"] = Page(status=304)
    known = Validators('"v1"', "Thu, 29 May 2025 08:00:00 GMT")
    answer = fetcher(open_web, clock).get(f"{site.url}/feed", kinds=FEEDS, validators=known)
    assert (answer.is_unchanged, answer.content) == (True, b"")
    _, headers = site.asked[0]
    assert (headers["if-none-match"], headers["if-modified-since"]) == (known.etag, known.last_modified)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"packed " * 50)),
        ("x-gzip", gzip.compress(b"packed " * 20) + gzip.compress(b"packed " * 30)),
        ("deflate", zlib.compress(b"packed " * 50)),
        ("deflate", zlib.compress(b"packed " * 50)[2:-4]),  # as some servers send it
        ("identity", b"packed " * 50),
    ],
)
def test_packed_pages_are_unpacked(
    site: Site, open_web: WebSettings, clock: FakeClock, encoding: str, body: bytes
) -> None:
    site.pages["/"] = Page(body, headers={"Content-Encoding": encoding})
    assert fetcher(open_web, clock).get(site.url).content == b"packed " * 50


@pytest.mark.parametrize(
    ("encoding", "body", "message"),
    [
        ("gzip", gzip.compress(bytes(50_000_000)), "is larger than 10 MB"),
        ("deflate", zlib.compress(bytes(50_000_000)), "is larger than 10 MB"),
        (
            "gzip, gzip",
            gzip.compress(gzip.compress(b"x")),
            r"packed in a way that was not asked for \(gzip, gzip\)",
        ),
        ("br", b"\x0b\x02\x80hello\x03", r"packed in a way that was not asked for \(br\)"),
        ("zstd", b"\x28\xb5\x2f\xfd", r"packed in a way that was not asked for \(zstd\)"),
        ("gzip", b"not packed at all", "cannot be unpacked"),
        ("gzip", gzip.compress(bytes(range(256)) * 40)[:-30], "ended before its end"),
    ],
)
def test_bombs_and_broken_packings_are_refused(
    site: Site, open_web: WebSettings, clock: FakeClock, encoding: str, body: bytes, message: str
) -> None:
    site.pages["/"] = Page(body, headers={"Content-Encoding": encoding})
    with pytest.raises(WebError, match=f"{message}; save the page and add the file"):
        fetcher(open_web, clock).get(f"{site.url}/")


def test_a_page_that_is_too_large_is_left_at_the_limit(
    site: Site, open_web: WebSettings, clock: FakeClock
) -> None:
    settings = open_web.model_copy(update={"max_bytes": 100_000})
    head = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"
    site.pages["/endless"] = site.drip(bytes(50_000), head=head, pause=0)
    site.pages["/announced"] = Page(b"", headers={"Content-Length": "100001"})
    for path in ("/endless", "/announced"):
        with pytest.raises(WebError, match=r"is larger than 0\.?1? MB"):
            fetcher(settings, clock).get(site.url + path)


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: ",  # a header that never ends
        b"",
    ],
)
def test_a_drip_of_bytes_ends_with_the_time_for_the_whole(
    site: Site, open_web: WebSettings, clock: FakeClock, head: bytes
) -> None:
    settings = open_web.model_copy(update={"total_seconds": 0.3})
    site.pages["/"] = site.drip(b"x", head=head)
    with pytest.raises(WebError, match=r"took longer than 0\.3 seconds") as caught:
        fetcher(settings, clock).get(f"{site.url}/")
    assert not caught.value.lasting
    assert site.paths() == ["/"]  # not asked again at once


def test_a_host_that_says_nothing_is_left(site: Site, open_web: WebSettings, clock: FakeClock) -> None:
    settings = open_web.model_copy(update={"read_seconds": 0.1})
    site.pages["/"] = lambda _: site.stopped.wait(5) and None
    with pytest.raises(WebError, match="or stopped half-way"):
        fetcher(settings, clock).get(f"{site.url}/")


@pytest.mark.parametrize("kind", ["video/mp4", "image/png", "application/zip", "text/css"])
def test_other_kinds_of_content_are_refused(
    site: Site, open_web: WebSettings, clock: FakeClock, kind: str
) -> None:
    site.pages["/"] = Page(b"...", kind=kind)
    with pytest.raises(WebError, match=f"holds {kind}, which is not read"):
        fetcher(open_web, clock).get(f"{site.url}/")


def test_a_content_without_a_kind_is_taken(site: Site, open_web: WebSettings, clock: FakeClock) -> None:
    site.pages["/"] = Page(b"text", kind=None)
    assert fetcher(open_web, clock).get(f"{site.url}/").media_type is None


@pytest.mark.parametrize(
    ("status", "remedy"), [(404, "check the address"), (403, "save the page"), (418, "save the page")]
)
def test_a_page_that_is_not_given_out_is_not_asked_for_again(
    site: Site, open_web: WebSettings, clock: FakeClock, status: int, remedy: str
) -> None:
    site.pages["/"] = Page(status=status)
    with pytest.raises(WebError, match=rf"is not given out \({status}\); .*{remedy}") as caught:
        fetcher(open_web, clock).get(f"{site.url}/")
    assert caught.value.lasting
    assert site.paths() == ["/"]


def test_a_busy_host_is_asked_again_after_longer_and_longer_waits(
    site: Site, open_web: WebSettings, clock: FakeClock
) -> None:
    site.pages["/"] = [Page(status=503), Page(status=429, headers={"Retry-After": "7"}), Page(b"now")]
    assert fetcher(open_web, clock).get(f"{site.url}/").content == b"now"
    assert clock.waits == [2.0, 7.0]


def test_a_host_that_stays_busy_is_left_for_another_day(
    site: Site, open_web: WebSettings, clock: FakeClock
) -> None:
    site.pages["/"] = Page(status=503)
    with pytest.raises(WebError, match=r"the host is busy or failing \(503\); try again later") as caught:
        fetcher(open_web, clock).get(f"{site.url}/")
    assert (caught.value.lasting, len(site.asked), clock.waits) == (False, 3, [2.0, 4.0])
    site.pages["/"] = Page(status=429, headers={"Retry-After": "Thu, 01 Jan 2026 01:00:00 GMT"})
    site.asked.clear()
    with pytest.raises(WebError, match=r"\(429\)"):
        fetcher(open_web, clock).get(f"{site.url}/")
    assert len(site.asked) == 1  # an hour is too long to wait for


def test_a_host_that_cannot_be_reached_is_asked_again(open_web: WebSettings, clock: FakeClock) -> None:
    with pytest.raises(
        WebError, match=r"cannot be reached .* check the address and the connection"
    ) as caught:
        fetcher(open_web, clock).get("http://127.0.0.1:1/")
    assert (caught.value.lasting, clock.waits) == (False, [2.0, 4.0])


def test_requests_to_one_host_are_kept_apart(site: Site, open_web: WebSettings, clock: FakeClock) -> None:
    site.pages["/"] = Page(b"x")
    one = fetcher(open_web, clock)
    one.get(f"{site.url}/")
    one.get(f"{site.url}/")
    one.get(f"http://localhost:{site.port}/")
    assert len(clock.waits) == 1  # another host need not wait
    assert 0 < clock.waits[0] <= 1


def test_proxies_of_the_environment_are_not_used(
    site: Site, open_web: WebSettings, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    site.pages["/"] = Page(b"direct")
    assert fetcher(open_web, clock).get(f"{site.url}/").content == b"direct"


def test_a_proxy_that_is_set_is_used_for_public_names_only(
    site: Site, open_web: WebSettings, clock: FakeClock
) -> None:
    site.pages["http://public.example:80/page"] = Page(b"by proxy")
    settings = open_web.model_copy(update={"proxy": site.url, "allow_private": False})
    one = Fetcher(
        settings, clock=clock.clock, resolve=lambda host, _: {"public.example": ["8.8.8.8"]}.get(host, [host])
    )
    assert one.get("http://public.example/page").content == b"by proxy"
    with pytest.raises(WebError, match=r"10\.0\.0\.1, which is no public address"):
        one.get("http://10.0.0.1/page")
    assert site.paths() == ["http://public.example:80/page"]
