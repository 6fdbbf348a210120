"""Calibrate the reader on kept-back data, and write the card that belongs to its weights."""

from __future__ import annotations

import hashlib
import json
import math
import random
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.questions import Json
from eval.reader_data import RANKING, READING, SUPPORTING, Example, build
from eval.reader_rows import LABELS, ReadingRow, load_rows, share_of
from index.minilm import HUB_NAME, SHA256
from index.reader import Calibration, Reader

Values = NDArray[np.float64]
PLAIN = Calibration(weight=1, span=0, bias=0, temperature=1)  # leaves the raw scores readable


def calibrate(reader: Reader, *, data: Path, squad: Path | None, seed: int) -> Calibration:
    """Return the calibration fitted on what `build` keeps back and `squad`'s calibrating quarter.

    `reader` must have been made with `PLAIN`.
    """
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw
    held = build(data, squad=None, rng=rng, held=True)
    reading = [row for row in held if row.answerable >= 0 and row.source.startswith("reading/")]
    pairs = [(row.query, row.passage, row.answerable) for row in reading[:2000]]
    if squad is not None:
        pairs += [
            (row.question, row.context, int(bool(row.answers)))
            for row in load_rows(squad)
            if isinstance(row, ReadingRow) and share_of(row.context) == "calibrated"
        ]
    readings = reader.read_pairs([(question, passage) for question, passage, _ in pairs])
    features = np.array([[_logit(one.answerable), one.span_score, 1] for one in readings])
    weight, span, bias = fit_logistic(features, np.array([truth for _, _, truth in pairs]))
    judged = [row for row in held if row.support >= 0][:2500]
    return Calibration(weight, span, bias, _temperature(reader, judged))


def fit_logistic(features: Values, labels: NDArray[np.int64]) -> tuple[float, ...]:
    """Return the weights of a logistic regression, by Newton's method with a slight ridge."""
    weights = np.zeros(features.shape[1])
    for _ in range(50):
        chances = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (chances - labels) + 1e-3 * weights
        curve = (features * (chances * (1 - chances))[:, None]).T @ features
        step = np.linalg.solve(curve + 1e-3 * np.eye(len(weights)), slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-8:
            break
    return tuple(weights.tolist())


def fit_temperature(logits: Values, labels: NDArray[np.int64]) -> float:
    """Return the temperature, 0.5 to 4, under which the (rows, classes) logits lose least."""
    rows = np.arange(len(labels))

    def loss(temperature: float) -> float:
        scaled = logits / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        return float((np.log(np.exp(scaled).sum(axis=1)) - scaled[rows, labels]).mean())

    return float(min(np.linspace(0.5, 4, 141), key=loss))


def write_card(
    weights: Path,
    calibration: Calibration,
    *,
    training: dict[str, Json],
    data: Path,
    squad: Path | None,
    figures: dict[str, Json],
) -> None:
    """Write the JSON card beside `weights`: what they are made for, of what, and how good."""
    files = [data / "reading" / f"{name}.jsonl" for name in READING]
    files += [data / "ranking" / f"{name}.jsonl" for name in RANKING]
    files += [data / "support" / f"{name}.jsonl" for name in SUPPORTING]
    named: dict[str, Json] = {
        f"{file.parent.name}/{file.name}": _sha256(file) for file in sorted(files)
    }
    if squad is not None:
        named[f"half of {squad.name}"] = _sha256(squad)
    card: dict[str, Json] = {
        "sha256": _sha256(weights),
        "base": {"name": HUB_NAME, "licence": "Apache-2.0", "sha256": SHA256},
        "format": "int8 steps with one fp16 step size a row, on the base weights; heads fp16",
        "calibration": dict(asdict(calibration)),
        "training": training,
        "data": named,
        "licences": LICENCES,
        "figures": figures,
        "limits": "English; passages of about 250 tokens; docs/reader.md tells the rest",
    }
    text = json.dumps(card, indent=1, ensure_ascii=False)
    weights.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


LICENCES = (
    "Trained on public sets whose licences allow it: CC BY 2.5 (BioASQ), CC BY 3.0, CC BY 4.0, "
    "CC BY-SA 3.0 and 4.0 (SQuAD, QED, VitaminC, FEVER, SNLI and Wikipedia texts), ODC-BY 1.0 "
    "(WiCE), Apache-2.0 (TyDi QA, SelQA, SciTail, SummEdits, Fool Me Twice), MIT (QAMR, Evidence "
    "Inference, Check-COVID, ConjNLI). By recollection, without a licence file at the source: "
    "squadshifts_wiki (CC BY 4.0), doc2dial (CC BY 3.0), multihop_small (CC BY-SA 4.0, CC BY 4.0)."
)


def _temperature(reader: Reader, judged: Sequence[Example]) -> float:
    told = reader.judge([(row.passage, row.query) for row in judged])
    shares = np.array([[one.supported, one.contradicted, one.unrelated] for one in told])
    return fit_temperature(
        np.log(shares.clip(1e-9)), np.array([row.support for row in judged]) % len(LABELS)
    )


def _logit(chance: float) -> float:
    chance = min(1 - 1e-12, max(1e-12, chance))
    return math.log(chance / (1 - chance))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
