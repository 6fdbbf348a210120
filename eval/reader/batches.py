"""Pairs as token ids, and batches of pairs of like length, for training the reader."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from eval.reader.example import Example

BATCH_TOKENS = 2048
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
    for at in range(0, len(pairs), CHUNK):
        chunk = sorted(pairs[at : at + CHUNK], key=lambda pair: len(pair.ids))
        cut: list[list[Encoded]] = []
        batch: list[Encoded] = []
        for pair in chunk:
            if batch and (len(batch) + 1) * len(pair.ids) > tokens:
                cut.append(batch)
                batch = []
            batch.append(pair)
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
