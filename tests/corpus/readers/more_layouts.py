# ruff: noqa: E501  markup reads best in one piece
"""Further pages, written after the readers were done, to see how they fare with what they were not made on."""

from tests.corpus.readers.page_parts import ENGLISH, Layout, paragraphs

__all__ = ["MORE_LAYOUTS"]


def _fields(**given: object) -> dict[str, object]:
    empty = dict.fromkeys(("affiliation", "outlet", "issued", "url", "genre", "reading_time"))
    return {**empty, "authors": [], "language": "en", **given}


# A forum of scholars: byline with affiliation below the title, date in the URL, an author's note at the end.
_FORUM = Layout(
    f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>Keeping the ledger open | Pacific Basin Forum</title>
<link rel="canonical" href="https://forum.example/2024/02/17/keeping-the-ledger-open/" />
<meta property="og:type" content="article" /><meta property="og:title" content="Keeping the ledger open | Pacific Basin Forum" />
<meta property="og:site_name" content="Pacific Basin Forum" /><meta property="article:published_time" content="2024-02-17T11:00:24+00:00" />
<meta name="author" content="forumadmin" /></head><body><div class="menu-wrap"><ul class="menu"><li><a href="/">Home</a></li>
<li><a href="/topics">Topics</a></li></ul></div><div class="container"><div class="article-header"><h1>Keeping the ledger open</h1>
<div class="article-date">Published: 17 February 2024</div><div class="article-reading-time">Reading Time: 5 mins</div>
<p class="author-line"><a href="/a/1">Peter Vermeer</a>, Hill University</p></div><div class="content">{paragraphs()}
<p><em>Peter Vermeer is Senior Lecturer at the School of Delta Politics, Hill University.</em></p></div>
<div class="sidebar"><h4>More from this author</h4><ul><li><a href="/x">An older piece</a></li></ul></div></div></body></html>""",
    _fields(
        title="Keeping the ledger open",
        authors=["Peter Vermeer"],
        affiliation="Hill University",
        outlet="Pacific Basin Forum",
        issued="2024-02-17",
        url="https://forum.example/2024/02/17/keeping-the-ledger-open/",
        reading_time=5,
    ),
    (*ENGLISH, "Peter Vermeer is Senior Lecturer at the School of Delta Politics, Hill University."),
)

# A newspaper: place and date in one line, JSON-LD in an array, several kinds of buttons.
_NEWSPAPER = Layout(
    f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Listening is not enough - Opinion - The Archipelago Post</title>
<script type="application/ld+json">[{{"@context":"https://schema.org","@type":"NewsMediaOrganization","name":"The Archipelago Post"}},
{{"@context":"https://schema.org","@type":"NewsArticle","headline":"Listening is not enough","articleSection":"Academia",
"datePublished":"2022-11-03T08:00:00+07:00","author":[{{"@type":"Person","name":"Rizky Pratama"}},{{"@type":"Person","name":"Ayu Wulandari"}}],
"publisher":{{"@type":"Organization","name":"The Archipelago Post"}},"url":"https://post.example/academia/2022/11/03/listening.html"}}]</script>
</head><body><nav><a href="/">Home</a> <a href="/academia">Academia</a></nav><div class="col"><ol class="breadcrumb"><li><a href="/">HOME</a></li>
<li><a href="/op">OPINION</a></li></ol><h1 class="title">Listening is not enough</h1><h2 class="subtitle">Ten languages do not make a conversation.</h2>
<div class="author">Rizky Pratama and Ayu Wulandari</div><div class="meta">Jakarta ● Thu, November 3, 2022</div>
<div class="share-buttons"><button>Share</button><button>Save</button></div><figure><img src="a.jpg"><figcaption>A ferry. (Sample Photo/J. Roe)</figcaption></figure>
<div class="detail">{paragraphs()}<p>***</p><p><i>The writers teach at Sample University, Yogyakarta.</i></p></div></div></body></html>""",
    _fields(
        title="Listening is not enough",
        authors=["Rizky Pratama", "Ayu Wulandari"],
        outlet="The Archipelago Post",
        issued="2022-11-03",
        url="https://post.example/academia/2022/11/03/listening.html",
        genre="opinion",
    ),
    (*ENGLISH, "***", "The writers teach at Sample University, Yogyakarta."),
)

# A newsletter: no article tag, the author's name is the outlet's, the subtitle a heading.
_NEWSLETTER = Layout(
    f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The clerk and the captain - by Grace Lim</title>
<meta property="og:type" content="article"><meta property="og:title" content="The clerk and the captain"><meta name="author" content="Grace Lim">
<meta property="og:url" content="https://lim.example/p/clerk"><meta property="og:site_name" content="Slow Boats">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","url":"https://lim.example/p/clerk",
"headline":"The clerk and the captain","description":"Notes","datePublished":"2025-01-09T01:30:00+00:00","isAccessibleForFree":true,
"author":[{{"@type":"Person","name":"Grace Lim","url":"https://lim.example/@g"}}],"publisher":{{"@type":"Organization","name":"Slow Boats"}}}}</script>
</head><body><div class="single-post"><article><div class="post-header"><h1 class="post-title">The clerk and the captain</h1>
<h3 class="subtitle">Notes from a crossing</h3><div class="meta"><div><a href="/@g">Grace Lim</a></div><div>Jan 09, 2025</div><div><a>12</a> <a>Share</a></div></div></div>
<div class="body markup">{paragraphs()}<div class="subscription-widget"><p>Thanks for reading Slow Boats! Subscribe for free to receive new posts.</p></div></div></article></div></body></html>""",
    _fields(
        title="The clerk and the captain",
        authors=["Grace Lim"],
        outlet="Slow Boats",
        issued="2025-01-09",
        url="https://lim.example/p/clerk",
    ),
)

# A think tank: Dublin Core, authors with roles, a brief.
_THINK_TANK = Layout(
    f"""<html lang="en"><head><title>Small Projects, Long Memories — Institute of Island Affairs</title>
<meta name="DC.title" content="Small Projects, Long Memories"><meta name="DC.creator" content="Vasquez, Maria"><meta name="DC.creator" content="Oh, Ji-won">
<meta name="DC.date.issued" content="2023-06-21"><meta name="DC.publisher" content="Institute of Island Affairs"><meta name="DC.type" content="Policy Brief"></head>
<body><main><div class="eyebrow">Policy Brief</div><h1>Small Projects, Long Memories</h1><div class="contributors"><div>Maria Vasquez, Research Fellow</div>
<div>Oh Ji-won, Visiting Scholar</div></div><div class="date">June 21, 2023</div><section>{paragraphs()}</section></main></body></html>""",
    _fields(
        title="Small Projects, Long Memories",
        authors=["Maria Vasquez", "Oh Ji-won"],
        outlet="Institute of Island Affairs",
        issued="2023-06-21",
        genre="brief",
    ),
)

# A Korean daily in English: reporter's mail in the byline, two dates, paragraphs by line breaks.
_KOREAN_DAILY = Layout(
    f"""<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>[Column] What the brochures leave out</title>
<meta property="og:title" content="[Column] What the brochures leave out"><meta property="og:site_name" content="The Hangang Herald">
<meta property="og:type" content="article"></head><body><div id="header"><a href="/">The Hangang Herald</a></div><div class="view">
<h1 class="news_title">[Column] What the brochures leave out</h1><div class="byline"><span>By Park Seo-yeon (parksy@hangang.example)</span></div>
<div class="date"><span>Published : April 2, 2024 - 05:31</span> <span>Updated : April 3, 2024 - 10:12</span></div>
<article id="articleText">{"<br /><br />".join(ENGLISH)}</article></div></body></html>""",
    _fields(
        title="What the brochures leave out",
        authors=["Park Seo-yeon"],
        outlet="The Hangang Herald",
        issued="2024-04-02",
        genre="column",
    ),
)

# A magazine built by a site builder: JSON-LD with an author without type, the date only there.
_BUILDER = Layout(
    f"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Cast off at noon — Tides Quarterly</title><meta property="og:site_name" content="Tides Quarterly"/>
<meta property="og:title" content="Cast off at noon — Tides Quarterly"/><meta property="og:type" content="article"/><link rel="canonical" href="https://tides.example/essays/noon"/>
<meta itemprop="datePublished" content="2021-09-14T09:00:00-0400"/><meta itemprop="author" content="Ines de la Cruz"/><meta itemprop="headline" content="Cast off at noon"/>
<script type="application/ld+json">{{"url":"https://tides.example","name":"Tides Quarterly","@context":"http://schema.org","@type":"WebSite"}}</script>
<script type="application/ld+json">{{"name":"Cast off at noon \\u2014 Tides Quarterly","url":"https://tides.example/essays/noon","datePublished":"2021-09-14T09:00:00-0400",
"headline":"Cast off at noon","author":"Ines de la Cruz","publisher":{{"name":"Tides Quarterly","@type":"Organization"}},"@context":"http://schema.org","@type":"Article"}}</script>
</head><body><header><a href="/">Tides Quarterly</a></header><main><article><h1>Cast off at noon</h1><div class="block">{paragraphs()}</div></article>
<section class="pagination"><a href="/essays/dusk"><h2>Next: Home at dusk</h2></a></section></main></body></html>""",
    _fields(
        title="Cast off at noon",
        authors=["Ines de la Cruz"],
        outlet="Tides Quarterly",
        issued="2021-09-14",
        url="https://tides.example/essays/noon",
    ),
)

MORE_LAYOUTS = {
    "forum": _FORUM,
    "newspaper": _NEWSPAPER,
    "newsletter": _NEWSLETTER,
    "think tank": _THINK_TANK,
    "Korean daily": _KOREAN_DAILY,
    "site builder": _BUILDER,
}
