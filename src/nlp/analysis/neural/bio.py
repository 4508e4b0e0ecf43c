"""BIO tags: the best consistent sequence under a network's scores, and the spans in one."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["decode_bio", "find_bio_spans", "repair_bio"]

_NEVER = -1e9


def decode_bio(scores: NDArray[np.float32], tags: Sequence[str]) -> list[str]:
    """The best tags under ``scores`` (n, len(tags)) in which no I-X follows anything but B-X or I-X."""
    best = [tags[choice] for choice in scores.argmax(axis=1)]
    # As a rule the best tag of each word is consistent with its neighbours' already.
    return best if best == repair_bio(best) else _decode(scores, tags)


def find_bio_spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Start, end (exclusive) and label of each span in consistent ``tags``."""
    spans: list[tuple[int, int, str]] = []
    for place, tag in enumerate(tags):
        part, _, label = tag.partition("-")
        if part == "B":
            spans.append((place, place + 1, label))
        elif part == "I":
            start, _, label = spans[-1]
            spans[-1] = (start, place + 1, label)
    return spans


def repair_bio(tags: Sequence[str]) -> list[str]:
    """``tags`` with B- in place of every I- that follows nothing of its label."""
    repaired: list[str] = []
    for tag in tags:
        follows = bool(repaired) and repaired[-1][2:] == tag[2:]
        repaired.append(f"B-{tag[2:]}" if tag.startswith("I-") and not follows else tag)
    return repaired


def _decode(scores: NDArray[np.float32], tags: Sequence[str]) -> list[str]:
    """The best path through the tags, by Viterbi's algorithm."""
    follows = _make_transitions(tags)
    total = scores[0] + np.array([_NEVER if tag.startswith("I-") else 0.0 for tag in tags])
    back = np.zeros(scores.shape, dtype=np.int64)
    for place in range(1, len(scores)):
        reached = total[:, None] + follows
        back[place] = reached.argmax(axis=0)
        total = reached.max(axis=0) + scores[place]
    best = [int(total.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        best.append(int(back[place, best[-1]]))
    return [tags[choice] for choice in reversed(best)]


def _make_transitions(tags: Sequence[str]) -> NDArray[np.float64]:
    allowed = np.zeros((len(tags), len(tags)))
    for column, tag in enumerate(tags):
        if tag.startswith("I-"):
            label = tag[2:]
            allowed[:, column] = [
                0.0 if before in {f"B-{label}", f"I-{label}"} else _NEVER for before in tags
            ]
    return allowed
