"""The one model's seam: text in, unit vectors out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """A text's token vectors, special tokens left out.

    `vectors`: (tokens, dim) float32, unit rows; `offsets`: (tokens, 2) int, characters of the
    text; `pooled`: (dim,) float32, unit: the same vector that `encode` gives for the text.
    """

    vectors: Vectors
    offsets: NDArray[np.int64]
    pooled: Vectors


class Encoder(Protocol):
    """Turns text into vectors. `name` identifies model and revision; libraries record it."""

    @property
    def name(self) -> str:
        """Return what identifies the model and its revision."""
        ...

    @property
    def dimension(self) -> int:
        """Return the length of a vector."""
        ...

    @property
    def max_tokens(self) -> int:
        """Return how many tokens the model reads; the rest of a text is cut off."""
        ...

    def count_tokens(self, text: str) -> int:
        """Return how many tokens the model sees in `text`, special tokens included."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return pooled vectors, (len(texts), dimension) float32, unit rows."""
        ...

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return token vectors (for late interaction) and pooled vectors, one item a text."""
        ...
