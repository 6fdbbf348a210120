"""A training learns above its frozen layers, and the mean of two lies between them."""

from __future__ import annotations

import copy

import pytest
import torch

from eval.reader.batches import Encoded
from eval.train_reader import Learner, blend
from index.network.bert import Bert, Shape
from index.network.reader_model import WIDTH, ReaderModel, pack


@pytest.fixture
def fresh() -> ReaderModel:
    torch.manual_seed(1)
    trunk = Bert(Shape(40, 64, 2, WIDTH, 48, 12, 2, 1e-12))
    for name, values in trunk.named_parameters():  # a trunk draws no weights by itself
        if "LayerNorm" not in name:
            torch.nn.init.normal_(values, std=0.05)
    return ReaderModel(trunk)


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


@pytest.mark.parametrize("rough", [torch.bfloat16, torch.float32])
def test_what_is_learned_lowers_the_loss_and_leaves_the_frozen_layers_alone(
    fresh: ReaderModel, rough: torch.dtype
) -> None:
    learner = Learner(fresh, rate=1e-3, seed=4, rough=rough)
    before = {name: value.clone() for name, value in fresh.trunk.named_parameters()}
    batch = [
        Encoded((1, 5, 2, 7, 8, 9, 2), 3, (4, 5), 1, 1, 0),
        Encoded((1, 6, 2, 7, 8, 3, 2), 3, (0, 0), 0, 0, 2),
    ]

    losses = [learner.learn(batch, progress=0.0, step=200) for _ in range(30)]

    assert sum(losses[-5:]) < 0.8 * sum(losses[:5])
    frozen = ("embeddings.", "encoder.layer.0.")
    for name, value in fresh.trunk.named_parameters():
        if name.endswith("query.weight") or name.startswith(frozen):
            assert torch.equal(value, before[name]) == name.startswith(frozen), name
