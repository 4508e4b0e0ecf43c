import pytest

from nlp.codebook import read_codebook
from nlp.gazetteer import GazetteerEntry
from nlp.harvesting.relevance import Names, Relevance
from nlp.labels import EntityLabel


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(read_codebook().gazetteer)


@pytest.mark.parametrize(
    ("text", "korea", "asean"),
    [
        ("Seoul and Hanoi agree.", 1, 1),
        ("South Korea’s envoy met ASEAN in Jakarta.", 1, 2),
        ("North Korea fired a missile toward Japan.", 0, 0),
        ("The DPRK and Pyongyang are named, and nobody else.", 0, 0),
        ("Veterans of the Vietnam War remember.", 0, 0),
        ("Korean film, Thai food", 1, 1),
        ("The ASEAN-Korea Centre opened.", 1, 1),
        ("The 25th ASEAN-ROK Summit", 1, 1),
        ("Southeast Asians and the Korean Peninsula", 1, 1),
        ("Korea Selatan dan Indonesia", 1, 1),
        ("seoul and hanoi in small letters", 0, 0),
        ("Tokyo and Beijing", 0, 0),
        ("", 0, 0),
    ],
)
def test_names_of_both_sides_are_counted(names: Names, text: str, korea: int, asean: int) -> None:
    found = names.judge(text)
    assert (found.korea, found.asean) == (korea, asean)


def test_the_score_is_that_of_the_rarer_side(names: Names) -> None:
    assert names.judge("Seoul Seoul Hanoi " + "word " * 97) == Relevance(2, 1, 10.0)


def test_names_in_scripts_without_blanks_count_inside_words() -> None:
    gazetteer = (
        GazetteerEntry("south-korea", "South Korea", EntityLabel.GPE, aliases=("한국",), country="KR"),
        GazetteerEntry("vietnam", "Vietnam", EntityLabel.GPE, aliases=("베트남",), country="VN"),
    )
    found = Names(gazetteer).judge("한국은 베트남과, 한국의")
    assert (found.korea, found.asean) == (2, 1)


def test_what_is_missing_is_said() -> None:
    assert Relevance(0, 3, 0.0).missing(min_mentions=1, min_score=0) == "names nothing of Korea"
    assert Relevance(3, 1, 2.0).missing(min_mentions=2, min_score=0) == "names ASEAN only 1 times"
    assert Relevance(3, 3, 2.0).missing(min_mentions=1, min_score=2.5) == "its score is below 2.5"
    assert Relevance(3, 3, 2.5).missing(min_mentions=1, min_score=2.5) is None
