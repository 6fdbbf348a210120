"""What a language model's reply says: sentences with the passages they cite, and verdicts.

Keys that were never given are dropped and counted; each sentence is checked against the passages
it cites, like any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.answer import Citation, Sentence
from app.evidence.chosen import Chosen
from app.evidence.citing import citation
from app.language.lexemes import content_words, words
from app.model.reply_keys import keys_in, with_keys, without_keys
from app.model.reply_text import bare_text
from app.support import verdict
from index.hits import Hit
from ingest.document import Document
from ingest.sentences import split_sentences

CANNOT_ANSWER = "The passages do not answer this."
# A word that may go on, or a bracket that may hold a key.
_UNDER_WAY = re.compile(r"(?:[\[(【<][^\])】>\n]{0,60}|(?<!\S)\S+)\Z")
_STOPS = (".", "!", "?", "。", "！", "？", "]")
_EMPTY = "The language model gave no answer with a source"
_DECLINED = "The language model says that the passages do not answer this."


@dataclass(frozen=True, slots=True)
class Told:
    """A reply in sentences with verdicts. `unknown_keys` counts keys that were never given.

    `note` is what is to be said of the reply: without sentences, why there are none.
    """

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    unknown_keys: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A sentence of a reply, and the keys in it that were given."""

    text: str
    keys: tuple[str, ...]


def read_reply(
    reply: str, keyed: Mapping[str, Hit], documents: Mapping[str, Document], *, cut: bool = False
) -> Told:
    """Return the sentences of `reply` with citations and verdicts; unknown keys are counted.

    What is said again is said once. `cut`: the reply went on, so its last sentence may be a half.
    """
    text = with_keys(bare_text(reply), tuple(keyed))
    pieces = [text[start:end] for start, end in split_sentences(text)]
    if cut and pieces and not pieces[-1].endswith(_STOPS):
        del pieces[-1]
    unknown = sum(len(set(keys_in(piece)) - keyed.keys()) for piece in pieces)
    claims = _claims(pieces, keyed)
    sentences: list[Sentence] = []
    citations: dict[tuple[str, int, int], Citation] = {}
    for claim in filter(_tells, claims):
        evidence = [_evidence(claim.text, keyed[key], documents) for key in claim.keys]
        places = {(item.document.id, item.start, item.end): item for item in evidence}
        for place, item in places.items():
            citations.setdefault(place, citation(item, number=len(citations) + 1))
        numbers = tuple(citations[place].number for place in places)
        sentences.append(_judged(claim.text, numbers, " ".join(item.text for item in evidence)))
    if not citations:
        return Told((), (), unknown, _why_nothing(claims, unknown))
    notes = [f"{_sources(unknown)} dropped."] * bool(unknown) + ["The reply was cut."] * cut
    return Told(tuple(sentences), tuple(citations.values()), unknown, " ".join(notes))


def settled(reply: str, keyed: Mapping[str, Hit]) -> str:
    """Return what a reply under way says so far, as it is shown: up to its last whole word."""
    whole = _UNDER_WAY.sub("", reply)
    text = with_keys(bare_text(whole), tuple(keyed))
    pieces = [_tidy(without_keys(text[start:end])) for start, end in split_sentences(text)]
    return " ".join(filter(None, pieces))


def _claims(pieces: Sequence[str], keyed: Mapping[str, Hit]) -> list[_Claim]:
    """Return what the pieces claim, each but once, under all the keys that it is given."""
    keys: dict[str, tuple[str, ...]] = {}
    for piece in pieces:
        text = _tidy(without_keys(piece))
        text = next((known for known in keys if known.rstrip(".") == text.rstrip(".")), text)
        given = tuple(key for key in keys_in(piece) if key in keyed)
        keys[text] = tuple(dict.fromkeys((*keys.get(text, ()), *given)))
    return [_Claim(text, known) for text, known in keys.items()]


def _tells(claim: _Claim) -> bool:
    """Say whether anything is told: not by "Here are the points:", nor by "Sources:" with keys."""
    if not content_words(claim.text) or _declines(claim):
        return False
    return not claim.text.endswith(":") or (bool(claim.keys) and " " in claim.text)


def _declines(claim: _Claim) -> bool:
    return claim.text.rstrip(".").casefold() == CANNOT_ANSWER.rstrip(".").casefold()


def _judged(text: str, numbers: tuple[int, ...], evidence: str) -> Sentence:
    if not numbers:
        return Sentence(text, (), "unsupported", "cites no passage")
    found = verdict(text, evidence)
    return Sentence(text, numbers, found.support, found.why)


def _why_nothing(claims: Sequence[_Claim], unknown: int) -> str:
    if any(_declines(claim) for claim in claims):
        return _DECLINED
    if not any(claim.text for claim in claims):
        return f"{_EMPTY}: its reply was empty."
    return f"{_EMPTY}: it cited {_sources(unknown) if unknown else 'none'}."


def _sources(unknown: int) -> str:
    return f"{unknown} made-up source{'s' if unknown > 1 else ''}"


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
