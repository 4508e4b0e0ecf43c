"""Rows of analysed pieces on disk, in the batches they were made in, so that no text is read twice."""

from nlp.tables.partitions.partition import Partition
from nlp.tables.partitions.store import Partitions

__all__ = ["Partition", "Partitions"]
