"""Late interaction: a passage's score is the weighted mean of its best matches."""

import numpy as np
import pytest

from index.encoder import Vectors
from index.late import late_scores
from index.token_bytes import TokenTable, quantise

DIMENSIONS = 24


def unit_rows(rng: np.random.Generator, rows: int) -> Vectors:
    vectors = rng.normal(size=(rows, DIMENSIONS)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def table(rng: np.random.Generator, tokens: int) -> TokenTable:
    return quantise(unit_rows(rng, tokens), np.zeros((tokens, 2), np.int32))


@pytest.mark.parametrize("tokens", [1, 2, 5, 8, 13])
def test_each_passage_scores_the_weighted_mean_of_the_best_matches(tokens: int) -> None:
    rng = np.random.default_rng(tokens)
    query, weights = unit_rows(rng, tokens), rng.random(tokens, dtype=np.float32)
    tables = [table(rng, size) for size in (3, 0, 7)]
    found = late_scores(query, weights, tables)
    for score, one in zip(found, tables, strict=True):
        best = (one.vectors() @ query.T).max(axis=0) if len(one.codes) else np.zeros(tokens)
        assert score == pytest.approx(float(np.sum(best * weights)), abs=1e-5)
