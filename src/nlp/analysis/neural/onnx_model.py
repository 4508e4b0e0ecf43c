"""One shipped ONNX model: its folder checked, its config, tokenizer and session loaded when first used.

Every text goes through the network alone. The int8 models scale their activations over a whole batch, so
a text's numbers would depend on its neighbours (and on the padding) if texts shared one; alone, a text
always gets the same numbers, whatever else the run holds. It costs little: 253 texts per CPU second
against 277 in batches of eight (NewsMTSC sentences, one thread, November 2026).
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from nlp.errors import ModelError

__all__ = ["OnnxModel", "TokenRow"]

_ERRORS_ONLY = 3


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One input of a network: wordpiece ids, and 1 in ``types`` where a span is marked."""

    ids: Sequence[int]
    types: Sequence[int]


class OnnxModel:
    """The ``model.onnx``, ``tokenizer.json`` and ``config.json`` of ``folder``, each read at first use."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self.folder = folder
        self.threads = threads

    def run(self, row: TokenRow) -> NDArray[np.float32]:
        """The network's output for ``row``, without the batch dimension."""
        ids = np.asarray([row.ids], dtype=np.int64)
        inputs = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.asarray([row.types], dtype=np.int64),
        }
        output: NDArray[np.float32] = self.session.run(None, inputs)[0][0]
        return output

    @cached_property
    def config(self) -> dict[str, Any]:
        """What ``config.json`` says: labels, lengths, thresholds, the sha256 of the network."""
        values: dict[str, Any] = json.loads(self._find("config.json").read_text(encoding="utf-8"))
        return values

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The wordpiece tokenizer, without padding."""
        return Tokenizer.from_file(str(self._find("tokenizer.json")))

    @cached_property
    def session(self) -> onnxruntime.InferenceSession:
        """The network, after its bytes were compared with the config.

        Raises:
            ModelError: when the file is missing or is not the one that the config describes.
        """
        content = self._find("model.onnx").read_bytes()
        if hashlib.sha256(content).hexdigest() != self.config["sha256"]:
            message = (
                f"{self.folder / 'model.onnx'} is not the model its config.json names: reinstall the package"
            )
            raise ModelError(message)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = _ERRORS_ONLY
        options.use_deterministic_compute = True
        # Idle threads would otherwise spin and be billed as work.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])

    def _find(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            message = (
                f"{path} is missing: reinstall the package, or make the model as training/README.md says"
            )
            raise ModelError(message)
        return path
