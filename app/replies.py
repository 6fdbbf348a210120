"""What a language model's reply says: sentences with the passages they cite, and verdicts.

Keys that were never given are dropped and counted; each sentence is checked against the passages
it cites, like any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.answer import Citation, Sentence
from app.citing import citation
from app.extract import Chosen
from app.lexemes import content_words, words
from app.reply_text import bare_text
from app.support import verdict
from index.hits import Hit
from ingest.document import Document
from ingest.sentences import split_sentences

CANNOT_ANSWER = "The passages do not answer this."
_KEY = re.compile(r"[\[(【]\s*((?:p[0-9a-f]{4}\b[\s,;]*)+)[\])】]")
# "High. [p12ab] They …": the key belongs to the sentence before.
_STOP_KEYS = re.compile(r"([.!?])\s*((?:[\[(【]\s*(?:p[0-9a-f]{4}\b[\s,;]*)+[\])】][\s.]*)+)")
_ANY_KEY = re.compile(r"p[0-9a-f]{4}\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A reply in sentences with verdicts. `unknown_keys` counts keys that were never given."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    unknown_keys: int
    note: str = ""


def read_reply(reply: str, keyed: Mapping[str, Hit], documents: Mapping[str, Document]) -> Told:
    """Return the sentences of `reply` with citations and verdicts; unknown keys are counted."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    unknown = 0
    text = _STOP_KEYS.sub(r" \2\1 ", bare_text(reply))
    for start, end in split_sentences(text):
        piece = text[start:end]
        keys = [key for group in _KEY.findall(piece) for key in _ANY_KEY.findall(group)]
        known = [key for key in dict.fromkeys(keys) if key in keyed]
        unknown += len(set(keys) - set(known))
        plain = _tidy(_KEY.sub("", piece))
        if not content_words(plain) or CANNOT_ANSWER.rstrip(".").lower() in plain.lower():
            continue
        if plain.endswith(":") and (not known or len(plain.split()) == 1):
            continue  # "Here are the points:" says nothing yet, and "Sources:" nothing at all
        evidence = [_evidence(plain, keyed[key], documents) for key in known]
        numbers = tuple(len(citations) + at for at in range(1, len(evidence) + 1))
        citations += [citation(item, number=n) for n, item in zip(numbers, evidence, strict=True)]
        found = verdict(plain, " ".join(item.text for item in evidence)) if evidence else None
        sentences.append(
            Sentence(plain, numbers, found.support, found.why)
            if found
            else Sentence(plain, (), "unsupported", "cites no passage")
        )
    if not citations:
        return Told((), (), unknown)
    note = f"{unknown} made-up source{'s' if unknown > 1 else ''} dropped." if unknown else ""
    return Told(tuple(sentences), tuple(citations), unknown, note)


def _tidy(text: str) -> str:
    plain = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split()))
    plain = re.sub(r"\(\s*\)|\[\s*\]", "", plain)
    return re.sub(r":[,;. ]+$", ":", re.sub(r"([.!?])\.+$", r"\1", plain)).strip(" -*•")


def _evidence(claim: str, hit: Hit, documents: Mapping[str, Document]) -> Chosen:
    """Return the one or two sentences of the passage that share most with the claim."""
    document = documents[hit.passage.document_id]
    wanted = {word.stem for word in content_words(claim)}
    spans = split_sentences(hit.passage.text) or [(0, len(hit.passage.text))]
    shares = [
        len(wanted & {word.stem for word in words(hit.passage.text[start:end])})
        for start, end in spans
    ]
    best = max(range(len(spans)), key=lambda at: (shares[at], -at))
    first, last = best, best
    left = wanted - {word.stem for word in words(hit.passage.text[slice(*spans[best])])}
    for other in (best - 1, best + 1):
        if 0 <= other < len(spans):
            gain = left & {word.stem for word in words(hit.passage.text[slice(*spans[other])])}
            if len(gain) * 3 > len(wanted):
                first, last = min(first, other), max(last, other)
    start = hit.passage.start + spans[first][0]
    return Chosen(document, start, hit.passage.start + spans[last][1], 1.0)
