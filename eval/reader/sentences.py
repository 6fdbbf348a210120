"""A passage's sentences, each read by itself: which of them answers, if any does.

An answer reads its likeliest sentences alone to choose among them. Here the reader learns that
choice as it is made: a softmax over the sentences and "none" (listwise, Cao et al. 2007).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from eval.reader.batches import BATCH_TOKENS, Encoded, encode, tensors
from eval.reader.example import Example
from eval.reader.measuring import FEWEST
from index.network.reader_model import ReaderModel
from ingest.sentences import split_sentences

MOST = 9  # sentences to choose among
CHUNK = 1024  # passages that are sorted by length together
WORDS, NONE = 0.5, 0.1  # weight of the marked words beside the choice, and of marking none


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences of a passage as pairs; `right` is the one that answers, -1 for none."""

    pairs: tuple[Encoded, ...]
    right: int

    @property
    def tokens(self) -> int:
        """The tokens that it takes, each pair as long as the longest."""
        return len(self.pairs) * max(len(pair.ids) for pair in self.pairs)


def choices(examples: Sequence[Example], tokenizer: Tokenizer, rng: random.Random) -> list[Choice]:
    """Return those of `examples` that can be put so, put so."""
    apart = [found for example in examples if (found := _apart(example, rng))]
    flat = [example for group, _ in apart for example in group]
    encoded = iter(encode([replace(one, span=None) for one in flat], tokenizer))
    made: list[Choice] = []
    for group, right in apart:
        pairs = [next(encoded) for _ in group]
        if right >= 0:
            marked = encode([group[right]], tokenizer)
            if not marked:
                continue
            pairs[right] = marked[0]
        made.append(Choice(tuple(pairs), right))
    return made


def _apart(example: Example, rng: random.Random) -> tuple[list[Example], int] | None:
    """Return a pair for each of some of the passage's sentences, and which of them answers."""
    spans = split_sentences(example.passage)
    if example.answerable < 0 or len(spans) < FEWEST:
        return None
    right = -1
    if example.span is not None:
        start, end = example.span
        right = next((at for at, (a, b) in enumerate(spans) if a <= start and end <= b), -1)
        if right < 0:
            return None
    elif example.answerable:
        return None
    drawn = [at for at in range(len(spans)) if at != right]
    drawn = rng.sample(drawn, min(len(drawn), MOST - 1))
    kept = sorted([*drawn, right] if right >= 0 else drawn)
    group: list[Example] = []
    for at in kept:
        start, end = spans[at]
        text = example.passage[start:end]
        span = example.span and (example.span[0] - start, example.span[1] - start)
        group.append(
            Example(
                example.query,
                text,
                span=span if at == right else None,
                answerable=int(at == right),
            )
        )
    return group, kept.index(right) if right >= 0 else -1


def choice_batches(
    found: Sequence[Choice], rng: random.Random, *, tokens: int = BATCH_TOKENS
) -> Iterator[list[Choice]]:
    """Yield all choices once, in batches of about `tokens` tokens and of like lengths."""
    for at in range(0, len(found), CHUNK):
        cut: list[list[Choice]] = []
        batch: list[Choice] = []
        for choice in sorted(found[at : at + CHUNK], key=_longest):
            rows = sum(len(one.pairs) for one in batch) + len(choice.pairs)
            if batch and rows * _longest(choice) > tokens:
                cut.append(batch)
                batch = []
            batch.append(choice)
        cut.append(batch)
        rng.shuffle(cut)
        yield from cut


def _longest(choice: Choice) -> int:
    return max(len(pair.ids) for pair in choice.pairs)


def loss_of_choices(model: ReaderModel, batch: Sequence[Choice]) -> Tensor:
    """Return the mean loss a choice: the sentence chosen, and the words marked in it."""
    flat = [pair for choice in batch for pair in choice.pairs]
    spans, logits = model(*tensors(flat))
    bounds = torch.tensor([pair.span for pair in flat])
    marks = functional.cross_entropy(
        spans.transpose(1, 2).reshape(len(flat) * 2, -1),
        bounds.reshape(-1),
        ignore_index=-1,
        reduction="none",
    ).view(len(flat), 2)
    weights = torch.tensor([WORDS if pair.span[1] > 0 else NONE for pair in flat])
    total = (marks.sum(dim=1) * weights).sum()
    at = 0
    for choice in batch:
        scores = logits[at : at + len(choice.pairs), 0]
        at += len(choice.pairs)
        every = torch.cat([scores.new_zeros(1), scores])
        total = total + functional.cross_entropy(
            every[None], torch.tensor([choice.right + 1]), label_smoothing=0.05
        )
    return total / len(batch)
