import json
from collections import Counter

import pytest

from training.stance.readers import LABELS, PAIRS, read_ibm_claims, read_newsmtsc, read_pairs

FILES = sorted(PAIRS.glob("*.jsonl"))


def test_there_are_files_of_pairs():
    assert len(FILES) >= 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_pair_marks_its_mention_and_no_label_dominates(path):
    examples = read_pairs(path)
    counts = Counter(example.label for example in examples)
    assert set(counts) == set(range(len(LABELS)))
    assert max(counts.values()) < 0.4 * len(examples)


def test_no_id_and_no_marked_sentence_comes_twice():
    rows = [json.loads(line) for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({(row["text"], row["start"]) for row in rows}) == len(rows)


def test_a_pair_whose_offsets_miss_the_mention_is_refused(tmp_path):
    row = {"id": "x1", "text": "Seoul spoke.", "start": 1, "end": 5, "target_mention": "Seoul"}
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({**row, "label": "neutral", "pattern": "direct"}), encoding="utf-8")
    with pytest.raises(SystemExit, match="offsets of row x1 do not hold “Seoul”"):
        read_pairs(path)


def test_a_news_row_gives_one_example_per_target(tmp_path):
    targets = [{"from": 0, "to": 5, "polarity": 2.0}, {"from": 12, "to": 17, "polarity": 6.0}]
    path = tmp_path / "news.jsonl"
    path.write_text(
        json.dumps({"sentence_normalized": "Hanoi, then Seoul.", "targets": targets}), encoding="utf-8"
    )
    found = [(example.start, example.end, LABELS[example.label]) for example in read_newsmtsc(path)]
    assert found == [(0, 5, "critical"), (12, 17, "supportive")]


def test_a_claim_marks_its_own_target(tmp_path):
    fields = [""] * 21
    fields[7], fields[16], fields[19] = "open markets lower prices", "Open markets", "1"
    inner = ",".join(f'"{field}"' for field in fields)
    path = tmp_path / "claims.csv"
    path.write_text('head\n"' + inner.replace('"', '""') + '";;;;\n', encoding="utf-8")
    (found,) = read_ibm_claims(path)
    assert (found.text, found.start, found.end) == ("Open markets lower prices.", 0, 12)
    assert LABELS[found.label] == "supportive"
