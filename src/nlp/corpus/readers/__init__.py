"""One reader per format: from the content of a file to pieces, and what is known about each."""

from nlp.corpus.readers.candidate import Candidate, Layer, Origin, Reading
from nlp.corpus.readers.formats import SUFFIXES, is_sidecar, read_content, read_path

__all__ = ["SUFFIXES", "Candidate", "Layer", "Origin", "Reading", "is_sidecar", "read_content", "read_path"]
