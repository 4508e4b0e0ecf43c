import pytest

from nlp.codes.records import CodeKind, CodeLevel, Unit, make_check, parse_unit

UNITS = {
    "a:p003:themes": Unit("a", CodeKind.THEMES, paragraph=3),
    "a:article:themes": Unit("a", CodeKind.THEMES),
    "a:s012:stance:china": Unit("a", CodeKind.STANCE, sentence=12, target_id="china"),
    "a:b:article:stance:leader:moon": Unit("a:b", CodeKind.STANCE, target_id="leader:moon"),
    "a:s1203:stance:china": Unit("a", CodeKind.STANCE, sentence=1203, target_id="china"),
}


@pytest.mark.parametrize(("name", "unit"), UNITS.items())
def test_a_unit_and_its_name(name, unit):
    assert parse_unit(f" {name} ") == unit
    assert unit.id == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "a",
        "a:p003",
        "a:p003:themes:china",
        "a:s001:themes",
        "a:p001:stance:china",
        "a:article:stance",
        ":p001",
    ],
)
def test_what_names_no_unit(name):
    assert parse_unit(name) is None


def test_levels_and_sentence_ids():
    levels = [unit.level for unit in UNITS.values()]
    assert levels[:3] == [CodeLevel.PARAGRAPH, CodeLevel.ARTICLE, CodeLevel.SENTENCE]
    assert [unit.sentence_id for unit in UNITS.values()][:3] == [None, None, "a:s012"]


def test_a_check_sees_text_and_id_but_no_white_space():
    check = make_check("a:p001:themes", "Two  words\n")
    assert check == make_check("a:p001:themes", "Two words")
    assert check.partition("-")[0] == make_check("a:p002:themes", "Two words").partition("-")[0]
    assert check != make_check("a:p002:themes", "Two words")
    assert check.partition("-")[2] == make_check("a:p001:themes", "Other").partition("-")[2]
