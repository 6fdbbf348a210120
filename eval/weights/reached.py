"""What learned weights reach: the right sentence, telling what has an answer, false alarms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.abstain import READ, probability, threshold
from eval.weights.examples import Example

Matrix = NDArray[np.float64]


def grouped(examples: Sequence[Example]) -> dict[str, list[Example]]:
    """Return the examples by set, and beside its answerable ones its near misses alone."""
    groups: dict[str, list[Example]] = {}
    for kind in sorted({example.kind for example in examples}):
        base = kind.removesuffix(" near")
        group = [e for e in examples if e.kind == kind or (e.kind == base and e.answerable)]
        if len({example.answerable for example in group}) == 2:
            groups[kind] = group
    return groups


def features_of(example: Example, *, read: bool) -> dict[str, float]:
    """Return the features of an example's evidence, the reader's among them or not."""
    found = example.found.estimate.features
    return {name: value for name, value in found.items() if read or name not in READ}


def sentence_report(examples: Sequence[Example]) -> dict[str, float]:
    """Return how often the first, and any shown, sentence holds the answer where one was found."""
    judged = [example for example in examples if example.answerable and any(example.right)]
    if not judged:
        return {"questions": 0}
    first = [example.right[0] for example in judged]
    shown = [
        any(
            right
            and any(
                item.document is candidate.document
                and item.start <= candidate.start
                and candidate.end <= item.end
                for item in example.found.chosen
            )
            for (candidate, _), right in zip(example.found.ranked, example.right, strict=True)
        )
        for example in judged
    ]
    counts = [len(example.found.chosen) for example in judged]
    return {
        "first": float(np.mean(first)),
        "shown": float(np.mean(shown)),
        "sentences": float(np.mean(counts)),
        "questions": len(judged),
    }


def answerable_report(
    examples: Sequence[Example], weights: Mapping[str, float], *, read: bool
) -> dict[str, float]:
    """Return how well the probability tells answerable from unanswerable, and the score alone."""
    known = [replace(e.found.estimate, features=features_of(e, read=read)) for e in examples]
    chances = np.array([probability(estimated, weights) for estimated in known])
    truth = np.array([example.answerable for example in examples])
    alone = np.array([example.found.estimate.features.get("late", 0.0) for example in examples])
    yes, no = chances[truth], chances[~truth]
    cut = float(np.quantile(yes, 0.05))
    return {
        "auroc": auroc(yes, no),
        "auroc of the search score alone": auroc(alone[truth], alone[~truth]),
        "answer rate at 0.5": float((yes >= 0.5).mean()),
        "abstention at 0.5": float((no < 0.5).mean()),
        "threshold for answer rate 0.95": cut,
        "abstention there": float((no < cut).mean()),
        "questions": len(examples),
    }


def strangers_report(
    examples: Sequence[Example], weights: Mapping[str, float], *, read: bool
) -> dict[str, float]:
    """Return for how many of the questions on other things Footnote is silent."""
    known = [replace(e.found.estimate, features=features_of(e, read=read)) for e in examples]
    silent = [probability(estimated, weights) < threshold(read=read) for estimated in known]
    return {"silent": float(np.mean(silent)), "questions": len(silent)}


def alarms(examples: Sequence[Example]) -> dict[str, float]:
    """Return how often each rule finds something missing, where there is an answer and where not.

    Where there is one it is a false alarm.
    """
    figures: dict[str, float] = {}
    for truth, name in ((True, "answerable"), (False, "not answerable")):
        lacking = [set(e.found.estimate.lacking) for e in examples if e.answerable == truth]
        for kind in sorted({kind for kinds in lacking for kind in kinds}):
            figures[f"{kind}, {name}"] = sum(kind in kinds for kinds in lacking) / len(lacking)
    return figures


def auroc(yes: Matrix, no: Matrix) -> float:
    """Return the chance that one of `yes` is greater than one of `no`."""
    return float((yes[:, None] > no[None, :]).mean() + 0.5 * (yes[:, None] == no[None, :]).mean())
