"""The training loop of the fine-tuned models: AdamW, warm-up, linear decay, bf16, batches of like length."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch

Row = TypeVar("Row")
_BUCKET = 40


@dataclass(frozen=True, slots=True)
class FitSettings:
    """How to fit: rates for the encoder and the new head, epochs, batch size and seed."""

    encoder_rate: float
    head_rate: float = 1e-3
    epochs: int = 3
    batch_size: int = 16
    weight_decay: float = 0.01
    warm_up: float = 0.06
    seed: int = 20250529


def fit(
    model: torch.nn.Module,
    rows: Sequence[Row],
    settings: FitSettings,
    *,
    loss_of: Callable[[list[Row]], torch.Tensor],
    length_of: Callable[[Row], int],
    after_epoch: Callable[[int], None],
) -> None:
    """Train ``model`` in place; parameters whose name begins with ``bert.`` get the encoder's rate."""
    torch.manual_seed(settings.seed)
    shuffle = random.Random(settings.seed)
    steps = settings.epochs * -(-len(rows) // settings.batch_size)
    optimiser = _make_optimiser(model, settings)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _linear(steps, settings.warm_up))
    started = time.process_time()
    for epoch in range(1, settings.epochs + 1):
        model.train()
        total, count = 0.0, 0
        for batch in _iter_batches(rows, settings.batch_size, length_of, shuffle):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            total, count = total + loss.item(), count + 1
            if count % 100 == 0:
                print(
                    f"  step {count} loss {total / count:.4f} cpu {time.process_time() - started:.0f}s",
                    flush=True,
                )
        print(f"epoch {epoch} loss {total / count:.4f} cpu {time.process_time() - started:.0f}s", flush=True)
        model.eval()
        after_epoch(epoch)


def _make_optimiser(model: torch.nn.Module, settings: FitSettings) -> torch.optim.Optimizer:
    named = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
    encoder = [weight for name, weight in named if name.startswith("bert.")]
    head = [weight for name, weight in named if not name.startswith("bert.")]
    groups = [{"params": encoder, "lr": settings.encoder_rate}, {"params": head, "lr": settings.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=settings.weight_decay)


def _linear(steps: int, warm_up: float) -> Callable[[int], float]:
    first = max(1, int(steps * warm_up))

    def factor(step: int) -> float:
        return step / first if step < first else max(0.0, (steps - step) / max(1, steps - first))

    return factor


def _iter_batches(
    rows: Sequence[Row], size: int, length_of: Callable[[Row], int], shuffle: random.Random
) -> Iterator[list[Row]]:
    order = list(rows)
    shuffle.shuffle(order)
    batches = []
    for start in range(0, len(order), size * _BUCKET):
        bucket = sorted(order[start : start + size * _BUCKET], key=length_of)
        batches += [bucket[place : place + size] for place in range(0, len(bucket), size)]
    shuffle.shuffle(batches)
    yield from batches
