"""One bad piece stops no run: it is tried twice, set aside with its traceback, and told at the end."""

import errno
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nlp import stages
from nlp.cli import main
from nlp.commands.planning import plan_run
from nlp.errors import ArticleError, OutputError
from nlp.settings import NotifySettings, Settings
from tests.conftest import LEAN

BAD = "2025-06-10-third"


def settings_for(corpus: Path) -> Settings:
    return Settings(corpus=corpus, outputs=corpus.parent / "outputs", exports=LEAN)


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[str]]:
    """Makes the analysis of one piece fail so many times; its titles as they were tried."""
    from nlp.analysis import pipeline

    real, tried = pipeline.analyse_job, []

    def start(times: int) -> list[str]:
        def analyse(job: pipeline.Job, language: object) -> object:
            if "Missiles" in job.context.title:
                tried.append(job.context.title)
                if len(tried) <= times:
                    raise RuntimeError("out of range")
            return real(job, language)  # type: ignore[arg-type]

        monkeypatch.setattr(pipeline, "analyse_job", analyse)
        return tried

    return start


def test_a_piece_that_fails_once_is_tried_again(corpus: Path, breaking: Callable[[int], list[str]]) -> None:
    tried = breaking(1)
    outcome = stages.run(settings_for(corpus))
    assert (len(tried), outcome.status, outcome.exit_code) == (2, "completed", 0)
    assert not list(corpus.glob("quarantine/*"))


def test_a_piece_that_fails_twice_is_set_aside_with_its_traceback(
    corpus: Path, breaking: Callable[[int], list[str]]
) -> None:
    tried, settings = breaking(2), settings_for(corpus)
    piece = corpus / "articles" / f"{BAD}.md"
    content = piece.read_bytes()
    outcome = stages.run(settings)
    assert (outcome.status, outcome.exit_code, outcome.quarantined) == ("completed with 1 problem", 3, 1)
    assert piece.read_bytes() == content
    reason = (corpus / "quarantine" / f"{BAD}.analysis.reason.txt").read_text(encoding="utf-8")
    assert "failed twice with RuntimeError: out of range" in reason
    assert f"{BAD}.analysis.log, mend the piece" in reason
    log = (corpus / "quarantine" / f"{BAD}.analysis.log").read_text(encoding="utf-8")
    assert "Traceback (most recent call last)" in log
    assert 'raise RuntimeError("out of range")' in log

    again = stages.run(settings)  # as it is, it would only fail again
    assert (len(tried), dict(again.seconds), again.exit_code) == (2, {}, 3)
    assert again.problems == outcome.problems
    assert plan_run(settings) == ()

    piece.write_bytes(content.replace(b"two missiles", b"three missiles"))
    mended = stages.run(settings)
    assert (mended.new, mended.exit_code) == (1, 0)
    assert not list(corpus.glob("quarantine/*"))


def test_who_removes_the_log_has_the_piece_tried_again(
    corpus: Path, breaking: Callable[[int], list[str]]
) -> None:
    breaking(2)
    stages.run(settings_for(corpus))
    (corpus / "quarantine" / f"{BAD}.analysis.log").unlink()
    assert (stages.run(settings_for(corpus)).new, len(plan_run(settings_for(corpus)))) == (1, 0)


def test_a_quarantine_that_cannot_be_written_is_told_and_the_piece_tried_at_each_run(
    corpus: Path, breaking: Callable[[int], list[str]]
) -> None:
    tried = breaking(4)
    (corpus / "quarantine").write_text("in the way", encoding="utf-8")
    outcome = stages.run(settings_for(corpus))
    assert outcome.exit_code == 3
    assert "cannot be written" in outcome.problems[0]
    assert (stages.run(settings_for(corpus)).exit_code, len(tried)) == (3, 4)
    assert (stages.run(settings_for(corpus)).exit_code, len(tried)) == (0, 5)


def test_the_command_ends_with_three_where_a_piece_was_set_aside(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = ("--corpus", str(corpus), "--outputs", str(corpus.parent / "outputs"))
    late = (corpus / "articles" / "2025-06-10-third.md").read_text(encoding="utf-8").replace("2025", "2099")
    (corpus / "articles" / "doubtful.md").write_text(late, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["run", *folders])
    assert ended.value.code == 0  # a doubt sets nothing aside
    (corpus / "articles" / "broken.md").write_text("---\nlanguage: en\n---\n\nText.\n", encoding="utf-8")
    capsys.readouterr()
    for _ in range(2):  # the second one has nothing to do, and still says so
        with pytest.raises(SystemExit) as ended:
            main(["run", *folders])
        assert ended.value.code == 3
        assert "completed with 1 problem\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    "place", ["nlp.running.manifest.write_manifest", "nlp.running.publishing.publish_run"]
)
def test_a_full_disk_is_one_clear_line_and_what_stood_there_stands(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    settings = settings_for(corpus)
    stages.run(settings)
    before = (settings.outputs / "articles.csv").read_bytes()
    (corpus / "articles" / f"{BAD}.md").unlink()

    def fill(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(place, fill)
    with pytest.raises(OutputError, match=r"cannot be written \(No space left on device\)"):
        stages.run(settings)
    assert (settings.outputs / "articles.csv").read_bytes() == before
    assert not list((settings.outputs / ".runs").glob("*.staged"))  # room for others again
    monkeypatch.undo()
    assert stages.run(settings).read == 2


def test_a_corpus_that_may_not_be_read_is_not_taken_for_an_empty_one(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(ArticleError, match=r"articles: cannot be read \(Permission denied\)"):
        stages.run(settings_for(corpus))


def notifying(corpus: Path, script: str, seconds: float = 30) -> Settings:
    command = (sys.executable, "-c", script)
    update = {"notify": NotifySettings(command=command, seconds=seconds)}
    return settings_for(corpus).model_copy(update=update)


def test_the_command_in_the_settings_is_told_how_the_run_ended(corpus: Path, tmp_path: Path) -> None:
    heard = tmp_path / "heard.jsonl"
    settings = notifying(corpus, f"import sys; open({str(heard)!r}, 'a').write(sys.stdin.read())")
    (corpus / "articles" / "broken.md").write_text("---\nlanguage: en\n---\n\nText.\n", encoding="utf-8")
    assert stages.run(settings).problems[1:] == ()
    with pytest.raises(ArticleError, match="no reason"):
        stages.finish(settings, lambda: (_ for _ in ()).throw(ArticleError("no reason")))
    ended, failed = (json.loads(line) for line in heard.read_text(encoding="utf-8").splitlines())
    assert (ended["status"], ended["read"], ended["quarantined"]) == ("completed with 1 problem", 3, 1)
    assert ended["problems"][0].startswith(str(corpus / "articles" / "broken.md"))
    assert failed == {"status": "failed", "error": "no reason"}


@pytest.mark.parametrize(
    ("script", "line"),
    [
        ("import sys; sys.exit('no mail today')", "ended with 1: no mail today"),
        ("import time; time.sleep(9)", "took longer than 0.5 s and was stopped"),
    ],
)
def test_a_command_that_fails_is_a_line_and_no_failure(corpus: Path, script: str, line: str) -> None:
    settings = notifying(corpus, script, 30 if "exit" in script else 0.5)
    outcome = stages.finish(settings, lambda: stages.Outcome(0, 0, 0, 0, 0, Path("report")))
    assert outcome.exit_code == 0
    assert line in outcome.problems[-1]


def test_a_command_that_is_not_there_is_a_line(corpus: Path) -> None:
    update = {"notify": NotifySettings(command=("/no/such/program",))}
    settings = settings_for(corpus).model_copy(update=update)
    outcome = stages.finish(settings, lambda: stages.Outcome(0, 0, 0, 0, 0, Path("report")))
    assert "cannot be run (No such file or directory)" in outcome.problems[-1]
