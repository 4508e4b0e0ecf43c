"""Numbers in words and figures: cardinals, ordinals, and the amounts that durations are counted in."""

from collections.abc import Sequence

from nlp.analysis.timex.grammar.atoms import Atom
from nlp.analysis.timex.grammar.lexicon import CARDINALS, FRACTIONS, ORDINALS, QUANTIFIERS, SCALES

__all__ = ["read_amount", "read_cardinal", "read_ordinal"]

_LARGE = {"million": 1_000_000, "billion": 1_000_000_000}
_LONGEST = 9  # figures; a longer number counts nothing that is a time


def read_cardinal(atoms: Sequence[Atom], place: int) -> tuple[int | float, int] | None:
    """A number in figures ("35", "1,000", "2.5") or words ("twenty-five", "two hundred", "a hundred")."""
    atom = atoms[place]
    if atom.kind == "number":
        figures = atom.lower.replace(",", "")
        if len(figures) > _LONGEST or not figures.replace(".", "", 1).isdigit():
            return None
        number = float(figures) if "." in figures else int(figures)
        scale = _LARGE.get(_lower(atoms, place + 1), 0)
        return (number * scale, place + 2) if scale else (number, place + 1)
    total, end = 0, place
    while end < len(atoms):
        lower = atoms[end].lower
        if lower in CARDINALS and (end == place or total % 10 == 0):
            total += CARDINALS[lower]
        elif lower in SCALES and end > place:
            total *= SCALES[lower]
        elif lower == "-" and end + 1 < len(atoms) and _continues(atoms, end, total):
            pass
        else:
            break
        end += 1
    return (total, end) if end > place else None


def _continues(atoms: Sequence[Atom], dash: int, total: int) -> bool:
    """Whether a hyphen joins tens and ones ("twenty-five")."""
    ones = CARDINALS.get(atoms[dash + 1].lower, 0)
    return atoms[dash].glued and atoms[dash + 1].glued and total % 100 >= 20 and 0 < ones < 10


def read_ordinal(atoms: Sequence[Atom], place: int) -> tuple[int, int] | None:
    """As in "3rd", "third", "twenty-first"; −1 for "last" and "final"."""
    atom = atoms[place]
    if atom.kind == "nth":
        return int(atom.lower[:-2]), place + 1
    if atom.lower in ORDINALS:
        return ORDINALS[atom.lower], place + 1
    tens = CARDINALS.get(atom.lower, 0)
    if tens >= 20 and tens % 10 == 0 and place + 2 < len(atoms) and atoms[place + 1].lower == "-":
        ones = ORDINALS.get(atoms[place + 2].lower, 0)
        if 0 < ones < 10:
            return tens + ones, place + 3
    return None


def read_amount(atoms: Sequence[Atom], place: int) -> tuple[str, int] | None:
    """What stands before a unit, as TIMEX3 writes it: "35", "2.5", "1" for "a", "X" for "a few"."""
    lower = atoms[place].lower
    following = atoms[place + 1].lower if place + 1 < len(atoms) else ""
    if lower == "single" and following == "-":
        return "1", place + 1
    if lower in {"a", "an", "another", "one"}:
        return _read_single(atoms, place, following)
    if lower == "half" and following in {"a", "an", "-"}:
        return "0.5", place + 2
    if lower in QUANTIFIERS:
        return "X", place + 1
    if lower == "couple":
        return "2", place + (2 if following == "of" else 1)
    number = read_cardinal(atoms, place)
    if number is None:
        return None
    return _with_fraction(atoms, number)


def _read_single(atoms: Sequence[Atom], place: int, following: str) -> tuple[str, int]:
    if following in {"few", "couple", "dozen", "half", "number", "handful", "hundred", "thousand"}:
        rest = read_amount(atoms, place + 1)
        if following in {"number", "handful"}:
            return ("X", place + 3) if _lower(atoms, place + 2) == "of" else ("1", place + 1)
        if following in SCALES:
            return str(SCALES[following]), place + 2
        if following == "half":
            return "0.5", place + (3 if _lower(atoms, place + 2) == "-" else 2)
        if rest is not None:
            return rest
    if atoms[place].lower == "another":
        counted = read_cardinal(atoms, place + 1) if place + 1 < len(atoms) else None
        if counted is not None:
            return _with_fraction(atoms, counted)
        if following in QUANTIFIERS:
            return "X", place + 2
    if atoms[place].lower == "one" and following in {"hundred", "thousand"}:
        return str(SCALES[following]), place + 2
    if atoms[place].lower == "one":
        return _with_fraction(atoms, (1, place + 1))
    return "1", place + 1


def _with_fraction(atoms: Sequence[Atom], number: tuple[int | float, int]) -> tuple[str, int]:
    value, end = number
    words = [_lower(atoms, end + n) for n in range(3)]
    if words[0] == "and" and words[1] in {"a", "one"} and words[2] in FRACTIONS:
        return _written(value + FRACTIONS[words[2]]), end + 3
    return _written(value), end


def _lower(atoms: Sequence[Atom], place: int) -> str:
    return atoms[place].lower if place < len(atoms) else ""


def _written(value: int | float) -> str:
    return f"{value:g}" if value < 1e6 else str(int(value))
