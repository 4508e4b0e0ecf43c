"""Scores as percentages, pure functions of gold rows and the machine's answers to them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from nlp.evaluation.gold import Row

__all__ = ["f1", "score_documents", "score_entities", "score_stances", "score_themes"]

Scores = dict[str, Any]
Answers = Sequence[Mapping[str, Any]]

# PERSON, ORG and the places: the three labels all public sets agree on.
_COARSE = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_COARSE |= {"PER": "PER"}
_BINS = 10


def f1(correct: int, predicted: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1 in percent; 0 where nothing was predicted or nothing is there."""
    precision = 100 * correct / predicted if predicted else 0.0
    recall = 100 * correct / gold if gold else 0.0
    both = precision + recall
    f_score = 2 * precision * recall / both if both else 0.0
    return {"precision": round(precision, 2), "recall": round(recall, 2), "f1": round(f_score, 2)}


def score_entities(gold: Sequence[Row], answers: Answers) -> Scores:
    """Mentions with span and label, by span alone, over PER/ORG/LOC, by label, and names resolved."""
    pairs = [(row["entities"], answer["entities"]) for row, answer in zip(gold, answers, strict=True)]
    labels = sorted({one["label"] for mentions, _ in pairs for one in mentions})
    per_label = {label: _overlap(pairs, _only(label)) for label in labels}
    return {
        "strict": _overlap(pairs, lambda one: (one["start"], one["end"], one["label"])),
        "spans": _overlap(pairs, lambda one: (one["start"], one["end"])),
        "coarse": _overlap(pairs, _coarse),
        "labels": per_label,
        "canonical": _canonical(pairs),
        "n": sum(len(mentions) for mentions, _ in pairs),
    }


def score_stances(gold: Sequence[Row], answers: Answers) -> Scores:
    """Macro-F1, accuracy, accuracy at 80 % coverage, calibration error, and F1 by label and pattern."""
    truth = [row["label"] for row in gold]
    said = [answer["label"] for answer in answers]
    sure = [max(answer["probabilities"].values()) for answer in answers]
    right = [a == b for a, b in zip(truth, said, strict=True)]
    order = sorted(range(len(gold)), key=lambda place: -sure[place])
    kept = order[: max(1, round(0.8 * len(order)))]
    labels = sorted(set(truth) | set(said))
    per_label = {label: _label_f1(truth, said, label) for label in labels}
    patterns = sorted({row["pattern"] for row in gold if row.get("pattern")})
    return {
        "macro_f1": round(sum(one["f1"] for one in per_label.values()) / len(per_label), 2),
        "accuracy": _share(right),
        "accuracy_at_80": _share([right[place] for place in kept]),
        "calibration_error": round(_calibration_error(sure, right), 4),
        "labels": per_label,
        "patterns": {
            name: _share([ok for ok, row in zip(right, gold, strict=True) if row.get("pattern") == name])
            for name in patterns
        },
        "n": len(gold),
    }


def score_themes(gold: Sequence[Row], answers: Answers) -> Scores:
    """Micro- and macro-F1 over themes, F1 by theme, and how often the dominant theme is the same."""
    pairs = [(set(row["themes"]), set(answer["themes"])) for row, answer in zip(gold, answers, strict=True)]
    themes = sorted(set().union(*(truth for truth, _ in pairs)))
    per_theme = {
        theme: f1(
            sum(theme in truth and theme in said for truth, said in pairs),
            sum(theme in said for _, said in pairs),
            sum(theme in truth for truth, _ in pairs),
        )
        for theme in themes
    }
    first = [
        (row.get("dominant") or row["themes"][0]) == _dominant(answer)
        for row, answer in zip(gold, answers, strict=True)
        if row["themes"]
    ]
    counts = [(len(truth & said), len(said), len(truth)) for truth, said in pairs]
    correct, predicted, wanted = (sum(column) for column in zip(*counts, strict=True))
    return {
        "micro": f1(correct, predicted, wanted),
        "macro_f1": round(sum(one["f1"] for one in per_theme.values()) / max(len(per_theme), 1), 2),
        "dominant_accuracy": _share(first),
        "themes": per_theme,
        "n": len(gold),
    }


def score_documents(gold: Sequence[Row], answers: Answers) -> Scores:
    """Themes, stances (target with label, and targets alone) and prescriptions of whole pieces."""
    stances = [(row["stances"], answer["stances"]) for row, answer in zip(gold, answers, strict=True)]
    shared = [(truth[target], said[target]) for truth, said in stances for target in truth if target in said]
    return {
        "themes": score_themes(gold, answers),
        "stances": _pairs_f1([(set(truth.items()), set(said.items())) for truth, said in stances]),
        "targets": _pairs_f1([(set(truth), set(said)) for truth, said in stances]),
        "stance_accuracy": _share([a == b for a, b in shared]),
        "prescriptions": _prescriptions(gold, answers),
        "n": len(gold),
    }


def _prescriptions(gold: Sequence[Row], answers: Answers) -> Scores:
    """A prescription is found where a predicted one overlaps it by half of the shorter."""
    correct, predicted, wanted, author = 0, 0, 0, []
    for row, answer in zip(gold, answers, strict=True):
        free = list(answer["prescriptions"])
        predicted, wanted = predicted + len(free), wanted + len(row["prescriptions"])
        for one in row["prescriptions"]:
            match = next((other for other in free if _overlaps(one, other)), None)
            if match is not None:
                free.remove(match)
                correct += 1
                author.append(bool(one.get("author", True)) == bool(match["author"]))
    return {**f1(correct, predicted, wanted), "author_accuracy": _share(author)}


def _overlaps(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return 2 * shared >= min(one["end"] - one["start"], other["end"] - other["start"])


def _overlap(pairs: Iterable[tuple[Any, Any]], key: Callable[[Any], Any]) -> dict[str, float]:
    counted = [(Counter(map(key, truth)), Counter(map(key, said))) for truth, said in pairs]
    for truth, said in counted:
        truth.pop(None, None)
        said.pop(None, None)
    return f1(
        sum((truth & said).total() for truth, said in counted),
        sum(said.total() for _, said in counted),
        sum(truth.total() for truth, _ in counted),
    )


def _pairs_f1(pairs: Sequence[tuple[set[Any], set[Any]]]) -> dict[str, float]:
    return f1(
        sum(len(truth & said) for truth, said in pairs),
        sum(len(said) for _, said in pairs),
        sum(len(truth) for truth, _ in pairs),
    )


def _only(label: str) -> Callable[[Any], Any]:
    return lambda one: (one["start"], one["end"]) if one["label"] == label else None


def _coarse(one: Mapping[str, Any]) -> tuple[int, int, str] | None:
    label = _COARSE.get(one["label"])
    return (one["start"], one["end"], label) if label else None


def _canonical(pairs: Sequence[tuple[Any, Any]]) -> Scores:
    """How many mentions found with a gold name got that name."""
    right: list[bool] = []
    for truth, said in pairs:
        names = {(one["start"], one["end"]): one.get("canonical") for one in said}
        for one in truth:
            span = (one["start"], one["end"])
            if one.get("canonical") and span in names:
                right.append(names[span] == one["canonical"])
    return {"accuracy": _share(right), "n": len(right)}


def _label_f1(truth: Sequence[str], said: Sequence[str], label: str) -> dict[str, float]:
    both = sum(a == b == label for a, b in zip(truth, said, strict=True))
    return f1(both, said.count(label), truth.count(label))


def _dominant(answer: Mapping[str, Any]) -> str | None:
    named = answer.get("dominant") or next(iter(answer["themes"]), None)
    return str(named) if named else None


def _share(right: Sequence[bool]) -> float | None:
    return round(100 * sum(right) / len(right), 2) if right else None


def _calibration_error(sure: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error over ten equal bins of probability (Guo et al. 2017), from 0 to 1."""
    bins: dict[int, list[int]] = {}
    for place, probability in enumerate(sure):
        bins.setdefault(min(int(probability * _BINS), _BINS - 1), []).append(place)
    gaps = (abs(sum(sure[i] for i in places) - sum(right[i] for i in places)) for places in bins.values())
    return sum(gaps) / len(sure)
