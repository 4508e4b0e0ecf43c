# ruff: noqa: E501  markup reads best in one piece
"""Pages that show no whole article, written for the tests."""

from tests.corpus.readers.page_parts import ENGLISH, linked, whole_page

__all__ = ["REFUSED"]

_STUB = whole_page(
    "<title>Who pays?</title>"
    + linked('{"@type": "NewsArticle", "headline": "Who pays?", "isAccessibleForFree": false}'),
    f"<article><h1>Who pays?</h1><p>{ENGLISH[0]}</p><div class='paywall'><h3>Subscribe to continue reading</h3>"
    "<p>Already a subscriber? Log in to read the full article.</p></div></article>",
)
_LISTING = whole_page(
    "<title>Opinion</title><meta property='og:type' content='website'>",
    "<main><h1>Opinion</h1>"
    + "".join(
        f"<article><h2><a href='/op/{number}'>Piece number {number} on the harbour and its ferries</a></h2>"
        f"<p>By Jane Roe</p><p>{ENGLISH[number % 5][:110]}…</p></article>"
        for number in range(12)
    )
    + "</main>",
)
_LIVE = whole_page(
    "<title>Summit live</title>"
    + linked('{"@type": "LiveBlogPosting", "headline": "Summit live", "datePublished": "2024-10-10"}'),
    "<main><h1>Summit live</h1>"
    + "".join(f"<div><time>1{number}:00</time><p>{text}</p></div>" for number, text in enumerate(ENGLISH))
    + "</main>",
)
_SCRIPTED = (
    "<html><head><title>App</title></head><body><div id='root'></div><script>run()</script></body></html>"
)

REFUSED = {
    "stub": (_STUB, "paywall", "shows only the beginning (42 words) of a piece behind a paywall"),
    "listing": (_LISTING, "not_article", "is a list of pieces, not an article"),
    "live blog": (_LIVE, "not_article", "is a live blog, not an article"),
    "scripted": (_SCRIPTED, "no_text", "shows hardly any text (0 words)"),
}
