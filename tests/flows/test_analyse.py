"""The flow on a real Prefect server."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.filterwarnings("ignore")  # Prefect's own; ours are errors in every other file


def tables(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix in {".parquet", ".csv"}}


def test_the_flow_gives_the_tables_of_the_shell(corpus: Path) -> None:
    from flows.analyse import analyse
    from nlp import stages
    from nlp.settings import Settings

    outcome = analyse(corpus, corpus.parent / "by-flow")
    assert (outcome.read, outcome.new, outcome.skipped) == (3, 3, 0)
    stages.run(Settings(corpus=corpus, outputs=corpus.parent / "by-shell"))
    by_flow = tables(corpus.parent / "by-flow")
    assert by_flow == tables(corpus.parent / "by-shell")
    assert "comparison.parquet" in by_flow
    again = analyse(corpus, corpus.parent / "by-flow")
    assert (again.new, dict(again.seconds)) == (0, {})


def test_a_flow_that_can_do_nothing_fails_with_the_clear_line(tmp_path: Path) -> None:
    from flows.analyse import analyse
    from nlp.errors import CommentaryError

    with pytest.raises(CommentaryError, match="name the corpus with --corpus"):
        analyse(tmp_path / "none", tmp_path / "outputs")


def test_a_run_that_set_a_piece_aside_ends_with_three(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from flows import analyse

    (corpus / "articles" / "broken.md").write_text("---\nlanguage: en\n---\n\nText.\n", encoding="utf-8")
    outputs = corpus.parent / "outputs"
    monkeypatch.setattr("sys.argv", ["analyse", "--corpus", str(corpus), "--outputs", str(outputs)])
    assert analyse.main() == 3
    assert "completed with 1 problem" in capsys.readouterr().out


def test_two_flows_never_write_the_same_outputs(corpus: Path) -> None:
    from flows.analyse import analyse
    from nlp.errors import BusyError
    from nlp.locking import locked

    with (
        locked(corpus.parent / "outputs"),
        pytest.raises(BusyError, match="another run is at work there"),
    ):
        analyse(corpus, corpus.parent / "outputs")


def test_a_server_that_is_gone_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import httpx

    from flows import analyse

    def fail(*_: object) -> None:
        raise httpx.ConnectError("All connection attempts failed")

    monkeypatch.setattr("sys.argv", ["analyse"])
    monkeypatch.setattr(analyse, "analyse", fail)
    assert analyse.main() == 1
    assert "Prefect gave up (All connection attempts failed); what was analysed is kept" in (
        capsys.readouterr().err
    )
