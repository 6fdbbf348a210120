"""What speaks for each sentence that was gathered, and their order by that."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from app.evidence.candidates import Candidate
from app.evidence.spans import announces, only_labels, opens_in_the_middle

WEIGHTS = Path(__file__).with_name("weights.json")
ANNOUNCED = 2.0  # what speaks against a sentence that only tells what will be said where
APART = 3.0  # what speaks against one among thanks, funding and the like, or a table's head
MIDDLE = 2.0  # against what goes on from a formula: "where $v$ is the value of …"


@lru_cache(maxsize=4)
def load_weights(path: Path = WEIGHTS) -> Mapping[str, float]:
    """Return the weight of each feature, learned by `eval/calibrate.py`."""
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))["sentence"]
    return weights


def score(candidate: Candidate, weights: Mapping[str, float]) -> float:
    """Return what speaks for the sentence, as log odds against the other sentences."""
    spoken = sum(weights.get(name, 0.0) * value for name, value in candidate.features.items())
    if candidate.features.get("apart") or only_labels(candidate.text):
        spoken -= APART
    if opens_in_the_middle(candidate.text):
        spoken -= MIDDLE
    return spoken - (ANNOUNCED if announces(candidate.text) else 0.0)


def rank(candidates: Sequence[Candidate]) -> list[tuple[Candidate, float]]:
    """Return the candidates with their scores, best first."""
    weights = load_weights()
    scored = [(candidate, score(candidate, weights)) for candidate in candidates]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0].rank, pair[0].start))
