"""What is measured: a table of names, the value of each for one question, and the figures of a set.

A question that got no result counts zero wherever it counts at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import ir_measures
from ir_measures import RR, R, Success, nDCG

from app.answer import Answer, Citation
from eval.bootstrap import (
    Estimate,
    area_estimate,
    auroc_estimate,
    mean_estimate,
    quantile_estimate,
)
from eval.matching import includes
from eval.questions import Evidence, Question
from eval.relevance import Judge, Place, judged_run, named_evidence

DEPTH = 10
RETRIEVAL = (nDCG @ 10, R @ 10, Success @ 1, Success @ 5, RR)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure's name, what it says, and whether a lower figure is the better one.

    `gated`: a baseline comparison fails when it gets worse. Times depend on the machine, and
    are reported only.
    """

    name: str
    says: str
    lower_is_better: bool = False
    gated: bool = True


MEASURES = (
    Measure("accuracy", "questions dealt with rightly: answer shown, or rightly abstained"),
    Measure("answer-inclusion", "answerable questions whose shown sentences hold the answer"),
    Measure("section-accuracy", "first citation stands in the right section, or below it"),
    Measure("evidence-cited", "some citation stands on the evidence"),
    Measure("quote-fidelity", "quotes that are, letter by letter, at their place in the document"),
    Measure("answer-rate", "answerable questions that are answered"),
    Measure("abstention-rate", "unanswerable questions that are not answered"),
    Measure("confidence-auroc", "chance that an answerable question gets the higher confidence"),
    Measure(
        "score-auroc",
        "the same for the score of the first passage, without reader and rules",
        gated=False,
    ),
    Measure(
        "risk-coverage-area",
        "mean share of wrong answers over all confidence thresholds",
        lower_is_better=True,
    ),
    Measure("citation-recall", "sentences that their citations support together (ALCE)"),
    Measure("citation-precision", "citations that support, or are needed (ALCE)"),
    Measure("passage-inclusion@5", "the top five passages hold the answer"),
    Measure("nDCG@10", "evidence found in the top ten, discounted by rank"),
    Measure("R@10", "share of the evidence found in the top ten"),
    Measure("Success@1", "the first passage bears evidence"),
    Measure("Success@5", "one of the top five passages bears evidence"),
    Measure("RR", "one over the rank of the first passage that bears evidence"),
    Measure(
        "disagreement-notices",
        "answers that say that the documents disagree",
        lower_is_better=True,
        gated=False,
    ),
    Measure("sentences", "sentences an answer shows", lower_is_better=True, gated=False),
    Measure("latency-p50", "median seconds an answer", lower_is_better=True, gated=False),
    Measure("latency-p95", "seconds within which 95 % came", lower_is_better=True, gated=False),
)
OF_CITATIONS = ("quote-fidelity", "citation-recall", "citation-precision")
BY_NAME = {measure.name: measure for measure in MEASURES}
UNBOUNDED = ("sentences", "latency-p50", "latency-p95")  # the others are shares
DIRECTIONS = {measure.name: measure.lower_is_better for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a question got. `answer` is None where asking failed; `error` says why.

    `hits` are at most DEPTH places, best first, with their texts. `verbatim` has a truth value a
    citation; `supporting` the pairs (citation numbers, of those the supporting) a sentence.
    `score` is what the search alone gave its first passage.
    """

    question: Question
    answer: Answer | None
    hits: tuple[tuple[Place, str], ...] = ()
    verbatim: tuple[bool, ...] = ()
    supporting: tuple[tuple[int, int], ...] = ()
    seconds: float = 0.0
    error: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A question's line in a report. `values` holds the measures that apply to it.

    `answers` and `must_include` are what the answer had to hold: any of the one, all of the other.
    """

    id: str
    question: str
    kind: str
    document: str
    answerable: bool
    abstained: bool
    confidence: float
    seconds: float
    searched: str
    text: str
    cited: tuple[str, ...]
    expected: tuple[str, ...]
    error: str
    values: dict[str, float]
    score: float = 0.0
    answers: tuple[str, ...] = ()
    must_include: tuple[str, ...] = ()


def score(outcomes: Sequence[Outcome], judge: Judge) -> list[Row]:
    """Return one row a question, in order."""
    found = retrieval_values(outcomes, judge)
    return [_row(outcome, found[outcome.question.id], judge) for outcome in outcomes]


def retrieval_values(outcomes: Iterable[Outcome], judge: Judge) -> dict[str, dict[str, float]]:
    """Return the retrieval measures a question id; empty for questions without evidence."""
    qrels: dict[str, dict[str, int]] = {}
    run: dict[str, dict[str, float]] = {}
    values: dict[str, dict[str, float]] = defaultdict(dict)
    for outcome in outcomes:
        question = outcome.question
        if question.answerable and question.evidence:
            qrels[question.id] = {name: 1 for name, _ in named_evidence(question)}
            run[question.id] = ranked_scores(outcome, judge)
    for metric in ir_measures.iter_calc(RETRIEVAL, qrels, run):
        values[metric.query_id][str(metric.measure)] = float(metric.value)
    return values


def ranked_scores(outcome: Outcome, judge: Judge) -> dict[str, float]:
    """Return a question's run: what each rank found, with a score that falls by rank."""
    names = judged_run(outcome.question, (place for place, _ in outcome.hits), judge)
    return {name: float(len(names) - at) for at, name in enumerate(names)}


def estimates(rows: Sequence[Row]) -> dict[str, Estimate]:
    """Return the figure of each measure that applies to at least one of the rows."""
    figures: dict[str, Estimate] = {}
    for measure in MEASURES:
        values = [row.values[measure.name] for row in rows if measure.name in row.values]
        if values:
            figures[measure.name] = mean_estimate(values)
        elif measure.name in _OF_A_SET and (figure := _OF_A_SET[measure.name](rows)):
            figures[measure.name] = figure
    return figures


def _row(outcome: Outcome, found: dict[str, float], judge: Judge) -> Row:
    question, answer = outcome.question, outcome.answer
    answered = answer is not None and not answer.abstained
    # No result is the worst confidence there is: none in what has an answer, full in what has not.
    confidence = answer.confidence if answer else 1.0 - question.answerable
    return Row(
        id=question.id,
        question=question.question,
        kind=question.kind,
        document=question.evidence[0].document if question.evidence else "",
        answerable=question.answerable,
        abstained=answer is not None and answer.abstained,
        confidence=confidence,
        seconds=outcome.seconds,
        searched=answer.searched if answer else "",
        text=answer.text if answer else "",
        cited=tuple(citation.section for citation in answer.citations) if answer else (),
        expected=tuple(dict.fromkeys(_place_name(item) for item in question.evidence)),
        error=outcome.error,
        values={**found, **_answer_values(outcome, judge, answered=answered)},
        score=outcome.score if answer else 1.0 - question.answerable,
        answers=question.answers,
        must_include=question.must_include,
    )


def _answer_values(outcome: Outcome, judge: Judge, *, answered: bool) -> dict[str, float]:
    question = outcome.question
    values = _citation_values(outcome)
    if not question.answerable:
        refused = outcome.answer is not None and not answered
        return values | {"abstention-rate": float(refused), "accuracy": float(refused)}
    values["answer-rate"] = float(answered)
    values |= _evidence_values(outcome, judge)
    if question.answers or question.must_include:
        shown = _shown(outcome.answer)
        passages = sorted(outcome.hits[:5], key=lambda hit: (hit[0].document_id, hit[0].start))
        values["answer-inclusion"] = _included(question, shown)
        values["passage-inclusion@5"] = _included(question, " ".join(text for _, text in passages))
    # What has evidence only is judged by the evidence.
    values["accuracy"] = values.get("answer-inclusion", values.get("evidence-cited", 0.0))
    return values


def _evidence_values(outcome: Outcome, judge: Judge) -> dict[str, float]:
    evidence = outcome.question.evidence
    answer = outcome.answer
    citations = answer.citations if answer and not answer.abstained else ()
    values: dict[str, float] = {}
    if evidence:
        values["evidence-cited"] = float(
            any(judge.relevant(_place(cited), item) for cited in citations for item in evidence)
        )
    if any(item.section for item in evidence):
        values["section-accuracy"] = float(
            any(judge.in_section(_place(citations[0]), item) for item in evidence)
            if citations
            else False
        )
    return values


def _citation_values(outcome: Outcome) -> dict[str, float]:
    answer = outcome.answer
    if answer is None:
        worst = dict.fromkeys(OF_CITATIONS, 0.0)
        return worst if outcome.question.answerable else {}
    if answer.abstained or answer.mode == "smalltalk":
        return {}
    values = {"sentences": float(len(answer.sentences)), "quote-fidelity": 0.0}
    values["disagreement-notices"] = float(bool(answer.disagreements))
    if outcome.verbatim:
        values["quote-fidelity"] = sum(outcome.verbatim) / len(outcome.verbatim)
    recalled = [
        bool(sentence.citations) and sentence.support == "supported"
        for sentence in answer.sentences
    ]
    citations = sum(number for number, _ in outcome.supporting)
    supporting = sum(number for _, number in outcome.supporting)
    values["citation-recall"] = sum(recalled) / len(recalled) if recalled else 0.0
    values["citation-precision"] = supporting / citations if citations else 0.0
    return values


def _included(question: Question, text: str) -> float:
    return float(includes(text, answers=question.answers, must_include=question.must_include))


def _shown(answer: Answer | None) -> str:
    if answer is None or answer.abstained:
        return ""
    return " ".join(sentence.text for sentence in answer.sentences)


def _place(citation: Citation) -> Place:
    return Place(citation.document_id, citation.section, citation.start, citation.end)


def _place_name(evidence: Evidence) -> str:
    return " ".join(part for part in (evidence.document, evidence.section) if part)


def _auroc(worth: Callable[[Row], float]) -> Callable[[Sequence[Row]], Estimate | None]:
    def figure(rows: Sequence[Row]) -> Estimate | None:
        answerable = [worth(row) for row in rows if row.answerable]
        unanswerable = [worth(row) for row in rows if not row.answerable]
        return auroc_estimate(answerable, unanswerable) if answerable and unanswerable else None

    return figure


def _risk_coverage_area(rows: Sequence[Row]) -> Estimate | None:
    confidences, right = selective(rows)
    return area_estimate(confidences, right) if confidences else None


def selective(
    rows: Sequence[Row], *, by: Callable[[Row], float] = lambda row: row.confidence
) -> tuple[list[float], list[float]]:
    """Return a confidence for each row (or what `by` gives), and whether answering is right.

    An unanswerable question is never right to answer. An answerable one that was abstained from
    showed no answer, and counts as wrong.
    """
    right = [row.values["accuracy"] if row.answerable else 0.0 for row in rows]
    return [by(row) for row in rows], right


def _latency(quantile: float) -> Callable[[Sequence[Row]], Estimate | None]:
    def figure(rows: Sequence[Row]) -> Estimate | None:
        times = [row.seconds for row in rows if not row.error]
        return quantile_estimate(times, quantile) if times else None

    return figure


_OF_A_SET: dict[str, Callable[[Sequence[Row]], Estimate | None]] = {
    "confidence-auroc": _auroc(lambda row: row.confidence),
    "score-auroc": _auroc(lambda row: row.score),
    "risk-coverage-area": _risk_coverage_area,
    "latency-p50": _latency(0.5),
    "latency-p95": _latency(0.95),
}
