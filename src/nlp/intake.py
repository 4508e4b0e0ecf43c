"""The first stage: what the corpus folder holds, what is set aside, and what is doubtful."""

from dataclasses import dataclass
from pathlib import Path

from nlp.codebook import Codebook, codebook_folder, find_problems, read_codebook
from nlp.corpus.article import Article, Problem
from nlp.corpus.folder import ENGLISH, read_folder
from nlp.corpus.quarantine import list_quarantine, quarantine_file, release
from nlp.errors import ArticleError, CommentaryError
from nlp.settings import Settings

__all__ = ["Doubt", "Intake", "find_doubts", "set_aside", "take_in"]


@dataclass(frozen=True, slots=True)
class Intake:
    """What a corpus held: articles, what could not be read or is doubtful, how many samples were left out."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    codebook: Codebook
    left_out: int = 0

    @property
    def readable(self) -> tuple[Article, ...]:
        """The articles in the language that the models read."""
        return tuple(article for article in self.articles if article.language in (None, ENGLISH))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to mend in corpus or codebook, in one line; `blocking` where it keeps a piece or run out."""

    message: str
    blocking: bool


def take_in(settings: Settings) -> Intake:
    """The articles of the corpus in the order of their ids, with its codebook.

    Raises:
        CommentaryError: there is no corpus folder, or its codebook is inconsistent.
    """
    if not settings.corpus.is_dir():
        raise CommentaryError(f"{settings.corpus}: no such folder; name the corpus with --corpus")
    codebook = read_codebook(codebook_folder(settings.corpus))
    articles, problems = _read_articles(settings.corpus)
    kept = tuple(article for article in articles if settings.samples or not article.sample)
    return Intake(kept, tuple(problems), codebook, left_out=len(articles) - len(kept))


def set_aside(intake: Intake, settings: Settings) -> tuple[str, ...]:
    """Copy what was refused into the quarantine with its reason; release what has been mended since.

    A quarantine that cannot be written stops no run: what it would hold is told at the end anyway. The lines
    to tell beside are returned.
    """
    refused = {problem.file: str(problem) for problem in intake.problems if problem.blocking}
    try:
        for file, reason in refused.items():
            quarantine_file(Path(file), settings.corpus, reason=reason)
        for waiting in list_quarantine(settings.corpus):
            original = settings.corpus / "articles" / waiting.path.name
            if original.is_file() and str(original) not in refused:
                release(waiting)
    except (ArticleError, OSError) as error:
        return (str(error),)
    return ()


def find_doubts(corpus: Path) -> list[Doubt]:
    """What a run would stumble over or report, without running it.

    Raises:
        CommentaryError: there is no corpus folder.
    """
    if not corpus.is_dir():
        raise CommentaryError(f"{corpus}: no such folder; name the corpus with --corpus")
    _, problems = _read_articles(corpus)
    return [
        *(Doubt(problem, blocking=True) for problem in find_problems(codebook_folder(corpus))),
        *(Doubt(str(problem), blocking=problem.blocking) for problem in problems),
    ]


def _read_articles(corpus: Path) -> tuple[list[Article], list[Problem]]:
    folder = corpus / "articles"
    return read_folder(folder) if folder.is_dir() else ([], [])  # a new corpus has no piece yet
