"""What an encoder runs: the packaged model, or any other, and texts as it reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

PADDED = 8  # tokens: fewer shapes, as each new one has to be prepared for


@dataclass(frozen=True, slots=True)
class Batch:
    """B texts of T tokens.

    `features`: what the model is given, each (B, T); `offsets`: (B, T, 2), characters of the texts;
    `keep`: (B, T), true for the tokens that are the texts' own.
    """

    features: dict[str, Tensor]
    offsets: NDArray[np.int64]
    keep: NDArray[np.bool_]


class Model(Protocol):
    """The packaged model, or any other."""

    device: torch.device
    max_tokens: int

    def count(self, text: str) -> int:
        """Return the number of tokens of `text`, markers included, before any cutting."""
        ...

    def tokenise(self, texts: Sequence[str]) -> Batch:
        """Return the tokens of `texts`, each cut to `max_tokens`."""
        ...

    def run(self, batch: Batch, *, fast: bool) -> tuple[Tensor, Tensor]:
        """Return the states of the tokens, (B, T, D), and a vector for each text, (B, D).

        Either float32; made in bfloat16 where `fast`.
        """
        ...
