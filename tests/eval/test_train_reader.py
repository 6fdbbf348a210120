"""The mean of two trainings: each end is one of them, and what neither changed stays as it is."""

from __future__ import annotations

import copy

import pytest
import torch
from transformers import BertConfig

from eval.train_reader import blend
from index.reader_model import WIDTH, ReaderModel, pack


@pytest.fixture
def fresh() -> ReaderModel:
    torch.manual_seed(1)
    config = BertConfig(vocab_size=40, hidden_size=WIDTH, num_hidden_layers=2, intermediate_size=48)
    return ReaderModel(config)


def trained(model: ReaderModel, seed: int) -> ReaderModel:
    """Return a copy of which the upper layer and the heads are changed, as training does."""
    torch.manual_seed(seed)
    changed = copy.deepcopy(model)
    with torch.no_grad():
        changed.trunk.encoder.layer[1].output.dense.weight.add_(torch.randn(WIDTH, 48))
        changed.span.weight.add_(torch.randn(2, WIDTH))
    return changed


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_the_mean_lies_between_both_and_leaves_frozen_weights_as_they_are(
    fresh: ReaderModel, share: float
) -> None:
    base = {name: value.clone() for name, value in fresh.state_dict().items()}
    before, after = trained(fresh, 2), trained(fresh, 3)
    wanted = torch.lerp(before.span.weight, after.span.weight, share)
    blend(after, base, pack(before, base), share)
    assert torch.allclose(after.span.weight, wanted, atol=0.01)
    packed = pack(after, base)
    assert {name for name in packed if name.startswith("trunk.")} == {
        "trunk.encoder.layer.1.output.dense.weight",
        "trunk.encoder.layer.1.output.dense.weight.step",
    }
