"""Our attention gives what torch's own gives, whatever the batch and the mask."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from index.attention import TOKENS, attend

HEADS, WIDTH = 3, 8
SCALE = WIDTH**-0.5


class BothWays(torch.nn.Module):
    """What calls an attention that looks both ways."""

    is_causal = False


LAYER = BothWays()


def parts(batch: int, tokens: int, dtype: torch.dtype) -> list[Tensor]:
    made = torch.Generator().manual_seed(batch * 1000 + tokens)
    shape = (batch, HEADS, tokens, WIDTH)
    return [torch.randn(shape, generator=made).to(dtype) for _ in range(3)]


def padding(batch: int, tokens: int) -> Tensor:
    """A mask, (batch, 1, tokens, tokens), under which each text is a token shorter."""
    lengths = (tokens - torch.arange(batch)).clamp_min(1)
    kept = torch.arange(tokens)[None, :] < lengths[:, None]
    return kept[:, None, None, :].expand(batch, 1, tokens, tokens)


def exact(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    wide = [part.double() for part in (query, key, value)]
    return functional.scaled_dot_product_attention(*wide, attn_mask=mask).transpose(1, 2)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32])
@pytest.mark.parametrize(
    ("batch", "tokens"), [(1, 1), (1, 7), (9, 100), (5, TOKENS // 2), (3, TOKENS + 1), (64, 5)]
)
@pytest.mark.parametrize("masked", [False, True])
def test_it_is_the_attention_of_the_paper(
    batch: int, tokens: int, dtype: torch.dtype, masked: bool
) -> None:
    query, key, value = parts(batch, tokens, dtype)
    mask = padding(batch, tokens) if masked else None
    found, weights = attend(LAYER, query, key, value, mask, scaling=SCALE)
    assert weights is None
    assert found.dtype == dtype
    expected = exact(query, key, value, mask)
    assert torch.allclose(found.double(), expected, atol=0.03 if dtype == torch.bfloat16 else 1e-5)


def test_a_mask_that_is_added_hides_the_same_tokens() -> None:
    query, key, value = parts(4, 20, torch.bfloat16)
    mask = padding(4, 20)
    added = torch.zeros(mask.shape, dtype=torch.bfloat16).masked_fill(~mask, float("-inf"))
    hidden = attend(LAYER, query, key, value, mask, scaling=SCALE)[0]
    assert torch.allclose(hidden, attend(LAYER, query, key, value, added, scaling=SCALE)[0])
    assert not torch.allclose(hidden, attend(LAYER, query, key, value, None, scaling=SCALE)[0])


def test_a_model_that_looks_back_alone_still_does() -> None:
    query, key, value = parts(2, 20, torch.bfloat16)
    found = attend(torch.nn.Module(), query, key, value, None, scaling=SCALE)[0]
    back = torch.ones(20, 20, dtype=torch.bool).tril()
    assert torch.allclose(found.double(), exact(query, key, value, back), atol=0.03)


def test_weights_can_be_learned_through_it() -> None:
    query, key, value = (part.requires_grad_() for part in parts(3, 30, torch.bfloat16))
    attend(LAYER, query, key, value, padding(3, 30), scaling=SCALE)[0].sum().backward()
    wide = [part.detach().double().requires_grad_() for part in (query, key, value)]
    exact(*wide, padding(3, 30)).sum().backward()
    for ours, theirs in zip((query, key, value), wide, strict=True):
        assert ours.grad is not None
        assert theirs.grad is not None
        assert torch.allclose(ours.grad.double(), theirs.grad, atol=0.05)
