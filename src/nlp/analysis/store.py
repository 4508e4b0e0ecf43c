"""Analyses kept on disk under the hash of all they depend on, so that nothing is analysed twice."""

import hashlib
import json
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from nlp.analysis.records import Analysis
from nlp.corpus.article import Article
from nlp.errors import OutputError

__all__ = ["AnalysisStore"]


class AnalysisStore:
    """One JSON file an analysis. `basis` is what all analyses depend on beside the article."""

    def __init__(self, folder: Path, *, basis: str) -> None:
        self.folder = folder
        self.basis = basis

    def key(self, article: Article) -> str:
        """SHA-256 of the basis and of what an analysis sees of the article."""
        seen = [self.basis, article.text, article.title, str(article.issued), str(article.outlet_country)]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()

    def has(self, article: Article) -> bool:
        """Whether the article's analysis is there."""
        return self._file(article).is_file()

    def read(self, article: Article) -> Analysis | None:
        """The article's analysis; None where there is none.

        Raises:
            OutputError: what was kept is damaged; it is removed, so that the next run makes it anew.
        """
        file = self._file(article)
        if not file.is_file():
            return None
        try:
            return _adapter().validate_json(file.read_bytes())
        except ValidationError as error:
            file.unlink()
            raise OutputError(
                f"{file}: was damaged and is removed; run again to analyse `{article.id}`"
            ) from error

    def write(self, article: Article, analysis: Analysis) -> None:
        """Keep an analysis; it appears whole or not at all.

        Raises:
            OutputError: the folder cannot be written.
        """
        file = self._file(article)
        partial = file.with_suffix(f".{os.getpid()}.partial")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(_adapter().dump_json(analysis))
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


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Analysis]:
    return TypeAdapter(Analysis)
