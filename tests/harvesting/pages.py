"""Pages and feeds of a site that announces pieces."""

from html import escape
from pathlib import Path

from tests.web.site import Page, Site

BODY = {
    "both": (
        "Seoul and Jakarta have much to gain from closer ties. South Korea buys what Indonesia mines, "
        "and ASEAN remains the second largest partner in trade that Korea has. Ministers met in Busan "
        "last week and promised to open their markets to small firms from Vietnam, Laos and Cambodia "
        "by the end of the decade.",
        "What they did not say is who will pay for the ports, the roads and the schools that such a "
        "plan needs. Officials in Hanoi have asked for years, and they deserve an answer before the "
        "next summit of ASEAN.",
    ),
    "korea": (
        "Seoul has a housing problem, and the new government in South Korea knows it. Rents in Busan "
        "have doubled within ten years, and young people leave for the countryside, where trains are "
        "few and schools are closed.",
        "The answer is to build, and to build near stations. Other cities have done so, and nobody "
        "regrets it now.",
    ),
}


def article(title: str, kind: str = "both", *, day: str = "2025-05-29", extra: str = "") -> Page:
    """A page with a piece; `extra` makes its text one of its own."""
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in (*BODY[kind], f"The end of {title}. {extra}"))
    return Page(
        f"""<!doctype html><html lang="en"><head><title>{escape(title)} | A Forum</title>
<meta property="og:type" content="article"><meta property="og:title" content="{escape(title)}">
<meta property="article:published_time" content="{day}T08:00:00+09:00">
<meta name="author" content="Min-ji Park">
</head><body><nav><a href="/">Home</a></nav><article><h1>{escape(title)}</h1>{paragraphs}</article>
<footer>All rights reserved</footer></body></html>""".encode()
    )


def rss(*items: tuple[str, str], etag: str = "") -> Page:
    """A feed of titles and addresses."""
    entries = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(url)}</link></item>" for title, url in items
    )
    text = f"<rss version='2.0'><channel><title>F</title>{entries}</channel></rss>"
    return Page(text.encode(), kind="application/rss+xml", headers={"ETag": etag} if etag else {})


def write_sources(corpus: Path, site: Site, *entries: str) -> Path:
    """A corpus whose codebook is the shipped one, with these sources."""
    from shutil import copytree

    from nlp.codebook import codebook_folder

    if not (corpus / "codebook").is_dir():
        copytree(codebook_folder(), corpus / "codebook")
    lines = [entry.replace("SITE", site.url) for entry in entries]
    (corpus / "codebook" / "sources.yaml").write_text("\n".join(lines), encoding="utf-8")
    return corpus


FORUM = (
    "- {id: forum, url: SITE/feed, kind: rss, outlet: A Forum, outlet_country: AU, side: other, language: en}"
)
