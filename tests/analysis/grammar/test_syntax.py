"""Clauses of hand-built trees: subjects, negation, tense and modals."""

import pytest

from nlp.analysis.grammar.syntax import (
    find_governor,
    find_modals,
    find_predicate,
    find_subject,
    find_tense,
    is_finite,
    is_negated,
    is_predicate,
)
from nlp.labels import Tense
from tests.analysis.trees import make_tree

_PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
_PRESENT = "Mood=Ind|Tense=Pres|VerbForm=Fin"

# Both sides should not retreat but will listen .
_SHARED = f"""
    Both both DET DT 2 det
    sides side NOUN NNS 5 nsubj
    should should AUX MD 5 aux VerbForm=Fin
    not not PART RB 5 advmod Polarity=Neg
    retreat retreat VERB VB 0 root VerbForm=Inf
    or or CCONJ CC 7 cc
    wait wait VERB VB 5 conj VerbForm=Inf
    but but CCONJ CC 10 cc
    will will AUX MD 10 aux VerbForm=Fin
    listen listen VERB VB 5 conj VerbForm=Inf
    as as SCONJ IN 12 mark
    promised promise VERB VBD 10 advcl {_PAST}
"""


def test_conjuncts_share_subject_and_bare_ones_share_the_modal() -> None:
    doc = make_tree(_SHARED)
    assert [find_subject(doc[place]) for place in (4, 6, 9)] == [doc[1]] * 3
    assert [[modal.text for modal in find_modals(doc[place])] for place in (4, 6, 9)] == [
        ["should"],
        ["should"],
        ["will"],
    ]
    assert [find_tense(doc[place]) for place in (4, 6, 9, 11)] == [
        Tense.PRESENT,
        Tense.PRESENT,
        Tense.FUTURE,
        Tense.PAST,
    ]


def test_negation_belongs_to_its_own_predicate() -> None:
    doc = make_tree(_SHARED)
    assert is_negated(doc[4])
    assert not is_negated(doc[9])


def test_predicate_and_governor_of_a_token() -> None:
    doc = make_tree(_SHARED)
    assert find_predicate(doc[0]) == doc[4]
    assert find_predicate(doc[8]) == doc[9]
    assert find_governor(doc[11]) == doc[9]
    assert find_governor(doc[9]) is None
    assert [token.text for token in doc if is_predicate(token)] == ["retreat", "wait", "listen", "promised"]


@pytest.mark.parametrize(
    ("rows", "place", "tense"),
    [
        (f"It it PRON PRP 2 nsubj\ngrew grow VERB VBD 0 root {_PAST}", 1, Tense.PAST),
        (f"It it PRON PRP 2 nsubj\ngrows grow VERB VBZ 0 root {_PRESENT}", 1, Tense.PRESENT),
        (
            f"It it PRON PRP 3 nsubj\nhas have AUX VBZ 3 aux {_PRESENT}\n"
            "grown grow VERB VBN 0 root Tense=Past|VerbForm=Part",
            2,
            Tense.PAST,
        ),
        (
            "They they PRON PRP 4 nsubj\nwill will AUX MD 4 aux VerbForm=Fin\n"
            "be be AUX VB 4 cop VerbForm=Inf\npartners partner NOUN NNS 0 root",
            3,
            Tense.FUTURE,
        ),
        (
            f"It it PRON PRP 3 nsubj\nwas be AUX VBD 3 cop {_PAST}\ngood good ADJ JJ 0 root",
            2,
            Tense.PAST,
        ),
        (
            "It it PRON PRP 4 nsubj\nshould should AUX MD 4 aux VerbForm=Fin\n"
            "have have AUX VB 4 aux VerbForm=Inf\n"
            "stopped stop VERB VBN 0 root Tense=Past|VerbForm=Part",
            3,
            Tense.PAST,
        ),
        (
            f"It it PRON PRP 3 nsubj\nis be AUX VBZ 3 aux {_PRESENT}\n"
            "going go VERB VBG 0 root Tense=Pres|VerbForm=Part\nto to PART TO 5 mark\n"
            "stop stop VERB VB 3 xcomp VerbForm=Inf",
            4,
            Tense.FUTURE,
        ),
        (
            f"It it PRON PRP 3 nsubj\nwas be AUX VBD 3 aux:pass {_PAST}\n"
            "expected expect VERB VBN 0 root Tense=Past|VerbForm=Part|Voice=Pass\nto to PART TO 5 mark\n"
            "stop stop VERB VB 3 xcomp VerbForm=Inf",
            4,
            Tense.PAST,
        ),
        (
            f"It it PRON PRP 2 nsubj\nvows vow VERB VBZ 0 root {_PRESENT}\nto to PART TO 4 mark\n"
            "stop stop VERB VB 2 xcomp VerbForm=Inf",
            3,
            None,
        ),
    ],
)
def test_tense(rows: str, place: int, tense: Tense | None) -> None:
    assert find_tense(make_tree(rows)[place]) is tense


def test_semi_modals_stand_before_the_modals_they_carry() -> None:
    doc = make_tree("""
        Manila Manila PROPN NNP 3 nsubj
        may may AUX MD 3 aux VerbForm=Fin
        need need VERB VB 0 root VerbForm=Inf
        to to PART TO 5 mark
        choose choose VERB VB 3 xcomp VerbForm=Inf
    """)
    assert [token.text for token in find_modals(doc[4])] == ["may", "need"]
    assert find_subject(doc[4]) == doc[0]
    assert not is_finite(doc[4])
    assert is_finite(doc[2])


def test_object_controls_the_open_complement() -> None:
    doc = make_tree(f"""
        Hanoi Hanoi PROPN NNP 2 nsubj
        urged urge VERB VBD 0 root {_PAST}
        Seoul Seoul PROPN NNP 2 obj
        to to PART TO 5 mark
        invest invest VERB VB 2 xcomp VerbForm=Inf
    """)
    assert find_subject(doc[4]) == doc[2]


def test_participles_borrow_a_subject() -> None:
    doc = make_tree(f"""
        Citing cite VERB VBG 4 advcl VerbForm=Ger
        costs cost NOUN NNS 1 obj
        Laos Laos PROPN NNP 4 nsubj
        dropped drop VERB VBD 0 root {_PAST}
        plans plan NOUN NNS 4 obj
        drawn draw VERB VBN 5 acl Tense=Past|VerbForm=Part
        up up ADP RP 6 compound:prt
    """)
    assert find_subject(doc[0]) == doc[2]
    assert find_subject(doc[5]) == doc[4]


def test_relative_pronoun_gives_its_noun() -> None:
    doc = make_tree(f"""
        states state NOUN NNS 0 root
        which which PRON WDT 3 nsubj PronType=Rel
        trade trade VERB VBP 1 acl:relcl {_PRESENT}
        and and CCONJ CC 5 cc
        talk talk VERB VBP 3 conj {_PRESENT}
    """)
    assert find_subject(doc[2]) == doc[0]
    assert find_subject(doc[4]) == doc[0]


@pytest.mark.parametrize(
    ("rows", "place", "negated"),
    [
        ("No no DET DT 2 det\ncountry country NOUN NN 3 nsubj\nbenefits benefit VERB VBZ 0 root", 2, True),
        ("Nobody nobody PRON NN 2 nsubj\nbenefits benefit VERB VBZ 0 root", 1, True),
        (
            "It it PRON PRP 4 nsubj\nno no ADV RB 3 advmod\nlonger long ADV RBR 4 advmod\n"
            "matters matter VERB VBZ 0 root",
            3,
            True,
        ),
        (
            "It it PRON PRP 2 nsubj\nfavours favour VERB VBZ 0 root\nnot not ADV RB 4 advmod\n"
            "war war NOUN NN 2 obj",
            1,
            False,
        ),
        (
            "It it PRON PRP 4 nsubj\nwas be AUX VBD 4 cop\nneither neither CCONJ CC 4 cc:preconj\n"
            "new new ADJ JJ 0 root\nnor nor CCONJ CC 6 cc\nbold bold ADJ JJ 4 conj",
            3,
            True,
        ),
        ("It it PRON PRP 2 nsubj\nis be AUX VBZ 0 root\nnot not PART RB 2 advmod", 1, True),
    ],
)
def test_negation(rows: str, place: int, negated: bool) -> None:
    assert is_negated(make_tree(rows)[place]) is negated


def test_clause_without_subject_has_none() -> None:
    assert find_subject(make_tree("Invest invest VERB VB 0 root Mood=Imp|VerbForm=Fin")[0]) is None
