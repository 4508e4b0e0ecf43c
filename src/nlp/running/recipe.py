"""How pieces are analysed: all that a worker needs beside them, and what it does with a batch of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from traceback import format_exception
from typing import TYPE_CHECKING

from nlp.corpus.article import Article
from nlp.errors import CodebookError, CommentaryError
from nlp.running.intake import Intake
from nlp.running.parts import STORE, find_basis
from nlp.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp.analysis.records import Analysis

__all__ = ["BATCH", "Failure", "Recipe", "Told", "analyse_batch", "make_batches", "make_recipe"]

# A Prefect task costs about 50 ms of server time: fifty pieces in one make that less than a hundredth.
BATCH = 50
_LEAST = 5  # a partition of five costs some 3 % of what its analysis does
ATTEMPTS = 2  # for each piece

Told = Callable[[], None]  # called after each piece


@dataclass(frozen=True, slots=True)
class Recipe:
    """How pieces are analysed. Small, so that it can be sent along with each batch; paths are absolute."""

    codebook: Path
    codebook_hash: str
    store: Path
    basis: str
    settings: Settings


@dataclass(frozen=True, slots=True)
class Failure:
    """A piece of which no analysis could be made: what happened, in a line and as a traceback."""

    article_id: str
    happened: str
    traceback: str


def make_recipe(intake: Intake, settings: Settings) -> Recipe:
    """The recipe of a run."""
    return Recipe(
        codebook=intake.codebook.folder.absolute(),
        codebook_hash=intake.codebook.hash,
        store=(settings.outputs / STORE).absolute(),
        basis=find_basis(intake, settings),
        settings=settings,
    )


def make_batches(
    articles: Sequence[Article], count_workers: Callable[[], int] = lambda: 1
) -> Iterator[tuple[Article, ...]]:
    """The articles in their order, fifty at a time; fewer toward the end, so that no worker waits long.

    Args:
        articles: to be analysed.
        count_workers: how many take batches when one is made; in a cluster they come and go.
    """
    first = 0
    while first < len(articles):
        size, workers = BATCH, count_workers()
        if workers > 1:
            share = -(-(len(articles) - first) // (2 * workers))
            size = min(BATCH, max(_LEAST, share))
        yield tuple(articles[first : first + size])
        first += size


def analyse_batch(batch: Sequence[Article], recipe: Recipe, told: Told | None = None) -> tuple[Failure, ...]:
    """Analyse a batch and keep the results as one partition; what could not be analysed in two attempts.

    It can be done again, elsewhere or at the same time: the same batch gives the same partition.

    Raises:
        CommentaryError: a model is missing, the codebook has changed since the run began, or the results
            cannot be kept.
    """
    from nlp.analysis.pipeline import load_language
    from nlp.codebook import read_codebook
    from nlp.tables.partitions import Partitions

    if read_codebook(recipe.codebook).hash != recipe.codebook_hash:
        raise CodebookError(f"{recipe.codebook}: was changed while a run was at work; run again")
    language = load_language(recipe.codebook, recipe.settings)
    analysed, failures = [], []
    for article in batch:
        found = _analyse(article, language)
        if isinstance(found, Failure):
            failures.append(found)
        else:
            analysed.append((article, found))
        if told:
            told()
    Partitions(recipe.store, basis=recipe.basis).write(analysed)
    return tuple(failures)


def _analyse(article: Article, language: "Language") -> "Analysis | Failure":
    from nlp.analysis.pipeline import Job, analyse_job
    from nlp.analysis.records import Context

    job = Job(article.text, Context(article.issued, article.title, article.outlet_country))
    failure: Failure | None = None
    for _ in range(ATTEMPTS):
        try:
            return analyse_job(job, language)
        except CommentaryError:
            raise
        except Exception as error:  # noqa: BLE001  one bad piece must not stop the others; it is named
            happened = f"{type(error).__name__}: {' '.join(str(error).split())}"
            failure = Failure(article.id, happened, "".join(format_exception(error)))
    return failure or Failure(article.id, "no attempt", "")
