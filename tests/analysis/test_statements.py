"""Prescriptions and forecasts: single sentences, and how many of the coded ones are found."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from nlp.analysis import statements
from nlp.analysis.grammar import paragraphs
from nlp.analysis.records import Entity, Sentence, Statement, Timex
from nlp.labels import EntityLabel, LinkMethod, Modality, Polarity, StatementKind, Tense, TimexType
from nlp.provenance import SHIPPED_MODELS

DATA = Path(__file__).parents[1] / "data"
REGISTERED = (paragraphs, statements)  # importing them registers their factories
# Reached on the shipped parser in November 2026: prescriptions 97/100 on the pieces, which were in
# sight when the rules were written. Seventy-two of the sentences were scored before: 89/85.
FLOOR = 0.9


@pytest.fixture(scope="module")
def language() -> Language:
    loaded = spacy.load(SHIPPED_MODELS / "parser")
    loaded.add_pipe("nlp/paragraphs", first=True)
    loaded.add_pipe("nlp/sentences")
    loaded.add_pipe("nlp/statements")
    return loaded


def find(language: Language, text: str) -> tuple[Statement, ...]:
    found: tuple[Statement, ...] = language(text)._.statements
    return found


def read_rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("text", "modality", "polarity", "actor"),
    [
        ("Seoul must act.", Modality.OBLIGATION, Polarity.AFFIRMATIVE, "Seoul"),
        ("The ministers should not wait.", Modality.RECOMMENDATION, Polarity.NEGATIVE, "ministers"),
        ("It ought to publish the list.", Modality.RECOMMENDATION, Polarity.AFFIRMATIVE, "It"),
        ("Korea needs to find its voice.", Modality.OBLIGATION, Polarity.AFFIRMATIVE, "Korea"),
        ("Seoul would do well not to hurry.", Modality.RECOMMENDATION, Polarity.NEGATIVE, "Seoul"),
        ("Let the winner fly to Jakarta.", Modality.OBLIGATION, Polarity.AFFIRMATIVE, "winner"),
        ("Publish the list.", Modality.OBLIGATION, Polarity.AFFIRMATIVE, None),
        ("It is time to act.", Modality.RECOMMENDATION, Polarity.AFFIRMATIVE, None),
    ],
)
def test_prescriptions(
    language: Language, text: str, modality: Modality, polarity: Polarity, actor: str | None
) -> None:
    (found,) = find(language, text)
    assert (found.kind, found.modality, found.polarity, found.actor, found.author) == (
        StatementKind.PRESCRIPTION,
        modality,
        polarity,
        actor,
        True,
    )
    assert (found.start, found.end, found.text) == (0, len(text), text)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The summit will fail.", Modality.CERTAINTY),
        ("The north is going to test him.", Modality.CERTAINTY),
        ("Trade is likely to grow.", Modality.PROBABILITY),
        ("The fund may disappear.", Modality.POSSIBILITY),
    ],
)
def test_forecasts(language: Language, text: str, modality: Modality) -> None:
    (found,) = find(language, text)
    assert (found.kind, found.modality) == (StatementKind.FORECAST, modality)


@pytest.mark.parametrize(
    "text",
    [
        "Why should anyone choose?",
        "They should have met in June.",
        "If Seoul must choose, it chooses late.",
        "Members need not speak.",
        "Nobody has to agree.",
        "I should add that it rained.",
        "Look at the map.",
        "The minister said that trade will grow.",
    ],
)
def test_what_looks_alike_is_nothing(language: Language, text: str) -> None:
    assert find(language, text) == ()


def test_a_reported_demand_is_its_speaker_s(language: Language) -> None:
    (found,) = find(language, "The minister said that Korea should pay more.")
    assert (found.speaker, found.author, found.actor) == ("minister", False, "Korea")
    (asked,) = find(language, "Manila asked Korea to send ships.")
    assert (asked.speaker, asked.actor) == ("manila", "Korea")


def test_a_sentence_may_demand_and_foresee(language: Language) -> None:
    found = find(language, "Seoul must act, and the others will follow.")
    assert [one.kind for one in found] == [StatementKind.PRESCRIPTION, StatementKind.FORECAST]


def test_addressee_and_horizon_come_from_names_and_dates(language: Language) -> None:
    text = "Korea's new government must act by 2027."
    doc = language.make_doc(text)
    for name, pipe in language.pipeline:
        if name == "nlp/statements":
            doc._.entities = (
                Entity(0, 5, "Korea", EntityLabel.GPE, "South Korea", "south-korea", None, LinkMethod.ALIAS),
            )
            doc._.dates = (
                Timex(
                    35,
                    39,
                    "2027",
                    TimexType.DATE,
                    "2027",
                    start_date=date(2027, 1, 1),
                    end_date=date(2027, 12, 31),
                    tense=Tense.FUTURE,
                ),
            )
        doc = pipe(doc)
    (found,) = doc._.statements
    assert (found.actor, found.addressee, found.horizon) == ("Korea's new government", "south-korea", "2027")


def test_coded_sentences_are_found(language: Language) -> None:
    counts: Counter[str] = Counter()
    for row in read_rows("statement_sentences.jsonl"):
        found = [one for one in find(language, f"It began in May. {row['text']}") if one.start > 10]
        for kind, gold in (("prescription", row["prescription"] is not None), ("forecast", row["forecast"])):
            hit = next((one for one in found if one.kind == kind), None)
            counts[f"{kind} {_outcome(bool(gold), hit is not None)}"] += 1
            if kind == "prescription" and gold and hit is not None:
                counts[f"speaker {hit.author == (row['prescription'] == 'author')}"] += 1
    assert min(_precision_recall(counts, "prescription")) > FLOOR
    assert min(_precision_recall(counts, "forecast")) > FLOOR
    assert counts["speaker False"] <= 0.1 * counts["speaker True"]


def test_statements_of_the_sample_pieces_are_found(language: Language) -> None:
    counts: Counter[str] = Counter()
    for row in read_rows("sample_pieces.jsonl"):
        doc = language(str(row["text"]))
        for kind in ("prescription", "forecast"):
            gold = [span["start"] for span in row[f"{kind}s"]]
            unclear = [span["start"] for span in row["unclear"] if span["kind"] == kind]
            found = [one for one in doc._.statements if one.kind == kind]
            counts[f"{kind} missed"] += sum(not any(s.start <= at < s.end for s in found) for at in gold)
            for one in found:
                if any(one.start <= at < one.end for at in gold):
                    counts[f"{kind} hit"] += 1
                elif not any(one.start <= at < one.end for at in unclear):
                    counts[f"{kind} false"] += 1
    assert min(_precision_recall(counts, "prescription")) > FLOOR
    assert min(_precision_recall(counts, "forecast")) > FLOOR


def test_sentences_hold_their_statements(language: Language) -> None:
    doc = language("A title\n\nSeoul must act. It rained.")
    (found,) = doc._.statements
    assert doc._.sentences[found.sentence - 1] == Sentence(2, 2, 9, 24, "Seoul must act.")


def _outcome(gold: bool, found: bool) -> str:
    return {(True, True): "hit", (True, False): "missed", (False, True): "false"}.get((gold, found), "none")


def _precision_recall(counts: Counter[str], kind: str) -> tuple[float, float]:
    hits = counts[f"{kind} hit"]
    return hits / (hits + counts[f"{kind} false"]), hits / (hits + counts[f"{kind} missed"])
