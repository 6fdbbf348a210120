"""Late interaction: how well a passage's tokens answer each token of the query.

For each query token the best match among the passage's tokens is taken, weighted by how rare its
word is in the library, and averaged (ColBERT's MaxSim, with the one encoder's own token vectors).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoder import TokenVectors, Vectors
from index.lexical import STOP_WORDS, terms
from index.token_bytes import TokenTable


def token_weights(
    text: str, tokens: TokenVectors, frequencies: Mapping[str, int], passages: int
) -> Vectors:
    """Return a weight for each query token, (tokens,) float32, summing to 1.

    A token weighs what its word's inverse document frequency is. Stop words and what is no word
    weigh nothing, unless there is nothing else.
    """
    weights = np.zeros(len(tokens.offsets), np.float32)
    words = list(terms(text))
    telling = [match for match in words if match.group().lower() not in STOP_WORDS]
    for match in telling or words:
        frequency = frequencies.get(match.group(), 0)
        rarity = math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))
        start, end = match.span()
        inside = (tokens.offsets[:, 0] >= start) & (tokens.offsets[:, 1] <= end)
        if inside.any():
            # A rare word is cut into many pieces; together they weigh more than one word, but
            # not as many times more as there are pieces.
            weights[inside] = rarity / math.sqrt(int(inside.sum()))
    total = weights.sum()
    return weights / total if total > 0 else np.full_like(weights, 1 / max(len(weights), 1))


def late_scores(query: Vectors, weights: Vectors, tables: Sequence[TokenTable]) -> list[float]:
    """Return each passage's score, in [-1, 1]; 0 for a passage without tokens.

    `query` (tokens, dim) float32 unit rows, `weights` (tokens,).
    """
    filled = [at for at, table in enumerate(tables) if len(table.codes)]
    scores = np.zeros(len(tables), np.float32)
    if filled and len(query):
        best = _best_matches(query, [tables[at] for at in filled])
        scores[filled] = best @ weights
    return [float(score) for score in scores]


def _best_matches(query: Vectors, tables: Sequence[TokenTable]) -> NDArray[np.float32]:
    """Return (passages, query tokens): the best similarity of each query token in each passage."""
    codes = np.concatenate([table.codes for table in tables]).astype(np.float32)
    scales = np.concatenate([table.scales for table in tables])
    similarities = (codes @ query.T) * scales[:, None]
    starts = np.cumsum([0, *(len(table.codes) for table in tables[:-1])])
    return np.maximum.reduceat(similarities, starts, axis=0)
