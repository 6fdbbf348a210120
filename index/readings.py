"""What the reader says of a text, and how its raw scores become chances."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

_SURE = 0.995  # chances beyond are as good as sure
CAUTION = 3.0  # how many times as likely as the others "supported" has to be

Label = Literal["supported", "contradicted", "unrelated"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether evidence supports or contradicts a claim, or says neither; the three add up to 1."""

    supported: float
    contradicted: float
    unrelated: float

    @property
    def label(self) -> Label:
        """The verdict: the likeliest, where calling a false claim supported costs more.

        It misleads; a true one that is doubted only costs a look.
        """
        if self.supported > CAUTION * max(self.contradicted, self.unrelated):
            return "supported"
        return "contradicted" if self.contradicted > self.unrelated else "unrelated"


SAYS_NOTHING = Judgement(supported=0.0, contradicted=0.0, unrelated=1.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one passage for a question gave.

    `start`, `end`: characters of the passage, the likeliest answer, whether or not there is one.
    `span_score`: how much likelier (log-odds) that span is than "no answer". `answerable`: the
    calibrated chance that the passage answers the question. `relevance`: in [0, 1], to rank by.
    `judgement`: what the passage says of the question, taken as a claim. `starts`: the characters
    where an answer, if there is one, may start, each with its chance.
    """

    start: int
    end: int
    span_score: float
    answerable: float
    relevance: float
    judgement: Judgement = SAYS_NOTHING
    starts: tuple[tuple[int, float], ...] = ()

    @property
    def bearing(self) -> float:
        """How much the passage bears on the query, in [0, 1]: it answers, or judges it."""
        return (self.relevance + 1 - self.judgement.unrelated) / 2

    def share(self, start: int, end: int) -> float:
        """Return the chance that an answer, if there is one, starts in `[start, end)`."""
        return sum(chance for at, chance in self.starts if start <= at < end)


@dataclass(frozen=True, slots=True)
class Closer:
    """How a passage and its answering sentence, read alone, together make one chance.

    The weights of a logistic function, fitted on kept-back data (in the card). A passage lends its
    sentence what stands around it; alone it shows what it lacks. And a question whose name, number
    or direction was changed is contradicted as a claim, though the passage looks as if it answered.
    """

    whole: float
    whole_supported: float
    whole_contradicted: float
    alone: float
    alone_supported: float
    alone_contradicted: float
    bias: float

    def chance(self, whole: Reading, alone: Reading) -> float:
        """Return the chance that the passage answers."""
        weights = (
            self.whole,
            self.whole_supported,
            self.whole_contradicted,
            self.alone,
            self.alone_supported,
            self.alone_contradicted,
        )
        pairs = zip(weights, told(whole, alone), strict=True)
        return sigmoid(sum(weight * value for weight, value in pairs) + self.bias)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How raw scores become probabilities, as fitted on kept-back data (in the card).

    `answerable` is the logistic function of weight x logit + sure x log(1 + exp(logit)) + span x
    span_score + bias: beta calibration (Kull, Silva Filho and Flach 2017), which bends a scale
    whose ends are not equally sure. `support` divides the three logits by a temperature. `closer`
    is absent where only single texts were fitted.
    """

    weight: float
    span: float
    bias: float
    temperature: float
    sure: float = 0.0
    closer: Closer | None = None

    def chance(self, logit: float, span_score: float) -> float:
        """Return the chance that a passage answers, from the raw logit and the span's score."""
        bent = self.weight * logit + self.sure * float(np.logaddexp(0.0, logit))
        return sigmoid(bent + self.span * span_score + self.bias)


def told(whole: Reading, alone: Reading) -> tuple[float, ...]:
    """Return what `Closer` weighs, in the order of its weights."""
    return tuple(
        value
        for reading in (whole, alone)
        for value in (
            log_odds(reading.answerable),
            reading.judgement.supported,
            reading.judgement.contradicted,
        )
    )


def log_odds(chance: float, *, sure: float = _SURE) -> float:
    """Return the log-odds of a chance, those of `sure` at most, which are as good as any beyond."""
    bounded = min(max(chance, 1 - sure), sure)
    return math.log(bounded / (1 - bounded))


def sigmoid(value: float) -> float:
    """Return the chance whose log-odds are `value`."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))
