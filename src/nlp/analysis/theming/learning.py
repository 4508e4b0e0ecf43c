"""Heads that have learnt from human codes: fitted once for a set of codes, then read where they are kept."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.analysis.neural.encoder import Encoder
from nlp.analysis.theming.description import embed_description
from nlp.analysis.theming.heads import ThemeHeads, read_heads, write_heads
from nlp.codebook import Theme
from nlp.errors import OutputError
from nlp.provenance import SHIPPED_MODELS, code_hash, hash_models

__all__ = ["HUMAN_WEIGHT", "NEEDED", "CodedParagraph", "HeadsRecord", "LearntHeads", "learn_heads"]

# What a human-coded paragraph counts beside one that ships, and the positive paragraphs from which a theme
# that a researcher added gets a head: see the model card.
HUMAN_WEIGHT = 2.0
NEEDED = 8
_HELD_OUT = "held_out.json"


@dataclass(frozen=True, slots=True, eq=False)
class CodedParagraph:
    """A paragraph (counted from 1 in its piece) with its embedding (d,) and the themes people gave it."""

    piece: str
    number: int
    text: str
    vector: NDArray[np.float32]
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadsRecord:
    """Which heads a run used; `source` is `shipped` or `refitted`, `added` are themes with a new head."""

    source: str
    hash: str
    paragraphs: int = 0
    pieces: int = 0
    added: tuple[str, ...] = ()

    def as_record(self) -> dict[str, object]:
        """The record as JSON values."""
        return asdict(self) | {"added": list(self.added)}


@dataclass(frozen=True, slots=True, eq=False)
class LearntHeads:
    """Heads; by piece and number the log-odds of human-coded paragraphs from heads fitted without them."""

    heads: ThemeHeads
    record: HeadsRecord
    held_out: Mapping[tuple[str, int], NDArray[np.float64]] = field(default_factory=dict)


def learn_heads(coded: Sequence[CodedParagraph], themes: Sequence[Theme], kept: Path) -> LearntHeads:
    """The heads for a codebook's themes: the shipped ones, or refitted where there are human codes.

    Args:
        coded: the human-coded paragraphs.
        themes: of the codebook; one without a head gets its own from eight positive paragraphs on.
        kept: the folder in which refitted heads are kept, each set under its hash.

    Raises:
        ModelError: a file of the shipped heads is missing.
        OutputError: the refitted heads cannot be kept.
    """
    shipped = read_heads(SHIPPED_MODELS / "themes")
    if not coded:
        return LearntHeads(shipped, HeadsRecord("shipped", hash_models()["themes"]))
    coded = sorted(coded, key=lambda one: (one.piece, one.number))
    added = tuple(theme.id for theme in themes if _needs_head(theme, shipped, coded))
    key = _hash(coded, [theme for theme in themes if theme.id in added])
    pieces = len({one.piece for one in coded})
    record = HeadsRecord("refitted", key, len(coded), pieces, added)
    folder = kept / key
    if not (folder / _HELD_OUT).is_file():
        _keep(folder, *_fit(coded, [theme for theme in themes if theme.id in added], shipped))
    # Read back, so that a first run and a later one use the same digits.
    rows = json.loads((folder / _HELD_OUT).read_text(encoding="utf-8"))
    held_out = {(one.piece, one.number): np.array(row) for one, row in zip(coded, rows, strict=True)}
    return LearntHeads(read_heads(folder), record, held_out)


def _needs_head(theme: Theme, shipped: ThemeHeads, coded: Sequence[CodedParagraph]) -> bool:
    return theme.id not in shipped.theme_ids and sum(theme.id in one.themes for one in coded) >= NEEDED


def _hash(coded: Sequence[CodedParagraph], added: Sequence[Theme]) -> str:
    """SHA-256 over all that refitted heads depend on."""
    digest = hashlib.sha256()
    for part in (hash_models()["themes"], hash_models()["encoder"], code_hash("analysis/theming")):
        digest.update(part.encode())
    for theme in added:
        digest.update(theme.model_dump_json().encode())
    for one in coded:
        digest.update(json.dumps([one.piece, one.number, one.text, sorted(one.themes)]).encode())
        digest.update(one.vector.tobytes())
    return digest.hexdigest()


def _fit(
    coded: Sequence[CodedParagraph], added: Sequence[Theme], shipped: ThemeHeads
) -> tuple[ThemeHeads, list[list[float]]]:
    # Only a run with new codes pays for loading scikit-learn.
    from nlp.analysis.theming.added import make_added
    from nlp.analysis.theming.examples import make_example, read_examples
    from nlp.analysis.theming.fit import fit_heads, make_heads

    examples = read_examples(SHIPPED_MODELS / "themes")
    first = len(examples)
    examples += [make_example(one.text, one.vector, one.themes, one.piece) for one in coded]
    encoder = Encoder() if added else None
    described = {theme.id: embed_description(theme, encoder) for theme in added if encoder}
    fitted = fit_heads(
        examples,
        shipped.theme_ids,
        human_weight=HUMAN_WEIGHT,
        added=make_added(described, examples, shipped),
    )
    return make_heads(fitted, like=shipped), fitted.held_out[first:].tolist()


def _keep(folder: Path, heads: ThemeHeads, held_out: list[list[float]]) -> None:
    """Write refitted heads; they appear whole or not at all, and in place of those of earlier codes."""
    partial = folder.with_name(f"{folder.name}.{os.getpid()}.partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        write_heads(partial, heads)
        (partial / _HELD_OUT).write_text(json.dumps(held_out), encoding="utf-8")
        for old in folder.parent.iterdir():
            if old != partial:
                shutil.rmtree(old, ignore_errors=True)
        partial.rename(folder)
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(
            f"{folder.parent}: cannot be written ({reason}); free space or choose --outputs"
        ) from error
