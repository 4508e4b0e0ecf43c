"""The first stage: what the corpus folder holds, what is set aside, and what is doubtful."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from nlp.codebook import Codebook, codebook_folder, find_problems, read_codebook
from nlp.codes.reading import make_problems, missing_article, read_codes
from nlp.codes.records import Code
from nlp.corpus.article import Article, Problem
from nlp.corpus.folder import ENGLISH, read_folder
from nlp.corpus.inbox import empty_inbox
from nlp.corpus.quarantine import Quarantined, list_quarantine, quarantine_file, release
from nlp.corpus.remembered import Remembered, remembering
from nlp.errors import ArticleError, CommentaryError
from nlp.labels import ProblemKind
from nlp.provenance import code_hash
from nlp.settings import Settings

__all__ = ["CODES", "Doubt", "Intake", "find_doubts", "set_aside", "take_in"]

REMEMBERED = ".intake.sqlite"  # in the outputs: what was read of the files of the corpus
CODES = "codes"  # folder of the corpus that holds the human codes


@dataclass(frozen=True, slots=True)
class Intake:
    """What a corpus held: articles, what could not be read or is doubtful, how many samples were left out."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    codebook: Codebook
    left_out: int = 0
    codes: tuple[Code, ...] = ()  # as people gave them, not settled; of pieces that are left out none
    arrivals: tuple[str, ...] = ()  # what became of each file that lay in the inbox

    @property
    def readable(self) -> tuple[Article, ...]:
        """The articles in the language that the models read."""
        return tuple(article for article in self.articles if article.language in (None, ENGLISH))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to mend in corpus or codebook, in one line; `blocking` where it keeps a piece or run out."""

    message: str
    blocking: bool


def take_in(settings: Settings, *, inbox: bool = False) -> Intake:
    """The articles of the corpus in the order of their ids, with its codebook.

    Args:
        settings: where the corpus is, and whether samples count.
        inbox: first take in what was dropped into `corpus/inbox/` or mended in the quarantine.

    Raises:
        CommentaryError: there is no corpus folder, or its codebook is inconsistent.
    """
    if not settings.corpus.is_dir():
        raise CommentaryError(f"{settings.corpus}: no such folder; name the corpus with --corpus")
    codebook = read_codebook(codebook_folder(settings.corpus))
    arrivals = _empty_inbox(settings.corpus) if inbox else ()
    with remembering(settings.outputs / REMEMBERED, basis=code_hash("corpus")) as remembered:
        articles, problems = _read_articles(settings.corpus, remembered)
        if inbox:  # a run, which will write there anyway; one that only looks makes no folder
            with suppress(OSError):  # the lock says it more clearly
                settings.outputs.mkdir(parents=True, exist_ok=True)
    kept = tuple(article for article in articles if settings.samples or not article.sample)
    codes, refused = _read_codes(settings.corpus, codebook, articles)
    left_out = {article.id for article in articles} - {article.id for article in kept}
    codes = tuple(code for code in codes if code.article_id not in left_out)
    return Intake(kept, (*problems, *refused), codebook, len(left_out), codes, arrivals)


def set_aside(intake: Intake, settings: Settings) -> tuple[str, ...]:
    """Copy what was refused into the quarantine with its reason; release what has been mended since.

    A quarantine that cannot be written stops no run: what it would hold is told at the end anyway. The lines
    to tell beside are returned.
    """
    refused = {
        problem.file: str(problem)
        for problem in intake.problems
        if problem.blocking and problem.kind is not ProblemKind.ANALYSIS
    }
    try:
        for file, reason in refused.items():
            quarantine_file(Path(file), settings.corpus, reason=reason)
        for waiting in list_quarantine(settings.corpus):
            original = settings.corpus / "articles" / waiting.path.name
            log = waiting.path.with_name(f"{waiting.path.name}.log")  # of a failed analysis
            stands = original.is_file() and str(original) not in refused
            if stands and not waiting.moved and not log.exists():
                release(waiting)
    except (ArticleError, OSError) as error:
        return (str(error),)
    return ()


def find_doubts(corpus: Path) -> list[Doubt]:
    """What a run would stumble over or report, without running it.

    Raises:
        CommentaryError: there is no corpus folder.
    """
    from nlp.web.feeds.sources import find_source_problems  # what it loads, no run needs

    if not corpus.is_dir():
        raise CommentaryError(f"{corpus}: no such folder; name the corpus with --corpus")
    articles, problems = _read_articles(corpus)
    mistakes = find_problems(codebook_folder(corpus))
    if not mistakes:
        problems += _read_codes(corpus, read_codebook(codebook_folder(corpus)), articles)[1]
    return [
        *(Doubt(problem, blocking=True) for problem in mistakes),
        *(Doubt(str(problem), blocking=problem.blocking) for problem in problems),
        *(Doubt(problem, blocking=False) for problem in find_source_problems(codebook_folder(corpus))),
        *(Doubt(f"{one.path}: waits to be mended: {one.reason}", blocking=True) for one in _waiting(corpus)),
    ]


def _waiting(corpus: Path) -> Iterator[Quarantined]:
    """What lies in the quarantine; a copy of a file that is still in `articles/` is told of there."""
    for one in list_quarantine(corpus):
        if one.moved or not (corpus / "articles" / one.path.name).exists():
            yield one


def _empty_inbox(corpus: Path) -> tuple[str, ...]:
    """What became of each file; an inbox that cannot be emptied stops no run."""
    lines: list[str] = []
    try:
        for dropped in empty_inbox(corpus):
            lines += dropped.lines
    except ArticleError as error:
        lines.append(str(error))
    return tuple(lines)


def _read_articles(corpus: Path, remembered: Remembered | None = None) -> tuple[list[Article], list[Problem]]:
    folder = corpus / "articles"
    if not folder.is_dir():
        return [], []  # a new corpus has no piece yet
    try:
        next(folder.iterdir(), None)
    except OSError as error:  # rights or a mount were lost: no reason to take all pieces for removed
        reason = error.strerror or error
        raise ArticleError(f"{folder}: cannot be read ({reason}); mend its rights or its mount") from error
    return read_folder(folder, remembered=remembered)


def _read_codes(
    corpus: Path, codebook: Codebook, articles: Iterable[Article]
) -> tuple[tuple[Code, ...], tuple[Problem, ...]]:
    """The codes on pieces of the corpus, and a line for each of the others."""
    codes, refused = read_codes(corpus / CODES, codebook)
    known = {article.id for article in articles}
    lost = [code for code in codes if code.article_id not in known]
    strays = make_problems((code.file, code.line, missing_article(code.article_id)) for code in lost)
    return tuple(code for code in codes if code.article_id in known), (*refused, *strays)
