import pytest

from training.ner.labels import LABELS, TAGS, find_allowed
from training.ner.own import read_own, split_words
from training.ner.sentence import Mention, NamedSentence, find_allowed_tags


def read(tmp_path, line):
    path = tmp_path / "sentences.txt"
    path.write_text(f"# a remark\n\n{line}\n", encoding="utf-8")
    return [sentence for document in read_own(path) for sentence in document]


def test_the_shipped_sentences_use_every_label():
    sentences = [sentence for document in read_own() for sentence in document]
    used = {label for sentence in sentences for mention in sentence.mentions for label in mention.labels}
    assert len(sentences) >= 250
    assert used == set(LABELS)


def test_markup_becomes_mentions_over_words(tmp_path):
    (sentence,) = read(tmp_path, "[Park Geun-hye|PERSON]'s trip to [Busan|GPE].")
    assert sentence.words == ("Park", "Geun-hye", "'s", "trip", "to", "Busan", ".")
    assert [(one.start, one.end, set(one.labels)) for one in sentence.mentions] == [
        (0, 2, {"PERSON"}),
        (5, 6, {"GPE"}),
    ]


def test_an_unknown_label_is_refused_with_its_line(tmp_path):
    with pytest.raises(SystemExit, match=r"sentences\.txt:3: unknown label CITY"):
        read(tmp_path, "[Busan|CITY] waits.")


def test_words_keep_abbreviations_and_part_possessives():
    assert [word for word, _ in split_words("Mr. Moon's U.S. trip.")] == [
        "Mr.",
        "Moon",
        "'s",
        "U.S.",
        "trip",
        ".",
    ]


def test_a_word_may_be_what_its_set_leaves_open():
    sentence = NamedSentence(
        ("The", "Nuri", "flew", "over", "Jeju"),
        (Mention(4, 5, frozenset({"GPE", "LOC"})),),
        {1: frozenset({"PRODUCT"})},
    )
    allowed = [{TAGS[place] for place in places} for places in find_allowed_tags(sentence)]
    assert allowed == [{"O"}, {"O", "B-PRODUCT", "I-PRODUCT"}, {"O"}, {"O"}, {"B-GPE", "B-LOC"}]


def test_inside_a_mention_only_inside_tags_are_allowed():
    assert {TAGS[place] for place in find_allowed({"ORG"}, "I")} == {"I-ORG"}
