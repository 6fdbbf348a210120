"""Learns which sentence answers, and whether anything does, from questions with their evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from app.evidence.candidates import FEATURES
from eval.weights.examples import Example

Matrix = NDArray[np.float64]

# What speaks for a sentence before anything was learned; where examples are few it stays so.
PRIOR = {
    "late": 4.0, "late_gap": 1.0, "lexical": 1.0, "context": 1.0, "pairs": 1.0, "meaning": 3.0,
    "rank": 1.0, "hit": 1.0, "fit": 0.7, "misfit": -0.7, "year": 1.0, "name": 0.5, "short": -1.5,
    "long": 0.3, "asks": -1.5, "carried": 1.0, "heading": 0.5, "soft": 2.0, "near": 0.5,
    "read": 3.0, "topic": 1.0, "before": 0.5, "defines": 2.5,
    "cued": 1.2, "relevance": 2.0, "remedy": 3.0,
    "trouble": 2.0, "part": -2.0, "first": 1.0, "alone": 1.5,
}  # fmt: skip
STEPS = 400
PULL = 0.1  # of the prior
LIGHT_PULL = 0.01  # of it where the small papers teach as well: there are examples enough
FEW = 0.01  # of the sentences have a feature: too few to learn its weight from
SQUAD_SHARE = 0.5  # of the weight that the papers' questions have together
WRITTEN_SHARE = 0.5  # of a paper's question, for a sentence that answers one as readers ask
SMALL_SHARE = 0.5  # the same of a small paper
# The same for whether anything answers, and of a question on other things than the papers:
# with the reader, and without it, where it hangs on how near the papers come to the question.
WRITTEN_SILENCE = {True: 1.0, False: 0.5}
STRANGER_SHARE = {True: 0.5, False: 4.0}
# Not from the small papers: what tempts there is worded more like its paper than what it answers,
# which would teach to trust most what has least to do with the question.
SMALL_SILENCE = 0.0
# Of a turn of a chat about one, with the reader; without it, it would teach the same.
TALK_SILENCE = {True: 0.3, False: 0.0}
SENTENCE_SHARE = {
    "squad2": SQUAD_SHARE,
    "written": WRITTEN_SHARE,
    "small": SMALL_SHARE,
    "talk": SMALL_SHARE,
}
LESS = ("squad2", "written", "stranger", "small", "talk")  # the kinds whose weight is set apart


def learn_sentences(examples: Sequence[Example]) -> dict[str, float]:
    """Return weights under which the sentences that answer outweigh the question's others.

    Where small papers are among the examples, the weights are held less to what they were set to.
    """
    blocks = [
        (_matrix(example), np.array(example.right), SENTENCE_SHARE.get(example.kind, 1.0))
        for example in examples
        if any(example.right) and not all(example.right)
    ]
    together = np.concatenate([matrix for matrix, _, _ in blocks])
    scale = together.std(axis=0) + 1e-6
    pull = LIGHT_PULL if any(example.kind == "small" for example in examples) else PULL
    known = (together != 0).mean(axis=0) >= FEW
    prior = np.array([PRIOR.get(name, 0.0) for name in FEATURES]) * scale
    weights = prior.copy()
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = pull * (weights - prior)
        for matrix, right, share in blocks:
            scaled = matrix / scale
            scores = scaled @ weights
            every = _softmax(scores)
            good = _softmax(np.where(right, scores, -1e9))
            slope += share * ((every - good) @ scaled) / len(blocks)
        slope *= known
        mean = 0.9 * mean + 0.1 * slope  # Adam
        square = 0.999 * square + 0.001 * slope**2
        rate = 0.05 * (1 - step / STEPS) + 0.002
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: float(value) for name, value in zip(FEATURES, weights / scale, strict=True)}


def _matrix(example: Example) -> Matrix:
    return np.array(
        [
            [candidate.features.get(name, 0.0) for name in FEATURES]
            for candidate, _ in example.found.ranked
        ]
    )


def _softmax(scores: Matrix) -> Matrix:
    powers = np.exp(scores - np.max(scores))
    return np.asarray(powers / powers.sum(), dtype=np.float64)


def learn_answerable(
    rows: Sequence[Mapping[str, float]],
    labels: Sequence[bool],
    shares: Sequence[float],
    factors: Sequence[float],
) -> dict[str, float]:
    """Return the weights of a logistic function, fitted by Fisher scoring with a small penalty.

    The rules lower the odds of each chance by its factor, so the function is fitted to what is left
    to say.
    """
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[*(row.get(name, 0.0) for name in names), 1.0] for row in rows])
    target, share = (np.array(x, dtype=np.float64) for x in (labels, shares))
    lowered = np.log(np.array(factors, dtype=np.float64))
    penalty = np.diag([*([1.0] * len(names)), 0.0])
    weights = np.zeros(len(names) + 1)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights + lowered, -30, 30)))
        slope = matrix.T @ (share * (chance - target))
        weight = share * chance * (1 - chance) + 1e-9
        curve = (matrix.T * weight) @ matrix + penalty
        weights -= np.linalg.solve(curve, slope + penalty @ weights)
    return dict(zip([*names, "bias"], map(float, weights), strict=True))


def shares(examples: Sequence[Example], *, read: bool) -> list[float]:
    """Return the weight of each example: papers one each, paragraphs together half of that.

    `read`: whether the reader's features are among those that are learned from.
    """
    kinds = Counter(example.kind for example in examples)
    papers = sum(count for kind, count in kinds.items() if kind not in LESS)
    paragraphs = kinds["squad2"]
    each = SQUAD_SHARE * papers / paragraphs if paragraphs and papers else 1.0
    weights = {
        "squad2": each,
        "written": WRITTEN_SILENCE[read],
        "stranger": STRANGER_SHARE[read],
        "small": SMALL_SILENCE,
        "talk": TALK_SILENCE[read],
    }
    return [weights.get(example.kind, 1.0) for example in examples]
