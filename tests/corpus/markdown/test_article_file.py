"""Article files: what is written is read again; what is wrong is said in one line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.corpus.article import Article, Name, Problem, RefusedArticleError
from nlp.corpus.markdown import make_markdown, parse_article, read_given
from nlp.corpus.markdown.front_matter import FrontMatterError
from nlp.labels import FindingKind, ProblemKind, Side

FULL = Article(
    id="2025-05-29-sample-a-chair",
    title="A Chair: “ours”, at last",
    text="First paragraph, with  two blanks.\n\nSecond – and last.",
    authors=(
        Name(family="Roe", given="Jane"),
        Name(family="Moon", given="Ja-ok", family_first=True),
        Name(literal="Desk"),
    ),
    affiliation="Sample University",
    outlet="The Sample Post",
    issued=date(2025, 5, 29),
    url="https://example.org/a?b=1",
    language="en",
    genre="opinion",
    keywords=("tables", "chairs: own"),
    author_country="NO",
    outlet_country="ID",
    side=Side.ASEAN,
    accessed=date(2025, 6, 1),
    reading_time=4,
    source_file="a chair.txt",
    sample=True,
    origins={"title": "header line", "authors": "header line", "side": "given", "outlet": "front matter"},
    doubts=("“Jane Roe” was taken for the author",),
)

WRITTEN = """---
id: 2025-05-29-sample-a-chair
title: 'A Chair: “ours”, at last'
author:
  - family: Roe
    given: Jane
  - family: Moon
    given: Ja-ok
    static-ordering: true
  - literal: Desk
affiliation: Sample University
container-title: The Sample Post
issued: '2025-05-29'
URL: https://example.org/a?b=1
language: en
genre: opinion
keywords:
  - tables
  - 'chairs: own'
author_country: 'NO'
outlet_country: ID
side: ASEAN
accessed: '2025-06-01'
reading_time: 4
source_file: a chair.txt
sample: true
origins:
  title: header line
  author: header line
  side: given
doubts:
  - “Jane Roe” was taken for the author
sha256: {sha256}
---

First paragraph, with  two blanks.

Second – and last.
"""


def test_written_form():
    assert make_markdown(FULL) == WRITTEN.format(sha256=FULL.sha256)


def test_read_again():
    article, problems = parse_article(make_markdown(FULL), file="x.md")
    everything = dict.fromkeys(FULL.origins | article.origins, "front matter") | FULL.origins
    assert article == Article(
        **{name: getattr(FULL, name) for name in FULL.__slots__ if name != "origins"}, origins=everything
    )
    assert problems == (Problem("x.md", ProblemKind.HEADER, FULL.doubts[0], FULL.id),)
    assert problems[0].finding_kind is FindingKind.HEADER


def parse(front, body="Text.", file="corpus/articles/a-chair.md"):
    return parse_article(f"---\n{front}\n---\n\n{body}\n", file=file)


def test_only_title_and_text_are_required():
    article, problems = parse("title: A Chair")
    assert article == Article(id="a-chair", title="A Chair", text="Text.", origins={"title": "front matter"})
    assert problems == ()


def test_the_file_name_gives_id_and_day():
    article, _ = parse("title: A Chair", file="articles/2025-05-29 a chair?.md")
    assert (article.id, article.issued) == ("2025-05-29-a-chair", date(2025, 5, 29))
    assert article.origins["issued"] == "file name"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-05-29", date(2025, 5, 29)),
        ("'29 May 2025'", date(2025, 5, 29)),
        ("{date-parts: [[2025, 5, 29]]}", date(2025, 5, 29)),
        ("{date-parts: [[2025, 5, 29], [2025, 6, 1]]}", date(2025, 5, 29)),
        ("{raw: 2025-05-29}", date(2025, 5, 29)),
        ("2025-05-29T10:00:00Z", date(2025, 5, 29)),
        ("''", None),
    ],
)
def test_days(written, day):
    assert parse(f"title: T\nissued: {written}")[0].issued == day


def test_other_names_of_fields():
    article, problems = parse(
        "title: T\ncreator: Jane Roe and John Doe\npublisher: The Sample Post\ndate: 2025-05-29\nurl: http://a.example\n"
        "lang: English\ntags: a, b; a\nside: asean\noutlet_country: id\ntype: article-newspaper"
    )
    assert problems == ()
    assert [name.display for name in article.authors] == ["Jane Roe", "John Doe"]
    assert (article.outlet, article.issued, article.url) == (
        "The Sample Post",
        date(2025, 5, 29),
        "http://a.example",
    )
    assert (article.language, article.keywords, article.side) == ("en", ("a", "b"), Side.ASEAN)
    assert article.outlet_country == "ID"


@pytest.mark.parametrize(
    ("front", "kind", "message"),
    [
        (
            "titel: A Chair\ntitle: T",
            ProblemKind.UNKNOWN_FIELD,
            "unknown field `titel` was not used; did you mean `title`?",
        ),
        ("title: T\nxyz: 1", ProblemKind.UNKNOWN_FIELD, "unknown field `xyz` was not used"),
        (
            "title: T\nURL: 'javascript:alert(1)'",
            ProblemKind.FRONT_MATTER,
            "`URL`: “javascript:alert(1)” is no http(s) address and was not used",
        ),
        (
            "title: T\nissued: 2025-05",
            ProblemKind.FRONT_MATTER,
            "`issued`: “2025-05” is no single day; write it as 2025-05-29",
        ),
        (
            "title: T\nsha256: 00",
            ProblemKind.CHANGED,
            "the text was edited since it was taken in (`sha256` differs)",
        ),
        (
            "title: T\nauthor: Jane Roe\nauthors: John Doe",
            ProblemKind.FRONT_MATTER,
            "`authors` repeats another field and was not used",
        ),
    ],
)
def test_doubts_do_not_stop_a_piece(front, kind, message):
    article, problems = parse(front)
    assert article.title == "T"
    assert [(one.kind, one.message, one.article_id, one.blocking) for one in problems] == [
        (kind, message, "a-chair", False)
    ]


@pytest.mark.parametrize(
    ("front", "kind", "message"),
    [
        ("author: X", ProblemKind.NO_TITLE, "has no title; add `title: …` to its front matter"),
        ("title: ''", ProblemKind.NO_TITLE, "has no title; add `title: …` to its front matter"),
        (
            "title: A Chair: ours",
            ProblemKind.FRONT_MATTER,
            "line 2: mapping values are not allowed in this context; "
            "put quotation marks around a value that holds a colon",
        ),
        ("title: [a]", ProblemKind.FRONT_MATTER, "`title` must be one line of text"),
        (
            "title: T\nissued: tomorrow",
            ProblemKind.FRONT_MATTER,
            "`issued`: “tomorrow” is no day; write it as 2025-05-29",
        ),
        ("title: T\nside: North", ProblemKind.FRONT_MATTER, "`side` must be one of KR, ASEAN, other"),
        ("title: T\nsample: maybe", ProblemKind.FRONT_MATTER, "`sample` must be true or false"),
        (
            "title: T\nid: ../../etc/passwd",
            ProblemKind.FRONT_MATTER,
            "`id` may hold only letters, digits, `-`, `_` and `.` (at most 200); mend the front matter",
        ),
        (
            "title: T\nauthor_country: Indonesia",
            ProblemKind.FRONT_MATTER,
            "`author_country`: write the country as its two letters in ISO 3166, such as KR or ID; "
            "mend the front matter",
        ),
        (
            "title: T\nauthor: [[x]]",
            ProblemKind.FRONT_MATTER,
            "`author` must be a list of names with `family` and `given`, or `literal`",
        ),
    ],
)
def test_broken_front_matter_is_refused(front, kind, message):
    with pytest.raises(RefusedArticleError) as error:
        parse(front, file="dir/x.md")
    assert error.value.problem == Problem("dir/x.md", kind, message)
    assert str(error.value) == f"dir/x.md: {message}"


def test_no_text_and_no_front_matter():
    with pytest.raises(RefusedArticleError, match=r"^x\.md: has no text; put it below the front matter$"):
        parse("title: T", body=" \n\u200b", file="x.md")
    with pytest.raises(RefusedArticleError, match=r"^x\.md: has no front matter; `commentary add`"):
        parse_article("Title\n\nText.", file="x.md")
    with pytest.raises(RefusedArticleError, match="no closing"):
        parse_article("---\ntitle: T\n\nText.", file="x.md")


def test_hostile_values_are_plain_text():
    article, _ = parse('title: "<script>alert(1)</script> \\u202e ../../x"', body="Nul\x00 and \u2066bidi.")
    assert article.title == "<script>alert(1)</script>  ../../x"
    assert article.text == "Nul and bidi."


def test_given_fields():
    assert read_given({"side": "KR", "author": "Jane Roe"}).values == {
        "side": Side.KR,
        "authors": (Name("Roe", "Jane"),),
    }
    with pytest.raises(FrontMatterError, match="unknown field `sid`"):
        read_given({"sid": "KR"})


LINE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1, max_size=40
).filter(str.strip)


@given(title=LINE, family=LINE, given=LINE, body=st.lists(LINE, min_size=1, max_size=4))
def test_any_article_survives_writing(title, family, given, body):
    try:
        first, _ = parse_article(
            make_markdown(Article("x", title, "\n\n".join(body), authors=(Name(family, given),))), file="x.md"
        )
    except RefusedArticleError as error:
        kind = error.problem.kind
    else:
        kind = None
    if kind:
        assert kind is ProblemKind.NO_TITLE  # a title such as "~"
        return
    again, problems = parse_article(make_markdown(first), file="x.md")
    assert (again, problems) == (first, ())


@given(st.text(st.characters(), max_size=200))
def test_any_content_is_read_or_refused(text):
    for content in (text, f"---\n{text}\n---\nText.", f"---\ntitle: T\n{text}\n---\nText."):
        try:
            line = parse_article(content, file="x.md")[0].title
        except RefusedArticleError as error:
            line = str(error)
        assert line
        assert "\n" not in line
