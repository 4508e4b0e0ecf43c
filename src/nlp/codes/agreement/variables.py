"""What agreement is measured on: themes one by one and by the dominant one, stances in order and by label."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from nlp.codes.agreement.alpha import MISSING, Metric
from nlp.codes.records import NO_THEME, NOT_ADDRESSED, Code, CodeKind, CodeLevel
from nlp.codes.sheets.parsing import allowed_stances
from nlp.labels import StanceLabel

__all__ = ["Variable", "make_variables"]

_ORDER = (StanceLabel.CRITICAL.value, StanceLabel.NEUTRAL.value, StanceLabel.SUPPORTIVE.value)
_NO_YES = ("no", "yes")


@dataclass(frozen=True, slots=True)
class Variable:
    """One question to the codes: its name, the values in their order, and the value's number in a code."""

    name: str
    values: tuple[str, ...]
    number: Callable[[Code], int]
    metric: Metric = Metric.NOMINAL

    @property
    def is_binary(self) -> bool:
        """Whether it asks if one value was given."""
        return self.values == _NO_YES


def make_variables(kind: CodeKind, level: CodeLevel, themes: Sequence[str]) -> Iterator[Variable]:
    """The variables of a kind of codes at a level.

    Themes: the dominant one, then each theme as given or not. Stances: in the order critical, neutral,
    supportive, where mixed counts as neutral and a target that is not addressed as missing; then all labels
    unordered, `not addressed` and mixed among them; then each label as given or not.
    """
    if kind is CodeKind.THEMES:
        known = (*themes, NO_THEME)
        yield Variable("dominant", known, lambda code: known.index((code.values or (NO_THEME,))[0]))
        yield from (_given(theme) for theme in themes)
        return
    labels = allowed_stances(level)
    yield Variable("stance", _ORDER, _place_in_order, Metric.ORDINAL)
    yield Variable("label", labels, lambda code: labels.index(code.values[0]))
    yield from (_given(label) for label in labels)


def _given(value: str) -> Variable:
    return Variable(value, _NO_YES, lambda code: int(value in code.values))


def _place_in_order(code: Code) -> int:
    return MISSING if code.values == (NOT_ADDRESSED,) or code.label is None else code.label.value_sign + 1
