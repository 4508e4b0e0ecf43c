import json
from datetime import date
from pathlib import Path

import pytest

from nlp.corpus.folder import read_article
from nlp.errors import CommentaryError, OutputError
from nlp.harvesting import Harvest, Item, Outcome
from nlp.harvesting.ledger import Ledger
from nlp.settings import HarvestSettings, Settings, WebSettings
from nlp.web.feeds.health import HEALTH, Health, read_health
from nlp.web.fetching import Fetcher
from tests.harvesting.pages import FORUM, article, rss, write_sources
from tests.web.site import FakeClock, Page, Site

DAY = date(2026, 1, 1)


class Bench:
    """A corpus, a site, and runs over them."""

    def __init__(self, corpus: Path, site: Site, web: WebSettings, clock: FakeClock) -> None:
        self.corpus, self.site, self.web, self.clock = corpus, site, web, clock
        self.rules = HarvestSettings()
        self.waiting = self.left_out = 0

    def run(self, *, day: date = DAY, **options: object) -> list[Item]:
        settings = Settings(corpus=self.corpus, web=self.web, harvest=self.rules)
        fetcher = Fetcher(self.web, clock=self.clock.clock)
        wanted = options.pop("source", None)
        self.site.asked.clear()
        with Harvest(settings, fetcher=fetcher, today=day, **options) as harvest:  # type: ignore[arg-type]
            items = [item for source in harvest.sources(wanted) for item in harvest.run(source)]  # type: ignore[arg-type]
            self.waiting, self.left_out = harvest.waiting, harvest.left_out
        return items

    def articles(self) -> list[str]:
        return sorted(path.stem for path in (self.corpus / "articles").glob("*.md"))

    def ledger(self) -> list[str]:
        file = self.corpus / "harvested.csv"
        return file.read_text(encoding="utf-8").splitlines()[1:] if file.is_file() else []


@pytest.fixture
def bench(tmp_path: Path, site: Site, open_web: WebSettings, clock: FakeClock) -> Bench:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    write_sources(corpus, site, FORUM)
    return Bench(corpus, site, open_web, clock)


def outcomes(items: list[Item]) -> list[tuple[str, str]]:
    return [(item.outcome.value, item.title) for item in items]


def test_what_is_relevant_is_taken_in_once(bench: Bench, site: Site) -> None:
    site.pages |= {
        "/feed": rss(("The long table", "/a?utm_source=rss"), ("Houses", "/b")),
        "/a?utm_source=rss": article("The long table"),
        "/b": article("Houses", "korea"),
    }
    items = bench.run()
    assert outcomes(items) == [("taken", "The long table"), ("irrelevant", "Houses")]
    assert site.paths() == ["/robots.txt", "/feed", "/a?utm_source=rss", "/b"]
    assert bench.articles() == ["2025-05-29-a-forum-the-long-table"]
    piece, _ = read_article(bench.corpus / "articles" / "2025-05-29-a-forum-the-long-table.md")
    assert (piece.title, piece.outlet, piece.outlet_country, piece.side) == (
        "The long table",
        "A Forum",
        "AU",
        "other",
    )
    assert [name.display for name in piece.authors] == ["Min-ji Park"]
    assert (piece.issued, piece.url) == (date(2025, 5, 29), f"{site.url}/a?utm_source=rss")
    assert piece.origins["outlet"] == "given"
    assert piece.text.startswith("Seoul and Jakarta have much to gain")
    taken, irrelevant = items
    assert (taken.article_id, irrelevant.reason) == (piece.id, "names nothing of ASEAN")
    assert (taken.korea, taken.asean) == (4, 8)
    assert taken.score is not None
    assert taken.score > 10
    assert bench.run() == []
    assert site.paths() == ["/robots.txt", "/feed"]  # neither page is fetched again
    assert len(bench.ledger()) == 2


def test_a_dry_run_shows_the_same_and_writes_nothing(bench: Bench, site: Site) -> None:
    site.pages |= {"/feed": rss(("The long table", "/a"), etag="1"), "/a": article("The long table")}
    before = sorted(bench.corpus.rglob("*"))
    items = bench.run(dry_run=True)
    assert outcomes(items) == [("taken", "The long table")]
    assert items[0].reason == "would be taken in; nothing written"
    assert sorted(bench.corpus.rglob("*")) == before
    assert outcomes(bench.run()) == [("taken", "The long table")]


def test_a_piece_that_the_corpus_has_is_known_by_address_or_text(bench: Bench, site: Site) -> None:
    same = article("The long table")
    site.pages |= {
        "/feed": rss(("One", "/a"), ("Two", "/copy"), ("Three", "/moved"), ("One again", "/a/#top")),
        "/a": same,
        "/copy": same,
        "/moved": Page(status=301, headers={"Location": "/a?utm_medium=x"}),
        "/a?utm_medium=x": same,
    }
    items = bench.run()
    assert [item.outcome.value for item in items] == ["taken", "known", "known"]
    assert {item.article_id for item in items} == {"2025-05-29-a-forum-the-long-table"}
    # A new ledger starts from the corpus: nothing is fetched that an article's address tells.
    (bench.corpus / "harvested.csv").unlink()
    assert [item.outcome.value for item in bench.run()] == ["known", "known", "known"]
    assert "/a" not in site.paths()
    assert len(bench.articles()) == 1


def test_keywords_are_looked_for_in_what_the_feed_says(bench: Bench, site: Site) -> None:
    write_sources(bench.corpus, site, "- {id: forum, url: SITE/feed, kind: rss, keywords: [Jakarta, Korea*]}")
    site.pages |= {
        "/feed": rss(("Korean lessons", "/a"), ("On cheese", "/b")),
        "/a": article("Korean lessons"),
        "/b": article("On cheese"),
    }
    assert outcomes(bench.run()) == [("taken", "Korean lessons"), ("filtered", "On cheese")]
    assert "/b" not in site.paths()
    assert bench.run() == []
    # Other keywords look at it anew.
    write_sources(bench.corpus, site, "- {id: forum, url: SITE/feed, kind: rss, keywords: [cheese]}")
    assert outcomes(bench.run()) == [("taken", "On cheese")]


def test_a_site_map_shows_keywords_only_on_its_pages(bench: Bench, site: Site) -> None:
    write_sources(
        bench.corpus, site, "- {id: map, url: SITE/index.xml, kind: sitemap, keywords: {all: [table]}}"
    )
    site.pages |= {
        "/index.xml": Page(
            b"<sitemapindex><sitemap><loc>/one.xml</loc></sitemap><sitemap><loc>/gone.xml</loc></sitemap>"
            b"</sitemapindex>",
            kind="text/xml",
        ),
        "/one.xml": Page(
            b"<urlset><url><loc>/a</loc></url><url><loc>/b</loc></url></urlset>", kind="text/xml"
        ),
        "/a": article("The long table"),
        "/b": article("Of ports"),
    }
    items = bench.run()
    assert [(item.outcome.value, item.is_feed) for item in items] == [
        ("failed", True),
        ("taken", False),
        ("irrelevant", False),
    ]
    assert "/gone.xml: is not given out (404)" in items[0].reason
    assert items[2].reason == "does not name “table”"


def test_site_maps_beyond_the_limit_are_told(bench: Bench, site: Site) -> None:
    write_sources(bench.corpus, site, "- {id: map, url: SITE/index.xml, kind: sitemap}")
    maps = "".join(
        f"<sitemap><loc>/{day}.xml</loc><lastmod>2025-01-0{day}</lastmod></sitemap>" for day in (1, 3, 2)
    )
    site.pages["/index.xml"] = Page(f"<sitemapindex>{maps}</sitemapindex>".encode(), kind="text/xml")
    for day in (1, 2, 3):
        site.pages[f"/{day}.xml"] = Page(b"<urlset/>", kind="text/xml", headers={"ETag": f'"{day}"'})
    bench.rules = HarvestSettings(max_sitemaps=2)
    assert bench.run() == []
    assert (site.paths(), bench.left_out) == (["/robots.txt", "/index.xml", "/3.xml", "/2.xml"], 1)
    bench.run()
    asked = {path: headers.get("if-none-match") for path, headers in site.asked}
    assert asked == {"/robots.txt": None, "/index.xml": None, "/3.xml": '"3"', "/2.xml": '"2"'}


def test_a_feed_that_has_not_changed_is_not_sent_again(bench: Bench, site: Site) -> None:
    feed = rss(("The long table", "/a"), etag='"v1"')
    site.pages |= {"/feed": [feed, Page(status=304)], "/a": article("The long table")}
    bench.run()
    assert bench.run() == []
    assert site.asked[-1][1]["if-none-match"] == '"v1"'
    # Whoever takes a line out of the ledger wants to have the entry looked at again.
    lines = (bench.corpus / "harvested.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (bench.corpus / "harvested.csv").write_text(lines[0], encoding="utf-8")
    site.pages["/feed"] = feed
    assert [item.outcome.value for item in bench.run()] == ["known"]
    assert "if-none-match" not in site.asked[-1][1]


def test_a_limit_leaves_the_rest_for_the_next_run(bench: Bench, site: Site) -> None:
    pages = {f"/{n}": article(f"Piece {n}", extra=f"Number {n}.") for n in range(3)}
    site.pages |= pages | {"/feed": rss(*((f"Piece {n}", f"/{n}") for n in range(3)), etag='"v1"')}
    assert outcomes(bench.run(limit=2)) == [("taken", "Piece 0"), ("taken", "Piece 1")]
    assert bench.waiting == 1
    assert outcomes(bench.run(limit=2)) == [("taken", "Piece 2")]  # although the feed is the same
    assert bench.waiting == 0
    bench.run()
    assert site.asked[-1][1]["if-none-match"] == '"v1"'


def test_what_fails_is_tried_again_a_few_times(bench: Bench, site: Site) -> None:
    site.pages |= {"/feed": rss(("A", "/a"), etag='"v1"'), "/a": Page(status=503)}
    runs = [bench.run() for _ in range(4)]
    assert [[item.outcome.value for item in items] for items in runs] == [
        ["failed"],
        ["failed"],
        ["given up"],
        [],
    ]
    assert runs[2][0].reason.startswith("failed 3 times; ")
    assert [line.split(",")[2] for line in bench.ledger()] == ["failed", "failed", "given up"]


def test_a_page_that_failed_once_may_come_later(bench: Bench, site: Site) -> None:
    site.pages |= {"/feed": rss(("A", "/a"), etag='"v1"'), "/a": Page(status=503)}
    bench.run()
    site.pages["/a"] = article("A")
    assert outcomes(bench.run()) == [("taken", "A")]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page(status=404), "is not given out (404)"),
        (Page(b"x", kind="video/mp4"), "holds video/mp4, which is not read"),
        (Page(b"<html><body></body></html>"), ""),
        (Page(status=302, headers={"Location": "ftp://example.org/"}), "only http and https are fetched"),
    ],
)
def test_what_cannot_be_a_piece_is_refused_for_good(
    bench: Bench, site: Site, page: Page, reason: str
) -> None:
    site.pages |= {"/feed": rss(("A", "/a")), "/a": page}
    items = bench.run()
    assert [item.outcome.value for item in items] == ["refused"]
    assert reason in items[0].reason
    assert items[0].reason
    assert bench.run() == []


def test_robots_are_heard(bench: Bench, site: Site) -> None:
    site.pages |= {
        "/robots.txt": Page(b"User-agent: *\nDisallow: /a"),
        "/feed": rss(("A", "/a")),
        "/a": article("A"),
    }
    items = bench.run()
    assert items[0].outcome is Outcome.REFUSED
    assert "its host does not allow it (robots.txt)" in items[0].reason
    assert "/a" not in site.paths()


def test_one_feed_that_fails_does_not_stop_the_others(bench: Bench, site: Site) -> None:
    entries = (
        "- {id: gone, url: SITE/gone, kind: rss}",
        FORUM,
        "- {id: quiet, url: SITE/quiet, kind: rss, enabled: false}",
    )
    write_sources(bench.corpus, site, *entries)
    site.pages |= {"/feed": rss(("A", "/a")), "/a": article("A"), "/quiet": rss(("B", "/b"))}
    items = bench.run()
    assert [(item.source, item.outcome.value, item.is_feed) for item in items] == [
        ("gone", "failed", True),
        ("forum", "taken", False),
    ]
    assert len(bench.ledger()) == 1  # a feed is no entry
    assert [item.source for item in bench.run(source="quiet")] == ["quiet"]
    with pytest.raises(CommentaryError, match="lists no source `none`; there are: gone, forum, quiet"):
        bench.run(source="none")


def test_since_when_a_feed_fails_is_kept(bench: Bench, site: Site) -> None:
    first, second, third = (date(2026, 1, day) for day in (1, 2, 3))
    site.pages["/feed"] = rss(("A", "/a"))
    site.pages["/a"] = article("A")
    bench.run(day=first)
    assert read_health(bench.corpus) == {"forum": Health(first, heard=first)}
    del site.pages["/feed"]
    bench.run(day=second, dry_run=True)
    assert read_health(bench.corpus) == {"forum": Health(first, heard=first)}
    (item,) = bench.run(day=second)
    bench.run(day=third)
    assert read_health(bench.corpus) == {"forum": Health(third, first, second, item.reason)}
    assert "is not given out (404)" in item.reason
    site.pages["/feed"] = rss(("A", "/a"))
    bench.run(day=third)
    assert read_health(bench.corpus) == {"forum": Health(third, heard=third)}


def test_a_site_map_below_that_fails_is_kept_too(bench: Bench, site: Site) -> None:
    write_sources(bench.corpus, site, "- {id: map, url: SITE/index.xml, kind: sitemap}")
    index = b"<sitemapindex><sitemap><loc>/gone.xml</loc></sitemap></sitemapindex>"
    site.pages["/index.xml"] = Page(index, kind="text/xml")
    (item,) = bench.run()
    assert read_health(bench.corpus) == {"map": Health(DAY, failing=DAY, reason=item.reason)}


@pytest.mark.parametrize("content", ["", "[]", '{"forum": 3}', '{"forum": {"tried": "soon"}}', "\x00"])
def test_a_damaged_record_of_feeds_stops_nothing(bench: Bench, site: Site, content: str) -> None:
    (bench.corpus / HEALTH).write_text(content, encoding="utf-8")
    site.pages |= {"/feed": rss(("A", "/a")), "/a": article("A")}
    assert outcomes(bench.run()) == [("taken", "A")]
    assert read_health(bench.corpus) == {"forum": Health(DAY, heard=DAY)}


def test_thresholds_are_settings(bench: Bench, site: Site) -> None:
    site.pages |= {"/feed": rss(("A", "/a")), "/a": article("A")}
    bench.rules = HarvestSettings(min_mentions=5)
    assert bench.run(dry_run=True)[0].reason == "names Korea only 4 times"
    bench.rules = HarvestSettings(min_score=500)
    assert bench.run(dry_run=True)[0].reason == "its score is below 500"


def test_the_day_and_title_of_the_feed_fill_what_the_page_leaves_out(bench: Bench, site: Site) -> None:
    item = b"<item><title>Told by the feed</title><link>/a</link><pubDate>2025-03-04</pubDate></item>"
    feed = b"<rss><channel>" + item + b"</channel></rss>"
    bare = article("x").body
    for part in (b'<meta property="og:title" content="x">', b"<h1>x</h1>", b"<title>x | A Forum</title>"):
        bare = bare.replace(part, b"")
    bare = bare.replace(b'<meta property="article:published_time" content="2025-05-29T08:00:00+09:00">', b"")
    site.pages |= {"/feed": Page(feed, kind="text/xml"), "/a": Page(bare)}
    assert [item.outcome.value for item in bench.run()] == ["taken"]
    piece, _ = read_article(next((bench.corpus / "articles").glob("*.md")))
    assert (piece.issued, piece.origins["issued"]) == (date(2025, 3, 4), "feed")


def test_a_site_that_names_its_front_page_for_every_piece_loses_none(bench: Bench, site: Site) -> None:
    for name in "ab":
        page = article(name, extra=f"Only {name}.").body
        front = f'<meta property="og:url" content="{site.url}/"><title>'.encode()
        site.pages[f"/{name}"] = Page(page.replace(b"<title>", front, 1))
    site.pages["/feed"] = rss(("a", "/a"), ("b", "/b"))
    assert outcomes(bench.run()) == [("taken", "a"), ("taken", "b")]


def test_two_harvests_of_one_corpus_exclude_each_other(bench: Bench) -> None:
    settings = Settings(corpus=bench.corpus, web=bench.web)
    with Harvest(settings), pytest.raises(OutputError, match="another harvest is running"), Harvest(settings):
        pass


def test_a_corpus_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(CommentaryError, match="name the corpus with --corpus"):
        Harvest(Settings(corpus=tmp_path / "none"))


def test_a_torn_last_line_does_not_count(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.add(
        Item("s", Outcome.TAKEN, "https://example.org/a", title='=HYPERLINK("x"), "quoted"\nbroken'), DAY
    )
    ledger.add(Item("s", Outcome.TAKEN, "https://example.org/b"), DAY)
    content = ledger.path.read_bytes()
    ledger.path.write_bytes(content[:-20])
    again = Ledger(tmp_path)
    assert [again.is_done(f"http://www.example.org/{page}/") for page in "ab"] == [True, False]
    again.add(Item("s", Outcome.FAILED, "https://example.org/b", score=1.5, korea=1, asean=2), DAY)
    assert ledger.path.read_text(encoding="utf-8").splitlines() == [
        "day,source,outcome,url,article_id,score,korea,asean,title,reason",
        '2026-01-01,s,taken,https://example.org/a,,,,,"\'=HYPERLINK(""x""), ""quoted"" broken",',
        "2026-01-01,s,failed,https://example.org/b,,1.5,1,2,,",
    ]
    assert Ledger(tmp_path).failures("https://example.org/b") == 1


def test_a_ledger_may_be_cut_anywhere(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for n in range(3):
        ledger.add(Item("s", Outcome.TAKEN, f"https://example.org/{n}", title="A, “b”"), DAY)
    content = ledger.path.read_bytes()
    for end in range(0, len(content), 9):  # each write waits for the disk
        ledger.path.write_bytes(content[:end])
        again = Ledger(tmp_path)
        done = sum(again.is_done(f"https://example.org/{n}") for n in range(3))
        assert done == max(0, content[:end].count(b"\n") - 1)
        again.add(Item("s", Outcome.KNOWN, "https://example.org/next"), DAY)
        assert Ledger(tmp_path).is_done("https://example.org/next")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a;b;c\n1;2;3\n", "its first line must be day,source,outcome,url"),
        ("day,source,outcome,url\n2026-01-01,s,eaten,https://example.org/\n", "line 2 has no outcome or url"),
        ("day,source,outcome,url\n2026-01-01,s\n", "line 2 has no outcome or url"),
    ],
)
def test_a_ledger_that_was_spoilt_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "harvested.csv").write_text(content, encoding="utf-8")
    with pytest.raises(OutputError, match=message):
        Ledger(tmp_path)


def test_a_broken_store_of_feed_states_only_costs_a_request(bench: Bench, site: Site) -> None:
    (bench.corpus / ".feeds.json").write_text("[1, 2", encoding="utf-8")
    site.pages |= {"/feed": rss(("A", "/a"), etag='"v1"'), "/a": article("A")}
    assert outcomes(bench.run()) == [("taken", "A")]
    assert list(json.loads((bench.corpus / ".feeds.json").read_text(encoding="utf-8"))) == [
        f"{site.url}/feed"
    ]
