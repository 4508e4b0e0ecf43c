import pytest

from nlp.evaluation.scores import f1, score_documents, score_entities, score_stances, score_themes


def mention(start: int, end: int, label: str, canonical: str | None = None) -> dict[str, object]:
    return {"start": start, "end": end, "label": label, "canonical": canonical}


def test_f1_of_counts() -> None:
    assert f1(3, 4, 6) == {"precision": 75.0, "recall": 50.0, "f1": 60.0}
    assert f1(0, 0, 0) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_entities_by_span_label_and_name() -> None:
    gold = [
        {"entities": [mention(0, 5, "GPE", "South Korea"), mention(9, 14, "ORG"), mention(20, 24, "EVENT")]}
    ]
    said = [{"entities": [mention(0, 5, "GPE", "Seoul"), mention(9, 14, "LOC"), mention(30, 34, "NORP")]}]
    scores = score_entities(gold, said)
    assert scores["strict"] == {"precision": 33.33, "recall": 33.33, "f1": 33.33}
    assert scores["spans"]["f1"] == 66.67
    # EVENT and NORP are no part of the coarse labels: two gold, two predicted, one right
    assert scores["coarse"] == {"precision": 50.0, "recall": 50.0, "f1": 50.0}
    assert scores["labels"]["GPE"]["f1"] == 100.0
    assert scores["canonical"] == {"accuracy": 0.0, "n": 1}


def stance(label: str, sure: float) -> dict[str, object]:
    return {"label": label, "probabilities": {label: sure, "rest": 1 - sure}}


def test_stances_with_coverage_and_calibration() -> None:
    gold = [
        {"label": one, "pattern": "direct"}
        for one in ("critical", "critical", "neutral", "supportive", "neutral")
    ]
    said = [
        stance("critical", 0.95),
        stance("neutral", 0.55),
        stance("neutral", 0.9),
        stance("supportive", 0.85),
    ]
    said.append(stance("neutral", 0.95))
    scores = score_stances(gold, said)
    assert scores["accuracy"] == 80.0
    assert scores["accuracy_at_80"] == 100.0  # the one it is least sure of is the wrong one
    assert scores["labels"]["critical"] == {"precision": 100.0, "recall": 50.0, "f1": 66.67}
    assert scores["macro_f1"] == pytest.approx((66.67 + 80 + 100) / 3, abs=0.01)
    # bins 0.5: |0.55 − 0|, 0.8: |0.85 − 1|, 0.9: |0.95 + 0.9 + 0.95 − 3|, over five rows
    assert scores["calibration_error"] == pytest.approx((0.55 + 0.15 + 0.2) / 5, abs=1e-4)
    assert scores["patterns"] == {"direct": 80.0}


def test_themes_many_to_a_paragraph() -> None:
    gold = [{"themes": ["a", "b"]}, {"themes": ["c"]}, {"themes": []}]
    said = [{"themes": ["b", "a"]}, {"themes": []}, {"themes": ["a"]}]
    scores = score_themes(gold, said)
    assert scores["micro"] == {"precision": 66.67, "recall": 66.67, "f1": 66.67}
    assert scores["dominant_accuracy"] == 0.0
    assert scores["themes"]["a"] == {"precision": 50.0, "recall": 100.0, "f1": 66.67}


def test_documents_with_stances_and_prescriptions() -> None:
    gold = [
        {
            "themes": ["a"],
            "dominant": "a",
            "stances": {"china": "critical", "asean": "mixed"},
            "prescriptions": [
                {"start": 0, "end": 100, "author": True},
                {"start": 200, "end": 300, "author": False},
            ],
        }
    ]
    said = [
        {
            "themes": ["a"],
            "dominant": "a",
            "stances": {"china": "critical", "us_alliance": "critical"},
            "prescriptions": [
                {"start": 10, "end": 90, "author": True},
                {"start": 150, "end": 210, "author": True},
            ],
        }
    ]
    scores = score_documents(gold, said)
    assert scores["themes"]["dominant_accuracy"] == 100.0
    assert scores["stances"]["f1"] == 50.0
    assert scores["targets"]["f1"] == 50.0
    assert scores["stance_accuracy"] == 100.0
    assert scores["prescriptions"] == {
        "precision": 50.0,
        "recall": 50.0,
        "f1": 50.0,
        "author_accuracy": 100.0,
    }
