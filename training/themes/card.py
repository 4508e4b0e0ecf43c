"""The model card of the theme heads, with the numbers of the run that made them."""

from collections.abc import Sequence
from pathlib import Path

from training.themes.cold import ColdStart
from training.themes.evaluate import Result
from training.themes.pieces import ChosenThreshold

__all__ = ["write_card"]

_TEXT = """# Theme heads

Which of the {n_themes} themes of the shipped codebook a paragraph treats. Linear heads over the
embedding of the shipped encoder (all-MiniLM-L6-v2, int8) and the words of the paragraph (TF-IDF), as
plain float32 arrays: `heads.npz`, `config.json`. Licence MIT, like the data. Made by `python -m
training.themes` (seed 2025, about a CPU-minute).

**Data.** {n_all} paragraphs of commentary written for this project by two writers ({n_a} and {n_b}),
coded by the project's conventions: one to three themes, the first dominant; some with none. They lie in
`training/themes/`. The threshold for whole pieces was chosen on the {n_pieces} sample pieces.

**Method.** Ridge regression for each theme, its scores scaled to log-odds by logistic regression;
penalty, scaling and thresholds from out-of-fold predictions. A theme's own threshold leaves the common
one by 30 % of its difference. A theme added to the codebook has no head: it is scored by likeness to its
description, with one line for all.

**Scores** (per cent, thresholds from the training writer, tested on the other writer; 95 % bootstrap
interval over paragraphs). The shipped heads are fitted on both writers, so there is no held-back score
of them; the curve says what twice the paragraphs may bring.

| trained on | tested on | micro-F1 | macro-F1 | dominant theme |
|---|---|---|---|---|
{writers}

| theme | F1, first to second | second to first | likeness alone |
|---|---|---|---|
{by_theme}

Likeness alone: the line is fitted on the other twelve themes; the mean is {cold_mean:.1f}.

| share of one writer's paragraphs | micro-F1 on the other's |
|---|---|
{curve}

Whole pieces, on those the threshold was chosen on: micro-F1 {piece_micro:.1f}, dominant theme
{piece_dominant:.0f}.

**Known failures.** Neighbours that argue with the same words: `strategic_autonomy` against
`great_power_competition`, `regional_architecture` where a summit is only the occasion,
`trade_investment` against `supply_chain_technology`. A paragraph about something else that names much of
a theme's vocabulary is taken for it. Paragraphs without any theme get one where their words allow. Two
writers and one coder: no agreement has been measured.
"""


def write_card(
    folder: Path,
    results: Sequence[Result],
    curve: Sequence[tuple[float, float]],
    *,
    theme_ids: Sequence[str],
    cold: ColdStart,
    pieces: ChosenThreshold,
) -> None:
    """Write `README.md` into the model folder."""
    one, two = results
    by_theme = zip(theme_ids, one.by_theme, two.by_theme, cold.f1_by_theme, strict=True)
    text = _TEXT.format(
        n_themes=len(theme_ids),
        n_all=one.n_train + one.n_test,
        n_a=one.n_train,
        n_b=one.n_test,
        n_pieces=pieces.n_pieces,
        writers="\n".join(map(_writer_row, ("first", "second"), ("second", "first"), results)),
        by_theme="\n".join(f"| `{name}` | {a:.0f} | {b:.0f} | {c:.0f} |" for name, a, b, c in by_theme),
        cold_mean=sum(cold.f1_by_theme) / len(cold.f1_by_theme),
        curve="\n".join(f"| {share:.0f} % | {score:.1f} |" for share, score in curve),
        piece_micro=pieces.micro,
        piece_dominant=pieces.dominant,
    )
    (folder / "README.md").write_text(text, encoding="utf-8")


def _writer_row(train: str, test: str, result: Result) -> str:
    low, high = result.interval
    return (
        f"| {train} ({result.n_train}) | {test} ({result.n_test}) "
        f"| {result.micro:.1f} ({low:.1f}–{high:.1f}) | {result.macro:.1f} | {result.dominant:.1f} |"
    )
