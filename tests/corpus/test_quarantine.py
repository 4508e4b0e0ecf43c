"""The quarantine keeps what could not be taken in, with its reason."""

import pytest

from nlp.corpus.quarantine import Quarantined, list_quarantine, quarantine_file, release
from nlp.errors import ArticleError


def test_copy_list_release(tmp_path):
    source = tmp_path / "bad.pdf"
    source.write_bytes(b"%PDF")
    kept = quarantine_file(source, tmp_path / "corpus", reason="bad.pdf: is a PDF\nfile")
    assert kept == tmp_path / "corpus/quarantine/bad.pdf"
    assert (kept.read_bytes(), source.exists()) == (b"%PDF", True)
    entry = Quarantined(kept, "bad.pdf: is a PDF file")
    assert list_quarantine(tmp_path / "corpus") == (entry,)
    release(entry)
    assert list_quarantine(tmp_path / "corpus") == ()
    assert list((tmp_path / "corpus/quarantine").iterdir()) == []


def test_move(tmp_path):
    source = tmp_path / "bad.txt"
    source.write_bytes(b"x")
    quarantine_file(source, tmp_path / "corpus", reason="no title", move=True)
    assert not source.exists()


def test_the_same_file_is_kept_once_and_another_gets_a_number(tmp_path):
    corpus = tmp_path / "corpus"
    for folder, content in (("a", b"x"), ("b", b"x"), ("c", b"y")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "bad.txt").write_bytes(content)
        quarantine_file(tmp_path / folder / "bad.txt", corpus, reason=f"reason {folder}")
    assert [(entry.path.name, entry.reason) for entry in list_quarantine(corpus)] == [
        ("bad-2.txt", "reason c"),
        ("bad.txt", "reason b"),
    ]


def test_a_file_that_waits_there_already_stays(tmp_path):
    source = tmp_path / "bad.txt"
    source.write_bytes(b"x")
    kept = quarantine_file(source, tmp_path, reason="first")
    assert quarantine_file(kept, tmp_path, reason="second", move=True) == kept
    assert kept.read_bytes() == b"x"
    assert list_quarantine(tmp_path) == (Quarantined(kept, "second"),)


def test_of_a_link_only_the_reason_is_kept(tmp_path):
    (tmp_path / "secret").write_bytes(b"s")
    (tmp_path / "link.txt").symlink_to(tmp_path / "secret")
    kept = quarantine_file(tmp_path / "link.txt", tmp_path, reason="is a link")
    assert not kept.exists()
    assert list_quarantine(tmp_path) == (Quarantined(kept, "is a link"),)


def test_a_quarantine_that_cannot_be_written(tmp_path):
    (tmp_path / "corpus").write_text("", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"corpus/quarantine: cannot be written"):
        quarantine_file(tmp_path / "x", tmp_path / "corpus", reason="r")


def test_no_quarantine_is_empty(tmp_path):
    assert list_quarantine(tmp_path) == ()
