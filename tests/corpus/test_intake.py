"""Text files taken into the corpus: the best source of each field counts, nothing is taken twice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.corpus.article import Name, RefusedArticleError
from nlp.corpus.folder import known_texts, read_folder
from nlp.corpus.intake import add_bytes, add_file, preview, read_piece
from nlp.errors import ArticleError
from nlp.labels import ProblemKind, Side

BODY = (
    "Korea should bring a chair of its own, and it should do so before the next summit makes the question "
    "awkward for everybody who sits at the long table.\n\n"
    "A second paragraph, with  two blanks – and “quotes”."
)
HEAD = "A Chair of Our Own\n\nOPINION PIECE\n\nJane Roe, M.A. (Sample University)\n\n5/29/20254 min read"
TEXT = f"{HEAD}\n\n{BODY}\n"


def test_add_file(tmp_path):
    source = tmp_path / "piece.txt"
    source.write_bytes(TEXT.encode("utf-16"))
    added = add_file(source, tmp_path / "corpus", given={"side": "ASEAN", "author_country": "id"})
    assert (added.problems, added.same_as) == ((), None)
    assert added.path == tmp_path / "corpus/articles/2025-05-29-jane-roe-a-chair-of-our-own.md"
    articles, problems = read_folder(tmp_path / "corpus/articles")
    assert (articles, problems) == ([added.article], [])
    article = added.article
    assert article.text == BODY
    assert (article.title, article.authors, article.affiliation) == (
        "A Chair of Our Own",
        (Name("Roe", "Jane"),),
        "Sample University",
    )
    assert (article.issued, article.reading_time, article.genre) == (date(2025, 5, 29), 4, "opinion")
    assert (article.side, article.author_country, article.language) == (Side.ASEAN, "ID", "en")
    assert article.source_file == "piece.txt"


def test_the_same_text_is_not_taken_twice(tmp_path):
    first = add_bytes(TEXT.encode(), tmp_path)
    again = add_bytes(TEXT.replace("\n", "\r\n").replace("“", '"').encode(), tmp_path)
    assert (again.path, again.same_as) == (None, first.article.id)
    assert len(list((tmp_path / "articles").iterdir())) == 1


def test_another_text_of_the_same_name_gets_a_number(tmp_path):
    known = known_texts(tmp_path / "articles")
    first = add_bytes(TEXT.encode(), tmp_path, known=known)
    second = add_bytes(
        f"{HEAD}\n\nQuite another text under the same heading.".encode(), tmp_path, known=known
    )
    assert second.article.id == f"{first.article.id}-2"
    assert second.path is not None
    assert second.path.stem == second.article.id
    assert sorted(known.ids) == [first.article.id, second.article.id]


def test_an_id_that_is_taken_gets_a_number(tmp_path):
    add_bytes(f"---\ntitle: T\nid: x\n---\n{BODY}".encode(), tmp_path)
    assert add_bytes(b"---\ntitle: U\nid: x\n---\nOther.", tmp_path).article.id == "x-2"
    assert [article.id for article in read_folder(tmp_path / "articles")[0]] == ["x", "x-2"]


def test_dry_run_writes_nothing(tmp_path):
    added = add_bytes(TEXT.encode(), tmp_path / "corpus", name="dir/piece.txt", dry_run=True)
    assert not (tmp_path / "corpus").exists()
    assert preview(added.article) == {
        "source_file": "piece.txt",
        "title": "A Chair of Our Own",
        "authors": ["Jane Roe"],
        "affiliation": "Sample University",
        "issued": "2025-05-29",
        "genre": "opinion",
        "reading_time": 4,
        "language": "en",
        "origins": {
            **dict.fromkeys(
                ["title", "authors", "affiliation", "issued", "genre", "reading_time"], "header line"
            ),
            "language": "text",
        },
        "body_starts_with": BODY[:60],
    }


def test_sources_count_in_their_order():
    text = "---\nauthor: Jane Roe\nlanguage: en\n---\nA Chair of Our Own\nBy John Doe\n28 May 2025\n\n" + BODY
    article, _ = read_piece(text.encode(), name="2025-05-29 chair.md", given={"language": "ko"})
    assert (article.language, article.authors, article.issued, article.title) == (
        "ko",
        (Name("Roe", "Jane"),),
        date(2025, 5, 29),
        "A Chair of Our Own",
    )
    assert article.origins == {
        "language": "given",
        "authors": "front matter",
        "issued": "file name",
        "title": "header line",
    }


def test_with_a_title_in_front_matter_all_below_is_text():
    article, _ = read_piece(b"---\ntitle: T\n---\n\nBy the way, a first line.\n\nA second.", name="x.md")
    assert article.text == "By the way, a first line.\n\nA second."


def test_a_rule_above_the_title_is_no_front_matter():
    article, _ = read_piece(f"---\n\nA Chair\n\n---\n\n{BODY}".encode(), name="x.txt")
    assert (article.title, article.text) == ("A Chair", BODY)


def test_doubts_of_the_header_are_kept(tmp_path):
    added = add_bytes(f"A Chair\n5/6/2025\n\n{BODY}".encode(), tmp_path, name="x.txt")
    assert [(problem.kind, problem.message) for problem in added.problems] == [
        (ProblemKind.HEADER, "“5/6/2025” may be 05 June or 06 May 2025")
    ]
    _, problems = read_folder(tmp_path / "articles")
    assert [problem.message for problem in problems] == [problem.message for problem in added.problems]
    hinted, _ = read_piece(f"A Chair\n5/6/2025\n\n{BODY}".encode(), name="x", given={"outlet_country": "ID"})
    assert hinted.issued == date(2025, 6, 5)


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (
            BODY.encode(),
            ProblemKind.NO_TITLE,
            "x.txt: has no title; put one on its first line, or give it with `--title`",
        ),
        (b"A Chair", ProblemKind.NO_TEXT, "x.txt: has no text below its header lines"),
        (
            b"",
            ProblemKind.NO_TITLE,
            "x.txt: has no title; put one on its first line, or give it with `--title`",
        ),
        (
            b"---\ntitle: [\n---\nText",
            ProblemKind.FRONT_MATTER,
            "x.txt: line 3: did not find expected node content; mend the front matter",
        ),
        (
            b"\x00\x01\x02" * 99,
            ProblemKind.FORMAT,
            "x.txt: holds binary data, not text; save it as UTF-8 text and add that",
        ),
    ],
)
def test_what_cannot_be_taken_in(data, kind, message):
    with pytest.raises(RefusedArticleError) as error:
        read_piece(data, name="x.txt")
    assert (error.value.problem.kind, str(error.value)) == (kind, message)


def test_a_given_title_makes_a_text_a_piece():
    article, _ = read_piece(BODY.encode(), name="x.txt", given={"title": "A Chair"})
    assert (article.title, article.text, article.origins["title"]) == ("A Chair", BODY, "given")


def test_other_formats_and_wrong_fields_are_refused(tmp_path):
    with pytest.raises(
        RefusedArticleError, match=r"piece\.xlsx: is of a format that cannot be read \(\.xlsx\)"
    ):
        add_file(tmp_path / "piece.xlsx", tmp_path)
    with pytest.raises(ArticleError, match=r"^x: `side` must be one of KR, ASEAN, other$"):
        read_piece(TEXT.encode(), name="x", given={"side": "north"})


def test_korean_names_and_titles_survive(tmp_path):
    head = "긴 탁자의 끝\n홍길동 표본대학교 교수\n2025년 5월 29일"
    text = f"{head}\n\n한국과 아세안의 협력은 꾸준히 자라고 있다. 다만 정책은 바뀐다."
    added = add_bytes(text.encode("cp949"), tmp_path)
    assert (added.article.title, added.article.language) == ("긴 탁자의 끝", "ko")
    assert [name.display for name in added.article.authors] == ["홍길동"]
    assert [problem.kind for problem in added.problems] == [ProblemKind.LANGUAGE]
    assert read_folder(tmp_path / "articles")[0] == [added.article]


@given(st.text(st.characters(), max_size=300))
def test_any_text_is_taken_in_or_refused(text):
    try:
        article, _ = read_piece(text.encode(errors="replace"), name="x.txt", given={"language": "en"})
    except RefusedArticleError as error:
        line = str(error)
    else:
        assert article.text
        line = article.title
    assert line
    assert "\n" not in line
