import pytest

from nlp.analysis.naming.words import split_words


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Korea–ASEAN ties", ["Korea", "ASEAN", "ties"]),
        ("Yoon Suk-yeol’s", ["Yoon", "Suk", "yeol", "'", "s"]),
        ("the U.S.-led order", ["the", "US", "led", "order"]),
        ("with the U.S. The", ["with", "the", "US", "The"]),
        ("ASEAN+3", ["ASEAN", "+", "3"]),
        ("Seoul – and", ["Seoul", "–", "and"]),
        ("Seoul—and", ["Seoul", "—", "and"]),
        ("Seoul\n\nASEAN", ["Seoul", "\n\n", "ASEAN"]),
    ],
)
def test_words_are_what_names_are_compared_by(text: str, forms: list[str]) -> None:
    assert [word.form for word in split_words(text)] == forms


def test_words_keep_their_place_in_the_text() -> None:
    text = "the U.S.-ROK pact"
    assert [text[word.start : word.end] for word in split_words(text)] == ["the", "U.S.", "ROK", "pact"]
