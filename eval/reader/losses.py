"""How wrong the model is on a batch: of pairs, or of sentences among which to choose."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from eval.reader.batches import Encoded, tensors
from eval.reader.mix import Batch
from eval.reader.sentences import Choice
from index.network.reader_model import ReaderModel

WORDS, NONE = 0.5, 0.1  # weight of the marked words beside the choice, and of marking none


def loss_of(model: ReaderModel, batch: Batch) -> Tensor:
    """Return the mean loss of a pair or a choice."""
    if isinstance(batch[0], Choice):
        return loss_of_choices(model, [each for each in batch if isinstance(each, Choice)])
    return loss_of_pairs(model, [each for each in batch if isinstance(each, Encoded)])


def loss_of_pairs(model: ReaderModel, batch: Sequence[Encoded]) -> Tensor:
    """Return the mean loss a pair: span, answerable, relevant and support where known."""
    spans, pair_logits = model(*tensors(batch))
    known = torch.tensor([[pair.answerable, pair.relevant] for pair in batch])
    support = torch.tensor([pair.support for pair in batch])
    found = _span_losses(spans, batch).sum()
    sides = functional.binary_cross_entropy_with_logits(
        pair_logits[:, :2], known.clamp_min(0).float() * 0.96 + 0.02, reduction="none"
    )
    judged = functional.cross_entropy(
        pair_logits[:, 2:], support, ignore_index=-1, reduction="sum", label_smoothing=0.03
    )
    total = 0.5 * found + 1.2 * judged + (sides * (known >= 0) * torch.tensor([1.0, 0.7])).sum()
    return total / len(batch)


def loss_of_choices(model: ReaderModel, batch: Sequence[Choice]) -> Tensor:
    """Return the mean loss a choice: the sentence chosen, and the words marked in it."""
    flat = [pair for choice in batch for pair in choice.pairs]
    spans, logits = model(*tensors(flat))
    marks = _span_losses(spans, flat)
    weights = torch.tensor([WORDS if pair.span[1] > 0 else NONE for pair in flat])
    total = (marks * weights).sum()
    at = 0
    for choice in batch:
        scores = logits[at : at + len(choice.pairs), 0]
        at += len(choice.pairs)
        every = torch.cat([scores.new_zeros(1), scores])
        total = total + functional.cross_entropy(
            every[None], torch.tensor([choice.right + 1]), label_smoothing=0.05
        )
    return total / len(batch)


def _span_losses(spans: Tensor, pairs: Sequence[Encoded]) -> Tensor:
    """Return the loss of each pair's start and end together; 0 where they are unknown."""
    bounds = torch.tensor([pair.span for pair in pairs])
    losses = functional.cross_entropy(
        spans.transpose(1, 2).reshape(len(pairs) * 2, -1),
        bounds.reshape(-1),
        ignore_index=-1,
        reduction="none",
    )
    return losses.view(len(pairs), 2).sum(dim=1)
