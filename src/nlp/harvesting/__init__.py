"""Feeds into the corpus: what they announce is fetched, judged by the codebook, and taken in once."""

from nlp.harvesting.harvest import Harvest
from nlp.harvesting.items import Item, Outcome
from nlp.harvesting.listening import Heard
from nlp.harvesting.tally import Tally
from nlp.web.feeds.sources import Source, find_source_problems, read_sources

__all__ = ["Harvest", "Heard", "Item", "Outcome", "Source", "Tally", "find_source_problems", "read_sources"]
