"""The shipped parsing pipeline on sentences of our own: what the rest of the analysis counts on."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import nlp

_FOLDER = Path(nlp.__file__).parent / "models" / "parser"


@pytest.fixture(scope="module")
def language() -> Language:
    return spacy.load(_FOLDER)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Park Geun-hye's aides", "Park Geun-hye 's aides"),
        ("Moon Jae-in, Tsai Ing-wen", "Moon Jae-in , Tsai Ing-wen"),
        ("(Kim Jong-un)—who", "( Kim Jong-un ) — who"),
        ("ASEAN-Korea", "ASEAN - Korea"),
        ("Korea–ASEAN", "Korea – ASEAN"),
        ("U.S.-China", "U.S. - China"),
        ("U.S.-led", "U.S. - led"),
        ("Seoul-based", "Seoul - based"),
        ("Long-term", "Long - term"),
        ("anti-China", "anti - China"),
        ("non-binding", "non-binding"),
        ("mid-2024", "mid-2024"),
        ("2021–25", "2021 – 25"),
        ("tariffs—and", "tariffs — and"),
        ("“ties.”But", "“ ties . ” But"),
        ("‘talks’", "‘ talks ’"),
        ("Seoul’s", "Seoul ’s"),
        ("don’t", "do n’t"),
        ("it—don't", "it — do n't"),
        ("waits,—(or", "waits , — ( or"),
        ("U.S.—China", "U.S. — China"),
        ("S. Korea", "S. Korea"),
        ("Viet Nam's", "Viet Nam 's"),
        ("$48 million", "$ 48 million"),
        ("25%", "25 %"),
    ],
)
def test_tokens(language: Language, text: str, tokens: str) -> None:
    assert [token.text for token in language.make_doc(text)] == tokens.split()


@pytest.mark.parametrize(
    "sentences",
    [
        ["Dr. Park left the U.S. on Monday.", "She flew to Hanoi."],
        ["The U.S. Navy sailed at 5 p.m. in fog.", "Nobody saw it."],
        ["“We will wait,” she said.", "“They will not.”"],
        ["What does Jakarta want?", "It wants time.", "So does Kuala Lumpur!"],
        ["Trade grew by 3.5 percent in 2019.", "However, it fell in 2020."],
        ["The talks - long delayed - began.", "They ended on Nov. 27."],
    ],
)
def test_sentences(language: Language, sentences: list[str]) -> None:
    doc = language(" ".join(sentences))
    assert [sent.text for sent in doc.sents] == sentences


def test_headings_and_paragraphs_part_sentences(language: Language) -> None:
    doc = language("A Bridge Half Built\n\nSeoul has waited too long.\n\nIt should act now.  And it can.")
    assert [sent.text.strip() for sent in doc.sents] == [
        "A Bridge Half Built",
        "Seoul has waited too long.",
        "It should act now.",
        "And it can.",
    ]


def test_sentence_starts_set_before_are_kept(language: Language) -> None:
    doc = language.make_doc("the old order and the new one")
    doc[4].is_sent_start = True
    for _, component in language.pipeline:
        doc = component(doc)
    assert doc[4].is_sent_start


def test_tags_lemmas_and_tree(language: Language) -> None:
    doc = language("The United States should not abandon its allies.")
    assert [token.pos_ for token in doc] == "DET PROPN PROPN AUX PART VERB PRON NOUN PUNCT".split()
    assert [token.lemma_ for token in doc] == "the United States should not abandon its ally .".split()
    assert [(token.dep_, token.head.text) for token in doc] == [
        ("det", "States"),
        ("amod", "States"),
        ("nsubj", "abandon"),
        ("aux", "abandon"),
        ("advmod", "abandon"),
        ("ROOT", "abandon"),
        ("nmod:poss", "allies"),
        ("obj", "abandon"),
        ("punct", "abandon"),
    ]


def test_pipeline_carries_no_training_vocabulary() -> None:
    strings = json.loads((_FOLDER / "vocab" / "strings.json").read_text(encoding="utf-8"))
    assert "obl:agent" in strings
    assert not {"parliament", "government", "restaurant"} & set(strings)
