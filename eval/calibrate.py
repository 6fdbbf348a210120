"""Learns the few weights of the extractive answerer from the test bed, and writes them down.

    python -m eval.calibrate TESTBED [--out app] [--keep FOLDER] [--most 150] [--keep-sentences]

Two sets of weights: which sentence answers (a softmax over a question's sentences), and whether
anything does (a logistic function). They are measured with papers of one half teaching and those of
the other half measuring; those that are written learn from both.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.abstain import estimate
from app.evidence import FEATURES
from app.extract import choose
from app.ranking import load_weights as load_sentence_weights
from app.ranking import score
from eval.examples import Example, first_half, gather_examples
from eval.reached import (
    alarms,
    answerable_report,
    features_of,
    grouped,
    sentence_report,
    strangers_report,
)

Matrix = NDArray[np.float64]

# What speaks for a sentence before anything was learned; where examples are few it stays so.
PRIOR = {
    "late": 4.0, "late_gap": 1.0, "lexical": 1.0, "context": 1.0, "pairs": 1.0, "meaning": 3.0,
    "rank": 1.0, "hit": 1.0, "fit": 0.7, "misfit": -0.7, "year": 1.0, "name": 0.5, "short": -1.5,
    "long": 0.3, "asks": -1.5, "carried": 1.0, "heading": 0.5, "soft": 2.0, "near": 0.5,
    "read": 3.0, "topic": 1.0, "before": 0.5, "defines": 2.5,
    "cued": 1.2, "relevance": 2.0, "remedy": 3.0,
    "trouble": 2.0, "first": 1.0, "alone": 1.5,
}  # fmt: skip
PULL = 0.1  # of the prior
SQUAD_SHARE = 0.5  # of the weight that the papers' questions have together
WRITTEN_SHARE = 0.5  # of a paper's question, for a sentence that answers one as readers ask
# The same for whether anything answers, and of a question on other things than the papers:
# with the reader, and without it, where it hangs on how near the papers come to the question.
WRITTEN_SILENCE = {True: 1.0, False: 0.5}
STRANGER_SHARE = {True: 0.5, False: 4.0}
LESS = ("squad2", "written", "stranger")  # the kinds whose weight is set apart
WITH_READER = {"weights": False, "with reader": True}
MOST = 150  # questions of each file of papers; more teach little and take long


def learn_sentences(examples: Sequence[Example], *, steps: int = 400) -> dict[str, float]:
    """Return weights under which the sentences that answer outweigh the question's others."""
    blocks = [
        (
            _matrix(example),
            np.array(example.right),
            {"squad2": SQUAD_SHARE, "written": WRITTEN_SHARE}.get(example.kind, 1.0),
        )
        for example in examples
        if any(example.right) and not all(example.right)
    ]
    together = np.concatenate([matrix for matrix, _, _ in blocks])
    scale = together.std(axis=0) + 1e-6
    prior = np.array([PRIOR.get(name, 0.0) for name in FEATURES]) * scale
    weights = prior.copy()
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        slope = PULL * (weights - prior)
        for matrix, right, share in blocks:
            scaled = matrix / scale
            scores = scaled @ weights
            every = _softmax(scores)
            good = _softmax(np.where(right, scores, -1e9))
            slope += share * ((every - good) @ scaled) / len(blocks)
        mean = 0.9 * mean + 0.1 * slope  # Adam
        square = 0.999 * square + 0.001 * slope**2
        rate = 0.05 * (1 - step / steps) + 0.002
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
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), dtype=np.float64)


def learn_answerable(
    rows: Sequence[Mapping[str, float]],
    labels: Sequence[bool],
    shares: Sequence[float],
    factors: Sequence[float],
) -> dict[str, float]:
    """Return the weights of a logistic function, fitted by Fisher scoring with a small penalty.

    The rules lower each chance by its factor, so the function is fitted to what is left to say.
    """
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[*(row.get(name, 0.0) for name in names), 1.0] for row in rows])
    target, share, lowered = (np.array(x, dtype=np.float64) for x in (labels, shares, factors))
    penalty = np.diag([*([1.0] * len(names)), 0.0])
    weights = np.zeros(len(names) + 1)
    for _ in range(30):
        plain = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        chance = np.clip(lowered * plain, 1e-6, 1 - 1e-6)
        steep = lowered * plain * (1 - plain)
        slope = matrix.T @ (share * (chance - target) * steep / (chance * (1 - chance)))
        weight = share * steep**2 / (chance * (1 - chance)) + 1e-9
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
    weights = {"squad2": each, "written": WRITTEN_SILENCE[read], "stranger": STRANGER_SHARE[read]}
    return [weights.get(example.kind, 1.0) for example in examples]


def again(example: Example, sentence: Mapping[str, float]) -> Example:
    """Return the example ranked anew under other sentence weights."""
    order = sorted(
        zip(
            example.found.ranked, example.right or [False] * len(example.found.ranked), strict=True
        ),
        key=lambda pair: -score(pair[0][0], sentence),
    )
    ranked = [(candidate, score(candidate, sentence)) for (candidate, _), _ in order]
    chosen = choose(example.found.query, ranked)
    read = example.found.estimate.read
    estimated = estimate(example.found.query, ranked, chosen, example.lexicon, read=read)
    found = replace(example.found, ranked=tuple(ranked), chosen=tuple(chosen), estimate=estimated)
    return replace(example, found=found, right=tuple(right for _, right in order))


def main(argv: Sequence[str] | None = None) -> int:
    """Learn, measure on the other half, and write `weights.json` and `abstain.json`."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("testbed", type=Path, help="folder with papers/ and reading/")
    parser.add_argument("--out", type=Path, default=Path("app"), help="where to write the weights")
    parser.add_argument("--keep", type=Path, help="folder for the libraries, kept for next time")
    parser.add_argument(
        "--keep-sentences",
        action="store_true",
        help="leave the weights for sentences in --out as they are",
    )
    parser.add_argument("--most", type=int, default=MOST, help="questions of each file of papers")
    asked = parser.parse_args(argv)
    if not (asked.testbed / "papers").is_dir():
        parser.error(f"{str(asked.testbed)!r} has no folder papers/; name the test bed.")
    tell = _clock()
    with tempfile.TemporaryDirectory() as scratch:
        keep = asked.keep or Path(scratch)
        examples = gather_examples(asked.testbed, keep, most=asked.most, tell=tell)
    tell(f"learning from {len(examples)} questions")
    known = load_sentence_weights(asked.out / "weights.json") if asked.keep_sentences else None
    sentence, answerable, reached = learn(examples, known=known)
    _write(asked.out / "weights.json", {"sentence": sentence}, reached)
    _write(asked.out / "abstain.json", answerable, reached)
    print(json.dumps(reached, indent=2))  # noqa: T201
    tell(f"written to {asked.out}")
    return 0


def _clock() -> Callable[[str], None]:
    """Return a function that prints a line with the minutes and seconds since now."""
    started = time.monotonic()

    def tell(line: str) -> None:
        minutes, seconds = divmod(int(time.monotonic() - started), 60)
        print(f"{minutes:3}:{seconds:02} {line}", file=sys.stderr, flush=True)  # noqa: T201

    return tell


def learn(
    examples: Sequence[Example], *, known: Mapping[str, float] | None = None
) -> tuple[dict[str, float], dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Return the weights for sentences and for abstaining, learned from all, and what is reached.

    What is reached, by set, is that of weights learned from one half of the papers on the other.
    Weights for sentences that are `known` are kept.
    """
    taught = [example for example in examples if first_half(example.group)]
    reached = _measured(examples, *_weights(taught, known))
    return *_weights(examples, known), reached


def _weights(
    examples: Sequence[Example], known: Mapping[str, float] | None
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Return the weights for sentences, and those for abstaining without and with the reader."""
    answered = [example for example in examples if example.answerable]
    sentence = dict(known) if known else learn_sentences(answered)
    ranked = [again(example, sentence) for example in examples]
    truth = [example.answerable for example in ranked]
    factors = [example.found.estimate.factor for example in ranked]
    answerable = {
        name: learn_answerable(
            [features_of(example, read=read) for example in ranked],
            truth,
            shares(ranked, read=read),
            factors,
        )
        for name, read in WITH_READER.items()
    }
    return sentence, answerable


def _measured(
    examples: Sequence[Example],
    sentence: Mapping[str, float],
    answerable: Mapping[str, Mapping[str, float]],
) -> dict[str, dict[str, float]]:
    """Return what the weights reach by set, on the papers that do not teach."""
    ranked = [again(example, sentence) for example in examples]
    measured = [example for example in ranked if not first_half(example.group)]
    reached: dict[str, dict[str, float]] = {}
    for name, read in WITH_READER.items():
        for kind, group in grouped(measured).items():
            reached[f"{kind} {name}"] = answerable_report(group, answerable[name], read=read)
        if strange := [example for example in measured if example.kind == "stranger"]:
            report = strangers_report(strange, answerable[name], read=read)
            reached[f"stranger {name}"] = report
    for kind, group in grouped(ranked).items():
        reached[f"{kind} alarms"] = alarms(group)
    for kind, group in grouped(measured).items():
        if not kind.endswith("near"):
            reached[f"{kind} sentences"] = sentence_report(group)
    return reached


def _write(
    path: Path,
    weights: Mapping[str, Mapping[str, float]],
    reached: Mapping[str, Mapping[str, float]],
) -> None:
    rounded = {name: {k: round(v, 4) for k, v in group.items()} for name, group in weights.items()}
    figures = {name: {k: round(v, 3) for k, v in row.items()} for name, row in reached.items()}
    text = json.dumps({**rounded, "reached on the half not learned from": figures}, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
