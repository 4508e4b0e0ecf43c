"""Human codes of themes in the table `themes`."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from nlp.codes.overrides.rows import Row, by_article, remake_rows
from nlp.codes.placing import Texts
from nlp.codes.records import Code, CodeLevel
from nlp.labels import ThemeLevel

__all__ = ["ThemeLimits", "override_themes"]


@dataclass(frozen=True, slots=True)
class ThemeLimits:
    """The scores from which a piece and a paragraph treat a theme, and what makes the score of a piece."""

    article_threshold: float
    per_article: int  # themes at most
    title_share: float  # what a title weighs beside the text
    paragraph_threshold: Callable[[str], float]  # by theme


def override_themes(
    themes: pd.DataFrame, codes: Iterable[Code], texts: Texts, limits: ThemeLimits
) -> pd.DataFrame:
    """The table `themes` with settled codes of paragraphs and pieces.

    In a coded paragraph the coded themes have score 1 and the others score 0, and the scores of its piece are
    made anew: they are the means of the paragraphs' scores, weighted by words. In a coded piece the coded
    themes are assigned whatever their scores, which stay; for nobody coded shares.
    """
    grouped = by_article(codes)

    def remake(article_id: str, rows: list[Row]) -> list[Row]:
        by_place: dict[int | None, list[Row]] = defaultdict(list)
        for row in rows:
            by_place[None if row["level"] == ThemeLevel.ARTICLE else int(row["paragraph"])].append(row)
        whole = {row["theme_id"]: row for row in by_place.pop(None, [])}
        shares = _shares(article_id, texts, limits)
        coded = {code.paragraph: code for code in grouped[article_id]}
        for paragraph, several in by_place.items():
            if paragraph is not None and paragraph in coded:
                _code_paragraph(several, coded[paragraph], whole, shares[paragraph])
        if coded.keys() - {None}:
            _choose(list(whole.values()), limits)
        if None in coded:
            _assign(whole.values(), coded[None].values)
        return rows

    return remake_rows("themes", themes, grouped, remake)


def _shares(article_id: str, texts: Texts, limits: ThemeLimits) -> dict[int, float]:
    """What each paragraph counts in the scores of the piece."""
    words = {
        number: max(1, len(texts.texts[article_id, CodeLevel.PARAGRAPH, number].split()))
        for number in texts.numbers(article_id, CodeLevel.PARAGRAPH)
    }
    total = sum(words.values()) * (1 + (limits.title_share if texts.titles[article_id] else 0))
    return {number: count / total for number, count in words.items()}


def _code_paragraph(rows: Sequence[Row], code: Code, whole: Mapping[str, Row], share: float) -> None:
    for row in rows:
        score = float(row["theme_id"] in code.values)
        if row["theme_id"] in whole:
            one = whole[row["theme_id"]]
            one["score"] = min(1.0, max(0.0, one["score"] + share * (score - row["score"])))
        row["score"] = score
    _assign(rows, code.values)


def _assign(rows: Iterable[Row], values: Sequence[str], *, human: bool = True) -> None:
    for row in rows:
        row["assigned"] = row["theme_id"] in values
        row["dominant"] = row["theme_id"] in values[:1]
        row["human"] = human


def _choose(rows: Sequence[Row], limits: ThemeLimits) -> None:
    """Assign the themes of a piece by its scores; it always has one."""
    best = sorted(rows, key=lambda row: -row["score"])
    above = [row["theme_id"] for row in best if row["score"] >= limits.article_threshold]
    _assign(rows, above[: limits.per_article] or [row["theme_id"] for row in best[:1]], human=False)
