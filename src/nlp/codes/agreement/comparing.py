"""How far coders, and the machine beside them, agree: one record for each variable and group of coders."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.codes.agreement.alpha import FEW, MISSING, Agreement, Bootstrap, Metric, measure_agreement
from nlp.codes.agreement.variables import Variable, make_variables
from nlp.codes.records import Code, CodeKind, CodeLevel, Unit

__all__ = ["Comparison", "compare_coders"]

_DIGITS = 3
CodesByUnit = Mapping[Unit, Code]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The agreement of some coders on one variable.

    `prevalence` and `specific` are by value: its share of the codes, and how often one who is paired with a
    code of this value gave it, too. `confusion` counts the units of two coders, by what the first and then
    the second said.
    """

    kind: CodeKind
    level: CodeLevel
    variable: str
    metric: Metric
    coders: tuple[str, ...]
    n_units: int
    alpha: float | None
    low: float | None
    high: float | None
    agreement: float
    prevalence: Mapping[str, float]
    specific: Mapping[str, float]
    confusion: Mapping[str, Mapping[str, int]]
    note: str = ""

    @property
    def is_binary(self) -> bool:
        """Whether it is about one value, given or not."""
        return set(self.prevalence) <= {"no", "yes"}

    def as_record(self) -> dict[str, Any]:
        """The comparison as JSON values, rounded to three digits."""
        return {
            "kind": self.kind.value,
            "level": self.level.value,
            "variable": self.variable,
            "metric": self.metric.value,
            "coders": list(self.coders),
            "n_units": self.n_units,
            "alpha": _rounded(self.alpha),
            "interval": None if self.low is None else [_rounded(self.low), _rounded(self.high)],
            "percent_agreement": round(100 * self.agreement, 1),
            "prevalence": {value: _rounded(share) for value, share in self.prevalence.items()},
            "specific_agreement": {value: _rounded(share) for value, share in self.specific.items()},
            "confusion": {value: dict(row) for value, row in self.confusion.items()},
            "note": self.note,
        }


def compare_coders(
    coders: Sequence[tuple[str, CodesByUnit]], kind: CodeKind, themes: Sequence[str], bootstrap: Bootstrap
) -> Iterator[Comparison]:
    """The agreement on each variable of a kind, by level; nothing where no two coders share a unit.

    Args:
        coders: the coders by name with their codes.
        kind: themes or stances.
        themes: ids of the codebook's themes.
        bootstrap: how intervals are made.
    """
    names = tuple(name for name, _ in coders)
    for level in CodeLevel:
        units = sorted(
            {unit for _, codes in coders for unit in codes if (unit.kind, unit.level) == (kind, level)},
            key=lambda unit: unit.id,
        )
        shared = [unit for unit in units if sum(unit in codes for _, codes in coders) > 1]
        rows = [[codes.get(unit) for _, codes in coders] for unit in shared]
        for variable in make_variables(kind, level, themes) if shared else ():
            numbers = np.array(
                [[MISSING if one is None else variable.number(one) for one in row] for row in rows]
            )
            found = measure_agreement(numbers, len(variable.values), variable.metric, bootstrap)
            if found is not None:
                yield _comparison((kind, level), variable, names, found, numbers)


def _comparison(
    place: tuple[CodeKind, CodeLevel],
    variable: Variable,
    names: tuple[str, ...],
    found: Agreement,
    numbers: "np.ndarray[Any, np.dtype[np.int_]]",
) -> Comparison:
    totals = found.coincidences.sum(axis=1)
    given = [place for place, total in enumerate(totals) if total]
    return Comparison(
        kind=place[0],
        level=place[1],
        variable=variable.name,
        metric=variable.metric,
        coders=names,
        n_units=found.n_units,
        alpha=found.alpha,
        low=found.low,
        high=found.high,
        agreement=found.agreement,
        prevalence={variable.values[one]: float(found.prevalence[one]) for one in given},
        specific={variable.values[one]: float(found.coincidences[one, one] / totals[one]) for one in given},
        confusion=_confusion(variable, numbers) if len(names) == 2 else {},
        note=_note(variable, found, given),
    )


def _confusion(
    variable: Variable, numbers: "np.ndarray[Any, np.dtype[np.int_]]"
) -> dict[str, dict[str, int]]:
    both = numbers[(numbers != MISSING).all(axis=1)]
    pairs, counts = np.unique(both, axis=0, return_counts=True)
    table: dict[str, dict[str, int]] = {}
    for (first, second), count in zip(pairs, counts, strict=True):
        table.setdefault(variable.values[first], {})[variable.values[second]] = int(count)
    return table


def _note(variable: Variable, found: Agreement, given: Sequence[int]) -> str:
    if found.alpha is None:
        value = variable.values[given[0]]
        if variable.is_binary:
            return f"undefined: {'never' if value == 'no' else 'always'} given"
        return f"undefined: every code is {value}"
    return f"fewer than {FEW} units: no interval" if found.n_units < FEW else ""


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS) + 0.0
