"""Hand-built dependency trees for tests."""

import spacy
from spacy.tokens import Doc

_VOCAB = spacy.blank("en").vocab


def make_tree(rows: str) -> Doc:
    """A Doc from lines of `form lemma POS TAG head dep [morph]`, heads counted from 1, 0 for a root."""
    fields = [line.split() for line in rows.strip().splitlines()]
    heads = [int(field[4]) for field in fields]
    return Doc(
        _VOCAB,
        words=[field[0] for field in fields],
        lemmas=[field[1] for field in fields],
        pos=[field[2] for field in fields],
        tags=[field[3] for field in fields],
        heads=[head - 1 if head else place for place, head in enumerate(heads)],
        deps=["ROOT" if field[4] == "0" else field[5] for field in fields],
        morphs=[field[6] if len(field) > 6 else "" for field in fields],
    )
