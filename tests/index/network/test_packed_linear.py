"""Layers whose weights are laid out for good do what they did before."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import nn
from torch.nn import functional

from index.network.bert import Bert, load_bert
from index.network.packed_linear import PackedLinear, can_pack, pack_layers
from ingest.packaged import packaged_model

TYPES = [
    pytest.param(
        dtype,
        off,
        marks=pytest.mark.skipif(not can_pack(dtype), reason=f"{dtype} cannot be laid out here"),
        id=str(dtype),
    )
    for dtype, off in ((torch.float32, 1e-5), (torch.bfloat16, 0.01))
]
of_each_type = pytest.mark.parametrize(("dtype", "rounding"), TYPES)


def off(found: torch.Tensor, expected: torch.Tensor) -> float:
    return float((found.float() - expected.float()).norm() / expected.float().norm())


def plain(dtype: torch.dtype) -> nn.Linear:
    torch.manual_seed(5)
    return nn.Linear(384, 96, dtype=dtype).requires_grad_(requires_grad=False)


@of_each_type
@pytest.mark.parametrize("tokens", [1, 7, 640, 1_300])
def test_the_same_comes_out_for_any_number_of_states(
    dtype: torch.dtype, rounding: float, tokens: int
) -> None:
    layer, states = plain(dtype), torch.randn(tokens, 384, dtype=dtype)
    with torch.inference_mode():
        assert off(PackedLinear(layer)(states), layer(states)) < rounding


@of_each_type
def test_gelu_is_made_with_it(dtype: torch.dtype, rounding: float) -> None:
    layer, states = plain(dtype), torch.randn(50, 384, dtype=dtype)
    with torch.inference_mode():
        expected = functional.gelu(layer(states))
        assert off(PackedLinear(layer, "gelu")(states), expected) < rounding


@pytest.fixture(scope="module")
def network() -> Bert:
    folder = packaged_model()
    assert folder is not None
    return load_bert(folder).requires_grad_(requires_grad=False).eval()


@of_each_type
def test_a_network_tells_the_same(network: Bert, dtype: torch.dtype, rounding: float) -> None:
    exact = copy.deepcopy(network).to(dtype)
    packed = copy.deepcopy(exact)
    pack_layers(packed)
    ids = torch.randint(1_000, 20_000, (3, 40))
    mask = torch.ones_like(ids)
    mask[0, 30:] = 0
    with torch.inference_mode():
        expected, found = (one(ids, torch.zeros_like(ids), mask) for one in (exact, packed))
    nearness = functional.cosine_similarity(found.float(), expected.float(), dim=-1)[mask.bool()]
    assert float(nearness.min()) > 1 - rounding / 10


@of_each_type
def test_no_layer_of_a_network_is_left_as_it_was(
    network: Bert, dtype: torch.dtype, rounding: float
) -> None:
    packed = copy.deepcopy(network).to(dtype)
    pack_layers(packed)
    assert not any(isinstance(part, nn.Linear) for part in packed.modules())
