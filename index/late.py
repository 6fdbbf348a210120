"""Late interaction: how well a passage's tokens answer each token of the query.

For each query token the best match among the passage's tokens is taken, weighted by how rare its
word is in the library, and averaged (ColBERT's MaxSim, with the one encoder's own token vectors).
Where the query's words are hardly found, its meaning is compared with each sentence's instead.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoder import TokenVectors, Vectors
from index.lexical import STOP_WORDS, terms
from index.token_bytes import TokenTable
from ingest.document import Passage
from ingest.sentences import split_sentences

COMMON = 1e-6  # what a word in over half of the passages weighs
LEAST_TOKENS = 4  # of a sentence that can mean what is asked


def rarities(text: str, frequencies: Mapping[str, int], passages: int) -> dict[str, float]:
    """Return the inverse document frequency of each telling word of `text`, as it is written.

    Stop words tell nothing, unless there is nothing else. `frequencies`: in how many of the
    library's `passages` a word is.
    """
    words = list(dict.fromkeys(match.group() for match in terms(text)))
    telling = [word for word in words if word.lower() not in STOP_WORDS]
    return {word: _rarity(frequencies.get(word, 0), passages) for word in telling or words}


def _rarity(frequency: int, passages: int) -> float:
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


def bm25_weight(frequencies: Iterable[int], passages: int) -> float:
    """Return about what a passage scores by BM25 that has a query's words once each.

    `frequencies`: in how many of the library's `passages` each word is. A word that most of them
    have weighs next to nothing, as in the full-text index.
    """
    odds = ((passages - count + 0.5) / (count + 0.5) for count in frequencies)
    return sum(max(math.log(each), COMMON) for each in odds)


def token_weights(text: str, tokens: TokenVectors, rarities: Mapping[str, float]) -> Vectors:
    """Return a weight for each query token, (tokens,) float32, summing to 1.

    A token weighs what its word's rarity is; one without weighs nothing.
    """
    weights = np.zeros(len(tokens.offsets), np.float32)
    for match in terms(text):
        start, end = match.span()
        inside = (tokens.offsets[:, 0] >= start) & (tokens.offsets[:, 1] <= end)
        if match.group() in rarities and inside.any():
            # A rare word is cut into many pieces; together they weigh more than one word, but
            # not as many times more as there are pieces.
            weights[inside] = rarities[match.group()] / math.sqrt(int(inside.sum()))
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
        # Not by `@`: OpenBLAS's AVX-512 kernel for five columns reads beyond its matrix. The scores
        # are right, but what it read may set the processor's flag for invalid numbers.
        scores[filled] = (best * weights).sum(axis=1)
    return [float(score) for score in scores]


def _best_matches(query: Vectors, tables: Sequence[TokenTable]) -> NDArray[np.float32]:
    """Return (passages, query tokens): the best similarity of each query token in each passage."""
    found = np.empty((len(tables), len(query)), np.float32)
    columns = np.ascontiguousarray(query.T)
    for table, best in zip(tables, found, strict=True):  # one stays in the cache, all would not
        similarities = table.codes.astype(np.float32) @ columns
        similarities *= table.scales[:, None]
        similarities.max(axis=0, out=best)
    return found


def sentence_scores(
    query: Vectors, tables: Sequence[TokenTable], passages: Sequence[Passage]
) -> list[float]:
    """Return how near each passage's nearest sentence is to the query, cosine, in [-1, 1].

    `query` (dim,) is the query's pooled vector. A sentence's vector is the mean of its tokens' as
    the passage was encoded ("late chunking", Günther et al., 2024, section 3), so that nothing
    more needs to be stored.
    """
    return [
        _nearest_sentence(query, table, passage)
        for table, passage in zip(tables, passages, strict=True)
    ]


def _nearest_sentence(query: Vectors, table: TokenTable, passage: Passage) -> float:
    vectors, first = table.vectors(), table.offsets[:, 0]
    before = len(passage.embedded) - len(passage.text)
    means = []
    for start, end in split_sentences(passage.text):
        inside = (first >= before + start) & (first < before + end)
        if inside.sum() >= LEAST_TOKENS:
            means.append(vectors[inside].mean(axis=0))
    if not means:
        means = [vectors.mean(axis=0)] if len(vectors) else [np.zeros_like(query)]
    sentences = np.stack(means)
    lengths = np.maximum(np.linalg.norm(sentences, axis=1), 1e-9)
    return float(np.max(sentences @ query / lengths))
