"""Training data for the parser: reading CoNLL-U, varying the typography, making documents."""

import random
from pathlib import Path

import pytest
import spacy

from training.parser import noise
from training.parser.documents import make_plain_examples, make_training_examples
from training.parser.scores import pick_documents
from training.parser.treebank import Sentence, Word, read_treebank, with_names_as_names

_ROWS = """\
# newdoc id = one
# newpar
# text = They can't.
1\tThey\tthey\tPRON\tPRP\tCase=Nom|Typo=Yes\t2\tnsubj\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tca\tcan\tAUX\tMD\tVerbForm=Fin\t0\troot\t_\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_
3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# newpar
# text = "United Press-led"
1\t"\t"\tPUNCT\t``\t_\t4\tpunct\t_\tSpaceAfter=No
2\tUnited\tUnite\tVERB\tNNP\t_\t3\tamod\t_\t_
3\tPress\tPress\tPROPN\tNNP\t_\t5\tobl\t_\tSpaceAfter=No
4\t-\t-\tPUNCT\tHYPH\t_\t3\tpunct\t_\tSpaceAfter=No
5\tled\tlead\tVERB\tVBN\t_\t0\troot\t_\tSpaceAfter=No
6\t"\t"\tPUNCT\t''\t_\t5\tpunct\t_\t_

# newdoc id = two
# text = Yes
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

"""


@pytest.fixture
def sentences(tmp_path: Path) -> list[Sentence]:
    path = tmp_path / "parse" / "tiny" / "en_tiny-ud-train.conllu"
    path.parent.mkdir(parents=True)
    path.write_text(_ROWS, encoding="utf-8")
    return read_treebank(tmp_path, "tiny", "train")


def test_words_of_a_multiword_token_spell_it(sentences: list[Sentence]) -> None:
    words = sentences[0].words
    assert [(word.form, word.lemma, word.head, word.dep, word.space_after) for word in words] == [
        ("They", "they", 1, "nsubj", True),
        ("ca", "can", 1, "ROOT", False),
        ("n't", "not", 1, "advmod", False),
        (".", ".", 1, "punct", True),
    ]
    assert words[0].morph == "Case=Nom"


def test_documents_and_paragraphs_are_marked(sentences: list[Sentence]) -> None:
    assert [(each.document, each.starts_document, each.starts_paragraph) for each in sentences] == [
        ("one", True, True),
        ("one", False, True),
        ("two", True, True),
    ]


def test_names_are_made_names(sentences: list[Sentence]) -> None:
    word = with_names_as_names(sentences[1]).words[1]
    assert (word.pos, word.lemma, word.tag) == ("PROPN", "United", "NNP")


def test_plain_documents_part_paragraphs_by_a_space_token(sentences: list[Sentence]) -> None:
    examples = list(make_plain_examples(spacy.blank("en"), sentences))
    assert [example.reference.text for example in examples] == ['They can\'t.\n\n"United Press-led"', "Yes"]
    first = examples[0].reference
    assert [sent.text for sent in first.sents] == ["They can't.\n\n", '"United Press-led"']
    assert [(token.pos_, token.head.text) for token in first if token.is_space] == [("SPACE", ".")]
    assert [token.head.text for token in first[5:]] == ["-", "Press", "led", "Press", "led", "led"]


def test_every_pass_holds_every_sentence_in_another_order(sentences: list[Sentence]) -> None:
    language, rng = spacy.blank("en"), random.Random(1)
    for _ in range(20):
        words = {
            token.lower_
            for example in make_training_examples(language, sentences, rng)
            for token in example.reference
        }
        assert {"they", "led", "yes"} <= words


def test_typography(sentences: list[Sentence]) -> None:
    quoted = sentences[1].words
    assert [word.form for word in noise.with_curly_quotes(quoted)] == [
        "“",
        "United",
        "Press",
        "-",
        "led",
        "”",
    ]
    single = noise.with_single_quotes(noise.with_curly_quotes(quoted))
    assert (single[0].form, single[-1].form) == ("‘", "’")
    assert [word.form for word in noise.with_straight_quotes(single)][::5] == ["'", "'"]
    assert noise.with_curly_quotes(sentences[0].words)[2].form == "n’t"


def test_dashes_change_but_hyphens_stay_apart(sentences: list[Sentence]) -> None:
    dash = Word("-", "-", "PUNCT", ":", "", 0, "punct", True)
    words = [sentences[2].words[0], dash, sentences[2].words[0]]
    seen = {
        "".join(
            word.form + " " * word.space_after for word in noise.with_other_dashes(words, random.Random(seed))
        )
        for seed in range(40)
    }
    assert {"Yes - Yes ", "Yes — Yes ", "Yes—Yes ", "Yes – Yes "} <= seen


def test_korean_names_keep_the_tree() -> None:
    words = [
        Word("Jane", "Jane", "PROPN", "NNP", "", 0, "ROOT", True),
        Word("Doe", "Doe", "PROPN", "NNP", "", 0, "flat", False),
    ]
    first, second = noise.with_korean_names(words, random.Random(0))
    assert "-" in second.form
    assert (first.lemma, second.lemma) == (first.form, second.form)
    assert (first.dep, second.dep, second.head, second.space_after) == ("ROOT", "flat", 0, False)


def test_case_noise_leaves_lemmas_open(sentences: list[Sentence]) -> None:
    shouted = noise.in_capitals(sentences[2].words)
    assert [(word.form, word.lemma) for word in shouted] == [("YES", "")]
    assert noise.in_lower_case(shouted)[0].form == "yes"


def test_documents_are_held_out_whole() -> None:
    word = Word("x", "x", "X", "X", "", 0, "ROOT", True)
    sentences = [Sentence((word,), f"d{number % 20}", False, False) for number in range(200)]
    kept, held = pick_documents(sentences, 0.25, random.Random(0))
    assert len(held) == 50
    assert not {each.document for each in kept} & {each.document for each in held}
