"""From the codes of several coders to one code for each unit."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from nlp.codes.records import ADJUDICATED, Code, CodeKind, Unit
from nlp.corpus.article import Problem
from nlp.labels import ProblemKind

__all__ = ["find_disagreements", "find_disputes", "settle"]

_NAMED = 3  # units in dispute that a line names


def settle(codes: Iterable[Code]) -> tuple[Code, ...]:
    """One code for each unit on which there is one: the adjudicated, or what more than half the coders say.

    Themes are settled one by one: a theme counts where more than half of the unit's coders gave it. The one
    that most of them put first is dominant (then the one that most gave, then by its id). A unit with a
    theme that exactly half of them gave is not settled.
    """
    settled = ((unit, _settle(several)) for unit, several in _by_unit(codes))
    return tuple(code for _, code in settled if code is not None)


def find_disputes(codes: Iterable[Code]) -> dict[Unit, str]:
    """The units on which coders disagree and nobody has adjudicated, with what each coder says."""
    return {unit: _opinions(several) for unit, several in _by_unit(codes) if _settle(several) is None}


def find_disagreements(codes: Iterable[Code]) -> tuple[Problem, ...]:
    """A line on the units that are in dispute; none where there is no such unit."""
    codes = list(codes)
    disputes = find_disputes(codes)
    if not disputes:
        return ()
    named = "; ".join(f"`{unit.id}` ({said})" for unit, said in list(disputes.items())[:_NAMED])
    more = f" and {len(disputes) - _NAMED} more" if len(disputes) > _NAMED else ""
    message = (
        f"the coders disagree on {named}{more}, where the machine's codes stand; settle them in a sheet of "
        f"`commentary codes export --disputed`, added with --coder {ADJUDICATED}"
    )
    return (Problem(str(Path(codes[0].file).parent), ProblemKind.CODES, message),)


def _by_unit(codes: Iterable[Code]) -> list[tuple[Unit, list[Code]]]:
    units: dict[Unit, list[Code]] = defaultdict(list)
    for code in sorted(codes, key=lambda code: code.coder):
        units[code.unit].append(code)
    return sorted(units.items(), key=lambda item: item[0].id)


def _settle(codes: Sequence[Code]) -> Code | None:
    for code in codes:
        if code.coder == ADJUDICATED:
            return code
    given = Counter(value for code in codes for value in code.values)
    half = len(codes) / 2
    kept = [value for value, times in given.items() if times > half]
    if codes[0].kind is CodeKind.STANCE:
        values = tuple(kept)
        if not values:
            return None
    else:
        no_theme = sum(not code.values for code in codes)
        if half in given.values() or (not kept and no_theme <= half):
            return None
        first = Counter(code.values[0] for code in codes if code.values)
        values = tuple(sorted(kept, key=lambda value: (-first[value], -given[value], value)))
    coder = "; ".join(code.coder for code in codes)
    return replace(codes[0], coder=coder, values=values) if len(codes) > 1 else codes[0]


def _opinions(codes: Sequence[Code]) -> str:
    return "; ".join(f"{code.coder}: {', '.join(code.values) or 'none'}" for code in codes)
