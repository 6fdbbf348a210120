"""The model's table of word vectors, looked up in its file and shared by encoder and reader.

It is half of the weights, and a text needs some hundred of its 30,000 rows: of a mapped file only
what was looked at takes memory, and only once if both map the same.
"""

from __future__ import annotations

import functools
from pathlib import Path

import torch
from safetensors import safe_open
from torch import Tensor, nn

NAME = "embeddings.word_embeddings.weight"


def look_up_in_file(words: nn.Embedding, file: Path) -> None:
    """Let `words`, whose rows are those of the safetensors file, look them up there.

    They come out in the precision that `words` was in.
    """
    dtype = words.weight.dtype
    words.weight = nn.Parameter(_table(file), requires_grad=False)
    if dtype != torch.float32:
        words.register_forward_hook(lambda _module, _inputs, rows: rows.to(dtype))


@functools.cache
def _table(file: Path) -> Tensor:
    """Return the table, (words, width) float32, mapped and not yet read."""
    with safe_open(file, "pt") as tensors:
        table: Tensor = tensors.get_tensor(NAME)
    return table
