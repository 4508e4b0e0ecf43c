"""Codes held against the texts as they are now: those that still fit, and a line for each that does not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pandas as pd

from nlp.codes.reading import Refusal, make_problems, missing_article
from nlp.codes.records import Code, CodeKind, CodeLevel, Unit, make_check
from nlp.corpus.article import Problem

__all__ = ["Texts", "place_code", "place_codes", "read_texts"]

_Place = tuple[str, CodeLevel, int]  # article, level, number from 1 (of an article: 0)


@dataclass(frozen=True, slots=True)
class Texts:
    """The text of every piece, paragraph and sentence, and where in a piece a text stands."""

    texts: dict[_Place, str]
    titles: dict[str, str]
    by_hash: dict[tuple[str, CodeLevel, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    by_piece: dict[tuple[str, CodeLevel], list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Index the places by their texts and pieces."""
        for (article_id, level, number), text in self.texts.items():
            self.by_hash[article_id, level, _text_hash(text)].append(number)
            self.by_piece[article_id, level].append(number)

    def of(self, unit: Unit) -> str | None:
        """The text of a unit; None where there is none."""
        return self.texts.get((unit.article_id, unit.level, unit.paragraph or unit.sentence or 0))

    def numbers(self, article_id: str, level: CodeLevel) -> list[int]:
        """Numbers of the paragraphs or sentences of a piece in their order."""
        return self.by_piece.get((article_id, level), [])


def read_texts(articles: pd.DataFrame, sentences: pd.DataFrame) -> Texts:
    """The texts in the tables `articles` and `sentences`; a paragraph is its sentences, a blank between."""
    parts: dict[_Place, list[str]] = defaultdict(list)
    columns = (sentences[name] for name in ("article_id", "sentence_id", "paragraph", "text"))
    for article_id, sentence_id, paragraph, text in zip(*columns, strict=True):
        number = int(sentence_id.rpartition(":s")[2])
        parts[article_id, CodeLevel.SENTENCE, number].append(text)
        parts[article_id, CodeLevel.PARAGRAPH, int(paragraph)].append(text)
        parts[article_id, CodeLevel.ARTICLE, 0].append(text)
    titles = dict(zip(articles["article_id"], articles["title"], strict=True))
    return Texts({place: " ".join(texts) for place, texts in parts.items()}, titles)


def place_codes(codes: Iterable[Code], texts: Texts) -> tuple[tuple[Code, ...], tuple[Problem, ...]]:
    """The codes that fit the texts, where their text stands now, and lines for the others."""
    placed: dict[tuple[str, Unit], Code] = {}
    refused: list[Refusal] = []
    for code in codes:
        found = place_code(code, texts)
        if isinstance(found, str):
            refused.append((code.file, code.line, found))
        elif (code.coder, found.unit) in placed:
            refused.append(
                (code.file, code.line, f"`{code.unit.id}` has moved to `{found.unit.id}`, coded too")
            )
        else:
            placed[code.coder, found.unit] = found
    return tuple(placed.values()), make_problems(refused)


def place_code(code: Code, texts: Texts) -> Code | str:
    """The code at the place where its text stands now; or what is wrong, as words that follow its row.

    A code without a check is taken at its word: it is of the unit that it names, whatever the text.
    """
    unit = code.unit
    if unit.article_id not in texts.titles:
        return missing_article(unit.article_id)
    text = texts.of(unit)
    if not code.check:
        missing = f"the piece has no {unit.level} of `{unit.id}`; mend the id, or delete the row"
        return code if text is not None else missing
    if make_check(unit.id, "")[-4:] != code.check[-4:]:
        return f"`{unit.id}` is not the unit_id that was exported with this row; export a fresh sheet"
    given = code.check.partition("-")[0]
    if text is not None and _text_hash(text) == given:
        return code
    places = texts.by_hash.get((unit.article_id, unit.level, given), [])
    if len(places) != 1 or unit.level is CodeLevel.ARTICLE:
        return f"the text of `{unit.id}` has changed; code it again, or empty `check` if the code still holds"
    is_theme = code.kind is CodeKind.THEMES
    return replace(code, paragraph=places[0] if is_theme else None, sentence=None if is_theme else places[0])


def _text_hash(text: str) -> str:
    return make_check("", text).partition("-")[0]
