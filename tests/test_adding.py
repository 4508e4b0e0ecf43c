"""`commentary add` over files, folders, patterns, standard input; what is missing is asked for on request."""

import io
import json
import sys
import unicodedata
from pathlib import Path

import pytest

from nlp.adding import add_sources
from nlp.cli import main
from nlp.corpus.folder import read_folder
from nlp.running.intake import take_in
from nlp.settings import Settings
from tests.corpus.readers.office_files import make_docx, make_mail, make_odt
from tests.corpus.readers.page_parts import ENGLISH, KOREAN, paragraphs
from tests.corpus.readers.pdf_file import make_pdf, set_column

OP_ED = (
    Path(__file__).parents[1]
    / "corpus"
    / "articles"
    / "2025-05-29-ratih-indraswari-south-koreas-new-leadership.md"
)


def add(corpus, *sources, **options):
    return list(add_sources([str(one) for one in sources], corpus, given=options.pop("given", {}), **options))


def page(title, texts=ENGLISH, head=""):
    body = f"<article><h1>{title}</h1>{paragraphs(texts)}</article>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def test_a_folder_of_many_formats(tmp_path):
    folder = tmp_path / "in"
    (folder / "more" / "saved_files").mkdir(parents=True)
    (folder / "a.html").write_text(page("First"), encoding="utf-8")
    (folder / "b.pdf").write_bytes(
        make_pdf([[(60, 770, 18, "Second"), *set_column("\n\n".join(ENGLISH[1:]), left=60, top=700)]])
    )
    (folder / "b.yaml").write_text("author: Jane Roe\n", encoding="utf-8")
    (folder / "more" / "c.docx").write_bytes(make_docx(ENGLISH[2:], title="Third"))
    (folder / "more" / "saved_files" / "frame.html").write_text(page("Frame"), encoding="utf-8")
    (folder / "more" / "photo.jpg").write_bytes(b"x")
    (folder / ".hidden.txt").write_text("x", encoding="utf-8")
    (folder / "z.txt").symlink_to(folder / "a.html")
    (folder / "loop").symlink_to(folder)
    results = add(tmp_path / "corpus", folder)
    assert [(one.record["source_file"], one.record.get("title"), one.failed) for one in results] == [
        ("a.html", "First", False),
        ("b.pdf", "Second", False),
        (str(folder / "z.txt"), None, True),
        ("c.docx", "Third", False),
    ]
    assert "z.txt: is a link, which is not followed" in results[2].message
    assert results[1].message.startswith("b.pdf: «Second» by Jane Roe [sidecar] → ")
    articles, _ = read_folder(tmp_path / "corpus" / "articles")
    assert [article.title for article in articles] == ["First", "Second", "Third"]
    assert [
        one.record["same_as"] is not None for one in add(tmp_path / "corpus", folder) if not one.failed
    ] == [True] * 3


def test_patterns_and_what_matches_nothing(tmp_path):
    for name in ("b", "a"):
        (tmp_path / f"{name}.html").write_text(page(name.upper(), (name * 60, *ENGLISH)), encoding="utf-8")
    results = add(tmp_path / "corpus", tmp_path / "*.html", tmp_path / "*.pdf", dry_run=True)
    assert [one.record.get("title") for one in results] == ["A", "B", None]
    assert results[2].message == f"{tmp_path}/*.pdf: matches no file; check the pattern"
    (tmp_path / "empty").mkdir()
    (result,) = add(tmp_path / "corpus", tmp_path / "empty")
    assert result.message.endswith("empty: holds no file of a format that is read")


@pytest.mark.parametrize(
    "data",
    [page("A Chair").encode(), make_docx(ENGLISH, title="A Chair"), make_odt(ENGLISH, title="A Chair")],
)
def test_standard_input_in_any_format(tmp_path, monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (result,) = add(tmp_path / "corpus", "-")
    assert (result.record["title"], result.record["source_file"]) == ("A Chair", "stdin")


def test_what_is_missing_is_asked_for(tmp_path):
    (tmp_path / "a.txt").write_text("\n\n".join(ENGLISH), encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        "A Chair\n\nBy Jane Roe\n\n29 May 2025\n\n" + ENGLISH[1], encoding="utf-8"
    )
    asked: list[tuple[str, str]] = []
    answers = iter(["The Ferry", "Jane Roe", "soon", "2025-05-06", "", ""])

    def ask(question, about):
        asked.append((question, about))
        return next(answers)

    first, second = add(tmp_path / "corpus", tmp_path / "a.txt", tmp_path / "b.txt", ask=ask)
    assert (first.record["title"], first.record["authors"], first.record["issued"]) == (
        "The Ferry",
        ["Jane Roe"],
        "2025-05-06",
    )
    assert second.record["origins"]["title"] == "header line"
    assert [question for question, _ in asked] == [
        "Title",
        "Author",
        "Day of publication (2025-05-29)",
        "Day of publication (2025-05-29)",
        "Where it appeared",
        "Where it appeared",
    ]
    assert asked[3][1] == "“soon” is no day of the calendar; write it as 2025-05-29"


def test_no_title_leads_out_of_the_corpus(tmp_path):
    head = "<meta property='og:site_name' content='../../outside'>"
    (tmp_path / "a.html").write_text(page("../../../etc/passwd", head=head), encoding="utf-8")
    (result,) = add(tmp_path / "corpus", tmp_path / "a.html")
    assert Path(result.record["path"]).resolve().parent == (tmp_path / "corpus" / "articles").resolve()
    assert Path(result.record["path"]).name == "undated-outside-etc-passwd.md"


def test_hostile_characters_do_not_reach_the_corpus(tmp_path):
    title = "A ‮Chair​ of\x07 Our﻿ Own"
    (tmp_path / "a.html").write_text(page(title, ("Cafe\u0301 ‪talk. " * 30, *ENGLISH)), encoding="utf-8")
    (result,) = add(tmp_path / "corpus", tmp_path / "a.html")
    content = Path(result.record["path"]).read_text(encoding="utf-8")
    assert result.record["title"] == "A Chair of Our Own"
    assert not set(content) & set("‮​\x07﻿‪\u0301")
    assert "Café talk." in content


@pytest.mark.parametrize("encoding", ["cp949", "utf-16", "utf-8-sig", "euc-kr"])
def test_korean_pages_in_any_encoding(tmp_path, encoding):
    declared = "" if encoding.startswith("utf") else "<meta charset='euc-kr'>"
    (tmp_path / "a.html").write_bytes(page("되돌아온 편지", KOREAN, declared).encode(encoding))
    (result,) = add(tmp_path / "corpus", tmp_path / "a.html")
    assert (result.record["title"], result.record["language"]) == ("되돌아온 편지", "ko")
    assert "is in another language (`ko`): listed, but not analysed" in result.message
    articles, problems = read_folder(tmp_path / "corpus" / "articles")
    assert articles[0].text == "\n\n".join(KOREAN)
    assert [problem.kind for problem in problems] == ["language"]


PIECES = {
    "id": (
        "Kursi kita sendiri",
        "Siti Nurhaliza Dewi",
        "Meja itu panjang dan tuan rumah menyiapkan sebelas kursi untuk para tamu dari kawasan, sedangkan "
        "yang kedua belas menunggu di luar. Pemerintah Korea sebaiknya membawa kursinya sendiri "
        "sebelum pertemuan berikutnya, karena kalau tidak, pertanyaan itu akan menjadi canggung bagi semua "
        "orang yang datang.",
    ),
    "vi": (
        "Chiếc ghế của chúng ta",
        "Nguyễn Thị Minh Khai",
        "Quan hệ giữa hai bên phát triển mạnh mẽ trong nhiều năm qua và còn nhiều tiềm năng. Hàn Quốc nên "
        "mang theo chiếc ghế của mình trước hội nghị tiếp theo, nếu không thì câu hỏi sẽ trở nên khó xử "
        "đối với mọi người.",
    ),
    "th": (
        "เก้าอี้ของเราเอง",
        "สมชาย ใจดี",
        "ความร่วมมือระหว่างเกาหลีใต้กับอาเซียนเติบโตอย่างต่อเนื่องในช่วงหลายปีที่ผ่านมา "
        "แต่รัฐบาลยังไม่ได้ตอบจดหมายที่ส่งกลับมา กระทรวงควรเริ่มต้นจากเรื่องเล็ก ๆ "
        "และเปิดเผยรายชื่อโครงการที่สัญญาไว้ก่อนการประชุมครั้งต่อไปจะเริ่มขึ้น",
    ),
    "ko": ("우리의 의자", "남궁민수", f"{KOREAN[0]} {KOREAN[1]}"),
}


@pytest.mark.parametrize("language", PIECES)
def test_pieces_in_other_languages_are_listed_but_not_read_by_the_models(tmp_path, language):
    title, author, text = PIECES[language]
    head = f"<meta name='author' content='{unicodedata.normalize('NFD', author)}'>"
    html = page(unicodedata.normalize("NFD", title), (text,), head)
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    (result,) = add(tmp_path / "corpus", tmp_path / "a.html")
    assert (result.record["title"], result.record["authors"]) == (title, [author])
    intake = take_in(Settings(corpus=tmp_path / "corpus", outputs=tmp_path / "outputs"))
    (article,) = intake.articles
    assert (article.language, article.title, article.text) == (language, title, text)
    assert (intake.readable, [problem.finding_kind for problem in intake.problems]) == ((), ["language"])


FIELDS = (
    "title",
    "authors",
    "affiliation",
    "issued",
    "genre",
    "reading_time",
    "language",
    "body_starts_with",
)


def test_the_op_ed_is_the_same_article_in_every_format(tmp_path):
    shipped = read_folder(OP_ED.parent)[0]
    (article,) = (one for one in shipped if one.id == OP_ED.stem)
    paragraphs_ = article.text.split("\n\n")
    head = [
        "OPINION PIECE",
        "Ratih Indraswari, M.A., PhD (Parahyangan Catholic University)",
        "5/29/20254 min read",
    ]
    plain = "\n\n".join([article.title, *head, *paragraphs_])
    lines = "".join(f"<div>{one}</div>" for one in head)
    html = page(article.title, paragraphs_).replace("</h1>", f"</h1>{lines}")
    pdf = [
        *set_column(article.title, left=60, top=810, size=16, width=52),
        *((60, 765 - 15 * number, 10, one) for number, one in enumerate(head)),
        *set_column("\n\n".join(paragraphs_[:3]), left=60, top=700, width=90),
    ]
    rest = set_column("\n\n".join(paragraphs_[3:]), left=60, top=800, width=90)
    files = {
        "a.txt": plain.encode("utf-16"),
        "b.md": plain.encode(),
        "c.html": html.encode(),
        "d.docx": make_docx([*head, *paragraphs_], title=article.title),
        "e.odt": make_odt([article.title, *head, *paragraphs_]),
        "f.eml": make_mail(plain, subject="Fwd: an op-ed"),
        "g.json": json.dumps(
            {"title": article.title, "text": "\n\n".join([article.title, *head, *paragraphs_])}
        ).encode(),
        "h.pdf": make_pdf([pdf, rest]),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    results = {
        one.record["source_file"]: one
        for one in add(tmp_path / "corpus", *(tmp_path / name for name in files))
    }
    expected = results["a.txt"].record
    assert [name for name, one in results.items() if one.record.get("same_as") is None] == ["a.txt"]
    assert expected["body_starts_with"] == article.text[:60]
    for one in results.values():
        assert {key: one.record[key] for key in FIELDS} == {key: expected[key] for key in FIELDS}


def test_the_command_never_asks_without_a_terminal(tmp_path, capsys):
    (tmp_path / "a.html").write_text(page("A Chair"), encoding="utf-8")
    arguments = [
        "add",
        str(tmp_path / "a.html"),
        "--corpus",
        str(tmp_path / "c"),
        "--url",
        "https://a.example/b",
        "--json",
    ]
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--genre", "essay", "--affiliation", "Sample University", "--language", "en"])
    record = json.loads(capsys.readouterr().out)
    assert (ended.value.code, record["genre"], record["affiliation"]) == (0, "essay", "Sample University")
    assert record["origins"] == {
        "title": "header line",
        "genre": "given",
        "affiliation": "given",
        "language": "given",
        "url": "given",
    }
