"""What is learned from in one pass, and how wrong the model is on it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from eval.reader.batches import Encoded, batches, tensors
from eval.reader.sentences import Choice, choice_batches, loss_of_choices
from index.network.reader_model import ReaderModel

Batch = Sequence[Encoded] | Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Mix:
    """What is learned from in one pass: pairs, and sentences among which to choose."""

    pairs: Sequence[Encoded]
    choices: Sequence[Choice] = ()

    def batches(self, rng: random.Random) -> Iterator[Batch]:
        """Yield all once, in batches of one kind each, the kinds in turn as there are of them."""
        of_pairs, of_choices = list(batches(self.pairs, rng)), []
        if self.choices:
            of_choices = list(choice_batches(self.choices, rng))
        kinds = [True] * len(of_pairs) + [False] * len(of_choices)
        rng.shuffle(kinds)
        for is_pairs in kinds:
            yield of_pairs.pop() if is_pairs else of_choices.pop()


def loss_of(model: ReaderModel, batch: Batch) -> Tensor:
    """Return the mean loss of a pair or a choice."""
    if isinstance(batch[0], Choice):
        return loss_of_choices(model, [each for each in batch if isinstance(each, Choice)])
    return loss_of_pairs(model, [each for each in batch if isinstance(each, Encoded)])


def loss_of_pairs(model: ReaderModel, batch: Sequence[Encoded]) -> Tensor:
    """Return the mean loss a pair: span, answerable, relevant and support where known."""
    spans, pair_logits = model(*tensors(batch))
    bounds = torch.tensor([pair.span for pair in batch])
    known = torch.tensor([[pair.answerable, pair.relevant] for pair in batch])
    support = torch.tensor([pair.support for pair in batch])
    found = functional.cross_entropy(
        spans.transpose(1, 2).reshape(len(batch) * 2, -1),
        bounds.reshape(-1),
        ignore_index=-1,
        reduction="sum",
    )
    sides = functional.binary_cross_entropy_with_logits(
        pair_logits[:, :2], known.clamp_min(0).float() * 0.96 + 0.02, reduction="none"
    )
    judged = functional.cross_entropy(
        pair_logits[:, 2:], support, ignore_index=-1, reduction="sum", label_smoothing=0.03
    )
    total = 0.5 * found + 1.2 * judged + (sides * (known >= 0) * torch.tensor([1.0, 0.7])).sum()
    return total / len(batch)
