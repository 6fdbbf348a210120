"""The packaged model, written out, gives what sentence-transformers makes of the same folder."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from index.network.any_model import AnyModel
from index.network.minilm import SentenceEncoder
from index.network.packaged_model import PackagedModel
from ingest.packaged import packaged_model

TEXTS = [
    "What was the volume of exports in 2019?",
    "",
    "Ein naïver Satz über Größe, und 电子商务 dazu.",
    "A text that is longer than the model reads. " * 60,
    *(f"Parcel {n} was late by {n} days. " * n for n in range(1, 20)),
]


@pytest.fixture(scope="module")
def both() -> Sequence[SentenceEncoder]:
    folder = packaged_model()
    assert folder is not None
    models = (PackagedModel(folder), AnyModel(str(folder)))
    return [SentenceEncoder(model, str(number)) for number, model in enumerate(models)]


@pytest.mark.parametrize("text", TEXTS[:5])
def test_a_question_has_the_same_vectors(both: Sequence[SentenceEncoder], text: str) -> None:
    [[ours], [theirs]] = [encoder.encode_tokens([text]) for encoder in both]
    assert np.array_equal(ours.offsets, theirs.offsets)
    assert np.allclose(ours.vectors, theirs.vectors, atol=1e-5)
    assert np.allclose(ours.pooled, theirs.pooled, atol=1e-6)


def test_many_texts_have_nearly_the_same(both: Sequence[SentenceEncoder]) -> None:
    ours, theirs = (encoder.encode(TEXTS) for encoder in both)
    assert np.einsum("td,td->t", ours, theirs).min() > 0.998


def test_tokens_are_counted_and_cut_alike(both: Sequence[SentenceEncoder]) -> None:
    ours, theirs = both
    assert ours.max_tokens == theirs.max_tokens
    for text in TEXTS:
        assert ours.count_tokens(text) == theirs.count_tokens(text)
    ours_batch, theirs_batch = (encoder._model.tokenise(TEXTS) for encoder in both)
    assert np.array_equal(ours_batch.keep, theirs_batch.keep)
    assert np.array_equal(ours_batch.offsets, theirs_batch.offsets)
