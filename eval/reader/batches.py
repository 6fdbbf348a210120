"""Pairs as token ids, and batches of pairs of like length, for training the reader."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from tokenizers import Tokenizer
from torch import Tensor

from eval.reader.example import Example

BATCH_TOKENS = 2048
Item = TypeVar("Item")
CHUNK = 4096  # pairs that are sorted by length together


@dataclass(frozen=True, slots=True)
class Encoded:
    """A pair as token ids. `passage` is where its passage starts, `span` where the answer is.

    Both count tokens. A span of (0, 0) is "no answer"; (-1, -1) is unknown.
    """

    ids: tuple[int, ...]
    passage: int
    span: tuple[int, int]
    answerable: int
    relevant: int
    support: int


def encode(examples: Sequence[Example], tokenizer: Tokenizer) -> list[Encoded]:
    """Return the pairs as tokens; those whose answer was cut off are left out."""
    encoded = []
    for at in range(0, len(examples), 10_000):
        part = examples[at : at + 10_000]
        pairs = [(example.query, example.passage) for example in part]
        for example, found in zip(part, tokenizer.encode_batch(pairs), strict=True):
            passage = found.type_ids.index(1)
            span = (-1, -1) if example.answerable != 0 else (0, 0)
            if example.span is not None:
                first = found.char_to_token(example.span[0], 1)
                last = found.char_to_token(example.span[1] - 1, 1)
                if first is None or last is None:
                    continue
                span = (first, last)
            known = (example.answerable, example.relevant, example.support)
            encoded.append(Encoded(tuple(found.ids), passage, span, *known))
    return encoded


def batches(
    pairs: Sequence[Encoded], rng: random.Random, *, tokens: int = BATCH_TOKENS
) -> Iterator[list[Encoded]]:
    """Yield all pairs once, in batches of about `tokens` tokens and of like lengths."""
    return of_like_length(pairs, rng, shape=lambda pair: (1, len(pair.ids)), tokens=tokens)


def of_like_length(
    items: Sequence[Item],
    rng: random.Random,
    *,
    shape: Callable[[Item], tuple[int, int]],
    tokens: int,
    chunk: int = CHUNK,
) -> Iterator[list[Item]]:
    """Yield all items once, in batches of about `tokens` tokens and of like lengths.

    `shape` tells of an item how many rows it takes, and how many tokens the longest has.
    """
    for at in range(0, len(items), chunk):
        cut: list[list[Item]] = []
        batch: list[Item] = []
        rows = 0
        for item in sorted(items[at : at + chunk], key=lambda item: shape(item)[1]):
            more, longest = shape(item)
            if batch and (rows + more) * longest > tokens:
                cut.append(batch)
                batch, rows = [], 0
            batch.append(item)
            rows += more
        cut.append(batch)
        rng.shuffle(cut)
        yield from cut


def tensors(batch: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, types and mask of a batch, (pairs, tokens) each."""
    longest = max(len(pair.ids) for pair in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, pair in enumerate(batch):
        length = len(pair.ids)
        ids[row, :length] = torch.tensor(pair.ids)
        types[row, pair.passage : length] = 1
        mask[row, :length] = 1
    return ids, types, mask
