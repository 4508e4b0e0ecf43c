"""On which side of a concession a mention stands, read by the shipped parser."""

import pytest
import spacy
from spacy.language import Language

from nlp.analysis.attribution.turns import Turn, find_turn
from nlp.provenance import SHIPPED_MODELS


@pytest.fixture(scope="module")
def language() -> Language:
    return spacy.load(SHIPPED_MODELS / "parser")


@pytest.mark.parametrize(
    ("text", "following", "turn"),
    [
        ("The fund grew quickly last year.", "", Turn.PLAIN),
        ("Although the fund grew quickly, few projects were finished.", "", Turn.CONCEDED),
        ("Despite the success of the fund, few projects were finished.", "", Turn.CONCEDED),
        (
            "Few projects were finished, although money came; still, the fund was kept.",
            "",
            Turn.TURNED,
        ),
        ("Although money was short, the fund finished its projects.", "", Turn.TURNED),
        ("The fund grew quickly, but few projects were finished.", "", Turn.CONCEDED),
        ("Money was short, but the fund finished its projects.", "", Turn.TURNED),
        ("To be fair, the fund grew quickly.", "", Turn.CONCEDED),
        ("Of course the fund has its merits.", "But who pays for them?", Turn.CONCEDED),
        ("The fund grew quickly.", "Yet few projects were finished.", Turn.CONCEDED),
        ("However, the fund grew quickly.", "", Turn.TURNED),
        ("The fund did not only grow but also spread its money well.", "", Turn.PLAIN),
        ("The fund has yet to finish a project.", "", Turn.PLAIN),
        ("While the committee met, the fund waited.", "", Turn.TURNED),
        ("The fund waited while the committee met.", "", Turn.PLAIN),
    ],
)
def test_turns(language: Language, text: str, following: str, turn: Turn) -> None:
    doc = language(text)
    token = next(token for token in doc if token.lower_ == "fund")
    assert find_turn(doc[token.i : token.i + 1], following=following) is turn
