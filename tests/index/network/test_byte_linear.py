"""Layers that multiply bytes do nearly what the exact ones do."""

from __future__ import annotations

import copy
import json
from itertools import islice
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from index.network.bert import Bert, Shape
from index.network.byte_linear import ByteLinear, in_bytes
from index.network.reader_model import ReaderModel, base_model, unpack
from index.reader import WEIGHTS, reader_tokenizer
from ingest.packaged import packaged_model

WRITTEN = Path(__file__).parents[3] / "eval/data/reading-unseen.jsonl"
NEAR = 0.015  # of what is told, as far as steps of a 127th may take it


@pytest.fixture
def exact() -> nn.Linear:
    torch.manual_seed(5)
    return nn.Linear(384, 96)


def off(exact: nn.Linear, states: Tensor) -> float:
    """Return how far bytes take what `exact` makes of the states, of its size."""
    with torch.inference_mode():
        expected, found = exact(states), ByteLinear(exact)(states)
    return float((found - expected).norm() / expected.norm())


@pytest.mark.parametrize("tokens", [1, 7, 300])
def test_what_comes_out_is_near_what_the_exact_layer_gives(exact: nn.Linear, tokens: int) -> None:
    assert off(exact, torch.randn(tokens, 384)) < NEAR


def test_a_token_with_large_states_takes_nothing_from_the_others(exact: nn.Linear) -> None:
    states = torch.randn(20, 384)
    layer = ByteLinear(exact)
    alone = layer(states[1:])
    states[0] *= 1_000
    assert torch.equal(layer(states)[1:], alone)


def test_a_row_of_large_weights_takes_nothing_from_the_others(exact: nn.Linear) -> None:
    states = torch.randn(20, 384)
    with torch.no_grad():
        exact.weight[0] *= 1_000
    with torch.inference_mode():
        expected, found = exact(states)[:, 1:], ByteLinear(exact)(states)[:, 1:]
    assert float((found - expected).norm() / expected.norm()) < NEAR


def test_of_nothing_the_layer_makes_what_it_adds_to_everything(exact: nn.Linear) -> None:
    with torch.inference_mode():
        assert torch.equal(ByteLinear(exact)(torch.zeros(2, 384)), exact.bias.expand(2, -1))


@pytest.fixture
def small() -> Bert:
    torch.manual_seed(6)
    made = Bert(Shape(40, 64, 2, 24, 48, 3, 2, 1e-12))
    for name, values in made.named_parameters():  # it draws no weights by itself
        if "LayerNorm" not in name:
            nn.init.normal_(values, std=0.2)
    return made.eval().requires_grad_(False)


def test_all_linear_layers_of_a_network_are_changed_and_no_other(small: Bert) -> None:
    in_bytes(small)
    layers = list(small.modules())
    assert not any(isinstance(layer, nn.Linear) for layer in layers)
    assert sum(isinstance(layer, nn.LayerNorm) for layer in layers) == 1 + 2 * 2
    assert sum(isinstance(layer, nn.Embedding) for layer in layers) == 3


def test_query_key_and_value_are_made_in_one_multiplication_a_layer(
    small: Bert, monkeypatch: pytest.MonkeyPatch
) -> None:
    widths: list[int] = []
    multiply = torch._int_mm

    def watched(steps: Tensor, columns: Tensor) -> Tensor:
        widths.append(columns.shape[1])
        return multiply(steps, columns)

    monkeypatch.setattr(torch, "_int_mm", watched)
    in_bytes(small)
    ids = torch.arange(7)[None]
    small(ids, torch.zeros_like(ids), torch.ones_like(ids))
    assert widths == [3 * 24, 24, 48, 24] * 2


def test_put_together_they_are_what_each_is_by_itself_to_the_bit(small: Bert) -> None:
    apart = copy.deepcopy(small)
    for name, layer in list(apart.named_modules()):
        if isinstance(layer, nn.Linear):
            apart.set_submodule(name, ByteLinear(layer))
    in_bytes(small)
    ids = torch.randint(0, 40, (3, 11))
    given = (ids, torch.zeros_like(ids), torch.ones_like(ids))
    assert torch.equal(small(*given), apart(*given))


@pytest.fixture(scope="module")
def reading() -> ReaderModel:
    folder = packaged_model()
    assert folder is not None
    model = base_model(folder)
    unpack(model, load_file(WEIGHTS))
    return model.eval()


def test_the_shipped_reader_reads_in_bytes_as_it_does_exactly(reading: ReaderModel) -> None:
    folder = packaged_model()
    assert folder is not None
    with WRITTEN.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 8)]
    pairs = [(one["question"], row["passage"]) for row in rows for one in row["questions"][:3]]
    in_turn = copy.deepcopy(reading)
    in_bytes(in_turn.trunk)
    apart, same = 0.0, 0
    for found in reader_tokenizer(folder).encode_batch(pairs):
        ids, types = torch.tensor(found.ids), torch.tensor(found.type_ids)
        given = (ids, types, torch.ones_like(ids), [len(ids)])
        with torch.inference_mode():
            (spans, logits), (near, told) = reading.end_to_end(*given), in_turn.end_to_end(*given)
        apart += float((logits - told).abs().mean()) / len(pairs)
        same += torch.equal(spans.argmax(dim=0), near.argmax(dim=0))
    assert apart < 0.1  # log-odds, of which those of a clear answer are more than 3
    assert same > 0.8 * len(pairs)
