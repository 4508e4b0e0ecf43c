"""Whose words a sentence gives."""

import pytest

from nlp.analysis.attribution.speakers import find_reported, is_source, speaker_at
from nlp.analysis.records import AUTHOR, Entity
from nlp.labels import EntityLabel, LinkMethod
from tests.analysis.trees import make_tree

SAID = """
Hanoi Hanoi PROPN NNP 2 nsubj
said say VERB VBD 0 ROOT
that that SCONJ IN 5 mark
talks talk NOUN NNS 5 nsubj
failed fail VERB VBD 2 ccomp
; ; PUNCT : 8 punct
nobody nobody PRON NN 8 nsubj
listened listen VERB VBD 2 parataxis
"""
STRESSING = """
Trump Trump PROPN NNP 2 nsubj
returned return VERB VBD 0 ROOT
stressing stresse VERB VBG 2 advcl
Seoul Seoul PROPN NNP 6 nsubj
should should AUX MD 6 aux
pay pay VERB VB 3 ccomp
"""
TOLD = """
He he PRON PRP 2 nsubj
told tell VERB VBD 0 ROOT
ministers minister NOUN NNS 2 iobj
that that PRON IN 6 obj
they they PRON PRP 6 nsubj
failed fail VERB VBD 3 acl:relcl
"""
ACCORDING = """
According accord VERB VBG 3 case
to to ADP IN 1 fixed
officials official NOUN NNS 6 obl
, , PUNCT , 6 punct
talks talk NOUN NNS 6 nsubj
failed fail VERB VBD 0 ROOT
"""
I_ARGUE = """
I I PRON PRP 2 nsubj
argue argue VERB VBP 0 ROOT
talks talk NOUN NNS 4 nsubj
failed fail VERB VBD 2 ccomp
"""
IS_SAID = """
It it PRON PRP 3 nsubj:pass
is be AUX VBZ 3 aux:pass
said say VERB VBN 0 ROOT
talks talk NOUN NNS 5 nsubj
failed fail VERB VBD 3 ccomp
"""
MUST_BE_SAID = """
It it PRON PRP 4 nsubj:pass
must must AUX MD 4 aux
be be AUX VB 4 aux:pass
said say VERB VBN 0 ROOT
talks talk NOUN NNS 6 nsubj
failed fail VERB VBD 4 ccomp
"""
DEMAND = """
Manila Manila PROPN NNP 3 nmod:poss
's 's PART POS 1 case
demand demand NOUN NN 8 nsubj
that that SCONJ IN 6 mark
Seoul Seoul PROPN NNP 6 nsubj
pay pay VERB VB 3 acl
has have AUX VBZ 8 aux
faded fade VERB VBN 0 ROOT
"""


@pytest.mark.parametrize(
    ("tree", "place", "speaker"),
    [
        (SAID, 4, "hanoi"),
        (SAID, 7, AUTHOR),
        (SAID, 1, AUTHOR),
        (STRESSING, 5, "trump"),
        (TOLD, 5, "he"),
        (ACCORDING, 5, "officials"),
        (I_ARGUE, 3, AUTHOR),
        (IS_SAID, 4, "unnamed"),
        (MUST_BE_SAID, 5, AUTHOR),
        (DEMAND, 5, "manila"),
        (DEMAND, 7, AUTHOR),
    ],
)
def test_who_speaks(tree: str, place: int, speaker: str) -> None:
    assert speaker_at(find_reported(make_tree(tree)), place) == speaker


def test_a_linked_speaker_has_the_entity_s_name() -> None:
    doc = make_tree(TOLD)
    trump = Entity(0, 2, "He", EntityLabel.PERSON, "Donald Trump", "donald-trump", None, LinkMethod.ALIAS)
    doc._.coreferents = (trump,)
    assert speaker_at(find_reported(doc), 5) == "Donald Trump"


def test_the_source_of_a_report() -> None:
    doc = make_tree(STRESSING)
    assert is_source(doc, 0, 5)
    assert not is_source(doc, doc[3].idx, doc[3].idx + 5)
