"""The folder where files are dropped: taken in at the next run, the originals kept by their hash."""

from nlp.corpus.inbox.arrivals import INBOX, find_arrivals
from nlp.corpus.inbox.taking import Dropped, empty_inbox, settle

__all__ = ["INBOX", "Dropped", "empty_inbox", "find_arrivals", "settle"]
