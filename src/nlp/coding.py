"""What people code and the machine's codes beside it: what the commands for people in the loop work on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from nlp import stages
from nlp.codebook import Codebook
from nlp.codes.agreement.alpha import Bootstrap
from nlp.codes.agreement.comparing import Comparison, compare_coders
from nlp.codes.machine import MACHINE, MachineCodes, least_certain_first, read_machine
from nlp.codes.placing import Texts, place_codes, read_texts
from nlp.codes.records import ADJUDICATED, NO_THEME, Code, CodeKind, CodeLevel, Unit
from nlp.corpus.article import Problem
from nlp.errors import CodesError
from nlp.labels import ProblemKind
from nlp.settings import Settings

__all__ = ["Desk", "find_uncertain", "measure", "open_desk"]

_TABLES = ("articles", "sentences", "themes", "evidence", "stances")


@dataclass(frozen=True, slots=True)
class Desk:
    """The codes of people that fit the texts, the machine's codes, and what is wrong with other codes."""

    codebook: Codebook
    texts: Texts
    machine: MachineCodes
    codes: tuple[Code, ...]
    problems: tuple[Problem, ...]

    @property
    def coders(self) -> tuple[str, ...]:
        """The names of those who coded, the settled codes left out."""
        return tuple(sorted({code.coder for code in self.codes} - {ADJUDICATED}))


def open_desk(settings: Settings) -> Desk:
    """What the corpus holds of codes, beside the machine's as it made them.

    Raises:
        CodesError: there is no piece that has been analysed.
    """
    intake = stages.take_in(settings)
    waiting = {article.id for article in stages.pending(intake, settings)}
    if len(waiting) == len(intake.readable):
        what = "no piece is analysed yet" if waiting else "there is no piece to code"
        raise CodesError(f"{settings.corpus}: {what}; run `commentary run` first")
    frames = stages.tabulate_machine(intake, settings, _TABLES)
    texts = read_texts(frames["articles"], frames["sentences"])
    codes, strays = place_codes((code for code in intake.codes if code.article_id not in waiting), texts)
    machine = read_machine(frames, stages.theme_limits(intake, settings).paragraph_threshold)
    problems = [problem for problem in intake.problems if problem.kind is ProblemKind.CODES]
    if waiting:
        message = f"{len(waiting)} new pieces are left out; run `commentary run` to take them in"
        problems.append(Problem(str(settings.corpus), ProblemKind.CODES, message))
    return Desk(intake.codebook, texts, machine, codes, (*problems, *strays))


def measure(
    desk: Desk, coders: Sequence[str], kinds: Sequence[CodeKind], *, machine: bool, bootstrap: Bootstrap
) -> tuple[list[Comparison], list[str]]:
    """The agreement of coders, all and in pairs, and of each with the machine; lines on those without any.

    Args:
        desk: the codes.
        coders: names; all that there are, if none is given.
        kinds: what is compared.
        machine: whether each coder is held against the machine, too.
        bootstrap: how intervals are made.

    Raises:
        CodesError: a coder has no codes, there are too few, or none of them share a unit.
    """
    known = {code.coder for code in desk.codes}
    for name in coders:
        if name not in known:
            there = ", ".join(sorted(known)) or "nobody"
            raise CodesError(f"coder `{name}` has no codes that fit the texts; there are codes of {there}")
    names = tuple(dict.fromkeys(coders)) or desk.coders
    checked = names if coders else tuple(sorted(known))
    if len(names) < 2 and not (machine and checked):
        raise CodesError(
            "agreement takes the codes of two; add a second coder's with `commentary codes add`, or --machine"
        )
    groups = [names] if len(names) > 2 else []
    groups += list(combinations(names, 2))
    groups += [(name, MACHINE) for name in checked if machine]
    found: list[Comparison] = []
    lines: list[str] = []
    for group in groups:
        for kind in kinds:
            some = list(_compare(desk, group, kind, bootstrap))
            if not some:
                lines.append(f"{' and '.join(group)} share no unit of {kind}; let them code the same sheet")
            found += some
    if not found:
        raise CodesError(lines[0] if len(lines) == 1 else f"no two coders share a unit: {lines[0]}")
    return found, lines


def find_uncertain(desk: Desk, kinds: Sequence[CodeKind], *, limit: int) -> list[dict[str, object]]:
    """The machine's codes of which it is least sure, with their texts; what people have coded is left out."""
    coded = {code.unit for code in desk.codes}
    units = (
        unit
        for unit in desk.machine.codes
        if unit.kind in kinds and unit not in coded
        # Only paragraphs have scores that each count against a threshold of their own.
        if not (unit.kind is CodeKind.THEMES and unit.level is CodeLevel.ARTICLE)
    )
    return [_uncertain(desk, unit) for unit in least_certain_first(units, desk.machine)[:limit]]


def _uncertain(desk: Desk, unit: Unit) -> dict[str, object]:
    answer = desk.machine.codes[unit]
    return {
        "unit_id": unit.id,
        "title": desk.texts.titles[unit.article_id],
        "machine": "; ".join(answer.values) or NO_THEME,
        "confidence": round(answer.confidence or 0.0, 3),
        "text": desk.texts.of(unit),
    }


def _compare(desk: Desk, names: Sequence[str], kind: CodeKind, bootstrap: Bootstrap) -> Iterator[Comparison]:
    by_coder: dict[str, dict[Unit, Code]] = {name: {} for name in names}
    for code in desk.codes:
        if code.coder in by_coder:
            by_coder[code.coder][code.unit] = code
    if MACHINE in by_coder:
        units = {unit for codes in by_coder.values() for unit in codes}
        answers = ((unit, desk.machine.as_code(unit)) for unit in units)
        by_coder[MACHINE] = {unit: code for unit, code in answers if code is not None}
    return compare_coders(list(by_coder.items()), kind, desk.codebook.theme_ids(), bootstrap)
