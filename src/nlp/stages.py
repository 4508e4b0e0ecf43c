"""The stages of a run, each a plain function over articles, settings and folders; flow and shell call them.

    take_in → analyse → learn → tabulate → compare → publish

The analysis of a piece is kept under a key made of all it depends on (its text and title, targets and
gazetteer, models, settings, code), so that nothing is analysed twice. Themes are not in it: `learn` makes the
theme heads of the run from those that ship and from human codes, and they are told when tables are made, so
that a changed theme or code costs no look at a text. From `tabulate` on, stages hand on a folder of tables,
of which each reads what it needs, when it needs it. It becomes the outputs at the end, or is removed.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from nlp.corpus.article import Article, Problem
from nlp.errors import ArticleError, OutputError
from nlp.locking import locked
from nlp.running import intake as intakes
from nlp.running.clock import count_words
from nlp.running.engines import analyse_all, open_engine
from nlp.running.failures import add_failures, find_failed, forget_failures, keep_failure, without_failures
from nlp.running.intake import Intake, find_doubts
from nlp.running.journal import Recording
from nlp.running.learning import learn_themes, theme_limits
from nlp.running.notifying import notify
from nlp.running.outcomes import Clock, Outcome, make_outcome
from nlp.running.parts import open_store
from nlp.running.publishing import is_current, publish, staging
from nlp.running.recipe import Failure, make_recipe
from nlp.running.tabulating import tabulate, tabulate_machine
from nlp.settings import Settings
from nlp.tables.runs import mend_outputs

__all__ = [
    "Clock",
    "Intake",
    "Outcome",
    "add_failures",
    "analyse",
    "compare",
    "count_words",
    "find_doubts",
    "finish",
    "is_current",
    "keep_failures",
    "learn_themes",
    "locked",
    "make_outcome",
    "mend_outputs",
    "pending",
    "publish",
    "run",
    "set_aside",
    "staging",
    "tabulate",
    "tabulate_machine",
    "take_in",
    "theme_limits",
    "tidy",
]

Progress = Callable[[str, int, int], None]  # stage, done, of how many
Around = Callable[[str], AbstractContextManager[None]]


def take_in(settings: Settings, *, inbox: bool = False) -> Intake:
    """The articles of the corpus with its codebook, and what is wrong with each, known failures included.

    With `inbox`, what was dropped into `corpus/inbox/` is taken in first.

    Raises:
        CommentaryError: there is no corpus folder, or its codebook is inconsistent.
    """
    articles = settings.corpus / "articles"
    try:
        next(articles.iterdir(), None)
    except (FileNotFoundError, NotADirectoryError):
        pass  # what is missing is told, or allowed, below
    except OSError as error:  # rights or a mount were lost: no reason to take all pieces for removed
        reason = error.strerror or error
        raise ArticleError(f"{articles}: cannot be read ({reason}); mend its rights or mount") from error
    intake = intakes.take_in(settings, inbox=inbox)
    return add_failures(intake, find_failed(intake, settings).values())


def set_aside(intake: Intake, settings: Settings) -> tuple[str, ...]:
    """Keep the quarantine as the corpus is: what was refused goes in, what has been mended goes out.

    A quarantine that cannot be written stops no run; the lines to tell beside are returned.
    """
    files = replace(intake, problems=without_failures(intake.problems))
    try:
        forget_failures(intake, settings)
    except ArticleError as error:
        return (str(error), *intakes.set_aside(files, settings))
    return intakes.set_aside(files, settings)


def pending(intake: Intake, settings: Settings) -> tuple[Article, ...]:
    """The articles that have no analysis yet, but for those of which none can be made."""
    failed = find_failed(intake, settings)
    waiting = open_store(intake, settings).missing(intake.readable)
    return tuple(article for article in waiting if article.id not in failed)


def analyse(
    articles: Sequence[Article], intake: Intake, settings: Settings, progress: Progress | None = None
) -> tuple[Problem, ...]:
    """Analyse articles and keep the results; what could not be analysed in two attempts, with its reason.

    Raises:
        CommentaryError: a model is missing, or the results cannot be kept.
    """
    recipe = make_recipe(intake, settings)
    with open_engine(recipe, articles) as engine:
        failures = analyse_all(articles, engine, progress)
    return keep_failures(failures, intake, settings)


def keep_failures(failures: Iterable[Failure], intake: Intake, settings: Settings) -> tuple[Problem, ...]:
    """Put what happened to these pieces into the quarantine; the problems to report."""
    articles = {article.id: article for article in intake.readable}
    return tuple(
        keep_failure(articles[failure.article_id], failure, intake, settings) for failure in failures
    )


def tidy(intake: Intake, settings: Settings) -> None:
    """Remove the analyses that belong to no piece of the corpus as it is, and merge small partitions."""
    open_store(intake, settings).tidy(intake.readable)


def compare(folder: Path, settings: Settings) -> None:
    """Write the tables that hold each piece against the rest beside those of the pieces in a folder.

    Raises:
        TableError: a table of the pieces is damaged.
        OutputError: the folder cannot be written, or there is no room for what does not fit into memory.
    """
    from nlp.comparison.corpus import compare_corpus
    from nlp.tables.files import write_tables
    from nlp.tables.stored import StoredTables

    write_tables(compare_corpus(StoredTables(folder), settings.comparison), folder)


def run(settings: Settings, *, around: Around | None = None, progress: Progress | None = None) -> Outcome:
    """All stages, one after the other; nothing is done where the outputs are current.

    Args:
        settings: all settings, the folders among them.
        around: what to enter around each stage, given its name (a terminal that shows it, say).
        progress: called with stage, pieces done and pieces in all.

    Raises:
        CommentaryError: nothing could be done; one line says why.
    """
    return finish(settings, lambda: _run(settings, around or _nothing, progress))


def finish(settings: Settings, work: Callable[[], Outcome]) -> Outcome:
    """Do a run, and tell the log, and the command in the settings, what became of it."""
    with Recording(settings) as journal:
        try:
            outcome = _naming_files(work)
        except Exception as error:
            notify({"status": "failed", "error": str(error) or type(error).__name__}, settings)
            raise
        outcome = replace(outcome, problems=(*outcome.problems, *notify(outcome.as_record(), settings)))
        journal.end(outcome.as_record())
    return replace(outcome, problems=(*outcome.problems, *journal.notes))


def _naming_files(work: Callable[[], Outcome]) -> Outcome:
    """Do a run; what the system refuses in its middle (rights, a mount, a disk) becomes one line."""
    try:
        return work()
    except OSError as error:
        if error.filename is None:
            raise
        raise OutputError(
            f"{error.filename}: {error.strerror}; mend its rights or mount, then run again; what was "
            "analysed is kept"
        ) from error


def _run(settings: Settings, around: Around, progress: Progress | None) -> Outcome:
    clock = Clock()
    with around("take in"), clock("take in"):
        intake = take_in(settings, inbox=True)
        clock.counted("take in", pieces=len(intake.articles))
    if is_current(intake, settings):
        return make_outcome(intake, settings, new=0)
    with locked(settings.outputs) as notes:
        if mend_outputs(settings.outputs) and is_current(intake, settings):
            return make_outcome(intake, settings, new=0, notes=notes)
        notes += set_aside(intake, settings)
        new, pieces = pending(intake, settings), len(intake.articles)
        words = count_words(article.text for article in new)
        with around("analyse"), clock("analyse", pieces=len(new), words=words):
            intake = add_failures(intake, analyse(new, intake, settings, progress))
            tidy(intake, settings)
        with around("learn"), clock("learn"):
            learn_themes(intake, settings)
        with staging(intake, settings) as folder:
            with around("tabulate"), clock("tabulate", pieces=pieces):
                tabulate(intake, settings, folder)
            with around("compare"), clock("compare", pieces=pieces):
                compare(folder, settings)
            with around("publish"), clock("publish", pieces=pieces):
                publish(folder, intake, settings, clock, new=len(new))
    return make_outcome(intake, settings, new=len(new), seconds=clock.seconds, notes=notes)


def _nothing(_stage: str) -> AbstractContextManager[None]:
    return nullcontext()
