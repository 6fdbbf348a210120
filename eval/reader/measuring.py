"""The reader by itself: spans, answerability and support, on files with known answers."""

from __future__ import annotations

import collections
import re
import string
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.export import Json
from eval.bootstrap import Estimate, auroc_estimate, mean_estimate
from eval.matching import find_quote, holds
from eval.reader.rows import LABELS, ReadingRow, SupportRow
from index.reader import Reader
from index.readings import Judgement, Reading
from ingest.sentences import split_sentences

BINS = 10
SAMPLES = 200  # of the bootstrap: a calibration error takes long
FEWEST = 3  # sentences that are a choice
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_NUMBER = re.compile(
    r"\b(?:how (?:many|much|long|old|far|often|large|high)|when|what (?:year|percent\w*|number|"
    r"proportion|rate)|which year)\b",
    re.I,
)
_DEFINITION = re.compile(r"^\W*(?:what (?:is|are|does .* (?:mean|stand for))|define)\b", re.I)


@dataclass(frozen=True, slots=True)
class ReaderReport:
    """Figures over all rows and by kind of row; `bins` are the reliability diagram's.

    A bin is (mean chance given, share that was right, rows).
    """

    rows: int
    measures: dict[str, Estimate]
    groups: dict[str, dict[str, Estimate]]
    bins: tuple[tuple[float, float, int], ...]
    seconds: float


def measure(rows: Sequence[ReadingRow] | Sequence[SupportRow], reader: Reader) -> ReaderReport:
    """Return how the reader does on rows of one kind."""
    began = time.perf_counter()
    reading = [row for row in rows if isinstance(row, ReadingRow)]
    if reading:
        readings = reader.read_closely([(row.question, row.context) for row in reading])
        pairs = list(zip(reading, readings, strict=True))
        kinds = [question_kind(row.question) for row in reading]
        measures = reading_measures(pairs) | sentence_alone(reading, reader.read_pairs)
        by_kind = {
            kind: reading_measures(
                [pair for pair, of in zip(pairs, kinds, strict=True) if of == kind]
            )
            for kind in sorted(set(kinds))
        }
        chances = [reading.answerable for reading in readings]
        bins = reliability(chances, [bool(row.answers) for row in reading])
    else:
        support = [row for row in rows if isinstance(row, SupportRow)]
        judged = reader.judge([(row.evidence, row.claim) for row in support])
        told = list(zip(support, judged, strict=True))
        measures, by_kind = support_measures(told), {}
        supported = [row.label == "supported" for row in support]
        bins = reliability([judgement.supported for judgement in judged], supported)
    seconds = time.perf_counter() - began
    return ReaderReport(len(rows), measures, by_kind, bins, seconds)


def support_measures(told: Sequence[tuple[SupportRow, Judgement]]) -> dict[str, Estimate]:
    """Return accuracy, macro-F1 and, by label, how many of its rows were recognised."""
    truth = [row.label for row, _ in told]
    said = [judgement.label for _, judgement in told]
    right = [float(a == b) for a, b in zip(truth, said, strict=True)]
    measures = {"accuracy": mean_estimate(right), "macro-F1": _macro_f1(truth, said)}
    for label in LABELS:
        of_label = [value for value, name in zip(right, truth, strict=True) if name == label]
        if of_label:
            measures[f"recall-{label}"] = mean_estimate(of_label)
    changed = [float(b != "supported") for a, b in zip(truth, said, strict=True) if a != LABELS[0]]
    if changed:
        measures["not-supported-caught"] = mean_estimate(changed)
    return measures


def reliability(
    chances: Sequence[float], right: Sequence[bool]
) -> tuple[tuple[float, float, int], ...]:
    """Return (mean chance, share right, rows) of each of ten equal bins that has rows."""
    given, held = np.asarray(chances), np.asarray(right, dtype=np.float64)
    places = np.minimum((given * BINS).astype(int), BINS - 1)
    return tuple(
        (float(given[places == at].mean()), float(held[places == at].mean()), int(n))
        for at in range(BINS)
        if (n := (places == at).sum())
    )


def calibration_error(bins: Sequence[tuple[float, float, int]]) -> float:
    """Return the expected calibration error: the bins' mean gap, weighted by rows."""
    total = sum(rows for _, _, rows in bins)
    return sum(abs(chance - share) * rows for chance, share, rows in bins) / total


def question_kind(question: str) -> str:
    """Return "number", "definition" or "other": what a question asks for, by its words."""
    if _NUMBER.search(question):
        return "number"
    return "definition" if _DEFINITION.search(question) else "other"


def token_f1(text: str, answer: str) -> float:
    """Return the overlap of two answers' words, as SQuAD counts it."""
    said, wanted = _plain(text).split(), _plain(answer).split()
    common = sum((collections.Counter(said) & collections.Counter(wanted)).values())
    return 2 * common / (len(said) + len(wanted)) if common else 0.0


def as_json(report: ReaderReport) -> dict[str, Json]:
    """Return the report as `--json` prints it."""
    return {
        "rows": report.rows,
        "measures": _plain_measures(report.measures),
        "by_kind": {kind: _plain_measures(of_kind) for kind, of_kind in report.groups.items()},
        "reliability": [list(part) for part in report.bins],
        "seconds": round(report.seconds, 2),
    }


def as_text(report: ReaderReport) -> str:
    """Return the report as lines for a terminal."""
    lines = [f"{report.rows} rows in {report.seconds:.1f} s"]
    for kind, measures in [("all", report.measures), *sorted(report.groups.items())]:
        shown = "  ".join(f"{name} {value.mean:.3f}" for name, value in measures.items())
        lines.append(f"{kind:<11} {shown}")
    return "\n".join(lines)


def reading_measures(pairs: Sequence[tuple[ReadingRow, Reading]]) -> dict[str, Estimate]:
    """Return F1, EM and sentence over the answerable; AUROC and ECE over all."""
    measures: dict[str, Estimate] = {}
    answerable = [(row, reading) for row, reading in pairs if row.answers]
    silent = [reading.answerable for row, reading in pairs if not row.answers]
    if answerable:
        scores = [_span_scores(row, reading) for row, reading in answerable]
        for at, name in enumerate(("F1", "EM", "sentence")):
            measures[name] = mean_estimate([score[at] for score in scores])
    if answerable and silent:
        positive = [reading.answerable for _, reading in answerable]
        measures["AUROC"] = auroc_estimate(positive, silent)
        measures["ECE"] = _ece([(reading.answerable, bool(row.answers)) for row, reading in pairs])
    return measures


def sentence_alone(
    rows: Sequence[ReadingRow], read: Callable[[Sequence[tuple[str, str]]], Sequence[Reading]]
) -> dict[str, Estimate]:
    """Return how often the likeliest of a text's sentences, each read by itself, is the right one.

    Asked of answerable rows with a choice of three sentences or more; nothing where there are none.
    """
    choices = [
        (row, spans)
        for row in rows
        if row.answers and len(spans := split_sentences(row.context)) >= FEWEST
    ]
    texts = [(row.question, row.context[a:b]) for row, spans in choices for a, b in spans]
    readings = iter(read(texts))
    held: list[float] = []
    for row, spans in choices:
        told = [(next(readings).answerable, span) for span in spans]
        held.append(float(_holds_answer(row, max(told)[1])))
    return {"sentence-alone": mean_estimate(held)} if held else {}


def _ece(pairs: Sequence[tuple[float, bool]]) -> Estimate:
    chances = np.array([chance for chance, _ in pairs])
    right = np.array([held for _, held in pairs])
    draws = np.random.default_rng(0).integers(0, len(pairs), size=(SAMPLES, len(pairs)))
    figures = [
        calibration_error(reliability(chances[rows].tolist(), right[rows].tolist()))
        for rows in draws
    ]
    low, high = np.quantile(figures, (0.025, 0.975))
    figure = calibration_error(reliability(chances.tolist(), right.tolist()))
    return Estimate(figure, float(low), float(high), len(pairs))


def _span_scores(row: ReadingRow, reading: Reading) -> tuple[float, float, float]:
    """Return F1, exact match, and whether the sentence of the span holds (part of) an answer."""
    text = row.context[reading.start : reading.end]
    f1 = max(token_f1(text, answer) for answer in row.answers)
    exact = float(any(_plain(text) == _plain(answer) for answer in row.answers))
    spans = split_sentences(row.context)
    around = [span for span in spans if span[0] <= reading.start < span[1]] or [(0, 0)]
    return f1, exact, float(_holds_answer(row, around[0]))


def _holds_answer(row: ReadingRow, span: tuple[int, int]) -> bool:
    """Say whether the sentence at `span` of the row's text holds (part of) an answer."""
    sentence = row.context[slice(*span)]
    return any(holds(sentence, answer) or holds(answer, sentence) for answer in row.answers) or any(
        start < span[1] and end > span[0]
        for answer in row.answers
        for start, end in find_quote(row.context, answer)
    )


def _macro_f1(truth: Sequence[str], said: Sequence[str]) -> Estimate:
    def macro(rows: Sequence[int]) -> float:
        scores = []
        for label in sorted(set(truth)):
            hit = sum(truth[row] == said[row] == label for row in rows)
            total = sum((truth[row] == label) + (said[row] == label) for row in rows)
            scores.append(2 * hit / total if total else 0.0)
        return sum(scores) / len(scores)

    rng = np.random.default_rng(0)
    draws = [macro(rng.integers(0, len(truth), len(truth)).tolist()) for _ in range(100)]
    low, high = np.quantile(draws, (0.025, 0.975))
    return Estimate(macro(range(len(truth))), float(low), float(high), len(truth))


def _plain(text: str) -> str:
    lowered = "".join(mark for mark in text.casefold() if mark not in string.punctuation)
    return " ".join(_ARTICLES.sub(" ", lowered).split())


def _plain_measures(measures: Mapping[str, Estimate]) -> dict[str, Json]:
    return {
        name: {"mean": value.mean, "low": value.low, "high": value.high}
        for name, value in measures.items()
    }
