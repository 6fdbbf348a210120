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

pytestmark = pytest.mark.skipif(not can_pack(), reason="this torch cannot lay weights out")
ROUNDING = 0.01  # of what is told, in bfloat16


def off(found: torch.Tensor, expected: torch.Tensor) -> float:
    return float((found.float() - expected.float()).norm() / expected.float().norm())


@pytest.fixture
def plain() -> nn.Linear:
    torch.manual_seed(5)
    return nn.Linear(384, 96, dtype=torch.bfloat16).requires_grad_(requires_grad=False)


@pytest.mark.parametrize("tokens", [1, 7, 640, 1_300])
def test_the_same_comes_out_for_any_number_of_states(plain: nn.Linear, tokens: int) -> None:
    states = torch.randn(tokens, 384, dtype=torch.bfloat16)
    with torch.inference_mode():
        assert off(PackedLinear(plain)(states), plain(states)) < ROUNDING


def test_gelu_is_made_with_it(plain: nn.Linear) -> None:
    states = torch.randn(50, 384, dtype=torch.bfloat16)
    with torch.inference_mode():
        expected = functional.gelu(plain(states))
        assert off(PackedLinear(plain, "gelu")(states), expected) < ROUNDING


@pytest.fixture(scope="module")
def network() -> Bert:
    folder = packaged_model()
    assert folder is not None
    return load_bert(folder).requires_grad_(requires_grad=False).bfloat16().eval()


def test_a_network_tells_the_same(network: Bert) -> None:
    packed = copy.deepcopy(network)
    pack_layers(packed)
    ids = torch.randint(1_000, 20_000, (3, 40))
    mask = torch.ones_like(ids)
    mask[0, 30:] = 0
    with torch.inference_mode():
        expected, found = (one(ids, torch.zeros_like(ids), mask) for one in (network, packed))
    nearness = functional.cosine_similarity(found.float(), expected.float(), dim=-1)[mask.bool()]
    assert float(nearness.min()) > 0.999


def test_no_layer_of_a_network_is_left_as_it_was(network: Bert) -> None:
    packed = copy.deepcopy(network)
    pack_layers(packed)
    assert not any(isinstance(part, nn.Linear) for part in packed.modules())
