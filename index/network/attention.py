"""Attention as fast as the processor allows.

In bfloat16, torch's own kernel uses a processor's matrix unit where there is one (AMX), and reads
up to three times as fast as the plain formula. Without that unit the formula is twice as fast, and
with it as well where gradients are wanted. It would make more scores than the cache holds, so it is
applied to as many texts at a time as the cache takes.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from index.network.precision import has_matrix_unit

TOKENS = 512  # of the texts that are taken together
MASKED = -1e4  # bfloat16 holds it, and its exponential is 0


def attend(query: Tensor, key: Tensor, value: Tensor, seen: Tensor) -> Tensor:
    """Return (B, T, H, D) from `query`, `key` and `value`, each (B, H, T, D).

    `seen`, (B, T) of bool, is true for the tokens that are looked at ("Attention is all you need",
    Vaswani et al. 2017, section 3.2.1).
    """
    mask = seen[:, None, None, :]
    if query.device.type != "cpu" or query.dtype != torch.bfloat16 or _kernel_is_fast(query):
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return found.transpose(1, 2)
    step = max(1, TOKENS // query.shape[2])
    parts = (torch.split(part, step) for part in (query, key, value, mask))
    return torch.cat([_few(*part) for part in zip(*parts, strict=True)])


def _kernel_is_fast(query: Tensor) -> bool:
    return has_matrix_unit() and not query.requires_grad


def _few(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """Return (b, T, H, D) by the plain formula from (b, H, T, D), small enough for the cache."""
    _, heads, tokens, width = query.shape
    one, two, three = (part.reshape(-1, tokens, width) for part in (query, key, value))
    scores = torch.bmm(one * width**-0.5, two.transpose(1, 2)).view(-1, heads, tokens, tokens)
    scores = scores.masked_fill_(~mask, MASKED)
    shares = torch.softmax(scores, dim=-1).view(-1, tokens, tokens)
    return torch.bmm(shares, three).view(-1, heads, tokens, width).transpose(1, 2)
