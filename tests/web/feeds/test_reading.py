import gzip
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import WebError
from nlp.web.feeds import Entry, Feed, read_feed

BASE = "https://example.org/feed/"


def read(content: str | bytes) -> Feed:
    return read_feed(content if isinstance(content, bytes) else content.encode(), url=BASE, limit=1_000_000)


def test_rss_in_good_order() -> None:
    feed = read("""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
 <channel><title>A forum</title><link>https://example.org/</link>
  <atom:link href="https://example.org/feed/" rel="self" type="application/rss+xml"/>
  <item>
   <title><![CDATA[Seoul &amp; Jakarta: <i>a long table</i>]]></title>
   <link>https://example.org/2025/05/29/table/?utm_source=rss</link>
   <pubDate>Thu, 29 May 2025 08:00:00 +0900</pubDate>
   <category>ASEAN</category><category domain="x">South Korea</category>
   <description>&lt;p&gt;What the two&amp;nbsp;can do.&lt;/p&gt;</description>
   <content:encoded>The whole text.</content:encoded>
  </item>
 </channel>
</rss>""")
    assert feed == Feed(
        entries=(
            Entry(
                url="https://example.org/2025/05/29/table/?utm_source=rss",
                title="Seoul & Jakarta: a long table",
                summary="What the two can do. ASEAN South Korea",
                published=date(2025, 5, 29),
            ),
        )
    )


def test_rss_with_dates_missing_duplicates_and_malformed_entries() -> None:
    feed = read("""  \n<?xml version="1.0"?><rss><channel>
  <item><title>No date</title><link> /one </link></item>
  <item><title>No date, again</title><link>https://www.example.org/one/#comments</link></item>
  <item><title>No such day</title><link>/two</link><pubDate>31 February in the morning</pubDate></item>
  <item><title>By name</title><guid>https://example.org/three</guid></item>
  <item><title>By a name that is no address</title><guid isPermaLink="false">https://example.org/?p=7</guid></item>
  <item><title>By number</title><guid>1234 5678</guid></item>
  <item><title>Elsewhere</title><link>mailto:desk@example.org</link></item>
  <item></item>
  <item><title>An & that is bare, a &nbsp; and no end</title><link>/four</link>
  <item><title>After it</title><link>/five</link><date>2025-06-01T00:00:00Z</date></item>
</channel>""")
    assert [(entry.url, entry.published) for entry in feed.entries] == [
        ("https://example.org/one", None),
        ("https://example.org/two", None),
        ("https://example.org/three", None),
        ("https://example.org/four", None),
        ("https://example.org/five", date(2025, 6, 1)),
    ]
    assert feed.entries[0].title == "No date"
    assert feed.skipped == 4


def test_rss_1_0_with_its_namespaces() -> None:
    feed = read("""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"/>
 <item rdf:about="y"><title>한·아세안</title><link>https://example.org/한국</link><dc:date>2024-11-01</dc:date></item>
</rdf:RDF>""")
    url = "https://example.org/%ED%95%9C%EA%B5%AD"
    assert feed.entries == (Entry(url, title="한·아세안", published=date(2024, 11, 1)),)


def test_atom_with_relative_links_and_links_of_other_kinds() -> None:
    feed = read("""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/blog/">
 <link rel="self" href="feed.atom"/>
 <entry><title type="html">A &lt;b&gt;view&lt;/b&gt;</title>
  <link rel="replies" href="view/comments"/><link rel="enclosure" href="view.mp3"/>
  <link type="application/json" href="view.json"/><link rel="alternate" type="text/html" href="view"/>
  <id>tag:example.org,2025:1</id><published>2025-03-01T23:30:00+09:00</published><updated>2025-04-01</updated>
  <summary>Short.</summary><category term="Hanoi"/></entry>
 <entry><title>No link</title><id>https://example.org/by-id</id><updated>2025-04-01</updated></entry>
 <entry><title>Nothing at all</title><id>urn:uuid:1</id></entry>
</feed>""")
    assert feed.entries == (
        Entry("https://example.org/blog/view", "A view", "Short. Hanoi", date(2025, 3, 1)),
        Entry("https://example.org/by-id", "No link", "", date(2025, 4, 1)),
    )
    assert feed.skipped == 1


def test_a_site_map_gives_the_last_changed_first() -> None:
    feed = read(
        gzip.compress(b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
 <url><loc>https://example.org/undated</loc></url>
 <url><loc>https://example.org/old</loc><lastmod>2024-01-01</lastmod></url>
 <url><loc>https://example.org/new</loc><lastmod>2025-05-29T10:00:00+09:00</lastmod></url>
 <url><loc>https://example.org/news</loc><news:news><news:publication><news:name>N</news:name></news:publication>
  <news:publication_date>2025-05-30</news:publication_date><news:title>Fresh &amp; new</news:title>
  <news:keywords>Korea, ASEAN</news:keywords></news:news></url>
 <url><loc/></url>
</urlset>""")
    )
    assert [entry.url.rpartition("/")[2] for entry in feed.entries] == ["news", "new", "old", "undated"]
    assert feed.entries[0].title == "Fresh & new"
    assert (feed.entries[0].published, feed.entries[0].summary) == (date(2025, 5, 30), "Korea, ASEAN")
    assert feed.entries[1].published is None  # when it was changed says nothing of when it appeared
    assert feed.skipped == 1


def test_an_index_names_site_maps() -> None:
    feed = read("""<sitemapindex><sitemap><loc>https://example.org/a.xml</loc><lastmod>2020</lastmod></sitemap>
 <sitemap><loc>/b.xml.gz</loc><lastmod>2025-01-01</lastmod></sitemap></sitemapindex>""")
    assert [one.url for one in feed.maps] == ["https://example.org/b.xml.gz", "https://example.org/a.xml"]
    assert feed.entries == ()


LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>
<rss><channel><item><title>&lol2;</title><link>/a</link></item></channel></rss>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss><channel><item><title>&x;</title><link>/a</link></item></channel></rss>"""


@pytest.mark.parametrize(
    "content", [LAUGHS, OUTSIDE, LAUGHS.replace('<?xml version="1.0"?>', "").encode("utf-16")]
)
def test_a_feed_that_declares_entities_is_not_read(content: str | bytes) -> None:
    with pytest.raises(WebError, match="declares entities, as no feed needs to"):
        read(content)


def test_an_outside_dtd_is_not_loaded() -> None:
    feed = read("""<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/evil.dtd"><rss><channel>
 <item><title>A</title><link>/a</link></item></channel></rss>""")
    assert [entry.title for entry in feed.entries] == ["A"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<!doctype html><html><body>Not found</body></html>", "shows a web page where a feed should be"),
        ("", "shows nothing where a feed should be"),
        ("no markup", "shows nothing where a feed should be"),
        (b"\x00\xff\xfe", "shows nothing where a feed should be"),
        ('{"version": "https://jsonfeed.org/version/1"}', "shows nothing where a feed should be"),
        (gzip.compress(bytes(2_000_000)), "is larger than 1 MB"),
        (gzip.compress(b"<rss/>")[:-9], "ended before its end"),
    ],
)
def test_what_is_no_feed_is_refused_in_one_line(content: str | bytes, message: str) -> None:
    with pytest.raises(WebError, match=message) as caught:
        read(content)
    assert str(caught.value).startswith(f"{BASE}: ")


def test_an_encoding_that_is_declared_counts() -> None:
    content = """<?xml version="1.0" encoding="euc-kr"?><rss><channel>
<item><title>한국</title><link>/a</link></item></channel></rss>""".encode("euc-kr")
    assert read(content).entries[0].title == "한국"


@given(st.text(alphabet="<>/&;\"'=! rssitemchanlk:0?-[]\n한", max_size=200))
def test_no_feed_breaks_the_reader(inside: str) -> None:
    for content in (f"<rss><channel><item>{inside}</item></channel></rss>", f"<feed>{inside}", inside):
        try:
            feed = read(content)
        except WebError:
            continue
        assert all(entry.url.startswith("http") for entry in feed.entries)
