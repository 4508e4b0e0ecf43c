"""The side on which a date lies, by the verb it depends on."""

import pytest
import spacy

from nlp.analysis.timex.direction import Directions
from tests.analysis.trees import make_tree

PAST = make_tree("""
It it PRON PRP 2 nsubj
opened open VERB VBD 0 ROOT Tense=Past|VerbForm=Fin
in in ADP IN 4 case
May May PROPN NNP 2 obl
""")
FUTURE = make_tree("""
It it PRON PRP 3 nsubj
will will AUX MD 3 aux VerbForm=Fin
open open VERB VB 0 ROOT VerbForm=Inf
in in ADP IN 5 case
May May PROPN NNP 3 obl
""")
PERFECT = make_tree("""
It it PRON PRP 3 nsubj
has have AUX VBZ 3 aux Tense=Pres|VerbForm=Fin
closed close VERB VBN 0 ROOT Tense=Past|VerbForm=Part
until until ADP IN 5 case
Friday Friday PROPN NNP 3 obl
""")
PLANNED = make_tree("""
a a DET DT 3 det
June June PROPN NNP 3 compound
deadline deadline NOUN NN 4 nsubj
passed pass VERB VBD 0 ROOT Tense=Past|VerbForm=Fin
""")
INTENT = make_tree("""
They they PRON PRP 2 nsubj
agreed agree VERB VBD 0 ROOT Tense=Past|VerbForm=Fin
to to PART TO 4 mark
meet meet VERB VB 2 xcomp VerbForm=Inf
in in ADP IN 6 case
May May PROPN NNP 4 obl
""")
PURPOSE = make_tree("""
They they PRON PRP 2 nsubj
met meet VERB VBD 0 ROOT Tense=Past|VerbForm=Fin
to to PART TO 4 mark
declare declare VERB VB 2 advcl VerbForm=Inf
peace peace NOUN NN 4 obj
in in ADP IN 7 case
May May PROPN NNP 4 obl
""")
ATTRIBUTE = make_tree("""
The the DET DT 2 det
ban ban NOUN NN 5 nsubj
of of ADP IN 4 case
March March PROPN NNP 2 nmod
applies apply VERB VBZ 0 ROOT Tense=Pres|VerbForm=Fin
""")


@pytest.mark.parametrize(
    ("doc", "word", "preposition", "direction"),
    [
        (PAST, "May", "in", -1),
        (FUTURE, "May", "in", 1),
        (PERFECT, "Friday", "until", 1),
        (PAST, "May", "since", -1),
        (PLANNED, "June", "a", 1),
        (INTENT, "May", "in", 1),
        (PURPOSE, "May", "in", -1),
        (ATTRIBUTE, "March", "of", 0),
    ],
)
def test_the_verb_says_where_to_look(doc, word, preposition, direction):
    start = doc.text.index(word)
    assert Directions(doc).find(start, start + len(word), preposition) == direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("It opened in May.", -1),
        ("It will open in May.", 1),
        ("Due in May. It failed.", 1),
        ("It failed. Due in May.", 1),
    ],
)
def test_without_a_tree_the_words_around_must_do(text, direction):
    start = text.index("May")
    assert Directions(spacy.blank("en")(text)).find(start, start + 3) == direction
