"""What the doctor says of one thing."""

from dataclasses import dataclass

__all__ = ["Examined", "one_line"]


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing looked at; what is not in order says its remedy."""

    name: str
    ok: bool
    detail: str


def one_line(text: object, longest: int = 200) -> str:
    """A text of others on one line without control characters, cut where it is long."""
    line = " ".join("".join(char if char.isprintable() else " " for char in str(text)).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
