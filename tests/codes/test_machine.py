import pytest

from nlp.codes.machine import MachineCode, least_certain_first, read_machine
from nlp.codes.records import parse_unit
from tests.codes.test_overrides import frames


def machine():
    return read_machine(frames(), {"trade": 0.5, "security": 0.55, "people": 0.9}.get)


def said(unit_id):
    return machine().of(parse_unit(unit_id))


def test_what_the_machine_says():
    assert said("a:p001:themes") == MachineCode(("trade",), pytest.approx(0.3))
    assert said("a:p002:themes") == MachineCode(("security",), pytest.approx(0.05))
    assert said("a:article:themes").values == ("trade", "security")
    assert said("a:s003:stance:china") == MachineCode(("critical",), 0.5)
    assert said("a:article:stance:china") == MachineCode(("critical",), 0.5)


def test_where_it_saw_no_stance():
    assert said("a:s001:stance:asean") == MachineCode(("not addressed",), None)
    assert said("z:s001:stance:asean") is None
    assert said("b:p001:themes") is None
    assert machine().as_code(parse_unit("b:p001:themes")) is None
    assert machine().as_code(parse_unit("a:p001:themes")).values == ("trade",)


def test_least_certain_first_with_the_kinds_by_turns():
    names = ["a:s001:stance:asean", "a:p001:themes", "a:s003:stance:china", "a:p002:themes"]
    units = least_certain_first(map(parse_unit, names), machine())
    assert [unit.id for unit in units] == [
        *("a:s003:stance:china", "a:p002:themes", "a:s001:stance:asean", "a:p001:themes"),
    ]
