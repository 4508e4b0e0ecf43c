"""Small frames made by hand: what a test does not name takes a value that does not matter."""

from nlp.comparison.asking import Asked
from nlp.comparison.words.texts import read_texts
from nlp.settings import ComparisonSettings
from nlp.tables.frames import make_frame
from nlp.tables.schemas import TABLES

DEFAULTS = {
    "articles": {
        **{
            "title": "T",
            "n_words": 1000,
            "n_sentences": 1,
            "n_paragraphs": 1,
            "sha256": "x",
            "sample": False,
        },
    },
    "sentences": {"paragraph": 1, "start_char": 0, "end_char": 1, "text": "x"},
    "entities": {
        **{"sentence_id": "s", "start_char": 0, "end_char": 1, "text": "x", "label": "ORG"},
        **{"canonical": "x", "link_method": "nil"},
    },
    "entity_summary": {
        "canonical": "x",
        "label": "ORG",
        "mentions": 1,
        "salience": 1.0,
        "first_sentence": "s",
    },
    "dates": {
        **{"sentence_id": "s", "start_char": 0, "end_char": 1, "text": "x", "type": "DATE", "value": "X"},
        **{"granularity": "day", "anchor": "none"},
    },
    "themes": {"level": "article", "score": 0.5, "assigned": True, "dominant": False},
    "stances": {
        **{"speaker": "author", "stance": 0, "label": "neutral", "mixed": False, "confidence": 0.5},
        **{"n_evidence": 1, "human": False},
    },
    "evidence": {
        **{"sentence_id": "s", "speaker": "author", "stance": 0, "label": "neutral", "confidence": 0.5},
        **{"start_char": 0, "end_char": 1, "text": "x", "mention_start": 0, "mention_end": 1},
    },
    "statements": {
        **{"kind": "prescription", "sentence_id": "s", "start_char": 0, "end_char": 1, "text": "x"},
        **{"modality": "obligation", "polarity": "affirmative", "speaker": "author", "author": True},
    },
    "terms": {"count": 1},
    "vectors": {"vector": [1.0, 0.0]},
}


def corpus(*ids, **rows):
    """Typed frames of all tables of pieces; `rows` are given by table, one piece each in `ids`."""
    rows = {"articles": [{"article_id": one} for one in ids], **rows}
    return {
        name: make_frame(TABLES[name], [{**DEFAULTS.get(name, {}), **row} for row in rows.get(name, ())])
        for name in [*DEFAULTS, "findings"]
    }


def rows_of(frame, *columns):
    return list(frame[list(columns)].itertuples(index=False, name=None))


def texts_of(frames, ids):
    """The texts of the pieces as the comparison reads them."""
    with Asked(frames, ComparisonSettings()) as asked:
        return read_texts(asked, sorted(ids))
