"""A text has the same states whatever lies beside it, and however far it is filled up."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from index.network.bert import Bert, Shape
from index.network.reader_model import WIDTH, ReaderModel

LENGTHS = [7, 12, 12, 5, 1, 12]


@pytest.fixture
def network() -> Bert:
    torch.manual_seed(3)
    made = Bert(Shape(40, 64, 2, WIDTH, 48, 12, 2, 1e-12))
    for name, values in made.named_parameters():  # it draws no weights by itself
        if "LayerNorm" not in name:
            torch.nn.init.normal_(values, std=0.05)
    return made.eval().requires_grad_(False)


@pytest.fixture
def texts() -> list[tuple[Tensor, Tensor]]:
    """Ids and types of texts, the second half of each of the other type."""
    torch.manual_seed(4)
    return [(torch.randint(3, 40, (n,)), (torch.arange(n) > n // 2).long()) for n in LENGTHS]


def filled_up(texts: list[tuple[Tensor, Tensor]], tokens: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, types and mask, each (texts, tokens)."""
    ids, types, mask = (torch.zeros(len(texts), tokens, dtype=torch.long) for _ in range(3))
    for row, (one, kinds) in enumerate(texts):
        ids[row, : len(one)], types[row, : len(one)], mask[row, : len(one)] = one, kinds, 1
    return ids, types, mask


def end_to_end(texts: list[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor, Tensor]:
    ids, types = (torch.cat(list(side)) for side in zip(*texts, strict=True))
    return ids, types, torch.ones_like(ids)


def test_texts_that_lie_end_to_end_have_the_states_that_each_has_by_itself(
    network: Bert, texts: list[tuple[Tensor, Tensor]]
) -> None:
    together = network.end_to_end(*end_to_end(texts), LENGTHS).split(LENGTHS)
    for (ids, types), found in zip(texts, together, strict=True):
        alone = network(ids[None], types[None], torch.ones_like(ids)[None])[0]
        assert torch.allclose(found, alone, atol=1e-5)


def test_what_a_text_is_filled_up_with_changes_nothing(
    network: Bert, texts: list[tuple[Tensor, Tensor]]
) -> None:
    together = network.end_to_end(*end_to_end(texts), LENGTHS).split(LENGTHS)
    filled = network(*filled_up(texts, 16))
    for row, found in enumerate(together):
        assert torch.allclose(found, filled[row, : len(found)], atol=1e-5)


def test_a_reader_says_the_same_of_pairs_that_lie_end_to_end(
    network: Bert, texts: list[tuple[Tensor, Tensor]]
) -> None:
    torch.manual_seed(5)
    model = ReaderModel(network).eval().requires_grad_(False)
    spans, logits = model.end_to_end(*end_to_end(texts), LENGTHS)
    filled_spans, filled_logits = model(*filled_up(texts, 16))
    assert torch.allclose(logits, filled_logits, atol=1e-5)
    for row, part in enumerate(spans.split(LENGTHS)):
        assert torch.allclose(part, filled_spans[row, : len(part)], atol=1e-4)


def test_query_key_and_value_put_together_leave_the_states_as_they_were(
    network: Bert, texts: list[tuple[Tensor, Tensor]]
) -> None:
    given = end_to_end(texts)
    before = network.end_to_end(*given, LENGTHS)
    network.put_together()
    assert torch.allclose(network.end_to_end(*given, LENGTHS), before, atol=1e-5)
