"""The models that ship: whether they are there, are what their cards say, and load."""

from collections.abc import Iterator
from typing import Final

from nlp.commands.doctor.examined import Examined
from nlp.errors import ModelError
from nlp.provenance import SHIPPED_MODELS, hash_models

__all__ = ["examine_models"]

_MODELS: Final = ("parser", "ner", "encoder", "stance", "themes")
_SHORT: Final = 12  # hex digits of a hash; `run.json` has all of them


def examine_models() -> Iterator[Examined]:
    """One entry for each model, with the hash that `run.json` has of it."""
    from nlp.analysis.neural.onnx_model import OnnxModel

    hashes = hash_models()
    for name in _MODELS:
        folder = SHIPPED_MODELS / name
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        if not size:
            yield Examined(f"model {name}", False, f"{folder} is missing: reinstall the package")
            continue
        if (folder / "model.onnx").is_file():
            try:
                _ = OnnxModel(folder).session
            except ModelError as error:
                yield Examined(f"model {name}", False, str(error))
                continue
        yield Examined(f"model {name}", True, f"{size / 1e6:.1f} MB, sha256 {hashes[name][:_SHORT]}…")
