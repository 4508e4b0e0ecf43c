"""Fuzz the readers of pages, front matter, headers, lists and mail: `make fuzz` (needs atheris).

Whatever the bytes are, a reader gives pieces or problems, and a piece becomes an article or is refused in one
line; anything else that is raised is a finding. The first byte chooses the format.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["nlp.corpus"]):
    from nlp.corpus.article import Problem
    from nlp.corpus.intake import add_candidate
    from nlp.corpus.readers import read_content
    from nlp.errors import ArticleError

ENDINGS = (".html", ".md", ".txt", ".json", ".csv", ".eml")
SEEDS = (
    b"\x00<html lang=en><head><title>A title</title><meta name=author content='Ana Lim'>"
    b'<script type="application/ld+json">{"@type":"NewsArticle","headline":"A","datePublished":"2024-05-06"}'
    b"</script></head><body><article><h1>A title</h1><p>By Ana Lim</p><p>Seoul and ASEAN met.</p></article>",
    b"\x01---\ntitle: A title\nauthor: [{family: Lim}]\nissued: '2024-05-06'\n---\n\nSeoul met.\n",
    b"\x02A title\n\nBy Ana Lim\n6 May 2024 \xc2\xb7 5 min read\n\nSeoul and ASEAN met in Jakarta.\n",
    b'\x03[{"id":"a","title":"A","author":[{"family":"Lim"}],"issued":{"date-parts":[[2024,5,6]]},"note":"x"}]',
    b"\x04title,author,issued,text\nA title,Ana Lim,2024-05-06,Seoul and ASEAN met in Jakarta.\n",
    b"\x05Subject: A title\nFrom: Ana Lim <ana@example.org>\nDate: 6 May 2024 10:00 +0900\n\nSeoul met.\n",
)


def read(data: bytes) -> None:
    """Read one input, and make an article of each piece in it, without writing."""
    if not data:
        return
    name = f"piece{ENDINGS[data[0] % len(ENDINGS)]}"
    for found in read_content(data[1:], name=name):
        if isinstance(found, Problem):
            continue
        try:
            add_candidate(found, Path("corpus-that-is-not-there"), dry_run=True)
        except ArticleError as error:
            if "\n" in str(error):
                raise ValueError("a refusal of several lines") from error


def main() -> None:
    """Start from the seeds; arguments are libFuzzer's (`-max_total_time=600`)."""
    with TemporaryDirectory() as folder:
        for place, seed in enumerate(SEEDS):
            (Path(folder) / f"seed{place}").write_bytes(seed)
        atheris.Setup([*sys.argv, folder], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
