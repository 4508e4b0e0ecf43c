import pytest

from nlp.comparison.words.concordance import Hit, find_hits, make_term
from nlp.errors import TableError


def hits(term, *texts, window=3, lemmas=None):
    rows = [
        {"article_id": "a", "sentence_id": f"a:s{n:03d}", "start_char": 100 * n, "text": text}
        for n, text in enumerate(texts, 1)
    ]
    return list(find_hits(rows, make_term(term, lemmas=lemmas), window=window))


def keywords(term, *texts, **options):
    return [hit.keyword for hit in hits(term, *texts, **options)]


def test_a_hit_has_its_place_and_its_context():
    text = "Long after the summit, the strategic partnership of the two was praised."
    (found,) = hits("strategic partnership", text)
    assert found == Hit(
        article_id="a",
        sentence_id="a:s001",
        start_char=100 + text.index("strategic"),
        end_char=100 + text.index(" of"),
        left="the summit, the ",
        keyword="strategic partnership",
        right=" of the two",
    )


def test_what_touches_the_keyword_is_no_word_of_its_own():
    (found,) = hits("ASEAN", "Yet non-ASEAN’s chair, in turn, left.", window=1)
    assert (found.left, found.right) == ("Yet non-", "’s chair,")


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("strategic partnership", "A STRATEGIC\nPartnership", ["STRATEGIC Partnership"]),
        ("indo pacific", "The Indo-Pacific is wide", ["Indo-Pacific"]),
        ("Indo-Pacific", "The Indo Pacific is wide", ["Indo Pacific"]),
        ("port", "Ports export support", []),
        ("port", "port and port.", ["port", "port"]),
        ("won't", "They won’t pay", ["won’t"]),
        ("2+2", "the 2+2 talks", ["2+2"]),
        ("u.s.", "the U.S. fleet", ["U.S."]),
        ("아세안", "한국과 아세안의 관계", ["아세안"]),
        ("phú quốc", "Phú Quốc island", ["Phú Quốc"]),
    ],
)
def test_words_are_found_whole_in_capitals_or_small_letters(term, text, found):
    assert keywords(term, text) == found


def test_inflected_forms_are_found_where_lemmas_are_given():
    texts = ("Strategic partnerships fail.", "A strategic partnership holds.")
    assert keywords("strategic partnership", *texts) == ["strategic partnership"]
    assert keywords("strategic partnership", *texts, lemmas=()) == [
        "Strategic partnerships",
        "strategic partnership",
    ]
    assert keywords("strategic partnerships", *texts, lemmas=["partnership"]) == [
        "Strategic partnerships",
        "strategic partnership",
    ]


@pytest.mark.parametrize(("term", "text"), [("strategic partnership", "x"), ("won't go", "y"), ("2+2", "z")])
def test_every_hit_holds_what_is_looked_for_first(term, text):
    sought = make_term(term)
    whole = f"{text} {term} {text}"
    assert sought.pattern.search(whole)
    assert any(one.lower() in whole.lower() for one in sought.holding)


def test_no_window_no_context():
    (found,) = hits("sea", "The sea is wide.", window=0)
    assert (found.left, found.right) == ("", "")


@pytest.mark.parametrize("term", ["", "  ", "!?", "--"])
def test_a_term_without_a_word_is_refused(term):
    with pytest.raises(TableError, match="holds no word to look for"):
        make_term(term)
