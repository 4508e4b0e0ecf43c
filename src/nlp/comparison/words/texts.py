"""The texts of all pieces, read once: what stands between spaces, as codes.

No word, mark or shingle runs across a space, so each distinct string between spaces is looked into once,
however often it stands in the corpus: ten thousand pieces hold eight million such strings, but some hundred
thousand different ones. Beyond a limit the codes lie in a file and not in memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nlp.comparison.asking import Asked
from nlp.comparison.words.register import COUNTS, count_in_text, count_in_word, is_telling

__all__ = ["Codes", "Places", "Texts", "make_array", "read_texts"]

Places = NDArray[np.int64]
Codes = NDArray[np.int32]

_HELD: Final = 64_000_000  # numbers of an array that is held in memory, 256 MB; longer ones lie in a file


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences of all pieces in the order of the pieces and of their texts.

    Attributes:
        strings: the distinct strings between spaces; the code of each is its place.
        codes: of every string of the corpus, one after the other.
        sentence_ends: behind which code each sentence ends.
        piece_ends: behind which code each piece ends.
        sentence_pieces: the place of the piece of each sentence.
        counts: what the register of each sentence is told from.
        folder: for arrays that are too long for memory.
    """

    strings: tuple[str, ...]
    codes: Codes
    sentence_ends: Places
    piece_ends: Places
    counts: pd.DataFrame
    folder: Path

    def of(self, place: int) -> Codes:
        """The codes of one piece."""
        start = int(self.piece_ends[place - 1]) if place else 0
        return self.codes[start : int(self.piece_ends[place])]


def read_texts(asked: Asked, ids: Sequence[str]) -> Texts:
    """The texts of the pieces with these ids, which are sorted; other texts are left out."""
    known = _Known()
    codes, ends, counts = [], [], []
    for place, paragraph, texts in _walk(asked, ids):
        found, many = known.code(texts)
        codes.append(found)
        ends.append(many)
        told = known.count(texts, found, np.cumsum(many))
        counts.append(pd.DataFrame({"place": place, "paragraph": paragraph, **told}))
    lengths = np.concatenate([np.zeros(0, dtype=np.int64), *ends])
    whole = make_array(int(lengths.sum()), folder=asked.folder)
    start = 0
    while codes:  # each part is let go when it stands in the whole
        part = codes.pop(0)
        whole[start : start + len(part)] = part
        start += len(part)
    sentence_ends = np.cumsum(lengths)
    each = pd.concat(counts, ignore_index=True) if counts else _no_counts()
    last = np.searchsorted(each["place"].to_numpy(), np.arange(len(ids)), side="right")
    piece_ends = np.concatenate([[0], sentence_ends])[last]
    return Texts(tuple(known), whole, sentence_ends, piece_ends, each, asked.folder)


def make_array(length: int, *, folder: Path) -> Codes:
    """An array for so many numbers, in memory or, where it is too long for that, in a file of the folder."""
    if length <= _HELD:
        return np.zeros(length, dtype=np.int32)
    file = folder / f"array-{len(list(folder.glob('array-*')))}"
    return np.memmap(file, dtype=np.int32, mode="w+", shape=(length,))


def _walk(asked: Asked, ids: Sequence[str]) -> Iterator[tuple[Places, Places, "pa.StringArray"]]:
    """Places of the pieces, paragraphs and texts of sentences in their order, some thousand at a time."""
    places = pd.Index(ids)
    question = "SELECT article_id, paragraph, text FROM sentences ORDER BY article_id, start_char"
    for batch in asked.walk(question, "sentences"):
        place = places.get_indexer(pd.Index(batch.column(0).to_pylist()))
        kept = np.flatnonzero(place >= 0)
        yield place[kept].astype(np.int64), batch.column(1).to_numpy()[kept], batch.column(2).take(kept)


class _Known(dict[str, int]):
    """The code of each string, in the order in which they first stand, and what counts in each."""

    def __init__(self) -> None:
        super().__init__()
        self._counts = np.zeros((0, len(COUNTS)), dtype=np.int32)
        self._telling = np.zeros(0, dtype=np.bool_)

    def __missing__(self, string: str) -> int:
        self[string] = code = len(self)
        return code

    def code(self, texts: "pa.StringArray") -> tuple[Codes, Places]:
        """The codes of the strings of texts, one after the other, and how many each text has."""
        parts = pc.utf8_split_whitespace(texts)
        coded = parts.flatten().dictionary_encode()
        codes = np.array([self[one] for one in coded.dictionary.to_pylist()], dtype=np.int32)
        return codes[coded.indices.to_numpy()], pc.list_value_length(parts).to_numpy().astype(np.int64)

    def count(self, texts: "pa.StringArray", codes: Codes, ends: Places) -> dict[str, NDArray[np.int32]]:
        """What counts in each text, by name: in each string, and over several words."""
        new = list(islice(self, len(self._counts), None))
        fresh = np.array([count_in_word(one) for one in new], dtype=np.int32).reshape(-1, len(COUNTS))
        self._counts = np.concatenate([self._counts, fresh])
        self._telling = np.concatenate([self._telling, np.array([*map(is_telling, new)], dtype=np.bool_)])
        bounds = np.concatenate([[0], ends])
        table = np.stack([_sums(self._counts[:, one][codes], bounds) for one in range(len(COUNTS))], axis=1)
        for place in np.flatnonzero(_sums(self._telling[codes], bounds)).tolist():
            table[place] += count_in_text(texts[place].as_py())
        asking = np.zeros(len(texts), dtype=np.int32)
        for place in np.flatnonzero(pc.match_substring(texts, "?").to_numpy(zero_copy_only=False)).tolist():
            asking[place] = texts[place].as_py().rstrip("\"'”’) ").endswith("?")
        return {
            **{name: table[:, number].astype(np.int32) for number, name in enumerate(COUNTS)},
            "questions": asking,
        }


def _sums(numbers: NDArray[np.int32] | NDArray[np.bool_], bounds: Places) -> Places:
    """The sum of each stretch between two bounds."""
    whole: Places = np.concatenate([[0], numbers.cumsum(dtype=np.int64)])
    return np.diff(whole[bounds])


def _no_counts() -> pd.DataFrame:
    return pd.DataFrame(
        {name: np.zeros(0, dtype=np.int64) for name in ("place", "paragraph", *COUNTS, "questions")}
    )
