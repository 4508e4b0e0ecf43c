import pytest

from nlp.codes.placing import place_codes, read_texts
from nlp.codes.records import CodeLevel, make_check, parse_unit
from tests.codes.coding import check_of, code, pieces, texts


def place(*codes):
    placed, problems = place_codes(codes, texts())
    return [one.unit.id for one in placed], [str(problem) for problem in problems]


def test_texts_of_units():
    found = texts()
    assert found.of(parse_unit("a:p001:themes")) == "Trade grows. ASEAN delivers."
    assert found.of(parse_unit("a:s003:stance:china")) == "=China looms over it."
    assert found.of(parse_unit("b:article:themes")) == "Nobody came."
    assert found.of(parse_unit("b:p002:themes")) is None
    assert found.numbers("a", CodeLevel.SENTENCE) == [1, 2, 3]


def test_codes_that_fit_stay():
    units = ["a:p001:themes", "a:article:themes", "a:s003:stance:china", "b:article:stance:asean"]
    assert place(*(code(one, "x") for one in units)) == (units, [])


def test_a_code_follows_its_text():
    moved = "a:s002:stance:asean"
    assert place(code(moved, "neutral", check=make_check(moved, "Trade grows."))) == (
        ["a:s001:stance:asean"],
        [],
    )
    taken = code("a:s001:stance:asean", "neutral")
    lost = code(moved, "neutral", check=make_check(moved, "Trade grows."), line=9)
    placed, problems = place(taken, lost)
    assert placed == ["a:s001:stance:asean"]
    assert problems[0].startswith("ana.csv: row 9: `a:s002:stance:asean` has moved to `a:s001:stance:asean`")


@pytest.mark.parametrize(
    ("unit", "check", "reason"),
    [
        ("z:p001:themes", "", "there is no article `z`; put the piece back, or delete the row"),
        (
            "a:p009:themes",
            "",
            "the piece has no paragraph of `a:p009:themes`; mend the id, or delete the row",
        ),
        ("a:p002:themes", check_of("a:p001:themes"), "`a:p002:themes` is not the unit_id that was exported"),
        ("a:s001:stance:china", check_of("a:s001:stance:asean"), "`a:s001:stance:china` is not the unit_id"),
        (
            "a:p001:themes",
            make_check("a:p001:themes", "Gone."),
            "the text of `a:p001:themes` has changed; code",
        ),
        (
            "a:article:themes",
            make_check("a:article:themes", "Gone."),
            "the text of `a:article:themes` has changed",
        ),
    ],
)
def test_what_does_not_fit_is_told(unit, check, reason):
    placed, problems = place(code(unit, "x", check=check, line=5))
    assert placed == []
    assert problems[0].startswith(f"ana.csv: row 5: {reason}")


def test_without_a_check_the_id_counts():
    assert place(code("a:p002:themes", "x", check=""))[0] == ["a:p002:themes"]


def test_no_piece_has_no_texts():
    frames = pieces()
    assert read_texts(frames["articles"].head(0), frames["sentences"].head(0)).titles == {}
