"""Base noun phrases of hand-built trees."""

from nlp.analysis.grammar.noun_phrases import find_noun_phrase, find_noun_phrases
from tests.analysis.trees import make_tree


def _phrases(rows: str) -> list[tuple[str, str]]:
    return [(span.text, span.root.text) for span in find_noun_phrases(make_tree(rows))]


def test_phrase_runs_from_determiner_to_head_and_leaves_out_what_follows() -> None:
    assert _phrases("""
        The the DET DT 3 det
        new new ADJ JJ 3 amod
        minister minister NOUN NN 6 nsubj
        of of ADP IN 5 case
        trade trade NOUN NN 3 nmod
        praised praise VERB VBD 0 root
        free free ADJ JJ 8 amod
        markets market NOUN NNS 6 obj
        in in ADP IN 10 case
        Hanoi Hanoi PROPN NNP 6 obl
    """) == [
        ("The new minister", "minister"),
        ("trade", "trade"),
        ("free markets", "markets"),
        ("Hanoi", "Hanoi"),
    ]


def test_possessor_belongs_to_the_larger_phrase() -> None:
    assert _phrases("""
        Jakarta Jakarta PROPN NNP 4 nmod:poss
        's 's PART POS 1 case
        quiet quiet ADJ JJ 4 amod
        diplomacy diplomacy NOUN NN 5 nsubj
        worked work VERB VBD 0 root
    """) == [("Jakarta 's quiet diplomacy", "diplomacy")]


def test_name_is_one_phrase_with_title_before_and_parts_behind() -> None:
    assert _phrases("""
        Foreign foreign ADJ JJ 2 amod
        Minister Minister PROPN NNP 3 nmod:desc
        Kang Kang PROPN NNP 5 nsubj
        Kyung-wha Kyung-wha PROPN NNP 3 flat
        left leave VERB VBD 0 root
    """) == [("Foreign Minister Kang Kyung-wha", "Kang")]


def test_predicate_noun_leaves_subject_and_copula_outside() -> None:
    assert _phrases("""
        Trust trust NOUN NN 5 nsubj
        is be AUX VBZ 5 cop
        not not PART RB 5 advmod
        a a DET DT 5 det
        luxury luxury NOUN NN 0 root
    """) == [("Trust", "Trust"), ("a luxury", "luxury")]


def test_conjuncts_are_phrases_of_their_own() -> None:
    assert _phrases("""
        Seoul Seoul PROPN NNP 4 nsubj
        and and CCONJ CC 3 cc
        Bangkok Bangkok PROPN NNP 1 conj
        agreed agree VERB VBD 0 root
    """) == [("Seoul", "Seoul"), ("Bangkok", "Bangkok")]


def test_relative_pronouns_and_expletives_are_no_phrases() -> None:
    assert _phrases("""
        There there PRON EX 2 expl
        is be VERB VBZ 0 root
        money money NOUN NN 2 nsubj
        that that PRON WDT 5 nsubj PronType=Rel
        helps help VERB VBZ 3 acl:relcl
    """) == [("money", "money")]


def test_quotation_marks_stay_outside() -> None:
    assert _phrases("""
        the the DET DT 4 det
        “ “ PUNCT `` 4 punct
        Money money NOUN NN 4 compound
        Machine machine NOUN NN 0 root
        ” ” PUNCT '' 4 punct
    """) == [("the “ Money Machine", "Machine")]


def test_preposition_hung_on_the_first_noun_stays_outside() -> None:
    assert _phrases("""
        for for ADP IN 2 case
        Korea Korea PROPN NNP 5 compound
        and and CCONJ CC 4 cc
        Laos Laos PROPN NNP 2 conj
        trade trade NOUN NN 0 root
    """) == [("Korea and Laos trade", "trade")]


def test_only_the_head_has_a_phrase() -> None:
    doc = make_tree("""
        defence defence NOUN NN 2 compound
        ties tie NOUN NNS 3 nsubj
        grow grow VERB VBP 0 root
    """)
    assert find_noun_phrase(doc[0]) is None
    assert find_noun_phrase(doc[2]) is None
    phrase = find_noun_phrase(doc[1])
    assert phrase is not None
    assert (phrase.start, phrase.end) == (0, 2)


def test_no_trees_no_phrases() -> None:
    assert list(find_noun_phrases(make_tree("Yes yes INTJ UH 0 root"))) == []
