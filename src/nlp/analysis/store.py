"""Analyses kept on disk under the hash of all they depend on, so that no text is read twice.

Themes are not kept: they are told anew from the kept embeddings whenever tables are made (10,000 pieces of
700 words in 13 CPU seconds), so that changed themes, heads or human codes leave what is kept as it is.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from nlp.analysis.records import Analysis
from nlp.analysis.vectors import find_vector
from nlp.corpus.article import Article
from nlp.errors import OutputError

__all__ = ["AnalysisStore"]

_BASIS = 16  # hex digits of the basis in a file's name


class AnalysisStore:
    """One JSON file an analysis. `basis` is what all analyses depend on beside the article."""

    def __init__(self, folder: Path, *, basis: str) -> None:
        self.folder = folder
        self.basis = basis

    def key(self, article: Article) -> str:
        """SHA-256 of what an analysis sees of the article, and the beginning of the basis."""
        return f"{_find_seen(article)}.{self.basis[:_BASIS]}"

    def has(self, article: Article) -> bool:
        """Whether the article's analysis is there."""
        return self._file(article).is_file()

    def has_other(self, article: Article) -> bool:
        """Whether this very article was analysed on another basis."""
        seen = _find_seen(article)
        return any((self.folder / seen[:2]).glob(f"{seen}.*.json"))

    def read(self, article: Article) -> Analysis | None:
        """The article's analysis without themes; None where there is none.

        Raises:
            OutputError: what was kept is damaged; it is removed, so that the next run makes it anew.
        """
        file = self._file(article)
        if not file.is_file():
            return None
        try:
            analysis = _adapter().validate_json(file.read_bytes())
        except ValidationError as error:
            file.unlink()
            raise OutputError(
                f"{file}: was damaged and is removed; run again to analyse `{article.id}`"
            ) from error
        return replace(analysis, vector=find_vector(analysis.passages))

    def write(self, article: Article, analysis: Analysis) -> None:
        """Keep an analysis but for its themes; it appears whole or not at all.

        Raises:
            OutputError: the folder cannot be written.
        """
        file = self._file(article)
        partial = file.with_suffix(f".{os.getpid()}.partial")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            # The vector follows from the passages.
            partial.write_bytes(_adapter().dump_json(replace(analysis, themes=(), vector=())))
            partial.replace(file)
        except OSError as error:
            reason = error.strerror or error
            raise OutputError(
                f"{file.parent}: cannot be written ({reason}); free space or choose --outputs"
            ) from error

    def prune(self, articles: Iterable[Article]) -> int:
        """Remove the analyses that belong to none of these articles; how many there were."""
        kept = {self._file(article) for article in articles}
        stale = [file for file in self.folder.glob("*/*") if file not in kept]
        for file in stale:
            file.unlink(missing_ok=True)
        return len(stale)

    def _file(self, article: Article) -> Path:
        key = self.key(article)
        return self.folder / key[:2] / f"{key}.json"


def _find_seen(article: Article) -> str:
    seen = [article.text, article.title, str(article.issued), str(article.outlet_country)]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Analysis]:
    return TypeAdapter(Analysis)
