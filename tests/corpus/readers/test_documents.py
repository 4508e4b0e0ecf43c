"""PDF, Word, OpenDocument and mail files: text in paragraphs, fields of their heads, clear refusals."""

from datetime import date
from pathlib import Path

import pytest

from nlp.corpus.article import Article, Problem, RefusedArticleError
from nlp.corpus.intake import make_article, read_piece
from nlp.corpus.readers import Candidate, read_content
from nlp.corpus.readers.apart.sandbox import Limits, read_apart
from tests.corpus.readers.office_files import make_docx, make_mail, make_odt, make_zip
from tests.corpus.readers.pdf_file import make_pdf, set_column

BODY = (
    "The ferry to the island leaves at seven, and by the time the negotiators had found their seats the "
    "harbour was already behind them.",
    "Nobody had asked who would pay for the second crossing, although everybody had packed for one, as the "
    "long-term visitors among them always do.",
    "한국과 아세안의 협력은 꾸준히 자라고 있다, and nobody keeps a ledger.",
)
HEAD = ("By Jane Roe (Sample University)", "29 May 2025")
TITLE = "Who Pays for the Second Crossing?"


def article_of(data: bytes, name: str, **given) -> Article:
    (reading,) = read_content(data, name=name)
    assert isinstance(reading, Candidate), str(reading)
    return make_article(reading, given=given)[0]


def refusal(data: bytes, name: str) -> str:
    (problem,) = read_content(data, name=name)
    assert isinstance(problem, Problem)
    return f"{problem.kind}: {problem.message}"


def known(article: Article) -> tuple[object, ...]:
    names = [name.display for name in article.authors]
    return article.title, names, article.affiliation, article.issued


FOUND = (TITLE, ["Jane Roe"], "Sample University", date(2025, 5, 29))


def test_word():
    article = article_of(make_docx([*HEAD, *BODY], title=TITLE, author="python-docx"), "piece.docx")
    assert known(article) == FOUND
    assert article.text == "\n\n".join(BODY)
    assert article.origins["title"] == "document style"


def test_word_without_a_title_style_and_with_an_author_in_its_properties():
    article = article_of(make_docx([TITLE, "29 May 2025", *BODY], author="Jane Roe"), "piece.docx")
    assert known(article) == (TITLE, ["Jane Roe"], None, date(2025, 5, 29))
    assert (article.origins["authors"], article.origins["title"]) == ("document properties", "header line")


def test_opendocument():
    article = article_of(make_odt([*HEAD, *BODY], title=TITLE), "piece.odt")
    assert known(article) == FOUND
    assert article.text == "\n\n".join(BODY)


def test_a_mail_whose_date_no_calendar_holds_has_none():
    head = f"Subject: Our letter\nDate: Mon, 6 May 2024 1{'6' * 60}0:000 +0900\n\n"
    (piece,) = read_content((head + "Seoul met ASEAN. " * 30).encode(), name="m.eml")
    assert isinstance(piece, Candidate)
    assert make_article(piece)[0].issued is None


def test_mail():
    text = "\n\n".join([TITLE, *HEAD, *BODY])
    article = article_of(make_mail(text, subject="Fwd: our letter"), "piece.eml")
    assert (known(article), article.text) == (FOUND, "\n\n".join(BODY))
    dated = make_mail("See below.", subject="A letter", html="", date="Tue, 06 May 2025 08:00:00 +0900")
    assert article_of(dated, "m.eml", title="T").issued == date(2025, 5, 6)
    page = f"<html><body><h1>{TITLE}</h1><p>{HEAD[0]}</p><p>{HEAD[1]}</p>" + "".join(
        f"<p>{one}</p>" for one in BODY
    )
    article = article_of(make_mail("Open in a browser.", html=page + "</body></html>"), "piece.eml")
    assert (known(article), article.text) == (FOUND, "\n\n".join(BODY))


LATIN = (*BODY[:2], "The rope is cast off at noon, which is ﬁne with those who stay.")


def column(texts, **place):
    return set_column("\n\n".join(texts), **place)


def test_pdf_with_running_heads_page_numbers_hyphens_and_ligatures():
    broken = LATIN[0].replace("negotiators", "nego-\ntiators")
    first = [
        (60, 800, 8, "Sample Review 12"),
        (60, 770, 18, TITLE),
        (60, 745, 10, HEAD[0]),
        (60, 730, 10, HEAD[1]),
    ]
    pages = [
        [*first, *column([broken, LATIN[1][:55]], left=60, top=700), (290, 30, 8, "Page 1 of 2")],
        [
            (60, 800, 8, "Sample Review 13"),
            *column([LATIN[1][56:], LATIN[2]], left=60, top=760),
            (290, 30, 8, "Page 2 of 2"),
        ],
    ]
    article = article_of(make_pdf(pages, info={"Title": "Microsoft Word - final.docx"}), "piece.pdf")
    assert known(article) == FOUND
    assert article.text == "\n\n".join(LATIN).replace("ﬁ", "fi")


def test_pdf_in_two_columns_whose_lines_are_written_across():
    left = column([LATIN[0]], left=60, top=700, width=36)
    right = column(LATIN[1:], left=310, top=700, width=36)
    rows = [
        run
        for number in range(max(len(left), len(right)))
        for run in (*left[number : number + 1], *right[number : number + 1])
    ]
    article = article_of(make_pdf([[(60, 770, 18, TITLE), (60, 745, 10, "By Jane Roe"), *rows]]), "piece.pdf")
    assert article.text.replace("\n\n", " ") == " ".join(LATIN).replace("ﬁ", "fi")
    assert (article.title, [name.display for name in article.authors]) == (TITLE, ["Jane Roe"])


def test_a_word_with_a_hyphen_elsewhere_keeps_it():
    text = (
        "A long-term plan is a plan. It is long-\nterm as nobody ends it, and so it is never looked at again."
    )
    article = article_of(make_pdf([[(60, 770, 18, TITLE), *set_column(text, left=60, top=700)]]), "piece.pdf")
    assert "It is long-term as" in article.text


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (
            b"%PDF-1.7 nothing",
            "x.pdf",
            "unreadable: is damaged (PdfStreamError); save it anew, or its text as .txt",
        ),
        (b"no pdf", "x.pdf", "unreadable: is damaged (PdfStreamError); save it anew, or its text as .txt"),
        (b"PK\x03\x04 nothing", "x.docx", "format: is not a Word file (.docx), or damaged; save it anew"),
        (
            make_zip({"a.txt": "a"}),
            "x.docx",
            "format: is not a Word file (.docx); save it anew, or its text as .txt",
        ),
        (
            b"\xd0\xcf\x11\xe0" * 200,
            "x.docx",
            "unreadable: is protected by a password, or of an old format; save it as a Word file (.docx) "
            "without one",
        ),
        (
            make_pdf([[(290, 30, 8, "Library stamp")], []]),
            "x.pdf",
            "no_text: holds no text (a scan?); have it recognised, for example with `ocrmypdf`, and add that",
        ),
        (
            b"\x00\x01\x02\x03" * 100,
            "x.txt",
            "format: holds binary data, not text; save it as UTF-8 text and add that",
        ),
        (
            b"From: a@b.example\r\n\r\n",
            "x.eml",
            "no_text: holds no text; save what is attached to it and add that",
        ),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(data, name, message):
    assert refusal(data, name) == message


def test_a_password_is_asked_for_by_nobody():
    import io

    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf([column(LATIN, left=60, top=700)])))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    assert refusal(file.getvalue(), "x.pdf") == "unreadable: is protected by a password; save it without one"


def test_archives_that_unpack_to_too_much_are_not_unpacked():
    bomb = make_zip({"word/document.xml": " " * (60 * 1024**2)})
    assert len(bomb) < 100_000
    assert refusal(bomb, "x.docx") == "too_large: would unpack to 60 MB; save its text as .txt and add that"


def test_entities_are_not_resolved():
    secret = Path(__file__).read_text(encoding="utf-8")[:30]
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{__file__}"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    schema = "urn:oasis:names:tc:opendocument:xmlns"
    names = f'xmlns:office="{schema}:office:1.0" xmlns:text="{schema}:text:1.0"'
    xml = f"{entity}<office:text {names}><text:p>One &e; two &b; three.</text:p></office:text>"
    (reading,) = read_content(make_zip({"content.xml": xml}), name="x.odt")
    said = reading.text if isinstance(reading, Candidate) else reading.message
    assert secret not in said
    assert "aaaa" not in said


def test_the_child_is_held_to_its_limits():
    pdf = make_pdf([column(LATIN * 12, left=60, top=820, size=5)] * 400)
    with pytest.raises(RefusedArticleError) as error:
        read_apart("pdf", pdf, name="x.pdf", limits=Limits(seconds=1))
    assert str(error.value).startswith("x.pdf: could not be read within 1 seconds and 1536 MB; save its text")


def test_pdf_and_page_are_known_by_how_they_begin():
    assert read_piece(make_pdf([column([TITLE, *LATIN], left=60, top=700)]), name="stdin")[0].text.startswith(
        "The ferry"
    )
    page = f"<!DOCTYPE html><html><body><article><h1>{TITLE}</h1>" + "".join(f"<p>{one}</p>" for one in LATIN)
    assert read_piece(page.encode(), name="stdin")[0].title == TITLE
