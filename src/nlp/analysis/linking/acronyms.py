"""Acronyms that a text defines itself: "long form (SHORT)" and "SHORT (long form)".

The method is that of Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions
in biomedical text": the letters of the short form must be met in order, from the right, the first of them at
a word's start.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Definition", "find_definitions"]

_BRACKETS = re.compile(r"\(([^()\n]{2,120})\)")
_SHORT = re.compile(r"[^\W\d_][\w&.+/-]{1,11}")
_QUOTES = "\"'“”‘’ "
# Where the search for a long form ends; the dot of "U.S. Congress" ends nothing.
_SENTENCE_END = re.compile(r"(?<!\.[A-Z])[.;:!?]\s+(?=[A-Z“\"])|[\n()]|\s[-–—]|—")
_ANNOUNCED = re.compile(r"(?:hereafter|hereinafter|henceforth|known as|abbreviated as|in short),?\s+[\"'“‘]?")
_SMALL_WORD = re.compile(r"\b([^\W\d_])\S*\s+$")
_LEADING = re.compile(r"(?:the|a|an|its|their|his|her|our|this)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form with the long form it stands for, and where both are written."""

    short: str
    long: str
    short_start: int
    long_start: int

    @property
    def short_end(self) -> int:
        """Where the short form ends."""
        return self.short_start + len(self.short)

    @property
    def long_end(self) -> int:
        """Where the long form ends."""
        return self.long_start + len(self.long)


def find_definitions(text: str) -> tuple[Definition, ...]:
    """Every acronym the text defines, in the order of the text; of two definitions of one, the first."""
    found: dict[str, Definition] = {}
    for definition in _iter_definitions(text):
        found.setdefault(definition.short, definition)
    return tuple(found.values())


def _iter_definitions(text: str) -> Iterator[Definition]:
    for match in _BRACKETS.finditer(text):
        inside, start = _stripped(match.group(1), match.start(1))
        lead = _ANNOUNCED.match(inside)
        if lead is not None:
            inside, start = inside[lead.end() :], start + lead.end()
        # "(KASI, or the Initiative)", "(AKFTA; in force since 2007)": the acronym is what comes first.
        head = re.split(r"[,;]|\s+or\s", inside)[0].rstrip(_QUOTES)
        if _is_short(head):
            long_form = _long_before(text, match.start(), head)
            if long_form is not None:
                yield Definition(head, text[slice(*long_form)], start, long_form[0])
                continue
        short = re.search(r"(\S+)\s*$", text[max(0, match.start() - 16) : match.start()])
        if short is None or not _is_short(short.group(1).strip(_QUOTES)):
            continue
        word = short.group(1).strip(_QUOTES)
        offset = _align(word, inside)
        if offset is not None and " " in inside:
            place = text.rindex(word, 0, match.start())
            lead = _LEADING.match(inside)
            offset = lead.end() if lead and offset >= lead.end() else offset
            yield Definition(word, inside[offset:], place, start + offset)


def _stripped(part: str, start: int) -> tuple[str, int]:
    kept = part.lstrip(_QUOTES)
    return kept.rstrip(_QUOTES), start + len(part) - len(kept)


def _is_short(word: str) -> bool:
    """Whether a word looks like an acronym: short, and at least two capitals in it."""
    return bool(_SHORT.fullmatch(word)) and sum(letter.isupper() for letter in word) >= 2


def _long_before(text: str, bracket: int, short: str) -> tuple[int, int] | None:
    """Where the long form before a bracket stands; None where the letters cannot be met."""
    end = len(text[:bracket].rstrip(_QUOTES))
    words = min(len(short) + 5, 2 * len(short)) + 2
    window_start = max(0, end - 160)
    window = text[window_start:end]
    breaks = [gap.end() for gap in _SENTENCE_END.finditer(window)]
    if breaks:
        window_start += breaks[-1]
        window = window[breaks[-1] :]
    starts = [match.start() for match in re.finditer(r"\S+", window)][-words:]
    if not starts:
        return None
    window, window_start = window[starts[0] :], window_start + starts[0]
    offset = _align(short, window)
    if offset is None or " " not in window[offset:] or short in window[offset:].split():
        return None
    # The letter may be met in a small word ("ASEAN and Korea Fund (AKF)"): the capital before it counts.
    earlier = _SMALL_WORD.search(window[:offset]) if window[offset].islower() else None
    if earlier is not None and earlier.group(1) == short[0]:
        offset = earlier.start()
    return window_start + offset, end


def _align(short: str, long_form: str) -> int | None:
    """Where the long form begins, its letters matched from the right; None where they do not fit."""
    letters = [letter.lower() for letter in short if letter.isalnum()]
    lowered = long_form.lower()
    place = len(lowered)
    for index in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= 0 and not (
            lowered[place] == letters[index] and (index > 0 or place == 0 or not lowered[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
    return place
