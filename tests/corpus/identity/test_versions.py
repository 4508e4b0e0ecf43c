"""A corrected version takes the place of the known piece; the earlier one is kept."""

from datetime import date

import pytest

from nlp.corpus.article import Name
from nlp.corpus.folder import known_texts, read_article, read_folder
from nlp.corpus.identity.versions import find_earlier
from nlp.corpus.intake import add_bytes, read_piece

WORDS = [f"word{number}" for number in range(60)]
BODY = "Seoul says " + " ".join(WORDS)
CORRECTED = BODY.replace("word30", "another")


def piece(body, title="A Chair", **fields):
    front = "".join(f"{key}: {value}\n" for key, value in {"language": "en", **fields}.items())
    return f"---\ntitle: {title}\n{front}---\n\n{body}\n".encode()


def test_a_corrected_piece_becomes_the_next_version(tmp_path):
    known = known_texts(tmp_path / "articles")
    first = add_bytes(piece(BODY, author="Jane Roe", issued="2025-05-29"), tmp_path, known=known)
    original = first.path.read_bytes()
    second = add_bytes(piece(CORRECTED, author="Jane Roe", issued="2025-06-01"), tmp_path, known=known)
    assert (second.path, second.replaces) == (first.path, first.article.id)
    assert second.kept == tmp_path / "versions" / first.article.id / "1.md"
    assert second.kept.read_bytes() == original
    assert second.became == (
        f"corrects {first.article.id}: version 2 → {first.path}, the earlier one → {second.kept}"
    )
    ((article,), problems) = read_folder(tmp_path / "articles")
    assert (article, problems) == (second.article, [])
    assert (article.id, article.version, article.text) == (first.article.id, 2, CORRECTED)
    assert article.issued == date(2025, 6, 1)
    assert "version: 2\n" in first.path.read_text(encoding="utf-8")
    for fresh in (known, None):
        assert add_bytes(piece(BODY, author="Jane Roe"), tmp_path, known=fresh).same_as == article.id
        assert add_bytes(piece(CORRECTED), tmp_path, known=fresh).same_as == article.id
    third = add_bytes(piece(CORRECTED.replace("word50", "new"), author="Jane Roe"), tmp_path)
    assert (third.article.version, third.kept.name) == (3, "2.md")


def test_one_address_is_one_piece_whatever_its_title(tmp_path):
    add_bytes(piece(BODY, URL="https://example.org/a?utm_source=x", outlet="Daily"), tmp_path)
    again = add_bytes(piece(CORRECTED, title="A New Title", URL="http://www.example.org/a/"), tmp_path)
    assert (again.article.title, again.article.version, again.article.outlet) == ("A New Title", 2, "Daily")


@pytest.mark.parametrize(
    "other",
    [
        piece(CORRECTED, author="John Doe"),
        piece(CORRECTED, title="Another Chair", author="Jane Roe"),
        piece(CORRECTED, author="Jane Roe", outlet="Weekly"),
        piece("Seoul says " + " ".join(reversed(WORDS)), author="Jane Roe"),
        piece(" ".join(WORDS[:20]), author="Jane Roe"),
    ],
)
def test_what_only_resembles_a_piece_is_another_one(tmp_path, other):
    add_bytes(piece(BODY, author="Jane Roe"), tmp_path)
    assert add_bytes(other, tmp_path).replaces is None
    assert len(read_folder(tmp_path / "articles")[0]) == 2


def test_what_a_person_has_told_stays(tmp_path):
    added = add_bytes(b"A Chair\nBy Jane Roe\n\n" + BODY.encode(), tmp_path, given={"side": "ASEAN"})
    mended = added.path.read_text(encoding="utf-8").replace("title: A Chair", "title: A Chair!")
    added.path.write_text(mended, encoding="utf-8")
    second = add_bytes(b"A Chair\nBy Jane Roe\n\n" + CORRECTED.encode(), tmp_path).article
    assert (second.side, second.authors, second.version) == ("ASEAN", (Name("Roe", "Jane"),), 2)
    assert second.origins["side"] == "given"


def test_a_killed_process_leaves_a_copy_that_the_next_one_finds(tmp_path):
    first = add_bytes(piece(BODY), tmp_path)
    kept = tmp_path / "versions" / first.article.id / "1.md"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(first.path.read_bytes())
    second = add_bytes(piece(CORRECTED), tmp_path)
    assert (second.article.version, second.kept, len(list(kept.parent.iterdir()))) == (2, kept, 1)


def test_a_version_that_was_reset_by_hand_overwrites_nothing(tmp_path):
    first = add_bytes(piece(BODY), tmp_path)
    add_bytes(piece(CORRECTED), tmp_path)
    reset = first.path.read_text(encoding="utf-8").replace("version: 2\n", "")
    first.path.write_text(reset, encoding="utf-8")
    third = add_bytes(piece(CORRECTED.replace("word50", "new")), tmp_path)
    assert (third.article.version, third.kept.name) == (3, "2.md")
    assert "word30" in (third.kept.parent / "1.md").read_text(encoding="utf-8")


def test_dry_run_says_what_it_would_replace(tmp_path):
    first = add_bytes(piece(BODY), tmp_path)
    found = add_bytes(piece(CORRECTED), tmp_path, dry_run=True)
    assert (found.path, found.replaces, found.article.version) == (None, first.article.id, 2)
    assert not (tmp_path / "versions").exists()


def test_a_broken_file_is_no_earlier_version(tmp_path):
    known = known_texts(tmp_path / "articles")
    first = add_bytes(piece(BODY), tmp_path, known=known)
    first.path.write_text("broken", encoding="utf-8")
    article, _ = read_piece(piece(CORRECTED), name="x.txt")
    assert find_earlier(article, known) is None


def test_a_wrong_version_in_front_matter_counts_as_the_first(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: T\nversion: 2.1b\n---\n\nText.\n", encoding="utf-8")
    assert read_article(tmp_path / "a.md")[0].version == 1
