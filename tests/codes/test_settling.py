from nlp.codes.settling import find_disagreements, find_disputes, settle
from tests.codes.coding import code

P1, S1 = "a:p001:themes", "a:s001:stance:china"


def settled(*codes):
    return [(one.unit.id, one.coder, one.values) for one in settle(codes)]


def test_one_coder_counts_and_the_adjudicated_wins():
    assert settled(code(P1, "trade")) == [(P1, "ana", ("trade",))]
    codes = [code(P1, "trade"), code(P1, "people", coder="adjudicated"), code(P1, "trade", coder="bo")]
    assert settled(*codes) == [(P1, "adjudicated", ("people",))]
    assert find_disagreements(codes) == ()


def test_stances_by_majority():
    two = [code(S1, "critical"), code(S1, "neutral", coder="bo")]
    assert settled(*two) == []
    assert settled(*two, code(S1, "neutral", coder="cy")) == [(S1, "ana; bo; cy", ("neutral",))]


def test_themes_one_by_one():
    three = [
        code(P1, "trade", "people"),
        code(P1, "people", coder="bo"),
        code(P1, "people", "trade", coder="cy"),
    ]
    assert settled(*three) == [(P1, "ana; bo; cy", ("people", "trade"))]
    assert settled(*three[:2]) == []  # they are at odds over trade
    assert settled(code(P1, "trade"), code(P1, "trade", coder="bo")) == [(P1, "ana; bo", ("trade",))]


def test_no_theme_is_a_code_of_its_own():
    assert settled(code(P1), code(P1, coder="bo"), code(P1, "trade", coder="cy")) == [(P1, "ana; bo; cy", ())]
    apart = [code(P1, "trade"), code(P1, "people", coder="bo"), code(P1, "security", coder="cy")]
    assert settled(*apart) == []


def test_disagreements_are_one_line():
    apart = [code(S1, "critical"), code(S1, "neutral", coder="bo"), code(P1, "trade")]
    assert find_disputes(apart) == {apart[0].unit: "ana: critical; bo: neutral"}
    (problem,) = find_disagreements(apart)
    assert str(problem) == (
        ".: the coders disagree on `a:s001:stance:china` (ana: critical; bo: neutral), where the machine's "
        "codes stand; settle them in a sheet of `commentary codes export --disputed`, added with --coder "
        "adjudicated"
    )
    assert not problem.blocking
