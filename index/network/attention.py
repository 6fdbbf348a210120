"""Attention as fast as the processor allows.

In bfloat16, torch's own kernel uses a processor's matrix unit where there is one (AMX), and reads
up to three times as fast as the plain formula. Without that unit the formula is twice as fast, and
with it as well where gradients are wanted. It would make more scores than the cache holds, so it is
applied to as many heads at a time as the cache takes.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from index.network.precision import has_matrix_unit

SCORES = 500_000  # that are made at a time: a megabyte
MASKED = -1e4  # bfloat16 holds it, and its exponential is 0


def attend(query: Tensor, key: Tensor, value: Tensor, seen: Tensor | None) -> Tensor:
    """Return (B, T, H, D) from `query`, `key` and `value`, each (B, H, T, D).

    `seen`, (B, T) of bool, is true for the tokens that are looked at; None where all are.
    "Attention is all you need", Vaswani et al. 2017, section 3.2.1.
    """
    if query.device.type != "cpu" or query.dtype != torch.bfloat16 or _kernel_is_fast(query):
        mask = None if seen is None else seen[:, None, None, :]
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return found.transpose(1, 2)
    return _in_parts(query, key, value, seen)


def _kernel_is_fast(query: Tensor) -> bool:
    return has_matrix_unit() and not query.requires_grad


def _in_parts(query: Tensor, key: Tensor, value: Tensor, seen: Tensor | None) -> Tensor:
    """Return (B, T, H, D) by the plain formula, for a few heads at a time, whosesoever."""
    texts, heads, tokens, width = query.shape
    one, two, three = (
        part.reshape(-1, tokens, width) for part in (query * width**-0.5, key, value)
    )
    unseen = query.new_zeros(texts, tokens)
    if seen is not None:
        unseen.masked_fill_(~seen, MASKED)
    added = unseen.repeat_interleave(heads, dim=0)[:, None, :]
    step = max(1, SCORES // tokens**2)
    parts = zip(*(torch.split(part, step) for part in (one, two, three, added)), strict=True)
    found = torch.cat([_few(*part) for part in parts])
    return found.view(texts, heads, tokens, width).transpose(1, 2)


def _few(query: Tensor, key: Tensor, value: Tensor, added: Tensor) -> Tensor:
    """Return (h, T, D) from as many heads of (h, T, D); `added` to the scores is (h, 1, T)."""
    scores = torch.bmm(query, key.transpose(1, 2)).add_(added)
    return torch.bmm(torch.softmax(scores, dim=-1), value)
