"""The marker classifier: mean over all tokens and mean over the marked mention, one linear layer."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import BertModel

from nlp.analysis.neural.marker import make_marker_row
from nlp.analysis.neural.onnx_model import TokenRow
from training.batches import pad_rows
from training.loop import FitSettings, fit
from training.minilm import freeze_word_embeddings, mean_pool
from training.stance.readers import LABELS, StanceExample

_SCORING_BATCH = 32


class MarkerClassifier(torch.nn.Module):
    """Ids, mask and types in, logits (n, 3) out; the types say where the mention stands."""

    def __init__(self, bert: BertModel) -> None:
        """Put a new head on ``bert``."""
        super().__init__()
        self.bert = bert
        self.drop = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(2 * 384, len(LABELS))
        freeze_word_embeddings(bert)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        """Logits in the order of `LABELS`."""
        hidden = self.bert(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        features = torch.cat([mean_pool(hidden, mask), mean_pool(hidden, types)], dim=-1)
        logits: torch.Tensor = self.head(self.drop(features))
        return logits


class MarkerTrainer:
    """Trains and scores one `MarkerClassifier`."""

    def __init__(self, bert: BertModel, tokenizer: Tokenizer) -> None:
        """Start from ``bert``."""
        torch.manual_seed(0)
        self.model = MarkerClassifier(bert)
        self.tokenizer = tokenizer

    def fit(
        self, examples: Sequence[StanceExample], settings: FitSettings, *, smoothing: float = 0.0
    ) -> None:
        """Train on ``examples`` with class weights that balance the labels."""
        counts = np.bincount([example.label for example in examples], minlength=len(LABELS))
        weight = torch.tensor(counts.sum() / (len(LABELS) * counts), dtype=torch.float32)
        measure = torch.nn.CrossEntropyLoss(weight=weight, label_smoothing=smoothing)

        def loss_of(batch: list[tuple[TokenRow, int]]) -> torch.Tensor:
            logits = self.model(*pad_rows([row for row, _ in batch]))
            loss: torch.Tensor = measure(logits.float(), torch.tensor([label for _, label in batch]))
            return loss

        rows = [(self.make_row(example), example.label) for example in examples]
        fit(
            self.model,
            rows,
            settings,
            loss_of=loss_of,
            length_of=lambda row: len(row[0].ids),
            after_epoch=lambda epoch: None,
        )

    def make_row(self, example: StanceExample) -> TokenRow:
        """Wordpieces as the shipped model will see them."""
        return make_marker_row(self.tokenizer, example.text, (example.start, example.end))

    def predict(self, examples: Sequence[StanceExample]) -> NDArray[np.float32]:
        """Logits (n, 3) in fp32."""
        self.model.eval()
        parts = []
        with torch.no_grad():
            for start in range(0, len(examples), _SCORING_BATCH):
                rows = [self.make_row(example) for example in examples[start : start + _SCORING_BATCH]]
                parts.append(self.model(*pad_rows(rows)).numpy())
        return np.concatenate(parts)

    def save(self, path: Path) -> None:
        """Write the weights."""
        torch.save(self.model.state_dict(), path)

    def load(self, path: Path) -> None:
        """Read weights that `save` wrote."""
        self.model.load_state_dict(torch.load(path, weights_only=True))
