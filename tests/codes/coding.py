"""A small codebook, two small pieces and codes on them, made by hand."""

from pathlib import Path

from nlp.codebook import Codebook, Target, Theme
from nlp.codes.placing import read_texts
from nlp.codes.records import Code, make_check, parse_unit
from tests.comparison.corpora import corpus

CODEBOOK = Codebook(
    Path("codebook"),
    themes=(
        Theme(id="trade", label="Trade and money", definition="Goods and capital.", exclude=("aid",)),
        Theme(id="security", label="Security", definition="Arms and alliances."),
        Theme(id="people", label="People", definition="=Travel and study."),
    ),
    targets=(
        Target(id="asean", label="ASEAN", definition="As an actor."),
        Target(id="china", label="China", definition="Its conduct."),
    ),
    gazetteer=(),
    hashes=(),
)

TEXTS = {
    ("a", 1, 1): "Trade grows.",
    ("a", 2, 1): "ASEAN delivers.",
    ("a", 3, 2): "=China looms over it.",
    ("b", 1, 1): "Nobody came.",
}


def pieces(**rows):
    """Frames of the pieces `a` (two paragraphs, three sentences) and `b` (one)."""
    sentences = [
        {"article_id": one, "sentence_id": f"{one}:s{n:03d}", "paragraph": paragraph, "text": text}
        | {"start_char": 20 * n, "end_char": 20 * n + len(text)}
        for (one, n, paragraph), text in TEXTS.items()
    ]
    return corpus("a", "b", sentences=sentences, **rows)


def texts():
    frames = pieces()
    return read_texts(frames["articles"], frames["sentences"])


def code(unit_id, *values, coder="ana", check=None, line=2):
    """A code of a unit, by default with the check of its text."""
    unit = parse_unit(unit_id)
    text = texts().of(unit) or ""
    return Code(
        coder,
        unit.kind,
        unit.level,
        unit.article_id,
        unit.paragraph,
        unit.sentence,
        unit.target_id,
        values,
        file=f"{coder}.csv",
        line=line,
        check=make_check(unit_id, text) if check is None else check,
    )


def check_of(unit_id):
    return code(unit_id, "x").check
