"""Twelve layouts of pages give the fields that one sees in them; what is no whole article is refused."""

import pytest

from nlp.corpus.article import Article, Problem
from nlp.corpus.intake import make_article
from nlp.corpus.readers import Candidate, read_content
from tests.corpus.readers.layouts import LAYOUTS
from tests.corpus.readers.more_layouts import MORE_LAYOUTS
from tests.corpus.readers.page_parts import ENGLISH, paragraphs
from tests.corpus.readers.refused_pages import REFUSED


def read(html, url=None, **options):
    (reading,) = read_content(html.encode(), name=url or "piece.html", url=url, **options)
    return reading


def article_of(html, url=None, **options) -> Article:
    reading = read(html, url, **options)
    assert isinstance(reading, Candidate), str(reading)
    return make_article(reading)[0]


def fields_of(article: Article) -> dict[str, object]:
    return {
        "title": article.title,
        "authors": [name.display for name in article.authors],
        "affiliation": article.affiliation,
        "outlet": article.outlet,
        "issued": article.issued.isoformat() if article.issued else None,
        "language": article.language,
        "url": article.url,
        "genre": article.genre,
        "reading_time": article.reading_time,
    }


@pytest.mark.parametrize("name", [*LAYOUTS, *MORE_LAYOUTS])
def test_fields_and_text_of_a_layout(name):
    layout = LAYOUTS.get(name) or MORE_LAYOUTS[name]
    article = article_of(layout.html, layout.url)
    assert fields_of(article) == layout.expected
    assert article.text.split("\n\n") == list(layout.paragraphs)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_whole_article_is_refused(name):
    html, kind, message = REFUSED[name]
    problem = read(html)
    assert isinstance(problem, Problem)
    assert (problem.kind, problem.message.startswith(message)) == (kind, True), problem.message
    assert ";" in problem.message  # the remedy


def simple(body="", *, head="", texts=ENGLISH):
    article = f"<article><h1>A Chair</h1>{body}{paragraphs(texts)}</article>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{article}</body></html>"


@pytest.mark.parametrize("title", ["A Chair", "A Chair - Sample Daily", "Sample Daily | Opinion | A Chair"])
def test_without_a_heading_the_title_is_that_of_the_browser(title):
    html = simple(head=f"<title>{title}</title>").replace("h1>", "b>")
    article = article_of(html)
    assert (article.title, article.origins["title"]) == ("A Chair", "page title")
    assert article.text.split("\n\n") == list(ENGLISH)
    bare = html.replace("<b>A Chair</b>", "")
    assert (
        article_of(bare.replace(title, "The chair we wanted | Sample Daily")).title == "The chair we wanted"
    )


def dated(stamp, printed):
    return simple(f"<p>{printed}</p>", head=f"<meta property='article:published_time' content='{stamp}'>")


def test_the_printed_day_counts_where_metadata_count_in_another_time_zone():
    article = article_of(dated("2024-12-30T17:45:00+00:00", "31 December 2024"))
    assert (str(article.issued), article.origins["issued"]) == ("2024-12-31", "header line")
    assert article.doubts == ()


def test_days_far_apart_are_doubtful():
    article = article_of(dated("2024-12-30", "3 March 2021"))
    assert (str(article.issued), article.origins["issued"]) == ("2024-12-30", "page metadata (Open Graph)")
    assert article.doubts == ("the page prints 2021-03-03 as its day, its metadata say 2024-12-30",)


def test_the_language_is_that_of_the_text_not_of_the_template():
    article = article_of(simple().replace("<html>", "<html lang='ko-KR'>"))
    assert (article.language, article.origins["language"]) == ("en", "text")
    (reading,) = read_content(simple().encode(), name="a.html")
    assert make_article(reading, given={"language": "ms"})[0].language == "ms"


@pytest.mark.parametrize(
    ("author", "found", "origin"),
    [
        ("By Jane Roe", ["Jane Roe"], "page metadata (meta)"),
        ("Jane Roe and John Doe", ["Jane Roe", "John Doe"], "page metadata (meta)"),
        ("Roe, Jane", ["Jane Roe"], "page metadata (meta)"),
        ("Kim, Min-su", ["Kim Min-su"], "page metadata (meta)"),
        ("Jane Roe (Sample University)", ["Jane Roe"], "page metadata (meta)"),
        ("Nguyễn Thị Minh Khai", ["Nguyễn Thị Minh Khai"], "page metadata (meta)"),
        ("สมชาย ใจดี", ["สมชาย ใจดี"], "page metadata (meta)"),
        ("Sukarno", ["Sukarno"], "page metadata (meta)"),
        ("홍길동 기자", ["홍길동"], "page metadata (meta)"),
        ("admin", [], None),
        ("web-editor2", ["web-editor2"], "account name"),
        ("Sample Daily", ["Sample Daily"], "account name"),
    ],
)
def test_authors_as_pages_name_them(author, found, origin):
    head = f"<meta name='author' content='{author}'><meta property='og:site_name' content='Sample Daily'>"
    article = article_of(simple(head=head))
    assert ([name.display for name in article.authors], article.origins.get("authors")) == (found, origin)


def test_an_account_yields_to_the_byline():
    article = article_of(simple("<p>By Jane Roe</p>", head="<meta name='author' content='web-editor2'>"))
    assert [name.display for name in article.authors] == ["Jane Roe"]
    assert article.origins["authors"] == "header line"


def test_an_offer_to_subscribe_below_a_whole_text_leaves_a_doubt():
    article = article_of(simple(texts=(*ENGLISH, "Already a subscriber? Log in to read more.")))
    assert article.text == "\n\n".join(ENGLISH)
    assert [doubt.split(";")[0] for doubt in article.doubts] == [
        "may be cut short: the page asks for a subscription"
    ]


def test_json_ld_that_is_broken_leaves_the_other_sources():
    script = "<script type='application/ld+json'>{'headline': </script>"
    head = f"{script}<meta property='og:title' content='Other'>"
    assert article_of(simple(head=head)).origins["title"] == "page metadata (Open Graph)"


def test_pages_nested_deeply_or_broken_are_read_or_refused_in_time():
    script = "<script type='application/ld+json'>" + "[" * 50_000
    for html in ("<div>" * 20_000 + "x", "<!DOCTYPE html><html><table>" * 500, script):
        assert isinstance(read(html), Candidate | Problem)


@pytest.mark.parametrize("media_type", ["image/png", "application/zip", "video/mp4"])
def test_what_a_server_calls_no_text_is_refused(media_type):
    problem = read(simple(), "https://a.example/b", media_type=media_type)
    assert f"is of a kind that holds no article ({media_type})" in str(problem)


def test_the_encoding_that_a_server_names_counts_where_the_page_names_none():
    html = simple().replace("A Chair", "Một chiếc ghế — “thử”")
    address, told = "https://a.example/b", "text/html; charset=utf-16-le"
    (reading,) = read_content(html.encode("utf-16-le"), name="u", url=address, media_type=told)
    assert isinstance(reading, Candidate)
    article, _ = make_article(reading)
    assert (article.title, article.url, article.source_file) == ("Một chiếc ghế — “thử”", address, address)
