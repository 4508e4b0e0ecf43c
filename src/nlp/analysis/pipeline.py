"""The pipeline: the one place where components are put in their order, and texts become analyses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

# Importing a component's module registers its factory.
from nlp.analysis import dates, entities, findings, stances, statements, themes, vectors
from nlp.analysis.grammar import paragraphs
from nlp.analysis.records import Analysis, Context, add_extensions
from nlp.analysis.vectors import find_vector
from nlp.codebook import codebook_folder, read_codebook
from nlp.errors import ModelError
from nlp.provenance import SHIPPED_MODELS
from nlp.settings import ModelSettings, Settings, StanceSettings, ThemeSettings

__all__ = ["Job", "analyse_job", "analyse_text", "analyse_texts", "load_language"]

_REGISTERED = (dates, entities, findings, paragraphs, stances, statements, themes, vectors)
_PARSER = SHIPPED_MODELS / "parser"
# Words that say nothing of what a text is about, by their part of speech.
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})


@dataclass(frozen=True, slots=True)
class Job:
    """A text to analyse, with what is known beside it."""

    text: str
    context: Context = field(default_factory=Context)


def analyse_text(
    text: str,
    *,
    published: date | None = None,
    title: str = "",
    outlet_country: str | None = None,
    codebook: Path | None = None,
    settings: Settings | None = None,
) -> Analysis:
    """Everything found in one text; offsets are code points into this very string.

    Args:
        text: any text, paragraphs separated by blank lines.
        published: the day relative dates are counted from; without it they stay open (`XXXX-05`).
        title: the title, which counts toward the themes.
        outlet_country: ISO 3166 code of where it appeared, which decides what «East Sea» means.
        codebook: folder of a codebook (default: the one that ships).
        settings: model and threshold settings (default: the shipped ones).
    """
    language = load_language(codebook, settings)
    return analyse_job(
        Job(text, Context(published=published, title=title, outlet_country=outlet_country)), language
    )


def analyse_texts(
    pairs: Iterable[tuple[str, date | None]],
    *,
    codebook: Path | None = None,
    settings: Settings | None = None,
) -> Iterator[Analysis]:
    """The analyses of many texts, each with its day of publication, lazily and in their order."""
    language = load_language(codebook, settings)
    return (analyse_job(Job(text, Context(published=published)), language) for text, published in pairs)


def analyse_job(job: Job, language: Language) -> Analysis:
    """The analysis of one job; it depends on nothing that was analysed before."""
    doc = language.make_doc(job.text)
    doc._.context = job.context
    return _analysis(language(doc))


def load_language(codebook: Path | None = None, settings: Settings | None = None) -> Language:
    """The whole pipeline; made once for a codebook's content and settings.

    Raises:
        ModelError: the shipped parser is missing.
        CodebookError: the codebook is missing or inconsistent.
    """
    book = read_codebook(codebook or codebook_folder())
    chosen = settings or Settings()
    return _load(book.folder, book.hash, chosen.models, chosen.themes, chosen.stances)


@lru_cache(maxsize=2)
def _load(
    folder: Path, _content: str, models: ModelSettings, themes: ThemeSettings, stances: StanceSettings
) -> Language:
    if not (_PARSER / "config.cfg").is_file():
        raise ModelError(f"{_PARSER} is missing: reinstall the package, or run `python -m training.parser`")
    add_extensions()
    language = spacy.load(_PARSER)
    book, threads = str(folder), models.threads
    language.add_pipe("nlp/paragraphs", first=True)
    language.add_pipe("nlp/sentences")
    language.add_pipe("nlp/entities", config={"codebook": book, "ner": models.ner, "threads": threads})
    language.add_pipe("nlp/dates", config={"codebook": book})
    language.add_pipe("nlp/findings", config={"codebook": book})
    language.add_pipe("nlp/vectors", config={"threads": threads})
    language.add_pipe(
        "nlp/themes",
        config={
            "codebook": book,
            "per_paragraph": themes.max_per_paragraph,
            "per_article": themes.max_per_article,
            "threads": threads,
        },
    )
    language.add_pipe(
        "nlp/stances",
        config={
            "codebook": book,
            "min_confidence": stances.min_confidence,
            "min_evidence": stances.min_evidence,
            "threads": threads,
        },
    )
    language.add_pipe("nlp/statements")
    return language


def _analysis(doc: Doc) -> Analysis:
    words = [token for token in doc if token.is_alpha or token.like_num]
    lemmas = (token.lemma_.lower() for token in words if token.pos_ in _CONTENT and not token.is_stop)
    return Analysis(
        sentences=doc._.sentences,
        entities=doc._.entities,
        dates=doc._.dates,
        themes=doc._.themes,
        stances=doc._.stances,
        statements=doc._.statements,
        findings=doc._.findings,
        n_words=sum(1 for token in doc if not token.is_punct and not token.is_space),
        lemmas=tuple(lemma for lemma in lemmas if len(lemma) > 1),
        vector=find_vector(doc._.passages),
        passages=doc._.passages,
    )
