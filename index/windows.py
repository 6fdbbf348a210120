"""Vectors of texts that are longer than what the encoder reads at once: read in windows.

Passages are cut to fit. Longer are the texts of a collection that is measured as it is, and the
passages of a library whose model was changed to one that reads less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, TokenVectors
from ingest.document import Passage

OVERLAP = 40  # tokens that a window shares with the one before it: each is read amid others


@dataclass(frozen=True, slots=True)
class _Window:
    """A window's text, and where its text after `lead` characters begins in the passage's form."""

    text: str
    lead: int
    start: int


def encode_passages(encoder: Encoder, passages: Sequence[Passage]) -> list[TokenVectors]:
    """Return the vectors of the passages' embedded forms, whole however long they are.

    Later windows have the passage's context in front of them as well. A token's vector is that of
    the window which has more text on both of its sides; the pooled vector is the mean of those of
    the windows, each by the tokens that it adds.
    """
    made = encoder.encode_tokens([passage.embedded for passage in passages])
    last = {at: item for at, item in enumerate(made) if _is_cut(encoder, item, passages[at])}
    while last:
        windows = {at: _next(passages[at], item.offsets) for at, item in last.items()}
        read = encoder.encode_tokens([window.text for window in windows.values()])
        before, last = last, {}
        for (at, window), item in zip(windows.items(), read, strict=True):
            placed = _placed(item, window)
            if _end(placed) > _end(before[at]):
                made[at] = _joined(made[at], placed)
                last |= {at: placed} if _is_cut(encoder, placed, passages[at]) else {}
    return made


def _end(item: TokenVectors) -> int:
    """Return how far a text was read, 0 where it was not."""
    return int(item.offsets[-1, 1]) if len(item.offsets) else 0


def _is_cut(encoder: Encoder, item: TokenVectors, passage: Passage) -> bool:
    """Say whether text is left behind a window that is about full."""
    full = len(item.offsets) > max(OVERLAP, encoder.max_tokens // 2)
    return full and any(map(str.isalnum, passage.embedded[_end(item) :]))


def _next(passage: Passage, offsets: NDArray[np.int64]) -> _Window:
    start = int(offsets[-OVERLAP, 0])
    before = f"{passage.context}\n" if passage.context else ""
    return _Window(before + passage.embedded[start:], len(before), start)


def _placed(item: TokenVectors, window: _Window) -> TokenVectors:
    """Return a window's own tokens with their places in the passage's form, its lead left out."""
    own = item.offsets[:, 0] >= window.lead
    offsets = item.offsets[own] - window.lead + window.start
    return TokenVectors(item.vectors[own], offsets, item.pooled)


def _joined(before: TokenVectors, after: TokenVectors) -> TokenVectors:
    """Return both as one; from the middle of what they share on, the tokens of `after` count."""
    cut = int(before.offsets[-(OVERLAP // 2), 0])
    kept, added = before.offsets[:, 0] < cut, after.offsets[:, 0] >= cut
    pooled = kept.sum() * before.pooled + added.sum() * after.pooled
    return TokenVectors(
        np.concatenate([before.vectors[kept], after.vectors[added]]),
        np.concatenate([before.offsets[kept], after.offsets[added]]),
        (pooled / np.linalg.norm(pooled)).astype(np.float32),
    )
