"""What a run leaves in the Prefect UI: a summary, a link to the report, and what is to say of each piece.

Artifacts only show what stands in the outputs already. So a run whose artifacts cannot be written has not
failed: it is told in a line among its problems, and the outputs count.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import httpx
import pandas as pd
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.exceptions import PrefectException

from nlp.labels import AUTHOR, StanceLabel
from nlp.report.links import PIECES, Links, page_name
from nlp.stages import Outcome

__all__ = ["FINDINGS_KEY", "REPORT_KEY", "SUMMARY_KEY", "piece_rows", "show_artifacts", "summary_markdown"]

# Keys may hold lower-case letters, digits and dashes only; Prefect keeps the history of each.
SUMMARY_KEY: Final = "run-summary"
REPORT_KEY: Final = "report"
FINDINGS_KEY: Final = "findings-by-piece"

_MOST_PIECES: Final = 500  # rows of the table; Prefect keeps it as one value in its database
_MOST_PROBLEMS: Final = 50
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|&~$])")  # what Markdown may read as markup


def show_artifacts(outcome: Outcome, frames: Mapping[str, pd.DataFrame]) -> tuple[str, ...]:
    """Write the three artifacts of a run; a line for the reader where they could not be written.

    Args:
        outcome: how the run went.
        frames: its tables by name.
    """
    rows = list(piece_rows(outcome, frames))
    shown = f", the first {_MOST_PIECES} of {len(rows)}" if len(rows) > _MOST_PIECES else ""
    report = outcome.report.absolute()
    try:
        create_markdown_artifact(
            summary_markdown(outcome, frames), key=SUMMARY_KEY, description="What the last run did."
        )
        create_link_artifact(
            report.as_uri(), link_text="the report", key=REPORT_KEY, description=f"The report: `{report}`"
        )
        create_table_artifact(
            rows[:_MOST_PIECES],
            key=FINDINGS_KEY,
            description=f"Doubts about each piece, and where its author stands{shown}.",
        )
    except (PrefectException, httpx.HTTPError, OSError) as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        return (f"Prefect shows no summary of this run ({reason}); the outputs are whole",)
    return ()


def summary_markdown(outcome: Outcome, frames: Mapping[str, pd.DataFrame]) -> str:
    """The run as Markdown: counts, seconds by stage, stances by target, problems."""
    parts = (
        _run_lines(outcome, frames),
        _time_lines(outcome),
        _stance_lines(frames),
        _problem_lines(outcome),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def piece_rows(outcome: Outcome, frames: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    """One row per piece: its doubts in words, the targets its author is for and against, its page."""
    folder = outcome.report.absolute().parent
    written = {file.name for file in (folder / PIECES).glob("*.html")}
    links = Links(paged={one for one in frames["articles"]["article_id"] if page_name(one) in written})
    stances = frames["stances"]
    own = stances[stances["speaker"] == AUTHOR]
    doubts = frames["findings"].groupby("article_id")["message"].agg(list).to_dict()
    targets = own.groupby(["article_id", "label"])["target_id"].agg(", ".join).to_dict()
    for piece in frames["articles"].to_dict("records"):
        messages = doubts.get(piece["article_id"], [])
        yield {
            "piece": piece["article_id"],
            "title": piece["title"],
            "published": "" if pd.isna(piece["published"]) else f"{piece['published']:%Y-%m-%d}",
            "findings": len(messages),
            "doubts": "; ".join(messages),
            "for": targets.get((piece["article_id"], StanceLabel.SUPPORTIVE.value), ""),
            "against": targets.get((piece["article_id"], StanceLabel.CRITICAL.value), ""),
            "page": (folder / links.piece(piece["article_id"])).as_uri(),
        }


def _run_lines(outcome: Outcome, frames: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    yield from ("# The run", "", "| what | |", "|---|--:|")
    counts = {
        "pieces": outcome.read,
        "new": outcome.new,
        "as before": outcome.skipped,
        "set aside": outcome.quarantined,
        "samples left out": outcome.left_out,
        "problems": len(outcome.problems),
        "doubts about texts": len(frames["findings"]),
        "seconds": round(sum(outcome.seconds.values()), 1),
    }
    yield from (f"| {name} | {count:,} |" for name, count in counts.items())


def _time_lines(outcome: Outcome) -> Iterator[str]:
    """How long each stage took, in their order."""
    if outcome.seconds:
        yield from ("", "## Seconds by stage", "", "| stage | seconds |", "|---|--:|")
        yield from (f"| {stage} | {seconds:,.1f} |" for stage, seconds in outcome.seconds.items())


def _stance_lines(frames: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """How many authors stand where on each target, the most addressed target first."""
    labels = [label.value for label in StanceLabel]
    stances = frames["stances"]
    own = stances[stances["speaker"] == AUTHOR]
    yield from ("", "## Stances of the authors by target", "")
    if own.empty:
        yield "No piece addresses a target."
        return
    counts = pd.crosstab(own["target_id"], own["label"]).reindex(columns=labels, fill_value=0)
    counts["pieces"] = counts.sum(axis=1)
    counts = counts.sort_index().sort_values("pieces", ascending=False, kind="stable")
    yield f"| target | {' | '.join(labels)} | pieces that address it |"
    yield "|---|" + "--:|" * (len(labels) + 1)
    for target, row in counts.iterrows():
        yield f"| {_plain(str(target))} | {' | '.join(str(count) for count in row)} |"


def _problem_lines(outcome: Outcome) -> Iterator[str]:
    if outcome.problems:
        yield from ("", "## Problems", "")
        yield from (f"- {_plain(problem)}" for problem in outcome.problems[:_MOST_PROBLEMS])
    if len(outcome.problems) > _MOST_PROBLEMS:
        yield f"- and {len(outcome.problems) - _MOST_PROBLEMS} more, in the table `problems`"


def _plain(text: str) -> str:
    """A text on one line that Markdown shows as it is, markup of others included."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
