from io import StringIO

import pytest
from rich.console import Console

from nlp.codes.agreement.alpha import Bootstrap
from nlp.codes.agreement.comparing import compare_coders
from nlp.codes.agreement.showing import show_agreement
from nlp.codes.records import CodeKind
from tests.codes.coding import code

THEMES = ("trade", "security", "people")
CHINA = "a:s00{}:stance:china"


def by_unit(*codes):
    return {one.unit: one for one in codes}


def stances(*labels):
    """Codes of sentences in their order; None where one was left out."""
    return by_unit(*(code(CHINA.format(n), one) for n, one in enumerate(labels, 1) if one))


def compared(kind, *coders):
    named = [(name, codes) for name, codes in zip(("ana", "bo", "cy"), coders, strict=False)]
    return {one.variable: one for one in compare_coders(named, kind, THEMES, Bootstrap(resamples=200))}


def test_stances_in_order_and_by_label():
    one = stances("supportive", "critical", "neutral", "not addressed", "supportive", "critical", None)
    other = stances("supportive", "neutral", "neutral", "critical", "supportive", "critical", "critical")
    found = compared(CodeKind.STANCE, one, other)
    assert list(found) == [
        *("stance", "label", "supportive", "critical", "neutral", "not addressed"),
    ]
    ordered = found["stance"]
    assert (ordered.n_units, ordered.metric, ordered.agreement) == (5, "ordinal", pytest.approx(0.8))
    # 3, 3 and 4 codes in their order: squared distances 3², 3.5² and 6.5²
    assert ordered.alpha == pytest.approx(1 - 9 * 2 * 9 / (2 * (9 * 9 + 12 * 12.25 + 12 * 42.25)))
    assert ordered.confusion == {
        "critical": {"critical": 1, "neutral": 1},
        "neutral": {"neutral": 1},
        "supportive": {"supportive": 2},
    }
    labels = found["label"]
    assert (labels.n_units, labels.agreement) == (6, pytest.approx(4 / 6))
    assert labels.confusion["not addressed"] == {"critical": 1}
    assert found["critical"].prevalence == {"no": pytest.approx(8 / 12), "yes": pytest.approx(4 / 12)}
    assert found["critical"].specific["yes"] == pytest.approx(1 / 2)


def test_mixed_is_in_the_middle_of_the_order_and_a_label_of_its_own():
    one = by_unit(code("a:article:stance:china", "mixed"), code("b:article:stance:china", "critical"))
    other = by_unit(code("a:article:stance:china", "neutral"), code("b:article:stance:china", "critical"))
    found = compared(CodeKind.STANCE, one, other)
    assert (found["stance"].alpha, found["stance"].agreement) == (1.0, 1.0)
    assert found["label"].agreement == 0.5
    assert found["stance"].note == "fewer than 5 units: no interval"


def test_themes_one_by_one():
    one = by_unit(
        code("a:p001:themes", "trade", "people"), code("a:p002:themes"), code("b:p001:themes", "trade")
    )
    other = by_unit(code("a:p001:themes", "trade"), code("a:p002:themes"), code("b:p001:themes", "people"))
    found = compared(CodeKind.THEMES, one, other)
    assert list(found) == ["dominant", *THEMES]
    assert found["dominant"].confusion == {"trade": {"trade": 1, "people": 1}, "none": {"none": 1}}
    assert found["people"].agreement == pytest.approx(1 / 3)
    assert (found["security"].alpha, found["security"].note) == (None, "undefined: never given")


def test_three_coders_have_no_confusion_and_may_miss_codes():
    found = compared(
        CodeKind.STANCE,
        stances("critical", "neutral", None),
        stances("critical", None, "neutral"),
        stances(None, "neutral", "neutral"),
    )
    assert (found["stance"].alpha, found["stance"].n_units, found["stance"].confusion) == (1.0, 3, {})
    assert found["stance"].coders == ("ana", "bo", "cy")


def test_no_shared_unit_gives_nothing():
    assert compared(CodeKind.STANCE, stances("critical"), stances(None, "critical")) == {}
    assert compared(CodeKind.THEMES, stances("critical"), stances("critical")) == {}


def test_a_record_for_programs():
    found = compared(CodeKind.STANCE, stances("critical", "neutral"), stances("critical", "critical"))
    record = found["stance"].as_record()
    assert record["alpha"] == 0.0
    assert record["interval"] is None
    assert (record["percent_agreement"], record["coders"]) == (50.0, ["ana", "bo"])
    assert record["specific_agreement"] == {"critical": 0.667, "neutral": 0.0}


def test_what_is_shown():
    one = by_unit(*(code(f"a:p{n:03d}:themes", "trade" if n % 2 else "people") for n in range(1, 8)))
    other = by_unit(*(code(f"a:p{n:03d}:themes", "trade" if n % 3 else "people") for n in range(1, 8)))
    console = Console(file=StringIO(), width=100)
    show_agreement(list(compared(CodeKind.THEMES, one, other).values()), console)
    shown = console.file.getvalue()
    assert "ana and bo: themes of paragraphs" in shown
    assert "given by nobody, so that alpha is undefined: security" in shown
    assert "dominant: ana ↓ bo →" in shown
    assert "trade" in shown
