"""What our own code adds to the inference of its models, over generated pieces.

    python -m benchmarks.throughput [PIECES] [WORDS] [--json FILE]

Everything is timed in one process and one run, text by text in turn, so that a machine that slows down
slows all of it: a piece is analysed whole (`analyse_job`), then the bare inference of the models is repeated
on what that analysis has just fed them. *Bare* are

- spaCy's components (tok2vec, tagger, morphologizer, parser, lemmatizer), called on a fresh doc of the text
  with the same forced sentence starts;
- the runs of the three ONNX networks (names, embeddings, stance), on the very arrays they were given;
- the wordpiece tokenizers of the three, on the very strings.

Not bare, so ours: cutting a text into tokens, windows and passages, decoding, and all rules. A raw spaCy
pipeline of the same components (`spacy.load` and `pipe`) reads the same texts, twenty at a time, for words
per second to compare. CPU seconds are the process's, all threads together.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import spacy
from spacy.language import Language

from benchmarks.pieces import WORDS, make_corpus
from nlp.analysis.neural.onnx_model import OnnxModel
from nlp.analysis.pipeline import Job, analyse_job, load_language
from nlp.analysis.records import Context
from nlp.corpus.folder import read_folder
from nlp.provenance import SHIPPED_MODELS

GOAL = 1.15  # our whole analysis ÷ the bare inference of its models
BATCH = 20  # texts that the raw pipeline reads at a time
COMPONENTS = ("tok2vec", "tagger", "morphologizer", "parser", "lemmatizer")
ANALYSIS, PARSING, NETWORKS, TOKENIZERS = "our whole analysis", "spaCy's components", "networks", "tokenizers"
BARE, RAW = "bare, all three", "raw spaCy pipeline"


@dataclass(slots=True)
class Cost:
    """Seconds of wall clock and of CPU."""

    seconds: float = 0.0
    cpu: float = 0.0

    def __add__(self, other: "Cost") -> "Cost":
        """Both together."""
        return Cost(self.seconds + other.seconds, self.cpu + other.cpu)


@dataclass(slots=True)
class Clock:
    """What each part has cost so far."""

    costs: dict[str, Cost] = field(default_factory=lambda: defaultdict(Cost))

    def time(self, name: str, work: Callable[[], object]) -> None:
        """Do some work on the account of a part."""
        started, used = time.perf_counter(), time.process_time()
        work()
        self.costs[name] += Cost(time.perf_counter() - started, time.process_time() - used)

    @property
    def bare(self) -> Cost:
        """What the models' inference has cost."""
        return self.costs[PARSING] + self.costs[NETWORKS] + self.costs[TOKENIZERS]


class Recorder:
    """Stands for a session or tokenizer, does what it does, and keeps each call of one method."""

    def __init__(self, inner: Any, method: str) -> None:  # noqa: ANN401  whatever has the method
        self.call = getattr(inner, method)
        self.calls: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        setattr(self, method, self._record)

    def _record(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401  as the method
        self.calls.append((args, options))
        return self.call(*args, **options)


def repeat(recorders: Iterable[Recorder]) -> None:
    """Make all recorded calls again."""
    for recorder in recorders:
        for args, options in recorder.calls:
            recorder.call(*args, **options)


@dataclass(frozen=True, slots=True)
class Bench:
    """The pipeline with its networks recorded, and the raw pipeline beside it."""

    language: Language
    raw: Language
    sessions: tuple[Recorder, ...]
    tokenizers: tuple[Recorder, ...]

    def read(self, job: Job, clock: Clock) -> None:
        """Analyse a text, then repeat the bare inference."""
        for recorder in (*self.sessions, *self.tokenizers):
            recorder.calls.clear()
        clock.time(ANALYSIS, lambda: analyse_job(job, self.language))
        clock.time(NETWORKS, lambda: repeat(self.sessions))
        clock.time(TOKENIZERS, lambda: repeat(self.tokenizers))
        doc = self.language.get_pipe("nlp/paragraphs")(self.language.make_doc(job.text))
        for name in COMPONENTS:
            component = self.language.get_pipe(name)
            clock.time(PARSING, lambda component=component: component(doc))  # type: ignore[misc]

    def read_raw(self, texts: Sequence[str], clock: Clock) -> None:
        """Let spaCy alone read some texts."""
        clock.time(RAW, lambda: list(self.raw.pipe(texts, batch_size=BATCH)))


def make_bench(codebook: Path) -> Bench:
    """Both pipelines, loaded."""
    language = load_language(codebook)
    models = _models(language)
    sessions = tuple(Recorder(model.session, "run") for model in models)
    tokenizers = tuple(Recorder(model.tokenizer, "encode") for model in models)
    for model, session, tokenizer in zip(models, sessions, tokenizers, strict=True):
        vars(model).update(session=session, tokenizer=tokenizer)
    return Bench(language, spacy.load(SHIPPED_MODELS / "parser"), sessions, tokenizers)


def measure(bench: Bench, jobs: Sequence[Job]) -> Clock:
    """The cost of all jobs, after one that is not counted."""
    bench.read(jobs[0], Clock())
    bench.read_raw([jobs[0].text], Clock())
    clock = Clock()
    for first in range(0, len(jobs), BATCH):
        some = jobs[first : first + BATCH]
        for job in some:
            bench.read(job, clock)
        bench.read_raw([job.text for job in some], clock)
        sys.stderr.write(f"\r{first + len(some)} of {len(jobs)} pieces")
        sys.stderr.flush()
    sys.stderr.write("\n")
    return clock


def summarise(clock: Clock, jobs: Sequence[Job]) -> dict[str, Any]:
    """All figures, by name."""
    words = sum(len(job.text.split()) for job in jobs)
    whole, bare = clock.costs[ANALYSIS], clock.bare
    parts = {
        name: {
            "seconds": round(cost.seconds, 3),
            "cpu_seconds": round(cost.cpu, 3),
            "words_per_second": round(words / cost.seconds),
        }
        for name, cost in {**clock.costs, BARE: clock.bare}.items()
    }
    ratios = {"ratio": round(whole.seconds / bare.seconds, 3), "cpu_ratio": round(whole.cpu / bare.cpu, 3)}
    return {"pieces": len(jobs), "words": words, "parts": parts, **ratios, "goal": GOAL}


def make_table(figures: dict[str, Any]) -> str:
    """The figures to look at."""
    lines = [f"{figures['pieces']} pieces, {figures['words']} words"]
    lines.append(f"{'':<26}{'wall s':>9}{'CPU s':>9}{'words/s':>10}")
    for name, part in figures["parts"].items():
        lines.append(
            f"{name:<26}{part['seconds']:>9.1f}{part['cpu_seconds']:>9.1f}{part['words_per_second']:>10}"
        )
    ratio = f"{figures['ratio']:.3f} (CPU {figures['cpu_ratio']:.3f})"
    return "\n".join([*lines, f"whole ÷ bare: {ratio}, goal ≤ {figures['goal']}", ""])


def read_jobs(folder: Path) -> list[Job]:
    """The pieces of a corpus as jobs."""
    articles, _ = read_folder(folder / "articles")
    return [Job(one.text, Context(one.issued, one.title, one.outlet_country)) for one in articles]


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pieces", type=int, nargs="?", default=1000)
    parser.add_argument("words", type=int, nargs="?", default=WORDS, help="of a piece")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        corpus = make_corpus(Path(folder), options.pieces, words=options.words)
        jobs = read_jobs(corpus)
        figures = summarise(measure(make_bench(corpus / "codebook"), jobs), jobs)
    sys.stdout.write(make_table(figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _models(language: Language) -> tuple[OnnxModel, OnnxModel, OnnxModel]:
    """The networks of names, embeddings and stance."""
    components: dict[str, Any] = dict(language.pipeline)
    tagger = components["nlp/entities"].recogniser.__self__
    return tagger.model, components["nlp/vectors"].encoder.model, components["nlp/stances"].model.model


if __name__ == "__main__":
    main()
