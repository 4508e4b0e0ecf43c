"""The catalogue of the corpus for other programs: CSL-JSON and BibTeX."""

from nlp.corpus.catalogue.bibtex import bibtex_entries
from nlp.corpus.catalogue.csl import csl_items
from nlp.corpus.catalogue.export import export_articles

__all__ = ["bibtex_entries", "csl_items", "export_articles"]
