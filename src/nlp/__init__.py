"""What a policy commentary names, dates, treats, judges and demands, and how it differs from the others."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.analysis.pipeline import analyse_text, analyse_texts

__all__ = ["__version__", "analyse_text", "analyse_texts"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # Loading spaCy takes a second; commands that only read tables must not pay for it.
    if name in ("analyse_text", "analyse_texts"):
        from nlp.analysis import pipeline

        value: object = getattr(pipeline, name)
        return value
    raise AttributeError(f"module 'nlp' has no attribute {name!r}")
