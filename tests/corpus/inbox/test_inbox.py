"""Whatever is dropped into the inbox becomes an article, waits, or lies in the quarantine with a reason."""

import hashlib
import json
import os
import time

import pytest

from nlp.corpus.folder import read_folder
from nlp.corpus.inbox import arrivals, empty_inbox, taking
from nlp.corpus.inbox.originals import finish_moves, keep_originals
from nlp.corpus.quarantine import list_quarantine
from nlp.errors import ArticleError
from tests.corpus.readers.office_files import make_docx
from tests.corpus.readers.page_parts import ENGLISH

OLD = 1_700_000_000
PIECE = "---\ntitle: A Chair\nlanguage: en\n---\n\nSeoul should bring a chair of its own.\n"


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "corpus" / "inbox").mkdir(parents=True)
    return tmp_path / "corpus"


def drop(corpus, name, content=PIECE):
    path = corpus / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(path, (OLD, OLD))
    return path


def original(corpus, content, suffix):
    name = hashlib.sha256(content).hexdigest()
    return corpus / "originals" / name[:2] / f"{name}{suffix}"


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_dropped_file_becomes_an_article_and_an_original(corpus):
    drop(corpus, "sub/Chair.TXT")
    document = make_docx(ENGLISH, title="In Word")
    drop(corpus, "word.docx", document)
    results = list(empty_inbox(corpus))
    articles, problems = read_folder(corpus / "articles")
    assert [(one.title, one.source_file) for one in articles] == [
        ("A Chair", "Chair.TXT"),
        ("In Word", "word.docx"),
    ]
    assert problems == []
    assert results[0].lines == (
        f"{corpus}/inbox/sub/Chair.TXT: «A Chair» → {corpus}/articles/undated-a-chair.md",
    )
    assert original(corpus, PIECE.encode(), ".txt").read_text(encoding="utf-8") == PIECE
    assert original(corpus, document, ".docx").read_bytes() == document
    assert list((corpus / "inbox").iterdir()) == []
    assert list(empty_inbox(corpus)) == []


def test_what_is_there_already_is_moved_and_said_so(corpus):
    drop(corpus, "a.txt")
    list(empty_inbox(corpus))
    drop(corpus, "b.txt")
    drop(corpus, "c.txt", PIECE.replace("own.", "own!"))
    lines = [line for one in empty_inbox(corpus) for line in one.lines]
    assert [line.partition("«A Chair» ")[2] for line in lines] == [
        "is in the corpus already as undated-a-chair"
    ] * 2
    assert len(read_folder(corpus / "articles")[0]) == 1
    assert len(files(corpus / "originals")) == 2


def test_what_is_still_being_written_waits(corpus, monkeypatch):
    for name in ("a.pdf.part", "b.html.crdownload", "~$c.docx", ".d.txt", "e.txt~", "Thumbs.db"):
        drop(corpus, name)
    fresh = drop(corpus, "fresh.txt")
    os.utime(fresh)
    monkeypatch.setattr(taking, "SETTLED", 0)
    (result,) = empty_inbox(corpus)
    assert result.lines == (f"{fresh}: is still being written; it is taken in at the next run",)
    assert len(files(corpus / "inbox")) == 7
    assert not (corpus / "articles").exists()


def test_a_fresh_file_is_taken_in_once_it_is_settled(corpus, monkeypatch):
    fresh = drop(corpus, "fresh.txt")
    os.utime(fresh)
    monkeypatch.setattr(taking, "SETTLED", 0.15)
    monkeypatch.setattr(arrivals, "SETTLED", 0.1)
    assert [len(one.added) for one in empty_inbox(corpus)] == [1]


def test_a_file_that_changes_while_it_is_read_waits(corpus, monkeypatch):
    path = drop(corpus, "a.txt")
    read = taking.read_path

    def grow(path):
        yield from read(path)
        path.write_text(PIECE + "More.", encoding="utf-8")

    monkeypatch.setattr(taking, "read_path", grow)
    (result,) = empty_inbox(corpus)
    assert (result.waiting, path.exists(), (corpus / "articles").exists()) == (True, True, False)


def test_a_file_from_the_future_does_not_wait(corpus):
    path = drop(corpus, "a.txt")
    os.utime(path, (time.time() + 9999,) * 2)
    assert [len(one.added) for one in empty_inbox(corpus)] == [1]


def test_what_cannot_be_taken_in_is_quarantined_until_it_is_mended(corpus):
    drop(corpus, "bad.txt", "---\ntitle: [\n---\n\nText.\n")
    drop(corpus, "bad.yaml", "genre: letter\n")
    drop(corpus, "photo.jpg", b"\xff\xd8")
    reasons = {one.file.name: one.reasons for one in empty_inbox(corpus)}
    assert list(reasons) == ["bad.txt", "photo.jpg"]
    assert "did not find expected node content" in reasons["bad.txt"][0]
    assert files(corpus / "quarantine") == [
        "bad.txt",
        "bad.txt.reason.txt",
        "bad.yaml",
        "photo.jpg",
        "photo.jpg.reason.txt",
    ]
    assert list((corpus / "inbox").iterdir()) == []
    assert [(one.path.name, one.moved) for one in list_quarantine(corpus)] == [
        ("bad.txt", True),
        ("photo.jpg", True),
    ]
    assert list(empty_inbox(corpus)) == []  # nothing has changed
    mended = corpus / "quarantine" / "bad.txt"
    mended.write_text(PIECE, encoding="utf-8")
    os.utime(mended, (OLD, OLD))
    (result,) = empty_inbox(corpus)
    assert result.added[0].article.genre == "letter"
    assert files(corpus / "quarantine") == ["photo.jpg", "photo.jpg.reason.txt"]
    assert len(files(corpus / "originals")) == 2


def test_a_file_without_reason_and_one_that_other_code_refused_are_tried_again(corpus, monkeypatch):
    drop(corpus, "a.xyz", "a")
    drop(corpus, "b.xyz", "b")
    list(empty_inbox(corpus))
    (corpus / "quarantine" / "a.xyz.reason.txt").unlink()
    for path in (corpus / "quarantine").iterdir():
        os.utime(path, (OLD, OLD))
    assert [one.file.name for one in empty_inbox(corpus)] == ["a.xyz"]
    monkeypatch.setattr("nlp.corpus.quarantine.code_hash", lambda part: f"another {part}")
    assert [one.file.name for one in empty_inbox(corpus)] == ["a.xyz", "b.xyz"]
    assert list(empty_inbox(corpus)) == []


def test_a_reason_whose_file_is_gone_goes_too(corpus):
    drop(corpus, "a.xyz", "a")
    list(empty_inbox(corpus))
    (corpus / "quarantine" / "a.xyz").unlink()
    assert list(empty_inbox(corpus)) == []
    assert list_quarantine(corpus) == ()


def test_links_are_not_followed(corpus, tmp_path):
    (tmp_path / "secret.txt").write_text(PIECE, encoding="utf-8")
    (corpus / "inbox" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (result,) = empty_inbox(corpus)
    assert "is a link, which is not followed" in result.reasons[0]
    assert (tmp_path / "secret.txt").read_text(encoding="utf-8") == PIECE
    assert not (corpus / "articles").exists()
    assert list(empty_inbox(corpus)) == []


def test_a_catalogue_takes_the_files_along_that_it_names(corpus):
    items = [{"title": "In a File", "path": "files/a.txt"}, {"title": "No Text"}]
    drop(corpus, "z.json", json.dumps(items[:1]))
    drop(corpus, "files/a.txt", "A text that has no title of its own, and is one long sentence.")
    drop(corpus, "half.json", json.dumps([{"title": "Here", "text": "Its text stands here."}, items[1]]))
    results = {one.file.name: one for one in empty_inbox(corpus)}
    assert [one.title for one in read_folder(corpus / "articles")[0]] == ["Here", "In a File"]
    assert len(results["half.json"].reasons) == 1
    assert files(corpus / "quarantine") == ["half.json", "half.json.reason.txt"]
    assert len(files(corpus / "originals")) == 2
    assert list((corpus / "inbox").iterdir()) == []


def test_moves_that_were_noted_are_finished_unless_a_file_has_changed(corpus):
    one, two = drop(corpus, "one.txt", "1"), drop(corpus, "two.txt", "2")
    targets = {str(path): str(original(corpus, path.read_bytes(), ".txt")) for path in (one, two)}
    (corpus / "originals").mkdir()
    (corpus / "originals" / ".moves.json").write_text(json.dumps(targets), encoding="utf-8")
    two.write_text("another file of that name", encoding="utf-8")
    finish_moves(corpus)
    assert files(corpus / "inbox") == ["two.txt"]
    assert files(corpus / "originals") == [
        str(original(corpus, b"1", ".txt").relative_to(corpus / "originals"))
    ]


def test_originals_that_cannot_be_kept(corpus):
    path = drop(corpus, "one.txt", "1")
    (corpus / "originals").write_text("in the way", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"originals: cannot be written"):
        keep_originals([path], corpus)
    assert path.exists()


def test_no_inbox_is_empty(tmp_path):
    assert list(empty_inbox(tmp_path / "none")) == []
    assert list(empty_inbox(tmp_path)) == []
    assert list(tmp_path.iterdir()) == []
