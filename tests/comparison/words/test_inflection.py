import pytest

from nlp.comparison.words.inflection import word_forms


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("partnership", "partnerships"),
        ("strategy", "strategies"),
        ("ally", "allies allied"),
        ("deploy", "deploys deployed deploying"),
        ("reach", "reaches reached"),
        ("ban", "bans banned banning"),
        ("visit", "visits visited visiting"),
        ("engage", "engages engaged engaging"),
        ("meet", "meets met meeting"),
        ("crisis", "crises"),
    ],
)
def test_forms_of_a_lemma(lemma, forms):
    assert {lemma, *forms.split()} <= set(word_forms(lemma))
    assert word_forms(lemma)[0] == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("Partnerships", "partnership"), ("strategies", "strategy"), ("engaging", "engage"), ("banned", "ban")],
)
def test_an_inflected_word_is_taken_back_to_a_lemma_of_the_corpus(form, lemma):
    assert lemma in word_forms(form, {lemma})
    assert lemma not in word_forms(form)


def test_an_irregular_form_is_taken_back_without_a_corpus():
    assert {"met", "meet", "meets"} <= set(word_forms("met"))


def test_a_lemma_of_the_corpus_is_not_taken_apart():
    assert "th" not in word_forms("thing", {"thing", "th"})
    assert "new" not in word_forms("news", {"news", "new"})
