"""What became of one entry of a feed: a line for people and a record for programs."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["FINAL", "Item", "Outcome"]


class Outcome(StrEnum):
    """What was done with an entry."""

    TAKEN = "taken"  # it is a piece of the corpus now
    KNOWN = "known"  # the corpus had it
    IRRELEVANT = "irrelevant"  # Korea and ASEAN are not both in it
    FILTERED = "filtered"  # the keywords of its source are not in it
    REFUSED = "refused"  # it is no piece, or may not be fetched
    FAILED = "failed"  # it could not be fetched now
    GIVEN_UP = "given up"  # it failed too often


# What is not looked at again. Keywords cost no request: whether they are there is asked anew each time.
FINAL = frozenset({Outcome.TAKEN, Outcome.KNOWN, Outcome.IRRELEVANT, Outcome.REFUSED, Outcome.GIVEN_UP})


@dataclass(frozen=True, slots=True)
class Item:
    """An entry with what was done and why; `url` is that of the feed itself where the feed failed."""

    source: str
    outcome: Outcome
    url: str
    reason: str = ""
    title: str = ""
    article_id: str = ""
    score: float | None = None
    korea: int | None = None
    asean: int | None = None
    is_feed: bool = False  # the feed as a whole could not be read

    def __str__(self) -> str:
        score = (
            "" if self.score is None else f" [Korea {self.korea}, ASEAN {self.asean}, score {self.score:g}]"
        )
        title = f" «{self.title}»" if self.title else ""
        reason = f": {self.reason}" if self.reason else ""
        return f"{self.outcome.value:<10} {self.source}{title} {self.url}{score}{reason}"

    def as_record(self) -> dict[str, object]:
        """The item as a JSON object."""
        return {
            "source": self.source,
            "outcome": self.outcome.value,
            "url": self.url,
            "title": self.title or None,
            "reason": self.reason or None,
            "article_id": self.article_id or None,
            "score": self.score,
            "korea": self.korea,
            "asean": self.asean,
        }
