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
