# ruff: noqa: E501  markup reads best in one piece
"""Web pages as outlets set them, written for the tests, with what a reader sees in each.

Bodies are made of the same few paragraphs, so that what differs is the layout.
"""

from tests.corpus.readers.page_parts import ENGLISH, KOREAN, Layout, linked, paragraphs, whole_page

__all__ = ["LAYOUTS"]

_JSON_LD = Layout(
    whole_page(
        "<title>Who pays for the second crossing? | Harbour Review</title>"
        + linked(
            """{"@context": "https://schema.org", "@type": "OpinionNewsArticle",
            "headline": "Who pays for the second crossing?", "datePublished": "2024-03-05T07:30:00+07:00",
            "dateModified": "2024-03-09T10:00:00+07:00",
            "author": {"@type": "Person", "name": "Mira Santoso",
              "affiliation": {"@type": "Organization", "name": "Institute of Island Studies"}},
            "publisher": {"@type": "Organization", "name": "Harbour Review"},
            "mainEntityOfPage": "https://harbour.example/opinion/second-crossing",
            "inLanguage": "en-GB", "keywords": "ferries, aid"}"""
        ),
        "<main><article><h1>Who pays for the second crossing?</h1><div class='byline'>By <a href='/m'>Mira Santoso"
        f"</a></div><time datetime='2024-03-05'>5 March 2024</time>{paragraphs()}</article></main>",
    ),
    {
        "title": "Who pays for the second crossing?",
        "authors": ["Mira Santoso"],
        "affiliation": "Institute of Island Studies",
        "outlet": "Harbour Review",
        "issued": "2024-03-05",
        "language": "en",
        "url": "https://harbour.example/opinion/second-crossing",
        "genre": "opinion",
        "reading_time": None,
    },
)

_GRAPH = Layout(
    whole_page(
        "<title>A ledger for the partnership - Southern Desk</title>"
        "<link rel='canonical' href='https://southern.example/2023/11/a-ledger/'>"
        + linked(
            """<!-- {"@context": "https://schema.org", "@graph": [
            {"@type": "WebSite", "@id": "https://southern.example/#website", "name": "Southern Desk",
             "publisher": {"@id": "https://southern.example/#organization"}},
            {"@type": "Organization", "@id": "https://southern.example/#organization", "name": "Southern Desk"},
            {"@type": "WebPage", "@id": "https://southern.example/2023/11/a-ledger/",
             "name": "A ledger for the partnership - Southern Desk", "datePublished": "2023-11-20T01:00:00+00:00"},
            {"@type": ["Article", "NewsArticle"], "headline": "A ledger for the partnership &#8211; at last",
             "author": [{"@id": "https://southern.example/#/person/1"}], "articleSection": ["Commentary"],
             "publisher": {"@id": "https://southern.example/#organization"}, "timeRequired": "PT5M",
             "datePublished": "2023-11-20T01:00:00+00:00", "inLanguage": "en-US",
             "mainEntityOfPage": {"@id": "https://southern.example/2023/11/a-ledger/"}},
            {"@type": "Person", "@id": "https://southern.example/#/person/1", "name": "Nguyễn Thị Hoa"}]} -->"""
        ),
        "<article><h1 class='entry-title'>A ledger for the partnership – at last</h1>"
        f"<div class='entry-meta'>November 20, 2023</div><div class='entry-content'>{paragraphs()}</div></article>",
        site="Southern Desk",
    ),
    {
        "title": "A ledger for the partnership – at last",
        "authors": ["Nguyễn Thị Hoa"],
        "affiliation": None,
        "outlet": "Southern Desk",
        "issued": "2023-11-20",
        "language": "en",
        "url": "https://southern.example/2023/11/a-ledger/",
        "genre": "commentary",
        "reading_time": 5,
    },
)

_OPEN_GRAPH = Layout(
    whole_page(
        "<title>The letters that came back – The Straits Courier</title>"
        "<meta property='og:type' content='article'>"
        "<meta property='og:title' content='The letters that came back – The Straits Courier'>"
        "<meta property='og:site_name' content='The Straits Courier'>"
        "<meta property='og:url' content='https://courier.example/op/letters'>"
        "<meta property='og:locale' content='en_SG'>"
        "<meta property='article:published_time' content='2022-08-14T22:15:00+08:00'>"
        "<meta property='article:author' content='https://www.facebook.com/tan.hui.min'>"
        "<meta property='article:author' content='Tan Hui Min'>"
        "<meta property='article:section' content='Opinion'>",
        f"<div id='content'><h1>The letters that came back</h1>{paragraphs()}</div>",
        site="The Straits Courier",
    ),
    {
        "title": "The letters that came back",
        "authors": ["Tan Hui Min"],
        "affiliation": None,
        "outlet": "The Straits Courier",
        "issued": "2022-08-14",
        "language": "en",
        "url": "https://courier.example/op/letters",
        "genre": "opinion",
        "reading_time": None,
    },
)

_BYLINE = Layout(
    whole_page(
        "<title>A clerk, a ledger and some patience</title><meta name='author' content='admin'>",
        "<section><p class='kicker'>Commentary</p><h1>A clerk, a ledger and some patience</h1>"
        "<p>By Somchai Rattanakul, Senior Fellow at the Centre for Delta Research</p><p>Published: 17 July 2021</p>"
        f"<ul class='share'><li><a href='#'>Facebook</a></li><li><a href='#'>Twitter</a></li></ul>{paragraphs()}"
        "</section>",
    ),
    {
        "title": "A clerk, a ledger and some patience",
        "authors": ["Somchai Rattanakul"],
        "affiliation": "Centre for Delta Research",
        "outlet": None,
        "issued": "2021-07-17",
        "language": "en",
        "url": None,
        "genre": "commentary",
        "reading_time": None,
    },
)

_GLUED = Layout(
    whole_page(
        "<title>No opinion on partnerships</title>",
        "<div class='page'><div class='hero'><h1>No opinion on partnerships</h1><div>OPINION PIECE</div>"
        "<div>Laila Karim, M.A., PhD (Sample University of the Coast)</div>"
        "<div><span>9/23/2024</span><span>6 min read</span></div></div>"
        f"<div class='rich-text'>{paragraphs(tag='div')}</div></div>",
    ),
    {
        "title": "No opinion on partnerships",
        "authors": ["Laila Karim"],
        "affiliation": "Sample University of the Coast",
        "outlet": None,
        "issued": "2024-09-23",
        "language": "en",
        "url": None,
        "genre": "opinion",
        "reading_time": 6,
    },
)

_MIXED = Layout(
    whole_page(
        "<title>[기고] 되돌아온 편지 - 항구일보</title><meta property='og:title' content='[기고] 되돌아온 편지'>"
        "<meta property='og:site_name' content='항구일보'><meta property='og:type' content='article'>"
        "<meta property='article:published_time' content='2025-02-03T09:10:00+09:00'>",
        "<div class='article_head'><h2>[기고] 되돌아온 편지</h2><p class='writer'>김하늘 표본대학교 교수</p>"
        "<span>입력 2025.02.03 09:10</span> <span>수정 2025.02.04 11:00</span></div>"
        f"<div class='article_body'>{paragraphs(KOREAN)}<p>Professor Kim writes on “ASEAN centrality” and KASI.</p></div>",
        site="항구일보",
    ),
    {
        "title": "되돌아온 편지",
        "authors": ["김하늘"],
        "affiliation": "표본대학교",
        "outlet": "항구일보",
        "issued": "2025-02-03",
        "language": "ko",
        "url": None,
        "genre": "opinion",
        "reading_time": None,
    },
    (*KOREAN, "Professor Kim writes on “ASEAN centrality” and KASI."),
)

_AMP = Layout(
    "<!doctype html><html ⚡ lang='en'><head><meta charset='utf-8'><title>The captain has a timetable</title>"
    "<link rel='canonical' href='https://daily.example/opinion/timetable.html'>"
    "<script async src='https://cdn.ampproject.org/v0.js'></script>"
    + linked(
        """{"@context":"http://schema.org","@type":"NewsArticle","mainEntityOfPage":
        "https://daily.example/opinion/timetable.html","headline":"The captain has a timetable",
        "datePublished":"2020-10-01T05:00:00Z","author":[{"@type":"Person","name":"By Jun Park"}],
        "publisher":{"@type":"Organization","name":"Island Daily","logo":{"@type":"ImageObject","url":"/l.png"}}};"""
    )
    + "<style amp-boilerplate>body{-webkit-animation:none}</style></head><body><amp-sidebar id='s'><ul><li>Home</li>"
    "</ul></amp-sidebar><article class='amp-wp-article'><header><h1>The captain has a timetable</h1></header>"
    f"<div class='amp-wp-article-content'><amp-img src='x.jpg' width='1' height='1'></amp-img>{paragraphs()}"
    "<amp-ad width='300' height='250'></amp-ad></div></article></body></html>",
    {
        "title": "The captain has a timetable",
        "authors": ["Jun Park"],
        "affiliation": None,
        "outlet": "Island Daily",
        "issued": "2020-10-01",
        "language": "en",
        "url": "https://daily.example/opinion/timetable.html",
        "genre": None,
        "reading_time": None,
    },
)

_MICRODATA = Layout(
    whole_page(
        "<title>Small things first</title>",
        "<div itemscope itemtype='http://schema.org/NewsArticle'><meta itemprop='datePublished' "
        "content='2019-05-06'><h1 itemprop='headline'>Small things first</h1><div>by <span itemprop='author' "
        "itemscope itemtype='http://schema.org/Person'><a href='/w'><span itemprop='name'>Siti Aminah binti Rashid"
        "</span></a></span></div><span itemprop='publisher' itemscope itemtype='http://schema.org/Organization'>"
        "<meta itemprop='name' content='Peninsula Observer'></span>"
        f"<div itemprop='articleBody'>{paragraphs()}</div></div>",
        site="Peninsula Observer",
    ),
    {
        "title": "Small things first",
        "authors": ["Siti Aminah binti Rashid"],
        "affiliation": None,
        "outlet": "Peninsula Observer",
        "issued": "2019-05-06",
        "language": "en",
        "url": None,
        "genre": None,
        "reading_time": None,
    },
)

_BARE = Layout(
    "<html><body><table><tr><td><font size=5><b>Ten languages, one brochure</b></font></td></tr>"
    f"<tr><td>{'<br><br>'.join(ENGLISH)}</td></tr></table></body></html>",
    {
        "title": "Ten languages, one brochure",
        "authors": [],
        "affiliation": None,
        "outlet": None,
        "issued": "2018-04-09",
        "language": "en",
        "url": "https://old.example/2018/04/09/brochure.html",
        "genre": None,
        "reading_time": None,
    },
    url="https://old.example/2018/04/09/brochure.html",
)

_SEVERAL = Layout(
    whole_page(
        "<title>A list of promises</title><meta name='citation_title' content='A list of promises'>"
        "<meta name='citation_author' content='Roe, Jane'><meta name='citation_author_institution' "
        "content='Sample University'><meta name='citation_author' content='Kim, Min-su'>"
        "<meta name='citation_author_institution' content='Institute of Foreign Samples'>"
        "<meta name='citation_publication_date' content='2023/12/01'>"
        "<meta name='citation_journal_title' content='Journal of Harbours'>",
        f"<article><h1>A list of promises</h1><p>Jane Roe and Kim Min-su</p>{paragraphs()}</article>",
        site="Journal of Harbours",
    ),
    {
        "title": "A list of promises",
        "authors": ["Jane Roe", "Kim Min-su"],
        "affiliation": "Sample University; Institute of Foreign Samples",
        "outlet": "Journal of Harbours",
        "issued": "2023-12-01",
        "language": "en",
        "url": None,
        "genre": None,
        "reading_time": None,
    },
)

_WORDPRESS = Layout(
    whole_page(
        "<title>The rope is cast off | Delta Blog</title><meta property='og:title' content='The rope is cast off'>"
        "<meta property='og:site_name' content='Delta Blog'><meta property='og:type' content='article'>"
        "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Dewi Lestari'>"
        "<meta name='twitter:label2' content='Est. reading time'><meta name='twitter:data2' content='3 minutes'>"
        "<meta property='article:published_time' content='2024-12-30T17:45:00+00:00'>",
        "<article><h1>The rope is cast off</h1><p class='posted-on'>Posted on <time datetime='2024-12-31T00:45:00"
        "+07:00'>December 31, 2024</time> by <span class='author vcard'><a rel='author' href='/d'>Dewi Lestari</a>"
        f"</span></p>{paragraphs()}<p>Tags: ferries</p></article>",
        site="Delta Blog",
    ),
    {
        "title": "The rope is cast off",
        "authors": ["Dewi Lestari"],
        "affiliation": None,
        "outlet": "Delta Blog",
        "issued": "2024-12-31",
        "language": "en",
        "url": None,
        "genre": None,
        "reading_time": 3,
    },
)

_OUTLET_AS_AUTHOR = Layout(
    whole_page(
        "<title>Answer the letters | The Gulf Monitor</title>"
        + linked(
            """[{"@type": "BreadcrumbList", "itemListElement": []},
            {"@type": "NewsArticle", "headline": "Answer the letters", "datePublished": "2021-01-18",
             "author": {"@type": "Organization", "name": "The Gulf Monitor"},
             "publisher": {"@type": "Organization", "name": "The Gulf Monitor"}, "isAccessibleForFree": "False"}]"""
        ),
        "<article><span>Opinion</span><h1>Answer the letters</h1><p class='standfirst'>Seoul listens, it says.</p>"
        "<div class='meta'><span class='contrib'>By Ahmad Fauzi</span> <span>18 January 2021</span> "
        f"<span>4 min read</span></div>{paragraphs()}</article>",
        site="The Gulf Monitor",
    ),
    {
        "title": "Answer the letters",
        "authors": ["Ahmad Fauzi"],
        "affiliation": None,
        "outlet": "The Gulf Monitor",
        "issued": "2021-01-18",
        "language": "en",
        "url": None,
        "genre": "opinion",
        "reading_time": 4,
    },
)

LAYOUTS = {
    "JSON-LD": _JSON_LD,
    "graph": _GRAPH,
    "Open Graph": _OPEN_GRAPH,
    "byline in text": _BYLINE,
    "glued": _GLUED,
    "Korean and English": _MIXED,
    "AMP": _AMP,
    "microdata": _MICRODATA,
    "bare": _BARE,
    "several authors": _SEVERAL,
    "WordPress": _WORDPRESS,
    "outlet as author": _OUTLET_AS_AUTHOR,
}
