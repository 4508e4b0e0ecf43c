"""What the method box says of a run: versions, hashes, settings, in lines under headings."""

from collections.abc import Iterator, Mapping
from typing import Final

from nlp.labels import ThemeLevel
from nlp.report.reading import Reader

__all__ = ["count_coded", "find_entries", "find_labels"]

Entry = tuple[str, list[tuple[str, str]]]

_HIDDEN: Final = frozenset({"labels", "fingerprint"})  # entries that are no part of the method


def find_labels(method: Mapping[str, object]) -> dict[str, Mapping[str, str]]:
    """Labels of themes and targets by their ids."""
    labels = method.get("labels")
    if not isinstance(labels, Mapping):
        return {}
    return {str(kind): found for kind, found in labels.items() if isinstance(found, Mapping)}


def count_coded(reader: Reader) -> dict[str, tuple[int, int]]:
    """How many stances, evidence sentences and themes of pieces were coded by hand, and of how many."""
    counts = {}
    for name in ("stances", "evidence"):
        human = reader.columns(name, "human")["human"]
        counts[name] = int(human.sum()), len(human)
    themes = reader.columns("themes", "level", "human")
    human = themes["human"][themes["level"] == ThemeLevel.ARTICLE]
    return {**counts, "themes": (int(human.sum()), len(human))}


def find_entries(method: Mapping[str, object]) -> Iterator[Entry]:
    """Headings of the method box, each with its lines; deeper nesting is written as `a.b`."""
    plain = [(key, value) for key, value in method.items() if not isinstance(value, Mapping)]
    if any(key not in _HIDDEN for key, _ in plain):
        yield "run", [(key, _said(value)) for key, value in plain if key not in _HIDDEN]
    for key, value in method.items():
        if isinstance(value, Mapping) and key not in _HIDDEN:
            yield key, list(_flatten(value))


def _flatten(entries: Mapping[object, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in entries.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", _said(value)


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(_said(one) for one in value) or "none"
    return "not set" if value is None else "yes" if value is True else "no" if value is False else str(value)
