"""What the Prefect UI gets to show, read back from a real Prefect server."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx
import pandas as pd
import pytest

from nlp.report.links import Links
from nlp.stages import Outcome
from tests.comparison.corpora import corpus as frames_of

pytestmark = pytest.mark.filterwarnings("ignore")  # Prefect's own; ours are errors in every other file

HOSTILE = "<script>alert(1)</script> | *a* [b](c)\n# d"


def outcome(**given):
    values = {"read": 2, "new": 1, "skipped": 1, "quarantined": 0, "left_out": 3, "report": Path("r.html")}
    return Outcome(**{**values, "seconds": {"analyse": 1.25, "publish": 2.0}, **given})


def two_pieces():
    def stance(piece, target, label):
        return {"article_id": piece, "target_id": target, "label": label}

    return frames_of(
        articles=[
            {"article_id": "a", "title": HOSTILE, "published": pd.Timestamp(2024, 5, 1)},
            {"article_id": "b", "title": "Quiet"},
        ],
        stances=[
            stance("a", "china", "critical"),
            stance("b", "asean", "critical"),
            stance("b", "china", "supportive"),
            {**stance("b", "north_korea", "critical"), "speaker": "Vietnam"},
        ],
        findings=[
            {"article_id": "a", "kind": "arithmetic", "message": "first"},
            {"article_id": "a", "kind": "two_dates", "message": "second"},
        ],
    )


def test_the_summary_counts_the_run_and_the_stances_of_authors():
    from flows.artifacts import summary_markdown

    lines = summary_markdown(outcome(), two_pieces()).splitlines()
    assert "| pieces | 2 |" in lines
    assert "| seconds | 3.2 |" in lines
    timed = lines.index("## Seconds by stage")
    assert lines[timed + 2 : timed + 6] == [
        "| stage | seconds |",
        "|---|--:|",
        "| analyse | 1.2 |",
        "| publish | 2.0 |",
    ]
    start = lines.index("| target | supportive | critical | neutral | mixed | pieces that address it |")
    assert lines[start + 2 :] == ["| china | 1 | 1 | 0 | 0 | 2 |", "| asean | 0 | 1 | 0 | 0 | 1 |"]


def test_problems_are_shown_as_they_are_and_no_more_than_fit():
    from flows.artifacts import summary_markdown

    lines = summary_markdown(outcome(problems=(HOSTILE, *["x"] * 60)), two_pieces()).splitlines()
    shown = lines[lines.index("## Problems") + 2 :]
    assert shown[0] == r"- \<script\>alert\(1\)\</script\> \| \*a\* \[b\]\(c\) \# d"
    assert (len(shown), shown[-1]) == (51, "- and 11 more, in the table `problems`")


def test_a_corpus_without_a_stance_says_so():
    from flows.artifacts import piece_rows, summary_markdown

    assert summary_markdown(outcome(), frames_of()).endswith("No piece addresses a target.\n")
    assert list(piece_rows(outcome(), frames_of())) == []


def test_each_piece_has_its_doubts_and_where_its_author_stands(tmp_path: Path):
    from flows.artifacts import piece_rows

    page = tmp_path / Links().piece("a")
    page.parent.mkdir()
    page.touch()
    one, other = piece_rows(outcome(report=tmp_path / "index.html"), two_pieces())
    assert one == {
        **{"piece": "a", "title": HOSTILE, "published": "2024-05-01", "findings": 2},
        **{"doubts": "first; second", "for": "", "against": "china"},
        **{"page": page.as_uri()},
    }
    assert (other["published"], other["findings"], other["for"], other["against"]) == (
        "",
        0,
        "china",
        "asean",
    )


def test_the_artifacts_of_a_run_can_be_read_back(corpus):
    from prefect.artifacts import Artifact

    from flows.analyse import analyse
    from flows.artifacts import FINDINGS_KEY, REPORT_KEY, SUMMARY_KEY
    from flows.progress import PROGRESS_KEY

    outputs = corpus.parent / "outputs"
    analyse(corpus, outputs)
    shown = {key: Artifact.get(key) for key in (SUMMARY_KEY, REPORT_KEY, FINDINGS_KEY, PROGRESS_KEY)}
    assert {key: one.type for key, one in shown.items()} == {
        SUMMARY_KEY: "markdown",
        REPORT_KEY: "markdown",
        FINDINGS_KEY: "table",
        PROGRESS_KEY: "progress",
    }
    assert float(shown[PROGRESS_KEY].data) == 100.0
    assert all(one.flow_run_id for one in shown.values())
    assert "| pieces | 3 |" in shown[SUMMARY_KEY].data
    assert f"({(outputs / 'report' / 'index.html').as_uri()})" in shown[REPORT_KEY].data
    assert "2024-11-01-warm" in shown[FINDINGS_KEY].data
    pages = [Path(unquote(urlsplit(row["page"]).path)) for row in json.loads(shown[FINDINGS_KEY].data)]
    assert [page.is_file() for page in pages] == [True, True, True]


def test_a_run_whose_artifacts_cannot_be_written_counts_and_says_so(corpus, monkeypatch):
    from flows import analyse, artifacts

    def refuse(*_given, **_named):
        raise httpx.ConnectError("no\nserver")

    monkeypatch.setattr(artifacts, "create_link_artifact", refuse)
    ended = analyse.analyse(corpus, corpus.parent / "outputs")
    assert ended.problems[-1] == "Prefect shows no summary of this run (no server); the outputs are whole"
    assert ended.report.is_file()
