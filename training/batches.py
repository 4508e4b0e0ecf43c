"""Token rows as padded tensors."""

from collections.abc import Sequence

import torch

from nlp.analysis.neural.onnx_model import TokenRow


def pad_rows(rows: Sequence[TokenRow]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, mask and types of ``rows``, each (n, longest)."""
    length = max(len(row.ids) for row in rows)
    ids, mask, types = (torch.zeros(len(rows), length, dtype=torch.int64) for _ in range(3))
    for place, row in enumerate(rows):
        size = len(row.ids)
        ids[place, :size] = torch.tensor(row.ids)
        types[place, :size] = torch.tensor(row.types)
        mask[place, :size] = 1
    return ids, mask, types
