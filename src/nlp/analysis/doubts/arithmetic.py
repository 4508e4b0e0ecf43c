"""Amounts of time that do not fit the dates they are said to lie between."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from nlp.analysis.doubts.adjacency import iter_appositions, iter_neighbours, quote
from nlp.analysis.records import Finding, Timex
from nlp.analysis.timex.values import parse_value
from nlp.labels import FindingKind, Granularity, Mod, TimexAnchor, TimexType

__all__ = ["find_arithmetic_doubts"]

_SINCE = re.compile(r"\bsince(?:\s+the)?\s*$", re.IGNORECASE)
_SINCE_THEN = re.compile(r"[^.!?]{0,40}\bsince\b\s*(?:then|has|have|,)?", re.IGNORECASE)
_AFTER = re.compile(r"\s+after\s+[^.;,]{0,60}?")
_THEN_IN = re.compile(r"[^.;,]{0,40},\s*(?:in|on|by)?\s*", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:-|–|—|to|until|till|through|and)\s*", re.IGNORECASE)
_NOUN_FROM = re.compile(r"[\s-]*(?:\w+\s+)?[,(]?\s*(?:from|between)\s+", re.IGNORECASE)
_AMOUNT_BEHIND = re.compile(r"\s*[,(]\s*(?:or\s+|some\s+)?", re.IGNORECASE)
_ANNIVERSARY = re.compile(r"\b([0-9]{1,3})(?:st|nd|rd|th)[\s-]+anniversary\s+of\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s")
_YEARS = {"Y": 1.0, "DE": 10.0, "CE": 100.0, "M": 1 / 12}
_SHARE = 0.1  # "about 30 years" may be off by a tenth (estimate)


def find_arithmetic_doubts(text: str, dates: Sequence[Timex], published: date | None) -> Iterator[Finding]:
    """Amounts since, before, after and between dates that do not come out."""
    if published is not None:
        yield from _since(text, dates, published)
        yield from _ago(text, dates, published)
    yield from _later(text, dates)
    yield from _after(text, dates)
    yield from _ranges(text, dates)
    yield from _anniversaries(text, dates)


def _finding(text: str, places: Sequence[Timex], amount: str, expected: float) -> Finding:
    start, end = min(one.start for one in places), max(one.end for one in places)
    number = f"{expected:.1f}".removesuffix(".0")
    return Finding(
        FindingKind.ARITHMETIC,
        start,
        end,
        f"“{amount}” does not fit “{quote(text, start, end)}”: it is {number} years",
    )


def _amount(timex: Timex) -> float | None:
    """A duration in years, where it is stated in months or more."""
    parsed = parse_value(timex.value)
    if timex.type is not TimexType.DURATION or parsed is None or not parsed.amounts:
        return None
    total = 0.0
    for unit, number in parsed.amounts:
        if number is None or unit not in _YEARS:
            return None
        total += number * _YEARS[unit]
    return total


def _fits(years: float, true: float, timex: Timex, *, exact: bool = True) -> bool:
    """Whether an amount may be called so; round numbers of years and decades are rarely meant to the year."""
    if timex.mod in {Mod.MORE_THAN, Mod.EQUAL_OR_MORE, Mod.BEFORE}:
        return years <= true + 0.99
    if timex.mod in {Mod.LESS_THAN, Mod.EQUAL_OR_LESS, Mod.AFTER}:
        return years >= true - 0.99
    parsed = parse_value(timex.value)
    if timex.mod is Mod.APPROX or (
        parsed is not None and parsed.granularity in {Granularity.DECADE, Granularity.CENTURY}
    ):
        return abs(years - true) <= max(1.0, _SHARE * max(years, true) + 0.5)
    if years % 10 == 0:
        return abs(years - true) <= 1
    return abs(years - true) < (0.5 if exact else 1.0)


def _elapsed(start: Timex, end: date) -> tuple[float, bool]:
    """Years from a date to a day, and whether only the years were compared."""
    if start.start_date is None:
        return 0.0, True
    if start.granularity in {Granularity.YEAR, Granularity.DECADE}:
        return float(end.year - start.start_date.year), True
    return (end - start.start_date).days / 365.25, False


def _since(text: str, dates: Sequence[Timex], published: date) -> Iterator[Finding]:
    """As in "over the last 35 years … since 1990"; "the 30 years since 1989"."""
    for place, timex in enumerate(dates):
        years = _amount(timex)
        if years is None:
            continue
        for other in dates[place + 1 : place + 3]:
            between = text[timex.end : other.start]
            beside = re.fullmatch(r"\s*,?\s*(?:ever\s+)?since\s+", between, re.IGNORECASE) is not None
            anchored = timex.anchor is TimexAnchor.PUBLICATION and timex.end_date == published
            if not (beside or (anchored and _begins(text, timex, other))):
                continue
            true, rough = _elapsed(other, published)
            if (
                other.type is TimexType.DATE
                and other.start_date
                and not _fits(years, true, timex, exact=rough)
            ):
                yield _finding(text, (timex, other), timex.text, true)
            break


def _begins(text: str, timex: Timex, other: Timex) -> bool:
    """Whether a later date is named as a beginning, in this sentence or the next."""
    if len(_SENTENCE_END.findall(text[timex.end : other.start])) > 1 or other.anchor is not TimexAnchor.NONE:
        return False
    marked = _SINCE.search(text[max(0, other.start - 15) : other.start]) is not None
    return marked or re.match(r"[^.!?]{0,40}\bsince then\b", text[other.end : other.end + 60]) is not None


def _ago(text: str, dates: Sequence[Timex], published: date) -> Iterator[Finding]:
    """As in "thirty years ago, in 1985" in a piece of 2025."""
    for relative, explicit in iter_appositions(text, dates):
        if not relative.text.lower().endswith("ago") or relative.granularity is not Granularity.YEAR:
            continue
        if relative.start_date is None or explicit.start_date is None:
            continue
        years, true = published.year - relative.start_date.year, published.year - explicit.start_date.year
        slack = 1 if years % 10 == 0 or relative.mod is not None or published.month <= 3 else 0
        if abs(years - true) > slack:
            yield _finding(text, (relative, explicit), relative.text, true)


def _later(text: str, dates: Sequence[Timex]) -> Iterator[Finding]:
    """As in "two years later, in 1995" after 1989."""
    for relative, explicit in iter_appositions(text, dates):
        if (
            not relative.text.lower().endswith(("later", "earlier"))
            or relative.anchor is not TimexAnchor.TEXT
        ):
            continue
        if (
            relative.granularity is not Granularity.YEAR
            or relative.start_date is None
            or explicit.start_date is None
        ):
            continue
        gap = explicit.start_date.year - relative.start_date.year
        if abs(gap) > (1 if relative.mod is not None else 0):
            message = f"“{relative.text}” would be {relative.value}, but stands beside “{explicit.text}”"
            start, end = min(relative.start, explicit.start), max(relative.end, explicit.end)
            yield Finding(FindingKind.ARITHMETIC, start, end, message)


def _after(text: str, dates: Sequence[Timex]) -> Iterator[Finding]:
    """As in "two decades after the 1997 crisis, in 2007"."""
    for place, timex in enumerate(dates[:-2]):
        years, first, second = _amount(timex), dates[place + 1], dates[place + 2]
        if years is None or not _AFTER.fullmatch(text[timex.end : first.start]):
            continue
        if not _THEN_IN.fullmatch(text[first.end : second.start]) or first.start_date is None:
            continue
        if second.start_date is None or second.type is not TimexType.DATE or first.type is not TimexType.DATE:
            continue
        true = float(second.start_date.year - first.start_date.year)
        if not _fits(years, true, timex):
            yield _finding(text, (timex, second), timex.text, true)


def _ranges(text: str, dates: Sequence[Timex]) -> Iterator[Finding]:
    """As in "the three years from 2017 to 2022"; "from 2017 to 2022, three years"."""
    for place, (left, right, between) in enumerate(iter_neighbours(text, dates)):
        if not _JOINED.fullmatch(between) or left.granularity is not right.granularity:
            continue
        before = dates[place - 1] if place else None
        behind = dates[place + 2] if place + 2 < len(dates) else None
        for amount, gap, pattern in (
            (before, text[before.end : left.start] if before else "", _NOUN_FROM),
            (behind, text[right.end : behind.start] if behind else "", _AMOUNT_BEHIND),
        ):
            if amount is not None and pattern.fullmatch(gap):
                yield from _range_doubt(text, amount, left, right)


def _range_doubt(text: str, amount: Timex, left: Timex, right: Timex) -> Iterator[Finding]:
    years = _amount(amount)
    if years is None or left.start_date is None or right.start_date is None or right.end_date is None:
        return
    least = (right.start_date - left.start_date).days / 365.25
    most = (right.end_date - left.start_date).days / 365.25
    if amount.mod is None and not least - 0.3 <= years <= most + 0.3 and right.start_date > left.start_date:
        yield _finding(text, (amount, left, right), amount.text, least)


def _anniversaries(text: str, dates: Sequence[Timex]) -> Iterator[Finding]:
    """As in "In 2019, on the 25th anniversary of the talks of 1989"."""
    for found in _ANNIVERSARY.finditer(text):
        start = max((end.end() for end in _SENTENCE_END.finditer(text, 0, found.start())), default=0)
        stop = _SENTENCE_END.search(text, found.end())
        inside = [
            one
            for one in dates
            if start <= one.start
            and one.end <= (stop.start() if stop else len(text))
            and one.type is TimexType.DATE
            and one.start_date is not None
        ]
        behind = [one for one in inside if one.start > found.end()]
        years = sorted({one.start_date.year for one in inside if one.start_date is not None})
        if len(inside) != 2 or len(years) != 2 or not behind:
            continue
        gap = years[1] - years[0]
        if gap != int(found[1]):
            message = f"{years[0]} and {years[1]} are {gap} years apart, which makes no {found[0]}"
            yield Finding(FindingKind.ARITHMETIC, inside[0].start, max(found.end(), inside[-1].end), message)
