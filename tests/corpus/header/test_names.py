"""Family and given names by the custom of the name. All names are made up."""

import pytest

from nlp.corpus.article import Name
from nlp.corpus.header.names import is_body, is_name, is_role, make_name, without_degrees


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("Jane Roe", "Roe", "Jane"),
        ("Jane Q. Roe", "Roe", "Jane Q."),
        ("J. R. Roe", "Roe", "J. R."),
        ("JANE ROE", "Roe", "Jane"),
        ("Jane Roe Jr.", "Roe Jr.", "Jane"),
        ("Jane O'Roe", "O'Roe", "Jane"),
        ("Jane Roe-Doe", "Roe-Doe", "Jane"),
        ("Prof. Dr. Ratih Contohwati, M.A., PhD", "Contohwati", "Ratih"),
        ("Dr Jane Roe PhD", "Roe", "Jane"),
        ("H.E. Ambassador Jane Roe", "Roe", "Jane"),
        ("Tan Sri Ahmad Contoh", "Contoh", "Ahmad"),
        ("Maria de la Muestra", "de la Muestra", "Maria"),
        ("Juan Dela Muestra", "Dela Muestra", "Juan"),
        ("Jan van der Voorbeeld", "van der Voorbeeld", "Jan"),
        ("Ja-ok Moon", "Moon", "Ja-ok"),
        ("Mau Nguyen", "Nguyen", "Mau"),
        ("JANE MA", "Ma", "Jane"),
    ],
)
def test_given_name_first(text, family, given):
    assert make_name(text) == Name(family=family, given=given)


@pytest.mark.parametrize(
    ("text", "family", "given", "display"),
    [
        ("Moon Ja-ok", "Moon", "Ja-ok", "Moon Ja-ok"),
        ("KIM MIN-SAM", "Kim", "Min-sam", "Kim Min-sam"),
        ("Kim Dae Sam", "Kim", "Dae Sam", "Kim Dae Sam"),
        ("Nguyen Van Mau", "Nguyen", "Van Mau", "Nguyen Van Mau"),
        ("Nguyễn Thị Mẫu", "Nguyễn", "Thị Mẫu", "Nguyễn Thị Mẫu"),
        ("Tan Cheng Mok", "Tan", "Cheng Mok", "Tan Cheng Mok"),
        ("홍길동", "홍", "길동", "홍길동"),
        ("남궁길동", "남궁", "길동", "남궁길동"),
    ],
)
def test_family_name_first(text, family, given, display):
    name = make_name(text)
    assert name == Name(family=family, given=given, family_first=True)
    assert name.display == display


@pytest.mark.parametrize(
    "text", ["Contoh", "Siti binti Contoh", "Ahmad bin Contoh", "Lee Jin", "Editorial Board", "Ma Ying"]
)
def test_unsure_names_stay_as_they_are(text):
    assert make_name(text) == Name(literal=text)


@pytest.mark.parametrize(
    "text",
    [
        "What Went Wrong",
        "Korea Looks South",
        "Senior Fellow",
        "jane roe",
        "Jane",
        "Jane Roe 2",
        "Sample University",
    ],
)
def test_headings_and_roles_are_no_names(text):
    assert not is_name(text)


@pytest.mark.parametrize(
    "text", ["Jane Roe", "Dr. Jane Roe, PhD", "Siti binti Contoh", "Maria de la Muestra", "Moon Ja-ok"]
)
def test_names(text):
    assert is_name(text)


def test_common_words_are_allowed_where_a_name_is_expected():
    assert not is_name("Jane Young Long")
    assert is_name("Jane Long", strict=False)


def test_bodies_and_roles():
    assert is_body("Parahyangan Catholic University")
    assert is_body("표본대학교")
    assert not is_body("Jane Roe")
    assert is_role("Visiting Professor")
    assert not is_role("Jane Roe")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Jane Roe, M.A., Ph.D.", "Jane Roe"),
        ("Jane Roe MSc", "Jane Roe"),
        ("PhD", ""),
        ("Jane Ma", "Jane Ma"),
        ("Jane Se", "Jane Se"),
        ("University of Somewhere, MA", "University of Somewhere"),
    ],
)
def test_without_degrees(text, rest):
    assert without_degrees(text) == rest
