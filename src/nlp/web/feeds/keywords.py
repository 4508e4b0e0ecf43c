"""Keywords of a source: whole words whatever their case, any ending behind a star."""

import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, field_validator

__all__ = ["Keywords"]

# Scripts that write words without blanks, or put endings straight behind them: a keyword counts anywhere.
_UNSPACED = re.compile(r"[฀-໿က-႟ក-៿぀-ヿ㐀-鿿가-힣]")


class Keywords(BaseModel):
    """What a piece must name: one of `any`, and each of `all`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()

    @field_validator("any", "all", mode="after")
    @classmethod
    def _no_empty(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        if not all(re.search(r"\w", word) for word in words):
            raise ValueError("a keyword is empty; leave it out")
        return words

    def __bool__(self) -> bool:
        return bool(self.any or self.all)

    def missing(self, text: str) -> str | None:
        """What a text lacks, in a few words; None where it has all it must."""
        absent = next((word for word in self.all if not _names(text, word)), None)
        if absent is not None:
            return f"does not name “{absent}”"
        if self.any and not any(_names(text, word) for word in self.any):
            return f"names none of {', '.join(self.any[:5])}" + (" …" if len(self.any) > 5 else "")
        return None


def _names(text: str, keyword: str) -> bool:
    return _pattern(keyword).search(text) is not None


@lru_cache(maxsize=1000)
def _pattern(keyword: str) -> re.Pattern[str]:
    stem = keyword.strip()
    open_ended = stem.endswith("*")
    words = r"\s+".join(re.escape(word) for word in stem.rstrip("*").split())
    if _UNSPACED.search(stem):
        return re.compile(words, re.IGNORECASE)
    return re.compile(rf"(?<!\w){words}" + ("" if open_ended else r"(?!\w)"), re.IGNORECASE)
