"""The inbox in a run, on the command line, and in `commentary check`."""

import json
import os
from pathlib import Path

import pytest

from nlp import stages
from nlp.cli import main
from nlp.running.intake import find_doubts, set_aside, take_in
from nlp.settings import Settings

PIECE = "---\ntitle: A Chair\nlanguage: en\n---\n\nSeoul should bring a chair of its own.\n"


def drop(corpus: Path, name: str, content: str = PIECE) -> Path:
    path = corpus / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def command(*arguments: object) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(one) for one in arguments])
    return int(stop.value.code or 0)


def test_a_run_takes_the_inbox_in_first(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    drop(corpus, "a.txt")
    drop(corpus, "b.xyz", "x")
    settings = Settings(corpus=corpus, outputs=tmp_path / "outputs")
    assert take_in(settings).articles == ()
    intake = stages.take_in(settings, inbox=True)
    assert [article.title for article in intake.articles] == ["A Chair"]
    assert [line.partition("inbox/")[2] for line in intake.arrivals] == [
        f"a.txt: «A Chair» → {corpus}/articles/undated-a-chair.md",
        "b.xyz: is of a format that cannot be read (.xyz); save it as .txt, .docx, .pdf or .html "
        "(now in quarantine/)",
    ]
    assert stages.take_in(settings, inbox=True).arrivals == ()


def test_a_quarantined_file_is_not_released_by_an_article_of_its_name(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    settings = Settings(corpus=corpus, outputs=tmp_path / "outputs")
    (corpus / "articles").mkdir(parents=True)
    (corpus / "articles" / "a.md").write_text(PIECE, encoding="utf-8")
    drop(corpus, "a.md", "---\ntitle: [\n---\n\nText.\n")
    intake = take_in(settings, inbox=True)
    assert set_aside(intake, settings) == ()
    assert (corpus / "quarantine" / "a.md").is_file()
    (doubt,) = find_doubts(corpus)
    assert doubt.blocking
    assert doubt.message.startswith(
        f"{corpus}/quarantine/a.md: waits to be mended: {corpus}/inbox/a.md: line 3"
    )


def test_an_inbox_that_cannot_be_emptied_stops_no_run(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    drop(corpus, "a.txt")
    (corpus / "originals").write_text("in the way", encoding="utf-8")
    settings = Settings(corpus=corpus, outputs=tmp_path / "outputs")
    (line,) = take_in(settings, inbox=True).arrivals
    assert "originals: cannot be written" in line


def test_add_inbox(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = tmp_path / "corpus"
    drop(corpus, "a.txt")
    drop(corpus, "b.xyz", "x")
    assert command("add", "--inbox", "--corpus", corpus, "--side", "KR", "--json") == 1
    taken, refused = map(json.loads, capsys.readouterr().out.splitlines())
    assert (taken["source_file"], taken["path"]) == ("a.txt", f"{corpus}/articles/undated-a-chair.md")
    assert "cannot be read (.xyz)" in refused["error"]
    assert command("add", "--inbox", "--corpus", corpus) == 0
    assert "side: KR" in (corpus / "articles" / "undated-a-chair.md").read_text(encoding="utf-8")


def test_add_needs_sources_or_the_inbox(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["add"], ["add", "x.txt", "--inbox"]):
        assert command(*arguments) == 1
        assert "name files, folders or addresses, or --inbox" in capsys.readouterr().err
    assert command("add", "--inbox", "--dry-run") == 1
    assert "--inbox writes; to look first: commentary add corpus/inbox --dry-run" in capsys.readouterr().err


def test_what_is_added_by_hand_leaves_the_quarantine(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    drop(corpus, "a.txt", "A text without a title, which is one long sentence about Seoul and its chair.\n")
    assert command("add", "--inbox", "--corpus", corpus) == 1
    waiting = corpus / "quarantine" / "a.txt"
    assert command("add", waiting, "--title", "T", "--corpus", corpus, "--dry-run") == 0
    assert waiting.is_file()
    assert command("add", waiting, "--title", "T", "--language", "en", "--corpus", corpus) == 0
    assert list((corpus / "quarantine").iterdir()) == []
    assert find_doubts(corpus) == []
