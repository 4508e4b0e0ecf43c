"""How a harvest went, in a few lines."""

from collections import Counter
from dataclasses import dataclass, field

from nlp.harvesting.items import Item, Outcome

__all__ = ["Tally"]


@dataclass(slots=True)
class Tally:
    """Counts items as they come."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    failed_feeds: int = 0
    sources: int = 0  # that were asked

    def count(self, item: Item) -> None:
        """Count an item; a feed that failed is no entry."""
        if item.is_feed:
            self.failed_feeds += 1
        else:
            self.outcomes[item.outcome] += 1

    def summary(self) -> str:
        """How many entries met which end, in one line."""
        return (
            ", ".join(f"{self.outcomes[one]} {one}" for one in Outcome if self.outcomes[one]) or "nothing new"
        )

    def lines(self, *, waiting: int, left_out: int, contact: str) -> list[str]:
        """What to tell at the end."""
        if not self.sources:
            return [
                "No source is listed or switched on; docs/harvesting.md says how to list one in sources.yaml"
            ]
        lines = [self.summary()]
        if self.failed_feeds:
            lines.append(f"feeds that could not be read, to be asked again next time: {self.failed_feeds}")
        if waiting:
            lines.append(f"entries left for the next run: {waiting}")
        if left_out:
            lines.append(f"site maps that were not read, for `max_sitemaps` under [harvest]: {left_out}")
        if not contact:
            lines.append("Tell sites how to reach you: `contact` under [web] in commentary.toml")
        return lines
