"""Whether a worker elsewhere would give the same rows, and can read and write what a run needs.

These functions run on the workers of a cluster; what they give and take is small and plain.
"""

import platform
import threading
import uuid
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from nlp import __version__
from nlp.errors import CodebookError, EngineError
from nlp.provenance import code_hash, hash_models
from nlp.running.engines.engine import Batch
from nlp.running.parts import TEXT_CODE
from nlp.running.recipe import Failure, Recipe, analyse_batch

__all__ = ["Order", "describe_worker", "find_differences", "find_obstacle"]

# What computes: another version may give other numbers, or none.
_PACKAGES = ("spacy", "onnxruntime", "tokenizers", "numpy", "scikit-learn", "pyarrow", "pandas")
_SHORT = 12  # hex digits of a hash that are told
# A worker may have several threads; a pipeline is not made for them, and they would only wait for each other.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is asked to do with each batch; it refuses where it differs from who asks."""

    recipe: Recipe
    expected: tuple[tuple[str, str], ...]

    def __call__(self, batch: Batch) -> tuple[Failure, ...]:
        """Analyse a batch here.

        Raises:
            EngineError: this worker joined late, and differs.
            CommentaryError: as `analyse_batch`.
        """
        differences = find_differences(self.expected, describe_worker())
        if differences:
            raise EngineError(f"worker on {platform.node()}: {differences}")
        with _ONE_AT_A_TIME:
            return analyse_batch(batch, self.recipe)


@lru_cache(maxsize=1)
def describe_worker() -> tuple[tuple[str, str], ...]:
    """What the rows depend on that is installed here: versions, code and models, each by its name."""
    found = {"Python": ".".join(platform.python_version_tuple()[:2]), "korea-asean-commentary": __version__}
    found |= {name: _version(name) for name in _PACKAGES}
    found |= {f"code of {part}": code_hash(part)[:_SHORT] for part in TEXT_CODE}
    found |= {f"model {name}": value[:_SHORT] for name, value in hash_models().items()}
    return tuple(found.items())


def find_differences(expected: tuple[tuple[str, str], ...], found: tuple[tuple[str, str], ...]) -> str:
    """What differs, and the remedy, in a line; empty where nothing does."""
    here = dict(found)
    differing = [
        f"{name} {here.get(name, 'missing')} instead of {value}"
        for name, value in expected
        if here.get(name) != value
    ]
    if not differing:
        return ""
    return f"has {', '.join(differing)}; install the same version there, then start it anew"


def find_obstacle(recipe: Recipe, probe: str) -> str:
    """Why a worker cannot do its part, in a line; empty where it can.

    Args:
        recipe: names codebook and store.
        probe: name of a file that the run has put into the store.
    """
    from nlp.codebook import read_codebook

    if not (recipe.store / probe).is_file():
        return f"does not see {recipe.store}; share that folder under the same path, or choose --outputs"
    mine = recipe.store / f"{probe}-{uuid.uuid4().hex}"
    try:
        mine.touch()
        mine.unlink()
    except OSError as error:
        return f"cannot write {recipe.store} ({error.strerror}); give its user the right to"
    try:
        same = read_codebook(recipe.codebook).hash == recipe.codebook_hash
    except CodebookError as error:
        return f"cannot read the codebook ({error}); share its folder under the same path"
    return (
        "" if same else f"reads another codebook in {recipe.codebook}; share that folder under the same path"
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"
