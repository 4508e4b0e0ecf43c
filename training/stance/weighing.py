"""Learn how the sentences of a piece add up to its author's stance: ``weighing.json`` of the stance model.

The pieces in ``training/stance/pieces`` were written for this project and coded as wholes; each file is by
another hand. Every target that a piece mentions is one example: with the label it was coded with, or not
addressed. What is said of a file's pieces by weights learned from the other files gives the honest numbers.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix, f1_score

from nlp.analysis.attribution.judgements import find_judgements
from nlp.analysis.attribution.targets import TargetFinder
from nlp.analysis.attribution.weighing import FEATURES, NOT_ADDRESSED, describe_evidence
from nlp.analysis.neural.marker import MarkerModel
from nlp.analysis.pipeline import load_language
from nlp.analysis.records import AUTHOR, Context
from nlp.analysis.stances import group_by_holder
from nlp.codebook import read_codebook

__all__ = ["PIECES", "describe_pieces", "learn"]

PIECES = Path(__file__).parent / "pieces"
LABELS = ("critical", "neutral", "supportive", "mixed", NOT_ADDRESSED)
PENALTIES = (0.01, 0.03, 0.1, 0.3, 1.0)
_N_SIDE = FEATURES.index(next(name for name in FEATURES if name.startswith("praise")))
_UNUSED = ["nlp/themes", "nlp/stances", "nlp/vectors", "nlp/findings", "nlp/statements"]


@dataclass(frozen=True, slots=True)
class Coded:
    """One target of one piece: what its evidence looks like and how the piece was coded.

    `described` is None where the piece never names the target in words that the target finder knows.
    """

    piece: str
    writer: str
    target_id: str
    label: str
    described: NDArray[np.float64] | None


@dataclass(frozen=True, slots=True)
class Fitted:
    """A logistic regression and the scale of what it reads."""

    model: LogisticRegression
    mean: NDArray[np.float64]
    spread: NDArray[np.float64]

    def predict(self, described: NDArray[np.float64]) -> list[str]:
        """The likeliest label of each description (n, n_features)."""
        return [str(label) for label in self.model.predict((described - self.mean) / self.spread)]


def learn(out: Path) -> dict[str, Any]:
    """Fit on all pieces with the penalty best across writers; write ``out/weighing.json``; the scores."""
    examples = describe_pieces(PIECES, MarkerModel(out))
    by_penalty = {penalty: _across_writers(examples, penalty) for penalty in PENALTIES}
    gold = [one.label for one in examples]
    penalty = max(PENALTIES, key=lambda one: _macro_f1(gold, by_penalty[one]))
    write_weigher(out / "weighing.json", fit(_found(examples), penalty))
    return {"penalty": penalty, **_describe(examples, by_penalty[penalty])}


def describe_pieces(folder: Path, model: MarkerModel) -> list[Coded]:
    """Every target that a piece mentions or was coded for."""
    language, finder = load_language(), TargetFinder(read_codebook())
    examples: list[Coded] = []
    for writer, row in _read_pieces(folder):
        doc = language.make_doc(row["text"])
        doc._.context = Context(date.fromisoformat(row["published"]), row["title"])
        with language.select_pipes(disable=_UNUSED):
            doc = language(doc)
        groups = group_by_holder(find_judgements(doc, finder.find(doc), model))
        found = {target_id: group for (target_id, speaker), group in groups.items() if speaker == AUTHOR}
        for target_id in sorted(found.keys() | row["stances"].keys()):
            group = found.get(target_id)
            described = describe_evidence(group, len(doc._.sentences)) if group else None
            label = row["stances"].get(target_id, NOT_ADDRESSED)
            examples.append(Coded(row["id"], writer, target_id, label, described))
    return examples


def fit(examples: Sequence[Coded], penalty: float) -> Fitted:
    """Fit on the examples and on their mirror images: praise and blame are to weigh alike."""
    rows = _stack(examples)
    rows = np.vstack([rows, mirror(rows)])
    labels = [one.label for one in examples]
    labels += [{"critical": "supportive", "supportive": "critical"}.get(label, label) for label in labels]
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    model = LogisticRegression(C=penalty, class_weight="balanced", max_iter=5000)
    model.fit((rows - mean) / spread, labels)
    return Fitted(model, mean, spread)


def mirror(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Blame as praise and praise as blame, (n, n_features)."""
    blame, praise, whole = np.split(rows, [_N_SIDE, 2 * _N_SIDE], axis=1)
    return np.hstack([praise, blame, whole])


def write_weigher(file: Path, fitted: Fitted) -> None:
    """Write the weights as JSON."""
    values = {
        "features": FEATURES,
        "labels": [str(label) for label in fitted.model.classes_],
        "mean": fitted.mean.round(6).tolist(),
        "spread": fitted.spread.round(6).tolist(),
        "weights": fitted.model.coef_.round(6).tolist(),
        "intercepts": fitted.model.intercept_.round(6).tolist(),
    }
    file.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


def _read_pieces(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield file.stem, json.loads(line)


def _across_writers(examples: Sequence[Coded], penalty: float) -> list[str]:
    """What is said of each example by weights learned from the other writers' pieces."""
    said = {id(one): NOT_ADDRESSED for one in examples}
    for writer in sorted({one.writer for one in examples}):
        own = _found([one for one in examples if one.writer == writer])
        fitted = fit(_found([one for one in examples if one.writer != writer]), penalty)
        said |= {id(one): label for one, label in zip(own, fitted.predict(_stack(own)), strict=True)}
    return [said[id(one)] for one in examples]


def _found(examples: Sequence[Coded]) -> list[Coded]:
    return [one for one in examples if one.described is not None]


def _stack(examples: Sequence[Coded]) -> NDArray[np.float64]:
    return np.array([one.described for one in examples])


def _macro_f1(gold: Sequence[str], said: Sequence[str]) -> float:
    return float(f1_score(gold, said, labels=LABELS, average="macro", zero_division=0))


def _describe(examples: Sequence[Coded], said: Sequence[str]) -> dict[str, Any]:
    """The scores of the card, a coded target that was not found counted as not addressed."""
    gold = [one.label for one in examples]
    coded = [one for one in examples if one.label != NOT_ADDRESSED]
    rows = []
    for writer in sorted({one.writer for one in examples}):
        places = [place for place, one in enumerate(examples) if one.writer == writer]
        pairs = [(gold[place], said[place]) for place in places]
        treated = [(right, label) for right, label in pairs if right != NOT_ADDRESSED]
        rows.append(
            {
                "writer": writer,
                "pieces": len({examples[place].piece for place in places}),
                "n": len(treated),
                "right": sum(right == label for right, label in treated),
                "reversed": sum({*pair} == {"critical", "supportive"} for pair in treated),
                "macro_f1": 100 * _macro_f1(*map(list, zip(*pairs, strict=True))),
            }
        )
    return {
        "n_features": len(FEATURES),
        "n_examples": len(_found(examples)),
        "n_pieces": len({one.piece for one in examples}),
        "n_writers": len(rows),
        "n_coded": len(coded),
        "missed": sum(one.described is None for one in coded),
        "labels": Counter(gold),
        "writers": rows,
        "confusion": _confusion_table(gold, said),
    }


def _confusion_table(gold: Sequence[str], said: Sequence[str]) -> str:
    counts = confusion_matrix(gold, said, labels=LABELS)
    names = [label.replace("_", " ") for label in LABELS]
    lines = [f"| coded ↓ said → | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    lines += [f"| {name} | {' | '.join(map(str, row))} |" for name, row in zip(names, counts, strict=True)]
    return "\n".join(lines)
