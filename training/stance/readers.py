"""Labelled mentions from NewsMTSC and from the pairs written for this project, in one shape."""

import json
from dataclasses import dataclass
from pathlib import Path

LABELS = ("critical", "neutral", "supportive")
PAIRS = Path(__file__).parent / "pairs"
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
