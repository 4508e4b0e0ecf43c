from datetime import UTC, datetime

import pytest

from nlp.errors import WebError
from nlp.settings import WebSettings
from nlp.web.fetching import Fetcher
from nlp.web.manners.pace import Pace, read_retry_after
from nlp.web.manners.robots import Robots
from tests.web.site import FakeClock, Page, Site


def robots(settings: WebSettings, clock: FakeClock) -> tuple[Fetcher, Robots]:
    fetcher = Fetcher(settings, clock=clock.clock)
    return fetcher, Robots(fetcher)


def test_what_a_host_does_not_allow_is_not_fetched(
    site: Site, open_web: WebSettings, clock: FakeClock
) -> None:
    rules = b"User-agent: *\nDisallow: /private/*\nDisallow: /all*   # all of it\nAllow: /\n"
    site.pages |= {"/robots.txt": Page(rules, kind="text/plain"), "/a": Page(b"a")}
    fetcher, asked = robots(open_web, clock)
    assert fetcher.get(f"{site.url}/a", permit=asked.check).content == b"a"
    for path in ("/private/b", "/all", "/all/b"):
        with pytest.raises(WebError, match=r"its host does not allow it \(robots\.txt\)") as caught:
            fetcher.get(site.url + path, permit=asked.check)
        assert caught.value.lasting
    assert site.paths() == ["/robots.txt", "/a"]  # the rules are asked for once


def test_rules_for_us_count_before_those_for_all(site: Site, open_web: WebSettings, clock: FakeClock) -> None:
    rules = b"\xef\xbb\xbfUser-agent: korea-asean-commentary\nDisallow: /\n\nUser-agent: *\nDisallow:\n"
    site.pages["/robots.txt"] = Page(rules, kind=None)
    with pytest.raises(WebError, match="does not allow it"):
        robots(open_web, clock)[1].check(f"{site.url}/a")


def test_a_redirect_is_asked_about_too(site: Site, open_web: WebSettings, clock: FakeClock) -> None:
    site.pages |= {
        "/robots.txt": Page(b"User-agent: *\nDisallow: /hidden"),
        "/a": Page(status=302, headers={"Location": "/hidden"}),
    }
    fetcher, asked = robots(open_web, clock)
    with pytest.raises(WebError, match="/hidden: its host does not allow it"):
        fetcher.get(f"{site.url}/a", permit=asked.check)
    assert "/hidden" not in site.paths()


def test_a_host_without_rules_allows_everything(site: Site, open_web: WebSettings, clock: FakeClock) -> None:
    for status in (401, 403, 404, 410):
        site.pages["/robots.txt"] = Page(status=status)
        robots(open_web, clock)[1].check(f"{site.url}/a")


def test_a_host_whose_rules_cannot_be_read_is_left_for_later(
    site: Site, open_web: WebSettings, clock: FakeClock
) -> None:
    site.pages["/robots.txt"] = Page(status=500)
    asked = robots(open_web, clock)[1]
    for _ in range(2):
        with pytest.raises(
            WebError, match=r"robots\.txt: .*nothing is fetched there before it can be read"
        ) as caught:
            asked.check(f"{site.url}/a")
        assert not caught.value.lasting
    assert len(site.asked) == 3  # the tries of one request


@pytest.mark.parametrize(
    ("rule", "seconds"),
    [(b"Crawl-delay: 5", 5.0), (b"Crawl-delay: 500", 30.0), (b"Request-rate: 1/10", 10.0)],
)
def test_a_host_may_ask_for_longer_pauses(
    site: Site, open_web: WebSettings, clock: FakeClock, rule: bytes, seconds: float
) -> None:
    site.pages |= {"/robots.txt": Page(b"User-agent: *\n" + rule), "/a": Page(b"a")}
    fetcher, asked = robots(open_web, clock)
    fetcher.get(f"{site.url}/a", permit=asked.check)
    clock.waits.clear()
    fetcher.get(f"{site.url}/a", permit=asked.check)
    assert clock.waits
    assert seconds - 0.5 < clock.waits[0] <= seconds


def test_pauses_are_kept_for_each_host(clock: FakeClock) -> None:
    clock.monotonic = lambda: 100.0 + clock.skipped  # type: ignore[method-assign]
    pace = Pace(2.0, clock.clock)
    pace.wait("a")
    pace.wait("b")
    pace.wait("a")
    pace.slow_down("b", 10.0)
    pace.wait("b")
    pace.wait("b")
    assert clock.waits == [2.0, 10.0]  # `b` had waited for `a` already


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        ("Thu, 01 Jan 2026 00:02:00 GMT", 120.0),
        ("Wed, 31 Dec 2025 00:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_what_retry_after_says(value: str | None, seconds: float | None) -> None:
    assert read_retry_after(value, datetime(2026, 1, 1, tzinfo=UTC)) == seconds
