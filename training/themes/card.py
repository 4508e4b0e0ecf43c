"""The model card of the theme heads, with the numbers of the run that made them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from training.themes.added import AddedGain
from training.themes.codes import Gain
from training.themes.cold import ColdStart
from training.themes.evaluate import Result
from training.themes.pieces import ChosenThreshold

__all__ = ["Findings", "write_card"]

_TEXT = """# Theme heads

Which of the {n_themes} themes of the shipped codebook a paragraph treats. Linear heads over the
embedding of the shipped encoder (all-MiniLM-L6-v2, int8) and the words of the paragraph (TF-IDF), as
plain float32 arrays: `heads.npz`, `config.json`. Beside them lies what they were fitted on, as embeddings
(half precision), counts of words and labels: `paragraphs.npz`. Licence MIT, like the data. Made by
`python -m training.themes` (seed 2025, about ten CPU-minutes).

**Data.** {n_all} paragraphs of commentary written for this project by {n_writers} writers ({sizes}),
coded by the project's conventions: one to three themes, the first dominant; some with none. They lie in
`training/themes/`. The threshold for whole pieces was chosen on the {n_pieces} sample pieces.

**Method.** Ridge regression for each theme, its scores scaled to log-odds by logistic regression;
penalty, scaling and thresholds from out-of-fold predictions. A theme's own threshold leaves the common
one by 30 % of its difference. Words that one paragraph alone holds do not count. A theme added to the
codebook has no head: it is scored by likeness to its description, with one line for all.

**Human codes.** A run with human codes of paragraphs in `corpus/codes/` fits the heads anew, in seconds,
on these {n_all} paragraphs and the coded ones, by the same function; `run.json` says which heads were
used. What the machine says of a coded paragraph comes from heads that were fitted without its piece.

**Scores** (per cent; each writer's paragraphs read by heads that were trained, thresholds and all, on the
other writers; 95 % bootstrap interval over paragraphs). The shipped heads are fitted on all writers, so
there is no held-back score of them. Method and features were compared on the first two writers.

| tested on writer | trained on | micro-F1 | macro-F1 | dominant theme |
|---|---|---|---|---|
{writers}

| theme | F1, mean over writers | lowest | likeness alone |
|---|---|---|---|
{by_theme}

Likeness alone: the line is fitted on the other twelve themes; the mean is {cold_mean:.1f}.

What human codes bring: heads of the other writers and some of a writer's paragraphs, taken as coded by
people and weighing 1 to 8 times one that ships, read the rest of that writer's (points of micro-F1, mean
over writers with 150 paragraphs or more, two draws). Runs use weight 2.

| coded paragraphs | micro-F1 without | {weights} |
|---|---|{dashes}
{gains}

A theme that a researcher adds gets a head of its own from 8 positive paragraphs on: its description and its
paragraphs, weighed against each other by logistic regression. Each theme in turn taken for an added one,
with five other coded paragraphs to each positive one:

| positive paragraphs | cases | F1 by likeness alone | F1 with a head |
|---|---|---|---|
{added}

| paragraphs trained on | micro-F1 on another writer's |
|---|---|
{curve}

Whole pieces, on those the threshold was chosen on: micro-F1 {piece_micro:.1f}, dominant theme
{piece_dominant:.0f}.

**Known failures.** Neighbours that argue with the same words: `strategic_autonomy` against
`great_power_competition`, `regional_architecture` where a summit is only the occasion,
`trade_investment` against `supply_chain_technology`. A paragraph about something else that names much of
a theme's vocabulary is taken for it. Portraits, minutes and memos, which writer f wrote, are read worse than
the prose of columns. Paragraphs without any theme get one where their words allow. Each
writer coded the own paragraphs: no agreement has been measured.
"""


@dataclass(frozen=True)
class Findings:
    """Everything that training measured."""

    results: Sequence[Result]
    curve: Sequence[tuple[float, float]]
    gains: Sequence[Gain]
    added: Sequence[AddedGain]
    cold: ColdStart
    pieces: ChosenThreshold


def write_card(folder: Path, found: Findings, theme_ids: Sequence[str]) -> None:
    """Write `README.md` into the model folder."""
    results, cold, pieces = found.results, found.cold, found.pieces
    by_theme = zip(
        theme_ids, zip(*(one.by_theme for one in results), strict=True), cold.f1_by_theme, strict=True
    )
    text = _TEXT.format(
        n_themes=len(theme_ids),
        n_all=sum(one.n_test for one in results),
        n_writers=len(results),
        sizes=", ".join(str(one.n_test) for one in results),
        n_pieces=pieces.n_pieces,
        writers="\n".join(_writer_row(chr(ord("a") + place), one) for place, one in enumerate(results)),
        by_theme="\n".join(
            f"| `{name}` | {sum(f1) / len(f1):.0f} | {min(f1):.0f} | {likeness:.0f} |"
            for name, f1, likeness in by_theme
        ),
        cold_mean=sum(cold.f1_by_theme) / len(cold.f1_by_theme),
        curve="\n".join(f"| {n:.0f} | {score:.1f} |" for n, score in found.curve),
        weights=" | ".join(f"weight {weight:.0f}" for weight, _ in found.gains[0].by_weight),
        dashes="---|" * len(found.gains[0].by_weight),
        gains="\n".join(
            f"| {gain.n_coded} | {gain.before:.1f} | "
            + " | ".join(f"{points:+.1f}" for _, points in gain.by_weight)
            + " |"
            for gain in found.gains
        ),
        added="\n".join(
            f"| {gain.n_positive} | {gain.n_cases} | {gain.before:.1f} | {gain.after:.1f} |"
            for gain in found.added
        ),
        piece_micro=pieces.micro,
        piece_dominant=pieces.dominant,
    )
    (folder / "README.md").write_text(text, encoding="utf-8")


def _writer_row(name: str, result: Result) -> str:
    low, high = result.interval
    return (
        f"| {name} ({result.n_test}) | {result.n_train} of the others "
        f"| {result.micro:.1f} ({low:.1f}–{high:.1f}) | {result.macro:.1f} | {result.dominant:.1f} |"
    )
