"""How good the tagger is: F1 over spans, with coarse or with all labels."""

from collections import Counter
from collections.abc import Mapping, Sequence

from nlp.analysis.neural.bio import find_bio_spans
from training.ner.sentence import Mention, NamedSentence

COARSE: Mapping[str, str] = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def find_coarse_f1(
    gold: Sequence[Sequence[tuple[int, int, str]]], tags: Sequence[Sequence[str]]
) -> dict[str, float]:
    """Exact-span F1 in per cent for persons, organisations and places; other labels do not count.

    ``gold`` holds start, end and PER, ORG or LOC per sentence, as the set publishes them.
    """
    found = [
        [(start, end, COARSE[label]) for start, end, label in find_bio_spans(row) if label in COARSE]
        for row in tags
    ]
    return _score(gold, found)


def find_label_f1(sentences: Sequence[NamedSentence], tags: Sequence[Sequence[str]]) -> dict[str, float]:
    """Exact-span F1 in per cent for each of our labels, on sentences whose mentions carry one label."""
    gold = [[(one.start, one.end, _only(one)) for one in sentence.mentions] for sentence in sentences]
    return _score(gold, [find_bio_spans(row) for row in tags])


def _only(mention: Mention) -> str:
    return min(mention.labels)


def _score(
    gold: Sequence[Sequence[tuple[int, int, str]]], found: Sequence[Sequence[tuple[int, int, str]]]
) -> dict[str, float]:
    right, wanted, given = Counter[str](), Counter[str](), Counter[str]()
    for gold_row, found_row in zip(gold, found, strict=True):
        right.update(label for _, _, label in set(gold_row) & set(found_row))
        wanted.update(label for _, _, label in gold_row)
        given.update(label for _, _, label in found_row)
    scores = {label: _f1(right[label], wanted[label], given[label]) for label in sorted(wanted)}
    totals = right.total(), wanted.total(), given.total()
    precision, recall = (100 * right.total() / max(1, part) for part in (given.total(), wanted.total()))
    return {**scores, "precision": round(precision, 1), "recall": round(recall, 1), "F1": _f1(*totals)}


def _f1(right: int, wanted: int, given: int) -> float:
    return round(200 * right / max(1, wanted + given), 1)
