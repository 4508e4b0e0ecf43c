"""Labelled mentions from NewsMTSC, IBM claims and the pairs written for this project, in one shape."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

LABELS = ("critical", "neutral", "supportive")
PAIRS = Path(__file__).parent / "pairs"
_CLAIM_FIELDS = 20  # up to the sentiment
# NewsMTSC codes polarity from 2 (negative) over 4 (neutral) to 6 (positive).
_POLARITY = {2.0: 0, 4.0: 1, 6.0: 2}


@dataclass(frozen=True, slots=True)
class StanceExample:
    """A text, the marked mention in it, the label (place in `LABELS`), and where the example comes from."""

    text: str
    start: int
    end: int
    label: int
    pattern: str = ""


def read_newsmtsc(path: Path) -> list[StanceExample]:
    """Every target of one NewsMTSC file."""
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for target in row["targets"]:
            label = _POLARITY[target["polarity"]]
            examples.append(
                StanceExample(row["sentence_normalized"], target["from"], target["to"], label, "news")
            )
    return examples


def read_pairs(path: Path) -> list[StanceExample]:
    """Sentence–target pairs in the format of ``commentary evaluate stance``.

    Raises:
        SystemExit: when a row's offsets do not hold its mention.
    """
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["text"][row["start"] : row["end"]] != row["target_mention"]:
            raise SystemExit(f"{path}: offsets of row {row['id']} do not hold “{row['target_mention']}”")
        label = LABELS.index(row["label"])
        examples.append(StanceExample(row["text"], row["start"], row["end"], label, row["pattern"]))
    return examples


def read_ibm_claims(path: Path) -> list[StanceExample]:
    """The claims of IBM's claim stance set, each with its own target and the sentiment toward it.

    Most rows of the published file are quoted a second time as a whole; all end in semicolons.
    """
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        fields = next(csv.reader([line.rstrip(";")]))
        if len(fields) == 1:
            fields = next(csv.reader(fields))
        if len(fields) < _CLAIM_FIELDS:
            continue  # a line break within a claim
        text, target, sentiment = fields[7], fields[16], fields[19]
        start = text.lower().find(target.lower()) if target else -1
        if start < 0 or sentiment not in ("-1", "1"):
            continue
        text = text[0].upper() + text[1:] + ("" if text.endswith(".") else ".")
        examples.append(StanceExample(text, start, start + len(target), 1 + int(sentiment), "claim"))
    return examples
