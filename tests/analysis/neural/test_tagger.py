import numpy as np
import pytest
import spacy
from spacy.tokens import Span

from nlp.analysis.neural.tagger import TokenTagger, agree_on_labels, make_tagger_row, split_compound

LANGUAGE = spacy.blank("en")
LANGUAGE.add_pipe("sentencizer")


@pytest.fixture(scope="module")
def tagger():
    return TokenTagger()


def find(tagger, text):
    return [(span.text, span.label_) for span in tagger.find_mentions(LANGUAGE(text))]


def test_names_of_a_plain_sentence(tagger):
    text = "Kofi Annan flew from Geneva to Nairobi for the United Nations."
    assert find(tagger, text) == [
        ("Kofi Annan", "PERSON"),
        ("Geneva", "GPE"),
        ("Nairobi", "GPE"),
        ("United Nations", "ORG"),
    ]


def test_a_hyphenated_name_is_whole_and_without_title(tagger):
    assert find(tagger, "President Noh Tae-woo went to Moscow.") == [
        ("Noh Tae-woo", "PERSON"),
        ("Moscow", "GPE"),
    ]


def test_a_possessive_is_no_part_of_the_name(tagger):
    assert ("Bangkok", "GPE") in find(tagger, "Bangkok's answer came late.")


def test_a_dash_between_two_names_parts_them(tagger):
    assert find(tagger, "Korea–ASEAN trade grew.") == [("Korea", "GPE"), ("ASEAN", "ORG")]


def test_amounts_come_with_the_names(tagger):
    mentions = find(tagger, "Vietnam sold goods worth $40 billion, 12 per cent more.")
    assert mentions == [("Vietnam", "GPE"), ("$40 billion", "MONEY"), ("12 per cent", "PERCENT")]


def test_common_nouns_and_capitals_at_the_start_are_no_names(tagger):
    assert find(tagger, "The bloc meets often. Nobody listens. Trade goes on.") == []


def test_a_name_keeps_one_label_through_a_document():
    doc = LANGUAGE("Lotte left. Lotte paid. Lotte slept.")
    spans = [
        Span(doc, place, place + 1, label=label) for place, label in ((0, "ORG"), (3, "PERSON"), (6, "ORG"))
    ]
    assert [span.label_ for span in agree_on_labels(spans)] == ["ORG", "ORG", "ORG"]


def test_a_name_with_two_equally_frequent_labels_keeps_both():
    doc = LANGUAGE("Washington died. Washington votes.")
    spans = [Span(doc, 0, 1, label="PERSON"), Span(doc, 3, 4, label="GPE")]
    assert [span.label_ for span in agree_on_labels(spans)] == ["PERSON", "GPE"]


def test_an_empty_document_has_no_mentions(tagger):
    assert find(tagger, "") == []


def test_a_document_without_sentences_is_read_too(tagger):
    doc = spacy.blank("en")("Malaysia and Japan signed.")
    assert [span.text for span in tagger.find_mentions(doc)] == ["Malaysia", "Japan"]


def test_tags_are_consistent_and_one_per_word(tagger):
    sentences = [["Angela", "Merkel", "met", "Korea–ASEAN", "delegates", "."], [], ["Rain", "fell", "."]]
    tags = tagger.predict(sentences)
    assert [len(row) for row in tags] == [6, 0, 3]
    assert tags[0][:3] == ["B-PERSON", "I-PERSON", "O"]
    assert tags[0][3] == "B-GPE"
    for row in tags:
        for before, tag in zip(["O", *row], row, strict=False):
            assert not tag.startswith("I-") or before[2:] == tag[2:]


def test_later_text_changes_nothing_in_earlier_windows(tagger):
    text = "Laos built dams. Thailand bought power. Cambodia waited. "
    alone = find(tagger, text)
    assert find(tagger, text + "Brazil won. " * 20)[: len(alone)] == alone


def test_a_very_long_sentence_is_read_in_parts(tagger):
    filler = "and the long rain fell on the interminable plain " * 80
    mentions = find(tagger, f"Soldiers left Poland {filler} until they reached Chile.")
    assert mentions == [("Poland", "GPE"), ("Chile", "GPE")]


def test_compounds_are_cut_at_hyphens_dashes_and_slashes():
    assert split_compound("Geun-hye") == ["Geun", "-", "hye"]
    assert split_compound("US/UK–led") == ["US", "/", "UK", "–", "led"]
    assert split_compound("-") == ["-"]


def test_types_tell_the_casing_of_each_word(tagger):
    row, firsts = make_tagger_row(tagger.model.tokenizer, ["the", "Seoul", "USA", "iPhone", "A"])
    assert np.array(row.types)[firsts].tolist() == [0, 1, 2, 3, 1]


def test_a_word_has_the_same_pieces_beside_others_as_alone(tagger):
    words = ["Yogyakarta", "it's", "", "20%", "x" * 150, "아세안", "[SEP]", "A–B c"]
    row, firsts = make_tagger_row(tagger.model.tokenizer, words)
    cut = [list(row.ids[start:end]) for start, end in zip(firsts, [*firsts[1:], -1], strict=True)]
    alone = [tagger.model.tokenizer.encode(word, add_special_tokens=False).ids for word in words]
    assert cut == [pieces or [100] for pieces in alone]


def test_a_name_that_runs_over_a_false_sentence_end_is_cut_there(tagger):
    doc = spacy.blank("en")("They met in New York City on Monday.")
    for token in doc:
        token.is_sent_start = token.i == 0 or token.text == "York"
    assert [span.text for span in tagger.find_mentions(doc)] == ["New", "York City"]
