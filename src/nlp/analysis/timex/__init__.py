"""Temporal expressions: grammar → readings → TIMEX3 values → intervals of days."""

from nlp.analysis.timex.find import find_timexes
from nlp.analysis.timex.terms import find_term_timexes

__all__ = ["find_term_timexes", "find_timexes"]
