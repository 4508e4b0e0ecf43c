"""Pieces that no analysis could be made of: their reason and traceback lie in the quarantine.

    corpus/quarantine/<id>.analysis.reason.txt   what happened, and the remedy
    corpus/quarantine/<id>.analysis.log          the traceback, below what it belongs to

The article file stays where it is. The piece is tried again when its text, the codebook, models, settings or
code of the analysis change, or when someone removes the log.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from nlp.corpus.article import Article, Problem
from nlp.corpus.atomic import write_over
from nlp.errors import ArticleError
from nlp.labels import ProblemKind
from nlp.running.intake import Intake
from nlp.running.parts import find_basis, open_store
from nlp.running.recipe import Failure
from nlp.settings import Settings

__all__ = ["add_failures", "find_failed", "forget_failures", "keep_failure", "without_failures"]

_LOG, _REASON, _KEY = ".analysis.log", ".analysis.reason.txt", "analysis: "


def keep_failure(article: Article, failure: Failure, intake: Intake, settings: Settings) -> Problem:
    """Put reason and traceback into the quarantine; the problem to report.

    A quarantine that cannot be written stops nothing: the piece is then tried again at every run.
    """
    log = _log(article, settings.corpus)
    message = (
        f"analysis failed twice with {failure.happened}; the other pieces went on; see {log}, mend the piece "
        "or report the fault; it is tried again when text, codebook, models or code change"
    )
    problem = Problem(_file(article), ProblemKind.ANALYSIS, message)
    key = _key(article, find_basis(intake, settings))
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        write_over(_reason(log), f"{problem}\n".encode())
        write_over(log, f"{_KEY}{key}\n{failure.traceback}".encode(errors="replace"))
    except OSError as refused:
        note = f" ({log.parent} cannot be written: {refused.strerror})"
        return replace(problem, message=message + note)
    return problem


def find_failed(intake: Intake, settings: Settings) -> dict[str, Problem]:
    """Problems by the ids of the pieces whose analysis failed as they and all it depends on are now."""
    folder = settings.corpus / "quarantine"
    if not any(folder.glob(f"*{_LOG}")):
        return {}
    basis = find_basis(intake, settings)
    failed: dict[str, Problem] = {}
    for article in open_store(intake, settings).missing(intake.readable):
        reason = _read_reason(article, settings.corpus, _key(article, basis))
        if reason:
            failed[article.id] = Problem(_file(article), ProblemKind.ANALYSIS, reason)
    return failed


def add_failures(intake: Intake, failed: Iterable[Problem]) -> Intake:
    """The intake with these failures among its problems, in an order of their own."""
    others = without_failures(intake.problems)
    failures = {problem for problem in intake.problems if problem.kind is ProblemKind.ANALYSIS} | set(failed)
    return replace(intake, problems=(*others, *sorted(failures, key=str)))


def without_failures(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those problems that are about files."""
    return tuple(problem for problem in problems if problem.kind is not ProblemKind.ANALYSIS)


def forget_failures(intake: Intake, settings: Settings) -> None:
    """Remove reasons and logs of pieces that were analysed since, have changed, or are gone.

    Raises:
        ArticleError: the quarantine cannot be written.
    """
    by_id = {article.id: article for article in intake.readable}
    kept = {_log(by_id[one], settings.corpus) for one in find_failed(intake, settings)}
    _remove(log for log in (settings.corpus / "quarantine").glob(f"*{_LOG}") if log not in kept)


def _remove(logs: Iterable[Path]) -> None:
    for log in logs:
        if not log.read_text(encoding="utf-8", errors="replace").startswith(_KEY):
            continue  # someone else's
        try:
            log.unlink()
            _reason(log).unlink(missing_ok=True)
        except OSError as error:
            raise ArticleError(f"{log}: cannot be removed ({error.strerror}); check rights") from error


def _read_reason(article: Article, corpus: Path, key: str) -> str | None:
    log = _log(article, corpus)
    reason = _reason(log)
    if not log.is_file() or not reason.is_file():
        return None
    head = log.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
    line = reason.read_text(encoding="utf-8", errors="replace").strip()
    return line.removeprefix(f"{_file(article)}: ") if head == _KEY + key else None


def _key(article: Article, basis: str) -> str:
    """What an analysis of the piece would be made of."""
    from nlp.tables.partitions.keys import make_key

    return f"{make_key(article)}.{basis[:16]}"


def _log(article: Article, corpus: Path) -> Path:
    """The log of a piece; an id that is no file name is written with its hash."""
    name = article.id
    if not re.fullmatch(r"[\w][\w.-]{0,150}", name):
        name = f"{re.sub(r'[^A-Za-z0-9]+', '-', name)[:100]}-{article.sha256[:8]}"
    return corpus / "quarantine" / f"{name}{_LOG}"


def _reason(log: Path) -> Path:
    return log.with_name(log.name.removesuffix(_LOG) + _REASON)


def _file(article: Article) -> str:
    return article.source_file or article.id
