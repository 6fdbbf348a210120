"""Our attention gives what torch's own gives, whatever the batch and the mask."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from index.network import attention
from index.network.attention import SCORES, attend

HEADS, WIDTH = 3, 8


def parts(batch: int, tokens: int, dtype: torch.dtype) -> list[Tensor]:
    made = torch.Generator().manual_seed(batch * 1000 + tokens)
    shape = (batch, HEADS, tokens, WIDTH)
    return [torch.randn(shape, generator=made).to(dtype) for _ in range(3)]


def padding(batch: int, tokens: int) -> Tensor:
    """What is seen, (batch, tokens), where each text is a token shorter than the one before."""
    lengths = (tokens - torch.arange(batch)).clamp_min(1)
    return torch.arange(tokens)[None, :] < lengths[:, None]


def exact(query: Tensor, key: Tensor, value: Tensor, seen: Tensor) -> Tensor:
    wide = [part.double() for part in (query, key, value)]
    mask = seen[:, None, None, :]
    return functional.scaled_dot_product_attention(*wide, attn_mask=mask).transpose(1, 2)


@pytest.fixture(params=[True, False], ids=["matrix unit", "none"])
def unit(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """A processor with a matrix unit, and one without."""
    monkeypatch.setattr(attention, "has_matrix_unit", lambda: request.param)
    return bool(request.param)


@pytest.mark.usefixtures("unit")
@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32])
@pytest.mark.parametrize(
    ("batch", "tokens"), [(1, 1), (1, 7), (9, 100), (5, 256), (3, int(SCORES**0.5) + 1), (64, 5)]
)
def test_it_is_the_attention_of_the_paper(batch: int, tokens: int, dtype: torch.dtype) -> None:
    query, key, value = parts(batch, tokens, dtype)
    seen = padding(batch, tokens)
    found = attend(query, key, value, seen)
    assert found.dtype == dtype
    expected = exact(query, key, value, seen)
    assert torch.allclose(found.double(), expected, atol=0.03 if dtype == torch.bfloat16 else 1e-5)


@pytest.mark.usefixtures("unit")
def test_what_a_text_is_padded_with_changes_nothing() -> None:
    query, key, value = parts(4, 20, torch.bfloat16)
    seen = padding(4, 20)
    before = attend(query, key, value, seen)
    value[3, :, 17:] = 100.0
    assert torch.equal(before, attend(query, key, value, seen))
    assert not torch.equal(before, attend(query, key, value, torch.ones_like(seen)))


@pytest.mark.usefixtures("unit")
def test_weights_can_be_learned_through_it() -> None:
    query, key, value = (part.requires_grad_() for part in parts(3, 30, torch.bfloat16))
    attend(query, key, value, padding(3, 30)).sum().backward()
    wide = [part.detach().double().requires_grad_() for part in (query, key, value)]
    exact(*wide, padding(3, 30)).sum().backward()
    for ours, theirs in zip((query, key, value), wide, strict=True):
        assert ours.grad is not None
        assert theirs.grad is not None
        assert torch.allclose(ours.grad.double(), theirs.grad, atol=0.05)
