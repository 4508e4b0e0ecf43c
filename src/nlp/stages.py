"""The stages of a run, each a plain function over articles, settings and tables; flow and shell call them.

    take_in → analyse → tabulate → compare → publish

The analysis of a piece is kept under a key made of all it depends on (its text and title, the codebook,
models, settings, code), so that nothing is analysed twice. The outputs of a run appear all at once or not at
all.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp import manifest
from nlp.corpus.article import Article, Problem
from nlp.errors import CommentaryError
from nlp.intake import Intake, find_doubts, set_aside, take_in
from nlp.labels import ProblemKind
from nlp.provenance import code_hash, hash_models
from nlp.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

    from nlp.analysis.records import Analysis
    from nlp.analysis.store import AnalysisStore

__all__ = [
    "Clock",
    "Intake",
    "Outcome",
    "analyse",
    "batches",
    "compare",
    "find_doubts",
    "is_current",
    "make_outcome",
    "pending",
    "publish",
    "run",
    "set_aside",
    "tabulate",
    "take_in",
]

# A Prefect task costs about 50 ms of server time: fifty pieces in one make that less than a hundredth.
BATCH = 50
Progress = Callable[[str, int, int], None]  # stage, done, of how many
Around = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run went; `new` pieces were analysed, `skipped` ones had been before."""

    read: int
    new: int
    skipped: int
    quarantined: int
    left_out: int
    report: Path
    problems: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)

    def as_record(self) -> dict[str, Any]:
        """The outcome as JSON values."""
        return asdict(self) | {"report": str(self.report)}


class Clock:
    """Seconds each stage took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time what happens inside as a stage."""
        started = time.perf_counter()
        yield
        self.seconds[stage] = round(time.perf_counter() - started, 3)


def pending(intake: Intake, settings: Settings) -> tuple[Article, ...]:
    """The articles that have no analysis yet."""
    store = _open_store(intake, settings)
    return tuple(article for article in intake.readable if not store.has(article))


def batches(articles: Sequence[Article]) -> Iterator[tuple[Article, ...]]:
    """The articles in their order, at most fifty at a time."""
    for first in range(0, len(articles), BATCH):
        yield tuple(articles[first : first + BATCH])


def analyse(
    articles: Sequence[Article], intake: Intake, settings: Settings, progress: Progress | None = None
) -> tuple[Problem, ...]:
    """Analyse articles and keep the results; what could not be analysed, with its reason.

    Raises:
        CommentaryError: a model is missing, or the results cannot be kept.
    """
    if not articles:
        return ()
    from nlp.analysis.pipeline import Job, analyse_job, load_language
    from nlp.analysis.records import Context

    store = _open_store(intake, settings)
    language = load_language(intake.codebook.folder, settings)
    failed: list[Problem] = []
    for number, article in enumerate(articles, 1):
        context = Context(article.issued, article.title, article.outlet_country)
        try:
            store.write(article, analyse_job(Job(article.text, context), language))
        except CommentaryError:
            raise
        except Exception as error:  # noqa: BLE001  one bad piece must not stop the others; it is named
            reason = f"analysis failed with {type(error).__name__}: {error}; the other pieces went on"
            failed.append(Problem(article.source_file or article.id, ProblemKind.ANALYSIS, reason))
        if progress:
            progress("analyse", number, len(articles))
    return tuple(failed)


def tabulate(intake: Intake, settings: Settings) -> dict[str, "pd.DataFrame"]:
    """The tables of the pieces, from their stored analyses; typed also where there is no piece."""
    from nlp.tables.frames import make_frame
    from nlp.tables.rows import ROW_MAKERS, problem_rows
    from nlp.tables.schemas import PROBLEMS, get_table

    store = _open_store(intake, settings)
    pairs = [(article, _with_doubts(article, store.read(article), intake)) for article in intake.articles]
    frames = {
        name: make_frame(get_table(name), (row for pair in pairs for row in rows(*pair)))
        for name, rows in ROW_MAKERS.items()
    }
    return {**frames, PROBLEMS.name: make_frame(PROBLEMS, problem_rows(intake.problems))}


def compare(frames: Mapping[str, "pd.DataFrame"], settings: Settings) -> dict[str, "pd.DataFrame"]:
    """The tables that hold each piece against the rest."""
    from nlp.comparison.corpus import compare_corpus

    return compare_corpus(frames, settings.comparison)


def is_current(intake: Intake, settings: Settings) -> bool:
    """Whether the outputs that stand are those this run would make."""
    written = manifest.read_manifest(settings.outputs)
    return written is not None and written.get("fingerprint") == _fingerprint(intake, settings)


def publish(
    frames: Mapping[str, "pd.DataFrame"], intake: Intake, settings: Settings, seconds: Mapping[str, float]
) -> Path:
    """Write tables, report and `run.json`, and make them the outputs that count; the report's path.

    Raises:
        TableError: a table does not fit its schema.
        OutputError: the outputs cannot be written. Either way what stood there still stands.
    """
    from nlp.report.page import write_report
    from nlp.tables.files import write_tables
    from nlp.tables.runs import new_run, publish_run

    finished, mark = datetime.now(UTC), _fingerprint(intake, settings)
    content = manifest.make_manifest(frames, intake.articles, intake.codebook, settings)
    staged = new_run(settings.outputs, started=finished, tag=mark)
    write_tables(frames, staged)
    write_report(frames, staged / "report", content)
    run = {"finished": finished.isoformat(timespec="seconds"), "seconds": dict(seconds), "fingerprint": mark}
    manifest.write_manifest(staged, content | run)
    publish_run(settings.outputs, staged)
    _open_store(intake, settings).prune(intake.articles)
    return settings.outputs / "report" / "index.html"


def run(settings: Settings, *, around: Around | None = None, progress: Progress | None = None) -> Outcome:
    """All stages, one after the other; nothing is done where the outputs are current.

    Args:
        settings: all settings, the folders among them.
        around: what to enter around each stage, given its name (a terminal that shows it, say).
        progress: called with stage, pieces done and pieces in all.

    Raises:
        CommentaryError: nothing could be done; one line says why.
    """
    clock = Clock()
    around = around or _nothing
    with around("take in"), clock("take in"):
        intake = take_in(settings)
    if is_current(intake, settings):
        return make_outcome(intake, settings, new=0)
    notes = set_aside(intake, settings)
    new = pending(intake, settings)
    with around("analyse"), clock("analyse"):
        failed = analyse(new, intake, settings, progress)
    intake = replace(intake, problems=(*intake.problems, *failed))
    with around("tabulate"), clock("tabulate"):
        frames = tabulate(intake, settings)
    with around("compare"), clock("compare"):
        frames |= compare(frames, settings)
    with around("publish"), clock("publish"):
        publish(frames, intake, settings, clock.seconds)
    return make_outcome(intake, settings, new=len(new), seconds=clock.seconds, notes=notes)


def make_outcome(
    intake: Intake,
    settings: Settings,
    *,
    new: int,
    seconds: Mapping[str, float] | None = None,
    notes: tuple[str, ...] = (),
) -> Outcome:
    """What a run has to say at its end."""
    return Outcome(
        read=len(intake.articles),
        new=new,
        skipped=len(intake.articles) - new,
        quarantined=sum(problem.blocking for problem in intake.problems),
        left_out=intake.left_out,
        report=settings.outputs / "report" / "index.html",
        problems=(*(str(problem) for problem in intake.problems), *notes),
        seconds=seconds or {},
    )


def _open_store(intake: Intake, settings: Settings) -> "AnalysisStore":
    from nlp.analysis.store import AnalysisStore

    parts = [intake.codebook.hash, settings.analysis_hash(), code_hash("analysis"), *hash_models().values()]
    basis = hashlib.sha256("".join(parts).encode()).hexdigest()
    return AnalysisStore(settings.outputs / ".analyses", basis=basis)


def _nothing(_stage: str) -> AbstractContextManager[None]:
    return nullcontext()


def _fingerprint(intake: Intake, settings: Settings) -> str:
    return manifest.fingerprint(intake.articles, intake.problems, intake.codebook, settings)


def _with_doubts(article: Article, analysis: "Analysis | None", intake: Intake) -> "Analysis":
    """An analysis with the doubts that arose when the piece was read; empty where there was none."""
    from nlp.analysis.records import Analysis, Finding

    doubts = [
        Finding(problem.finding_kind, 0, 0, problem.message)
        for problem in intake.problems
        if problem.article_id == article.id and problem.finding_kind is not None
    ]
    analysis = analysis or Analysis(n_words=len(article.text.split()))
    return replace(analysis, findings=(*doubts, *analysis.findings))
