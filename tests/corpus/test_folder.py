"""A folder of article files: read in order, one line for each problem, never overwritten."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from nlp.corpus.article import Article, Name, RefusedArticleError
from nlp.corpus.folder import (
    MAX_BYTES,
    check_article,
    known_texts,
    make_stem,
    read_article,
    read_bytes,
    read_folder,
    write_article,
)
from nlp.errors import ArticleError
from nlp.labels import FindingKind, ProblemKind

TODAY = date(2025, 6, 1)
KOREAN = "한국과 아세안의 협력은 꾸준히 자라고 있다. 다만 정책은 정권마다 바뀐다."


def put(folder, name, front="title: T\nlanguage: en", body="Text."):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{front}\n---\n\n{body}\n", encoding="utf-8")
    return path


def test_articles_come_in_the_order_of_their_ids(tmp_path):
    put(tmp_path, "b.md")
    put(tmp_path, "a.md", "title: T\nid: z\nlanguage: en")
    put(tmp_path, "sub/c.md")
    put(tmp_path, ".hidden.md")
    put(tmp_path, ".git/d.md")
    (tmp_path / "README.md").write_text("Not an article.", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    articles, problems = read_folder(tmp_path, today=TODAY)
    assert [(article.id, article.source_file) for article in articles] == [
        ("b", "b.md"),
        ("c", "c.md"),
        ("z", "a.md"),
    ]
    assert problems == []


def test_one_broken_file_never_stops_the_others(tmp_path):
    put(tmp_path, "good.md")
    put(tmp_path, "no-title.md", "language: en")
    put(tmp_path, "no-text.md", body="")
    put(tmp_path, "broken.md", "title: [")
    put(tmp_path, "same.md", "title: T\nid: good\nlanguage: en")
    (tmp_path / "latin.md").write_bytes("---\ntitle: Café\n---\n\nText.".encode("cp1252"))
    (tmp_path / "plain.txt").write_text("Title\n\nText.", encoding="utf-8")
    articles, problems = read_folder(tmp_path, today=TODAY)
    assert [article.id for article in articles] == ["good"]
    assert [(Path(problem.file).name, problem.kind, problem.blocking) for problem in problems] == [
        ("broken.md", ProblemKind.FRONT_MATTER, True),
        ("latin.md", ProblemKind.ENCODING, True),
        ("no-text.md", ProblemKind.NO_TEXT, True),
        ("no-title.md", ProblemKind.NO_TITLE, True),
        ("plain.txt", ProblemKind.FORMAT, True),
        ("same.md", ProblemKind.DUPLICATE_ID, True),
    ]
    lines = [str(problem) for problem in problems]
    assert all("\n" not in line and line.startswith(str(tmp_path)) for line in lines)
    assert lines[1].endswith(
        "latin.md: is not UTF-8 (byte 14); save it as UTF-8, or `commentary add` it, which converts"
    )
    assert lines[5].endswith("same.md: has the id `good` of good.md; give it an `id` of its own")


def test_links_large_and_unreadable_files_are_refused(tmp_path):
    outside = put(tmp_path / "outside", "secret.md")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.md").symlink_to(outside)
    (inside / "folder").symlink_to(tmp_path / "outside")
    with (inside / "large.md").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    articles, problems = read_folder(inside, today=TODAY)
    assert articles == []
    assert [problem.kind for problem in problems] == [ProblemKind.TOO_LARGE, ProblemKind.LINK]
    with pytest.raises(RefusedArticleError, match="cannot be read"):
        read_bytes(inside / "absent.md")


def test_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(ArticleError, match=r"nowhere: no such folder; `commentary add FILE` makes it$"):
        read_folder(tmp_path / "nowhere")


def test_an_empty_folder_is_none(tmp_path):
    assert read_folder(tmp_path) == ([], [])


def test_a_date_in_the_future_is_doubted(tmp_path):
    path = put(tmp_path, "x.md", "title: T\nlanguage: en\nissued: 2025-06-02")
    article, problems = read_article(path, today=TODAY)
    assert article.issued == date(2025, 6, 2)
    assert [(problem.message, problem.finding_kind) for problem in problems] == [
        ("is dated in the future (2025-06-02); check `issued`", FindingKind.FUTURE_PUBLICATION)
    ]
    assert read_article(path, today=date(2025, 6, 2))[1] == ()


def test_other_languages_are_doubted_and_the_field_wins(tmp_path):
    told, problems = read_article(put(tmp_path, "a.md", "title: T", KOREAN), today=TODAY)
    assert (told.language, told.origins["language"]) == ("ko", "text")
    assert [(problem.kind, problem.finding_kind) for problem in problems] == [
        (ProblemKind.LANGUAGE, FindingKind.LANGUAGE)
    ]
    given, problems = read_article(put(tmp_path, "b.md", "title: T\nlanguage: en-GB", KOREAN), today=TODAY)
    assert (given.language, given.origins["language"], problems) == ("en", "front matter", ())
    short, problems = read_article(put(tmp_path, "c.md", "title: T", "Pendek."), today=TODAY)
    assert (short.language, problems) == (None, ())


PIECE = Article(
    id="",
    title="A Chair of Seoul’s Own",
    text="Text.",
    authors=(Name("Roe", "Jane"),),
    issued=date(2025, 5, 29),
)


@pytest.mark.parametrize(
    ("changes", "stem"),
    [
        ({}, "2025-05-29-jane-roe-a-chair-of-seouls-own"),
        ({"outlet": "The Sample Post"}, "2025-05-29-the-sample-post-a-chair-of-seouls-own"),
        ({"issued": None, "authors": ()}, "undated-a-chair-of-seouls-own"),
        ({"title": "../../etc/passwd"}, "2025-05-29-jane-roe-etc-passwd"),
        ({"title": "<b>Đổi mới</b> & “more”"}, "2025-05-29-jane-roe-b-doi-moi-b-more"),
        (
            {"title": "긴 탁자", "authors": (Name("홍", "길동", family_first=True),)},
            f"2025-05-29-{PIECE.sha256[:12]}",
        ),
        ({"title": "x" * 10_000}, "2025-05-29-jane-roe-" + "x" * 60),
        ({"title": "word " * 500}, "2025-05-29-jane-roe-" + "-".join(["word"] * 12)),
        ({"title": "A short head: " + "and a long tail " * 9}, "2025-05-29-jane-roe-a-short-head"),
    ],
)
def test_make_stem(changes, stem):
    assert make_stem(replace(PIECE, **changes)) == stem
    assert len(stem) < 130


def test_write_and_read_again(tmp_path):
    path = write_article(PIECE, tmp_path / "articles")
    assert path == tmp_path / "articles/2025-05-29-jane-roe-a-chair-of-seouls-own.md"
    article, problems = read_article(path, today=TODAY)
    assert problems == ()
    assert replace(article, origins={}) == replace(PIECE, id=path.stem, source_file=path.name)
    assert [one.name for one in path.parent.iterdir()] == [path.name]  # no temporary file remains


def test_nothing_is_overwritten(tmp_path):
    first = write_article(PIECE, tmp_path)
    before = first.read_bytes()
    second = write_article(replace(PIECE, text="Other text."), tmp_path)
    third = write_article(replace(PIECE, text="Third text.", id="own-id"), tmp_path)
    assert first.read_bytes() == before
    assert [path.stem for path in (second, third)] == [f"{first.stem}-2", f"{first.stem}-3"]
    assert [read_article(path)[0].id for path in (second, third)] == [f"{first.stem}-2", "own-id"]


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"file/articles: cannot be written \(Not a directory\)"):
        write_article(PIECE, tmp_path / "file/articles")


def test_known_texts(tmp_path):
    put(tmp_path, "a.md", body="One  text.")
    put(tmp_path, "broken.md", "no title")
    known = known_texts(tmp_path)
    assert (known.find("one text!"), known.find("another"), list(known.ids)) == ("a", None, ["a"])
    assert len(known_texts(tmp_path / "absent")) == 0


def test_checking_changes_nothing_that_is_given():
    article = replace(PIECE, language="en")
    assert check_article(article, file="x.md", today=TODAY) == (article, ())
