"""The catalogue for other programs; what is exported and read back is the same."""

import json
from dataclasses import replace
from datetime import date

import pytest

from nlp.adding import add_sources
from nlp.cli import main
from nlp.corpus.article import Article, Name
from nlp.corpus.catalogue import bibtex_entries, csl_items
from nlp.corpus.folder import read_folder, write_article
from nlp.labels import Side

FULL = Article(
    id="chair-2025",
    title="50 % of the “Chair” & More_Tables {A}",
    text="5 min read is what the text begins with.\n\nKorea should bring a chair.",
    authors=(
        Name("van der Meer", "Anna"),
        Name("Moon", "Jae-in", family_first=True),
        Name(literal="Trade and Industry Desk"),
    ),
    affiliation="Sample University",
    outlet="The Sample & Post",
    issued=date(2025, 5, 29),
    url="https://example.org/a_b?id=7%20",
    language="en",
    genre="opinion",
    keywords=("New Southern Policy", "trade"),
    author_country="ID",
    outlet_country="KR",
    side=Side.ASEAN,
    accessed=date(2025, 6, 1),
    reading_time=4,
)
ASIAN = Article(
    id="긴-탁자",
    title="Ghế của Việt Nam và 긴 탁자",
    text="한국과 아세안.",
    authors=(Name("홍", "길동", family_first=True), Name("Nguyễn", "Thị Ánh", family_first=True)),
    language="ko",
)
FIELDS = (
    *("id", "title", "text", "authors", "affiliation", "outlet", "issued", "url", "language", "genre"),
    *("keywords", "author_country", "outlet_country", "side", "accessed", "reading_time"),
)


@pytest.fixture
def corpus(tmp_path):
    for article in (FULL, ASIAN):
        write_article(article, tmp_path / "corpus" / "articles")
    return tmp_path / "corpus"


def test_an_item_of_csl():
    (item,) = csl_items([FULL])
    assert item == {
        "id": "chair-2025",
        "type": "article-newspaper",
        "title": FULL.title,
        "author": [
            {"family": "van der Meer", "given": "Anna"},
            {"family": "Moon", "given": "Jae-in", "static-ordering": True},
            {"literal": "Trade and Industry Desk"},
        ],
        "container-title": "The Sample & Post",
        "issued": {"date-parts": [[2025, 5, 29]]},
        "accessed": {"date-parts": [[2025, 6, 1]]},
        "URL": FULL.url,
        "language": "en",
        "genre": "opinion",
        "keyword": "New Southern Policy, trade",
        "affiliation": "Sample University",
        "author_country": "ID",
        "outlet_country": "KR",
        "side": "ASEAN",
        "reading_time": 4,
        "sha256": FULL.sha256,
        "text": FULL.text,
    }
    assert csl_items([ASIAN], text=False)[0].keys() == {"id", "type", "title", "author", "language", "sha256"}


def test_what_is_exported_and_added_is_the_same(corpus, tmp_path, capsys):
    file = tmp_path / "all.json"
    main_ok("export", "--corpus", str(corpus), "--csl-json", str(file))
    assert capsys.readouterr().out == f"2 pieces → {file}\n"
    results = list(add_sources([str(file)], tmp_path / "other", given={}))
    assert [one.failed for one in results] == [False, False]
    before, after = (read_folder(one / "articles")[0] for one in (corpus, tmp_path / "other"))
    assert [[getattr(one, name) for name in FIELDS] for one in after] == [
        [getattr(one, name) for name in FIELDS] for one in before
    ]
    again = list(add_sources([str(file)], corpus, given={}))
    assert [one.record["same_as"] for one in again] == ["chair-2025", "긴-탁자"]
    assert len(read_folder(corpus / "articles")[0]) == 2


def test_bibtex_by_hand(corpus, tmp_path):
    file = tmp_path / "all.bib"
    main_ok("export", "--corpus", str(corpus), "--bibtex", str(file), "--no-samples")
    assert (
        file.read_text(encoding="utf-8")
        == r"""@article{chair-2025,
  title = {{50 \% of the “Chair” \& More\_Tables \{A\}}},
  author = {van der Meer, Anna and Moon, Jae-in and {Trade and Industry Desk}},
  journal = {The Sample \& Post},
  year = {2025},
  date = {2025-05-29},
  url = {https://example.org/a_b?id=7%20},
  urldate = {2025-06-01},
  langid = {en},
  type = {opinion},
  keywords = {New Southern Policy, trade},
  note = {Sample University},
}

@misc{piece-KEY,
  title = {{Ghế của Việt Nam và 긴 탁자}},
  author = {홍, 길동 and Nguyễn, Thị Ánh},
  langid = {ko},
}
""".replace("KEY", ASIAN.sha256[:8])
    )


def test_keys_are_unique_and_odd_names_stay_whole():
    odd = replace(ASIAN, id="a b", authors=(Name("Roe, Jr.", "Jane"), Name(literal="Sand and Sea")))
    keys = [line for line in bibtex_entries([odd, replace(odd, id="a_b")]).splitlines() if "@" in line]
    assert keys == ["@misc{a-b,", "@misc{a-b-2,"]
    assert "author = {{Roe, Jr.}, Jane and {Sand and Sea}}" in bibtex_entries([odd])


def test_samples_can_be_left_out(corpus, tmp_path):
    write_article(replace(FULL, id="s", title="S", text="Sample.", sample=True), corpus / "articles")
    main_ok("export", "--corpus", str(corpus), "--csl-json", str(tmp_path / "x.json"), "--no-samples")
    assert [one["id"] for one in json.loads((tmp_path / "x.json").read_bytes())] == ["chair-2025", "긴-탁자"]


def test_what_cannot_be_written(corpus, tmp_path, capsys):
    for arguments, message in (
        (["--csl-json", str(tmp_path / "none" / "x.json")], "cannot be written (No such file or directory)"),
        ([], "export: name the file to write with --csl-json FILE or --bibtex FILE"),
    ):
        with pytest.raises(SystemExit) as stop:
            main(["export", "--corpus", str(corpus), *arguments])
        assert stop.value.code == 1
        assert message in capsys.readouterr().err


def main_ok(*arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 0
