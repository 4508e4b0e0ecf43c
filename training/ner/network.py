"""The tagger's network: MiniLM with casing as token type, a linear layer, a loss over possible tags."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import BertModel

from nlp.analysis.neural.bio import decode_bio, repair_bio
from nlp.analysis.neural.onnx_model import TokenRow
from nlp.analysis.neural.tagger import make_tagger_row, split_compound
from training.batches import pad_rows
from training.loop import FitSettings, fit
from training.minilm import freeze_word_embeddings
from training.ner.labels import ANYTHING, OUTSIDE, TAGS, find_allowed
from training.ner.readers import Document
from training.ner.sentence import NamedSentence, find_allowed_tags

_CASINGS = 4
_MAX_PARTS, _MAX_PIECES = 120, 254
_SHOUTED, _TITLED = 0.05, 0.08


class NameTagger(torch.nn.Module):
    """Ids, mask and casings in, logits (n, length, tags) out."""

    def __init__(self, bert: BertModel) -> None:
        """Put a new head on ``bert`` and widen its token types to the four casings, which begin alike."""
        super().__init__()
        self.bert = bert
        old = bert.embeddings.token_type_embeddings.weight.detach()
        wider = torch.nn.Embedding(_CASINGS, old.shape[1])
        wider.weight.data.copy_(old[:1].expand(_CASINGS, -1))
        bert.embeddings.token_type_embeddings = wider
        bert.config.type_vocab_size = _CASINGS
        self.drop = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(384, len(TAGS))
        freeze_word_embeddings(bert)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        """Logits in the order of `TAGS`."""
        hidden = self.bert(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        logits: torch.Tensor = self.head(self.drop(hidden))
        return logits


@dataclass(frozen=True, slots=True)
class TaggerRow:
    """Wordpieces, the places of the words' first pieces, and the tags each word may have."""

    row: TokenRow
    firsts: list[int]
    allowed: list[tuple[int, ...]]


class TaggerTrainer:
    """Trains and scores one `NameTagger`."""

    def __init__(self, bert: BertModel, tokenizer: Tokenizer) -> None:
        """Start from ``bert``."""
        torch.manual_seed(0)
        self.model = NameTagger(bert)
        self.tokenizer = tokenizer

    def fit(self, documents: Sequence[Document], settings: FitSettings) -> None:
        """Train on ``documents``, in windows of up to three sentences, some in capitals or title case."""
        shuffle = random.Random(settings.seed)
        rows = [
            self._make_row(window, shuffle)
            for document in documents
            for window in iter_windows(document, shuffle)
        ]
        words = sum(len(row.firsts) for row in rows)
        print(f"{len(rows)} windows, {words} words", flush=True)
        fit(
            self.model,
            rows,
            settings,
            loss_of=self._find_loss,
            length_of=lambda row: len(row.row.ids),
            after_epoch=lambda epoch: None,
        )

    def predict(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Tags in fp32, one sentence at a time."""
        self.model.eval()
        return [self._tag(sentence) for sentence in sentences]

    def _tag(self, words: Sequence[str]) -> list[str]:
        split = [split_compound(word) for word in words]
        row, firsts = make_tagger_row(self.tokenizer, [part for word in split for part in word])
        with torch.no_grad():
            scores: NDArray[np.float32] = self.model(*pad_rows([row]))[0][firsts].numpy()
        tags = iter(decode_bio(scores, TAGS))
        tags_of_words = [[next(tags) for _ in word] for word in split]
        return repair_bio([found[0] for found in tags_of_words])

    def _make_row(self, window: Sequence[NamedSentence], shuffle: random.Random) -> TaggerRow:
        draw = shuffle.random()
        parts, allowed = [], []
        for sentence in window:
            for word, tags in zip(sentence.words, find_allowed_tags(sentence), strict=True):
                found = split_compound(word)
                parts += [_recase(part, draw) for part in found]
                allowed += _spread(found, tags)
        row, firsts = make_tagger_row(self.tokenizer, parts)
        kept = sum(first < _MAX_PIECES for first in firsts)
        cut = TokenRow(row.ids[: _MAX_PIECES + 2], row.types[: _MAX_PIECES + 2])
        return TaggerRow(cut, firsts[:kept], allowed[:kept])

    def _find_loss(self, batch: list[TaggerRow]) -> torch.Tensor:
        logits = self.model(*pad_rows([one.row for one in batch])).float()
        picked = torch.cat([logits[place][one.firsts] for place, one in enumerate(batch)])
        permitted = torch.zeros_like(picked, dtype=torch.bool)
        for place, tags in enumerate(tags for one in batch for tags in one.allowed):
            permitted[place, list(tags)] = True
        share = torch.logsumexp(picked.masked_fill(~permitted, -1e4), dim=-1) - torch.logsumexp(
            picked, dim=-1
        )
        return -share.mean()


def iter_windows(document: Document, shuffle: random.Random) -> list[list[NamedSentence]]:
    """The document in runs of one to three sentences."""
    windows, place = [], 0
    while place < len(document):
        window = document[place : place + shuffle.choice((1, 2, 3, 3))]
        while len(window) > 1 and sum(len(sentence.words) for sentence in window) > _MAX_PARTS:
            window = window[:-1]
        windows.append(window)
        place += len(window)
    return windows


def _spread(parts: Sequence[str], tags: tuple[int, ...]) -> list[tuple[int, ...]]:
    """A word's possible tags over its parts: a name runs on, another compound may hold one ("US-led")."""
    if len(parts) == 1:
        return [tags]
    outside = find_allowed({OUTSIDE}, "")
    if tags == outside:
        return [find_allowed(ANYTHING, "B") if part[:1].isupper() else outside for part in parts]
    if OUTSIDE in {TAGS[tag] for tag in tags}:
        return [tags] * len(parts)
    inside = tuple(sorted({tag + 1 if TAGS[tag].startswith("B-") else tag for tag in tags}))
    return [tags, *([inside] * (len(parts) - 1))]


def _recase(part: str, draw: float) -> str:
    if draw < _SHOUTED:
        return part.upper()
    return part[:1].upper() + part[1:] if draw < _TITLED else part
