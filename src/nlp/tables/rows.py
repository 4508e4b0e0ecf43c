"""From an article and its analysis to rows: one generator per table. A row maps column names to values."""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nlp.labels import EntityLabel, StatementKind, ThemeLevel

if TYPE_CHECKING:  # the records pull in spaCy, which a command that only reads tables must not load
    from nlp.analysis.records import Analysis, Entity
    from nlp.corpus.article import Article, Problem

__all__ = [
    "ROW_MAKERS",
    "Counts",
    "Row",
    "article_row",
    "article_rows",
    "count_parts",
    "date_rows",
    "doubt_rows",
    "entity_rows",
    "entity_summary_rows",
    "evidence_rows",
    "finding_rows",
    "make_rows",
    "problem_rows",
    "sentence_rows",
    "stance_rows",
    "statement_rows",
    "term_rows",
    "theme_rows",
    "vector_rows",
]

Row = Mapping[str, object]

AMOUNTS = frozenset({EntityLabel.MONEY, EntityLabel.PERCENT})  # labels of what is no entity


@dataclass(frozen=True, slots=True)
class Counts:
    """How long a piece is."""

    words: int = 0
    sentences: int = 0
    paragraphs: int = 0


def make_rows(article: "Article", analysis: "Analysis") -> dict[str, list[Row]]:
    """The rows of one piece for every table that holds pieces, by table name."""
    return {name: list(rows(article, analysis)) for name, rows in ROW_MAKERS.items()}


def article_rows(article: "Article", analysis: "Analysis") -> Iterator[Row]:
    """One row: the piece and its counts."""
    yield article_row(article, count_parts(analysis))


def count_parts(analysis: "Analysis") -> Counts:
    """The counts of a piece."""
    paragraphs = max((sentence.paragraph for sentence in analysis.sentences), default=0)
    return Counts(analysis.n_words, len(analysis.sentences), paragraphs)


def article_row(article: "Article", counts: Counts) -> Row:
    """The row of a piece whose counts are known."""
    return {
        "article_id": article.id,
        "title": article.title,
        "authors": "; ".join(name.display for name in article.authors) or None,
        "affiliation": article.affiliation or None,
        "author_country": article.author_country or None,
        "outlet": article.outlet or None,
        "outlet_country": article.outlet_country or None,
        "side": article.side,
        "published": article.issued,
        "published_origin": article.origins.get("issued"),
        "language": article.language or None,
        "genre": article.genre or None,
        "keywords": "; ".join(article.keywords) or None,
        "url": article.url or None,
        "accessed": article.accessed,
        "reading_time": article.reading_time,
        "n_words": counts.words,
        "n_sentences": counts.sentences,
        "n_paragraphs": counts.paragraphs,
        "sha256": article.sha256,
        "source_file": article.source_file or None,
        "sample": article.sample,
        "origins": json.dumps(article.origins, ensure_ascii=False, sort_keys=True)
        if article.origins
        else None,
    }


def sentence_rows(article: "Article", analysis: "Analysis") -> Iterator[Row]:
    """One row per sentence."""
    for sentence in analysis.sentences:
        yield {
            "article_id": article.id,
            "sentence_id": _sentence_id(article, sentence.index),
            "paragraph": sentence.paragraph,
            "start_char": sentence.start,
            "end_char": sentence.end,
            "text": sentence.text,
        }


def entity_rows(article: "Article", analysis: "Analysis") -> Iterator[Row]:
    """One row per named mention."""
    sentence_id = _sentence_finder(article, analysis)
    for entity in analysis.entities:
        yield {
            "article_id": article.id,
            "sentence_id": sentence_id(entity.start),
            "start_char": entity.start,
            "end_char": entity.end,
            "text": entity.text,
            "label": entity.label,
            "canonical": entity.canonical,
            "entity_id": entity.entity_id,
            "wikidata_id": entity.wikidata_id,
            "link_method": entity.link_method,
            "nil_reason": entity.nil_reason,
        }


def entity_summary_rows(article: "Article", analysis: "Analysis") -> Iterator[Row]:
    """One row per entity, amounts left out."""
    sentence_id = _sentence_finder(article, analysis)
    mentions: dict[str, list[Entity]] = {}
    for entity in analysis.entities:
        if entity.label not in AMOUNTS:
            mentions.setdefault(entity.entity_id or entity.canonical, []).append(entity)
    for key, found in mentions.items():
        first = min(found, key=lambda entity: entity.start)
        naming = {sentence_id(entity.start) for entity in found}
        yield {
            "article_id": article.id,
            "entity": key,
            "entity_id": first.entity_id,
            "canonical": first.canonical,
            "label": Counter(entity.label for entity in found).most_common(1)[0][0],
            "mentions": len(found),
            "salience": len(naming) / len(analysis.sentences),
            "first_sentence": sentence_id(first.start),
        }


def date_rows(article: "Article", analysis: "Analysis") -> Iterator[Row]:
    """One row per temporal expression."""
    sentence_id = _sentence_finder(article, analysis)
    for timex in analysis.dates:
        yield {
            "article_id": article.id,
            "sentence_id": sentence_id(timex.start),
            "start_char": timex.start,
            "end_char": timex.end,
            "text": timex.text,
            "type": timex.type,
            "value": timex.value,
            "mod": timex.mod,
            "quant": timex.quant,
            "freq": timex.freq,
            "start_date": timex.start_date,
            "end_date": timex.end_date,
            "granularity": timex.granularity,
            "anchor": timex.anchor,
            "tense": timex.tense,
        }


def theme_rows(article: "Article", analysis: "Analysis") -> Iterator[Row]:
    """One row per theme of the piece and per theme of each paragraph."""
    for theme in analysis.themes:
        yield {
            "article_id": article.id,
            "level": ThemeLevel.ARTICLE if theme.paragraph is None else ThemeLevel.PARAGRAPH,
            "paragraph": theme.paragraph,
            "theme_id": theme.theme_id,
            "score": theme.score,
            "assigned": theme.assigned,
            "dominant": theme.dominant,
            "human": False,
        }


def stance_rows(article: "Article", analysis: "Analysis") -> Iterator[Row]:
    """One row per target and speaker; human codes come in later, by `human`."""
    for stance in analysis.stances:
        yield {
            "article_id": article.id,
            "target_id": stance.target_id,
            "speaker": stance.speaker,
            "stance": stance.stance,
            "label": stance.label,
            "mixed": stance.mixed,
            "confidence": stance.confidence,
            "n_evidence": len({evidence.sentence for evidence in stance.evidence}),
            "human": False,
        }


def evidence_rows(article: "Article", analysis: "Analysis") -> Iterator[Row]:
    """One row per marked mention of a target in a sentence that a stance rests on."""
    for stance in analysis.stances:
        for evidence in stance.evidence:
            yield {
                "article_id": article.id,
                "sentence_id": _sentence_id(article, evidence.sentence),
                "target_id": evidence.target_id,
                "speaker": evidence.speaker,
                "stance": evidence.stance,
                "label": evidence.label,
                "confidence": evidence.confidence,
                "start_char": evidence.start,
                "end_char": evidence.end,
                "text": evidence.text,
                "mention_start": evidence.mention_start,
                "mention_end": evidence.mention_end,
                "human": False,
            }


def statement_rows(article: "Article", analysis: "Analysis") -> Iterator[Row]:
    """One row per prescription or forecast, each kind numbered from 1 over the piece."""
    numbers: Counter[StatementKind] = Counter()
    for statement in analysis.statements:
        numbers[statement.kind] += 1
        yield {
            "article_id": article.id,
            "statement_id": f"{article.id}:{statement.kind[0]}{numbers[statement.kind]:03d}",
            "kind": statement.kind,
            "sentence_id": _sentence_id(article, statement.sentence),
            "start_char": statement.start,
            "end_char": statement.end,
            "text": statement.text,
            "actor": statement.actor,
            "addressee": statement.addressee,
            "modality": statement.modality,
            "polarity": statement.polarity,
            "horizon": statement.horizon,
            "speaker": statement.speaker,
            "author": statement.author,
        }


def finding_rows(article: "Article", analysis: "Analysis") -> Iterator[Row]:
    """One row per doubt; one about the whole piece has no sentence and no characters."""
    sentence_id = _sentence_finder(article, analysis)
    for finding in analysis.findings:
        placed = finding.start < finding.end
        yield {
            "article_id": article.id,
            "kind": finding.kind,
            "sentence_id": sentence_id(finding.start) if placed else None,
            "start_char": finding.start if placed else None,
            "end_char": finding.end if placed else None,
            "text": article.text[finding.start : finding.end] if placed else None,
            "message": finding.message,
        }


def doubt_rows(problems: Iterable["Problem"]) -> Iterator[Row]:
    """One row per doubt about a piece that arose while it was read, and belongs among its findings."""
    for problem in problems:
        if problem.finding_kind is not None:
            yield {"article_id": problem.article_id, "kind": problem.finding_kind, "message": problem.message}


def term_rows(article: "Article", analysis: "Analysis") -> Iterator[Row]:
    """One row per content-bearing lemma."""
    for term, count in Counter(analysis.lemmas).items():
        yield {"article_id": article.id, "term": term, "count": count}


def vector_rows(article: "Article", analysis: "Analysis") -> Iterator[Row]:
    """One row, or none for a text that has no embedding."""
    if len(analysis.vector):
        yield {"article_id": article.id, "vector": [float(value) for value in analysis.vector]}


def problem_rows(problems: Iterable["Problem"]) -> Iterator[Row]:
    """One row per problem met while the corpus was read; the same one met twice counts once."""
    for problem in dict.fromkeys(problems):
        yield {
            "file": problem.file,
            "kind": problem.kind,
            "message": problem.message,
            "article_id": problem.article_id,
        }


ROW_MAKERS: Final[dict[str, Callable[["Article", "Analysis"], Iterator[Row]]]] = {
    "articles": article_rows,
    "sentences": sentence_rows,
    "entities": entity_rows,
    "entity_summary": entity_summary_rows,
    "dates": date_rows,
    "themes": theme_rows,
    "stances": stance_rows,
    "evidence": evidence_rows,
    "statements": statement_rows,
    "findings": finding_rows,
    "terms": term_rows,
    "vectors": vector_rows,
}


def _sentence_id(article: "Article", index: int) -> str:
    return f"{article.id}:s{index:03d}"


def _sentence_finder(article: "Article", analysis: "Analysis") -> Callable[[int], str]:
    """What gives the id of the sentence a character stands in (of the one before it, between two)."""
    starts: Sequence[int] = [sentence.start for sentence in analysis.sentences]

    def sentence_id(offset: int) -> str:
        place = max(bisect_right(starts, offset) - 1, 0)
        return _sentence_id(article, analysis.sentences[place].index)

    return sentence_id
