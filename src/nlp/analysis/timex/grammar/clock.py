"""Readers of what is written in figures and signs: clock times, ISO dates, "5/29/2025"."""

import re

from nlp.analysis.timex.grammar.atoms import Atom
from nlp.analysis.timex.grammar.calendar_words import lower_at
from nlp.analysis.timex.grammar.patterns import Read, Text

__all__ = ["read_clock", "read_iso", "read_numeric"]


_ZONES = frozenset({"utc", "gmt", "est", "edt", "cet", "kst", "wib", "sgt", "jst", "bst", "pst", "pdt"})


def read_clock(text: Text, place: int) -> Read | None:
    """`T09:30`, with `Z` where universal time is named; a bare "9:30" counts as it stands."""
    atom = text.atoms[place]
    if atom.kind == "clock":
        hours, minutes = (int(part) for part in atom.lower.split(":")[:2])
        end = place + 1
    elif atom.kind == "number" and atom.lower.replace(".", "").isdigit() and len(atom.lower) <= 5:
        parts = atom.lower.split(".")
        four = len(parts) == 1 and len(parts[0]) == 4
        hours = int(parts[0][:2] if four else parts[0])
        minutes = int(parts[0][2:] if four else parts[1] if len(parts) == 2 else 0)
        end = place + 1
        following = lower_at(text, end)
        named = following in _ZONES if four else _is_half_day(following)
        if not named and following != "o":
            return None
    else:
        return _noon(atom, place)
    half = lower_at(text, end)
    if _is_half_day(half):
        hours = hours % 12 + (12 if half.startswith("p") else 0)
        end += 1
    elif half == "o" and lower_at(text, end + 2) == "clock":
        end += 3
    zone = lower_at(text, end)
    if zone in _ZONES:
        end += 1
    universal = "Z" if zone in {"utc", "gmt"} else ""
    return (f"T{hours:02d}:{minutes:02d}{universal}", end) if hours < 24 and minutes < 60 else None


def _noon(atom: Atom, place: int) -> Read | None:
    time = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}.get(atom.lower)
    return (time, place + 1) if time is not None else None


def _is_half_day(lower: str) -> bool:
    return lower.replace(".", "").replace(" ", "") in {"am", "pm"}


def read_iso(text: Text, place: int) -> Read | None:
    """An ISO 8601 date or time as it stands."""
    atom = text.atoms[place]
    return (atom.text, place + 1) if atom.kind == "iso" else None


def read_numeric(text: Text, place: int) -> Read | None:
    """(year, month, day) of "5/29/2025" (month first unless it cannot be one) and "29.5.2025" (day first)."""
    atom = text.atoms[place]
    if atom.kind != "numeric":
        return None
    slashed = "/" in atom.text
    first, second, year = (int(part) for part in re.split(r"[/.]", atom.text))
    if year < 100:
        year += 1900 if year > 49 else 2000
    month, day = (first, second) if slashed else (second, first)
    if month > 12:
        month, day = day, month
    return (year, month, day), place + 1
