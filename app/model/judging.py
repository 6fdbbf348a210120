"""A second opinion on what a language model says: the reader's, where the exact rules leave room.

What the rules find word for word, or find changed, stays as they say. Where they could only count
words, or miss a name, what the reader is sure of goes up by one step; what it doubts is not called
supported, and what it finds refuted or not spoken of is not called supported in part either.
"""

from __future__ import annotations

from dataclasses import replace

from app.answer import Sentence, Support
from app.evidence.close_reading import Judge
from app.model.replies import Told
from app.support import verdict
from index.readings import Judgement

# Chances that a claim is supported, as the reader gives them. Of public claims that it was not
# trained on, nine in ten are true where it is SURE, one in seven below DOUBTED (whose words are all
# there), one in twenty below REFUTED.
SURE = 0.85
DOUBTED = 0.3
REFUTED = 0.1
_BETTER: dict[Support, Support] = {"unsupported": "partial", "partial": "supported"}


def judged(told: Told, judge: Judge) -> Told:
    """Return what was told with the reader's opinion in its verdicts."""
    quotes = {citation.number: citation.quote for citation in told.citations}
    pairs = [
        (" ".join(quotes[number] for number in sentence.citations), sentence.text)
        for sentence in told.sentences
    ]
    open_ones = [at for at, (evidence, claim) in enumerate(pairs) if is_open(claim, evidence)]
    opinions = judge.judge([pairs[at] for at in open_ones]) if open_ones else []
    sentences = list(told.sentences)
    for at, opinion in zip(open_ones, opinions, strict=True):
        sentences[at] = second(sentences[at], opinion)
    return replace(told, sentences=tuple(sentences))


def is_open(claim: str, evidence: str) -> bool:
    """Say whether the exact rules leave the reader a say."""
    return bool(evidence) and not verdict(claim, evidence).exact


def second(sentence: Sentence, opinion: Judgement) -> Sentence:
    """Return the sentence with its verdict, as the reader's opinion leaves it."""
    chance = opinion.supported
    if chance >= SURE and sentence.support in _BETTER:
        why = f"{sentence.why}; yet the source seems to say it in other words"
        return replace(sentence, support=_BETTER[sentence.support], why=why)
    contrary = opinion.contradicted > opinion.unrelated
    if chance < REFUTED and sentence.support != "unsupported":
        why = f"the cited words seem to say {'the contrary' if contrary else 'something else'}"
        return replace(sentence, support="unsupported", why=why)
    if chance < DOUBTED and sentence.support == "supported":
        why = f"the cited words may say {'the contrary' if contrary else 'something else'}"
        return replace(sentence, support="partial", why=why)
    return sentence
