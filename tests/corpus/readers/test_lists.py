"""CSL-JSON, Zotero's exports, CSV and sidecars: what they say counts; a wrong row stops no other."""

import json
from datetime import date
from pathlib import Path

import pytest

from nlp.corpus.article import Name, Problem
from nlp.corpus.intake import make_article
from nlp.corpus.readers import Candidate, is_sidecar, read_content, read_path

TEXT = (
    "A ministry that wants to be believed should begin with small things, and say for each of them who "
    "decided.\n\n"
    "None of this needs a summit. It needs a clerk and a ledger."
)


def csl(**fields) -> dict[str, object]:
    item = {
        "id": "http://zotero.example/1",
        "type": "article-newspaper",
        "title": "Small <i>things</i> first",
        "author": [
            {"family": "Roe", "given": "Jane"},
            {"family": "Kim", "given": "Min-su", "static-ordering": True},
        ],
        "container-title": "Sample Review",
        "publisher": "Sample House",
        "issued": {"date-parts": [[2024, 3, 5]]},
        "URL": "https://sample.example/small",
        "language": "en-GB",
    }
    return item | fields


def read(data: object, **options) -> list[Candidate | Problem]:
    return list(read_content(json.dumps(data).encode(), name="export.json", **options))


def test_csl_json_with_texts_of_its_own():
    first, second, third = read(
        [csl(text=TEXT), csl(title="No text", abstract="Short."), csl(issued="May", text=TEXT)]
    )
    assert isinstance(first, Candidate)
    article, problems = make_article(first)
    assert (article.title, article.outlet, article.issued) == (
        "Small things first",
        "Sample Review",
        date(2024, 3, 5),
    )
    assert article.authors == (Name("Roe", "Jane"), Name("Kim", "Min-su", family_first=True))
    assert (article.url, article.language, article.text) == ("https://sample.example/small", "en", TEXT)
    assert (set(article.origins.values()), article.source_file, problems) == (
        {"CSL-JSON"},
        "export.json#1",
        (),
    )
    assert str(second) == (
        "export.json: item 2 («No text»): has only metadata and an abstract; add its page "
        "(https://sample.example/small), or attach its text and export with files"
    )
    assert isinstance(third, Candidate)
    assert third.doubts == ("`issued`: “May” is no day; write it as 2025-05-29",)


def test_zotero_with_attachments(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "piece.txt").write_text(
        "Small things first\n\nBy John Doe\n\n" + TEXT, encoding="utf-8"
    )
    (tmp_path / "secret.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "files" / "piece.txt")
    item = {
        "itemType": "newspaperArticle",
        "title": "Small things first",
        "creators": [
            {"firstName": "Jane", "lastName": "Roe", "creatorType": "author"},
            {"name": "Trade Desk", "creatorType": "author"},
            {"firstName": "E", "lastName": "D", "creatorType": "editor"},
        ],
        "date": "2024-03-05",
        "publicationTitle": "Sample Review",
        "tags": [{"tag": "aid"}],
        "attachments": [{"path": "files/page.pdf"}, {"path": "files/piece.txt"}],
    }
    paths = ["../secret.txt", str(tmp_path / "files" / "piece.txt"), "none.txt", "link.txt", "photo.jpg"]
    items = [
        item,
        *({**item, "attachments": [{"path": path}]} for path in paths),
        {"itemType": "note", "note": "x"},
    ]
    export = tmp_path / "lib" / "export.json"
    export.parent.mkdir()
    (tmp_path / "files").rename(tmp_path / "lib" / "files")
    (tmp_path / "link.txt").unlink()
    (tmp_path / "lib" / "link.txt").symlink_to(tmp_path / "lib" / "files" / "piece.txt")
    export.write_text(json.dumps({"config": {}, "items": items}), encoding="utf-8")
    first, outside, absolute, missing, link, photo = read_path(export)
    assert isinstance(first, Candidate)
    article, _ = make_article(first)
    assert (article.authors, article.issued) == (
        (Name("Roe", "Jane"), Name(literal="Trade Desk")),
        date(2024, 3, 5),
    )
    assert (article.text, article.keywords, article.source_file) == (TEXT, ("aid",), "piece.txt")
    assert [str(one).split("): ")[1].split(";")[0] for one in (outside, missing, link, photo)] == [
        "names a file outside its own folder (../secret.txt)",
        "names a file that is not there (none.txt)",
        "link.txt is a link, which is not followed",
        "has only metadata",
    ]
    assert isinstance(absolute, Problem)
    (from_nowhere,) = read_content(json.dumps([item]).encode(), name="stdin", media_type="application/json")
    assert "came from no folder" in str(from_nowhere)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "export.json: is no JSON that can be read (line 1); export it anew as CSL-JSON"),
        (b"[1, 2]", "export.json: holds no items with a `title`; export the pieces as CSL-JSON"),
        (b"[" * 100_000, "export.json: is no JSON that can be read; export it anew as CSL-JSON"),
    ],
)
def test_json_that_is_no_catalogue(data, message):
    assert [str(one) for one in read_content(data, name="export.json")] == [message]


def test_csv_with_texts_paths_and_bad_rows(tmp_path):
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    rows = [
        "title;author;issued;outlet;side;colour;text;path",
        f'"First; and best";Jane Roe;2024-03-05;Sample Review;ASEAN;red;"{TEXT}";',
        "Second;Doe, John;5 March 2024;;;;;one.txt",
        "Third;;;;;;;",
        "Fourth;;2024-99-01;;north;;Some text stands here.;",
        "Fifth;;;;;;a;b;c;d",
        ";;;;;;;",
        "Sixth;;;;;;;../one.txt",
    ]
    table = tmp_path / "pieces.csv"
    table.write_bytes(("\n".join(rows)).encode("utf-8-sig"))
    first, second, third, fourth, fifth, sixth = read_path(table)
    assert isinstance(first, Candidate)
    article, _ = make_article(first)
    assert (article.title, article.authors, article.side) == (
        "First; and best",
        (Name("Roe", "Jane"),),
        "ASEAN",
    )
    assert (article.text, article.source_file, article.origins["title"]) == (TEXT, "pieces.csv#2", "CSV")
    assert isinstance(second, Candidate)
    article, _ = make_article(second)
    assert (article.title, article.authors, article.issued) == (
        "Second",
        (Name("Doe", "John"),),
        date(2024, 3, 5),
    )
    assert article.text == TEXT
    assert str(third) == f"{table}: row 4: has neither a text nor a path; fill one of them"
    assert isinstance(fourth, Candidate)
    assert fourth.doubts == (
        "`issued`: “2024-99-01” is no day; write it as 2025-05-29",
        "`side` must be one of KR, ASEAN, other",
    )
    assert str(fifth) == f"{table}: row 6: has 10 cells, the header 8; put quotation marks around texts"
    assert "row 8: names a file outside its own folder (../one.txt)" in str(sixth)


def test_csv_of_other_things():
    (problem,) = read_content(b"name,age\nJane,7\n", name="people.csv")
    assert str(problem) == (
        "people.csv: has neither a column `text` nor a column `path`; name its columns in the first line"
    )
    korean = f'title,text\n작은 일부터,"{TEXT.splitlines()[0]}"\n'.encode("cp949")
    (piece,) = read_content(korean, name="a.csv")
    assert isinstance(piece, Candidate)
    assert piece.layers[0].values["title"] == "작은 일부터"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("piece.yaml", "title: A Chair\nauthor:\n  - family: Roe\n    given: Jane\nissued: 2024-03-05\n"),
        ("piece.yml", "---\ntitle: A Chair\nauthor: Jane Roe\nissued: 2024-03-05\n"),
        (
            "piece.json",
            json.dumps(
                {"title": "A Chair", "author": [{"family": "Roe", "given": "Jane"}], "issued": "2024-03-05"}
            ),
        ),
    ],
)
def test_a_sidecar_says_what_the_file_does_not(tmp_path, name, content):
    piece, sidecar = tmp_path / "piece.txt", tmp_path / name
    piece.write_text(TEXT, encoding="utf-8")
    sidecar.write_text(content, encoding="utf-8")
    (reading,) = read_path(piece)
    assert isinstance(reading, Candidate)
    article, _ = make_article(reading)
    assert (article.title, article.authors, article.issued) == (
        "A Chair",
        (Name("Roe", "Jane"),),
        date(2024, 3, 5),
    )
    assert (article.text, article.origins["title"]) == (TEXT, "sidecar")
    assert (is_sidecar(sidecar), is_sidecar(piece)) == (True, False)


def test_front_matter_counts_before_a_sidecar_and_that_before_the_head(tmp_path):
    piece = tmp_path / "2024-03-05.md"
    piece.write_text(
        f"---\noutlet: Sample Review\n---\nA Chair\n\nBy John Doe\n\n6 May 2024\n\n{TEXT}", encoding="utf-8"
    )
    (tmp_path / "2024-03-05.yaml").write_text(
        "outlet: Other\nauthor: Jane Roe\ncolour: red\n", encoding="utf-8"
    )
    (reading,) = read_path(piece)
    assert isinstance(reading, Candidate)
    article, _ = make_article(reading, given={"genre": "essay"})
    assert [
        (article.origins[key], getattr(article, key))
        for key in ("genre", "outlet", "authors", "issued", "title")
    ] == [
        ("given", "essay"),
        ("front matter", "Sample Review"),
        ("sidecar", (Name("Roe", "Jane"),)),
        ("file name", date(2024, 3, 5)),
        ("header line", "A Chair"),
    ]
    assert "unknown field `colour` was not used" in article.doubts


def test_a_broken_sidecar_is_named(tmp_path):
    (tmp_path / "piece.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "piece.yaml").write_text("title: [", encoding="utf-8")
    (problem,) = read_path(tmp_path / "piece.txt")
    assert "its sidecar piece.yaml cannot be read (line" in str(problem)
    (tmp_path / "piece.yaml").unlink()
    (tmp_path / "piece.yaml").symlink_to(Path(__file__))
    (problem,) = read_path(tmp_path / "piece.txt")
    assert "piece.yaml: is a link, which is not followed" in str(problem)
