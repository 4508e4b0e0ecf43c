"""Bytes become the text that was meant, or are refused with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.corpus.article import RefusedArticleError
from nlp.corpus.encoding import decode
from nlp.labels import ProblemKind

ENGLISH = "Seoul’s “choice” – a café’s worth of talk — costs €5, and no more than that."
KOREAN = "한국과 아세안의 협력은 꾸준히 자라고 있다. 다만 정책은 정권마다 바뀐다."
THAI = "ความร่วมมือระหว่างเกาหลีใต้กับอาเซียนเติบโตอย่างต่อเนื่อง"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_english(encoding):
    assert decode(ENGLISH.encode(encoding), name="x.txt") == ENGLISH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp949"])
def test_korean(encoding):
    assert decode(KOREAN.encode(encoding), name="x.txt") == KOREAN


def test_thai_code_page():
    assert decode(THAI.encode("cp874"), name="x.txt") == THAI


def test_short_windows_text_is_not_taken_for_korean():
    assert decode("It’s José’s.".encode("cp1252"), name="x.txt") == "It’s José’s."


def test_mojibake_is_mended_and_quotes_stay_curly():
    assert decode(ENGLISH.encode().decode("cp1252", "ignore").encode(), name="x.txt").startswith("Seoul’s")
    assert decode("“so” ‘it’ is".encode(), name="x.txt") == "“so” ‘it’ is"


def test_empty_bytes_are_empty_text():
    assert decode(b"", name="x.txt") == ""


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n", b"PK\x03\x04rest", b"\x89PNG\r\n", b"\x00\x01\x02\x03" * 50, bytes(range(32)) * 20],
)
def test_binary_data_is_refused(data):
    with pytest.raises(RefusedArticleError, match=r"^x\.txt: .*save it as UTF-8 text") as error:
        decode(data, name="x.txt")
    assert error.value.problem.kind is ProblemKind.FORMAT


def test_broken_utf16_is_refused():
    with pytest.raises(RefusedArticleError, match=r"^x\.txt: begins like utf-16") as error:
        decode(b"\xff\xfea", name="x.txt")
    assert error.value.problem.kind is ProblemKind.ENCODING


@given(st.binary(max_size=300))
def test_bytes_are_read_or_refused(data):
    try:
        line = "x: " + decode(data, name="x")
    except RefusedArticleError as error:
        line = str(error)
    assert line.startswith("x: ")
