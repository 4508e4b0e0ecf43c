"""What a `robots.txt` says to one program, by RFC 9309: the longest rule that matches a path counts.

The parser of the standard library takes the first rule instead, and a star for a letter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

__all__ = ["Rules", "read_rules"]

_LONGEST = 512_000  # characters that are read; the RFC asks for 500 KiB
_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*)")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A path with `*` for anything and, at its end, `$` for the end."""

    path: str
    allows: bool

    def matches(self, path: str) -> bool:
        """Whether a path begins as the rule says; each part is looked for once, from left to right."""
        first, *others = self.path.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        place = len(first)
        for part in others[:-1]:
            found = path.find(part, place)
            if found < 0:
                return False
            place = found + len(part)
        last = others[-1] if others else ""
        if self.path.endswith("$"):
            return (
                path.endswith(last) and place <= len(path) - len(last) and bool(others or place == len(path))
            )
        return path.find(last, place) >= 0


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules for one program; `delay` is the pause between requests that is asked for, in seconds."""

    rules: tuple[_Rule, ...] = ()
    delay: float | None = None

    def allow(self, path: str) -> bool:
        """Whether a path, with its query, may be fetched; of rules of one length the allowing one counts."""
        plain = _normalised(path)
        found = max((rule for rule in self.rules if rule.matches(plain)), key=_weight, default=None)
        return found is None or found.allows


def read_rules(text: str, agent: str) -> Rules:
    """What a file says to the program called `agent`, or else to all."""
    for wanted in (agent.lower(), "*"):
        lines = [line for names, line in _iter_lines(text) if wanted in names]
        if any(wanted in names for names, _ in _iter_lines(text)):
            return _make_rules(lines)
    return Rules()


def _iter_lines(text: str) -> Iterator[tuple[frozenset[str], tuple[str, str]]]:
    """Each line with the programs whose group it stands in; lines that only name programs, too."""
    names: frozenset[str] = frozenset()
    naming = False
    for line in text[:_LONGEST].splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        key, value = found[1].lower(), found[2].strip()
        if key == "user-agent":
            name = value.lower().partition("/")[0].strip()
            names = names | {name} if naming else frozenset({name})
            naming = True
        elif key in {"allow", "disallow", "crawl-delay", "request-rate"}:
            naming = False
        yield names, (key, value)


def _make_rules(lines: list[tuple[str, str]]) -> Rules:
    rules: list[_Rule] = []
    delays: list[float] = []
    for key, value in lines:
        if key in {"allow", "disallow"} and value:
            rules.append(_Rule(_normalised(value), key == "allow"))
        elif key == "crawl-delay" and re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", value):
            delays.append(float(value))
        elif (
            key == "request-rate" and (rate := re.match(r"(\d{1,6})\s*/\s*(\d{1,6})", value)) and int(rate[1])
        ):
            delays.append(int(rate[2]) / int(rate[1]))
    return Rules(tuple(rules), max(delays, default=None))


def _normalised(path: str) -> str:
    """A path in which the same letters are written out, whichever way they were."""
    return quote(unquote(path), safe="/:;@!$&'()*+,=-._~?[]")


def _weight(rule: _Rule) -> tuple[int, bool]:
    return len(rule.path), rule.allows
