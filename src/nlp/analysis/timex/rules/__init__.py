"""The rules of the grammar, in the order in which they win where two fit equally far."""

from nlp.analysis.timex.grammar.patterns import Grammar
from nlp.analysis.timex.grammar.readers import READERS, read_triggers
from nlp.analysis.timex.rules.days import DAY_RULES
from nlp.analysis.timex.rules.distances import DISTANCE_RULES
from nlp.analysis.timex.rules.durations import DURATION_RULES
from nlp.analysis.timex.rules.recurrence import RECURRENCE_RULES
from nlp.analysis.timex.rules.relative import RELATIVE_RULES
from nlp.analysis.timex.rules.vague import VAGUE_RULES
from nlp.analysis.timex.rules.year_parts import YEAR_PART_RULES
from nlp.analysis.timex.rules.years import YEAR_RULES

__all__ = ["GRAMMAR"]

GRAMMAR = Grammar(
    rules=(
        *DAY_RULES,
        *YEAR_RULES,
        *YEAR_PART_RULES,
        *RECURRENCE_RULES,
        *RELATIVE_RULES,
        *DURATION_RULES,
        *DISTANCE_RULES,
        *VAGUE_RULES,
    ),
    readers=READERS,
    triggers=read_triggers,
)
