"""A second opinion on what a language model says: the reader's, where the exact rules leave room.

What the rules find word for word, or find changed, stays as they say. Where they could only count
words, a paraphrase that the reader finds supported goes up by one step, and one that it finds
contradicted goes down.
"""

from __future__ import annotations

from dataclasses import replace

from app.answer import Sentence, Support
from app.evidence.close_reading import Judge
from app.model.replies import Told
from app.support import verdict
from index.readings import Judgement

SURE = 0.85  # of the reader; under it the count of words stands
_BETTER: dict[Support, Support] = {"unsupported": "partial", "partial": "supported"}


def judged(told: Told, judge: Judge) -> Told:
    """Return what was told with the reader's opinion in its verdicts."""
    quotes = {citation.number: citation.quote for citation in told.citations}
    pairs = [
        (" ".join(quotes[number] for number in sentence.citations), sentence.text)
        for sentence in told.sentences
    ]
    open_ones = [at for at, (evidence, claim) in enumerate(pairs) if _is_open(claim, evidence)]
    opinions = judge.judge([pairs[at] for at in open_ones]) if open_ones else []
    sentences = list(told.sentences)
    for at, opinion in zip(open_ones, opinions, strict=True):
        sentences[at] = second(sentences[at], opinion)
    return replace(told, sentences=tuple(sentences))


def _is_open(claim: str, evidence: str) -> bool:
    return bool(evidence) and not verdict(claim, evidence).exact


def second(sentence: Sentence, opinion: Judgement) -> Sentence:
    """Return the sentence with its verdict moved by one step where the reader is sure."""
    if opinion.supported >= SURE and sentence.support in _BETTER:
        why = f"{sentence.why}, but say it in other words"
        return replace(sentence, support=_BETTER[sentence.support], why=why)
    if opinion.contradicted >= SURE and sentence.support == "supported":
        return replace(sentence, support="partial", why="the cited words may say the contrary")
    return sentence
