"""What a language model's reply says: sentences with the passages they cite, and verdicts.

Keys that were never given are dropped and counted; each sentence is checked against the passages
it cites, like any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.answer import Citation, Sentence, Support
from app.evidence.chosen import Chosen
from app.evidence.citing import citation
from app.evidence.spans import points_back
from app.language.lexemes import content_words, every_stem, stems
from app.model.courtesies import is_courtesy, without_opening
from app.model.reply_json import is_json
from app.model.reply_keys import FILLING, keys_in, parts_in, with_keys, without_keys
from app.model.reply_text import bare_text, spoken
from app.support import verdict
from index.hits import Hit
from ingest.document import Document
from ingest.sentences import split_sentences

_Part = tuple[str, tuple[str, ...]]
CANNOT_ANSWER = "The passages do not answer this."
# A word that may go on, or a bracket that may hold a key.
_UNDER_WAY = re.compile(r"(?:[\[(【<][^\])】>\n]{0,60}|(?<!\S)\S+)\Z")
_STOPS = (".", "!", "?", "。", "！", "？", "]")
_LIST_OF_SOURCES = re.compile(
    r"(?:sources?|references?|citations?|footnotes?|works cited)(?: (?:used|cited))?:?",
    re.IGNORECASE,
)
_SOURCES_ONLY = re.compile(rf"(?:{FILLING}|references?\b|citations?\b|[()\[\]])*", re.IGNORECASE)
_LAST_ITEM = re.compile(r"^[ \t]*(?:[-*•+]|\(?\d{1,2}[.)]|\|)[ \t][^\n]*\Z", re.MULTILINE)
_ORDER: tuple[Support, ...] = ("supported", "partial", "unsupported")
_QUOTES = "\"'“”‘’. "
_FEW = 3  # words that say something; a part of a sentence with fewer says nothing by itself
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
    """A sentence of a reply, and the keys in it that were given.

    `parts` are what stands before each row of keys, with those, where there is more than one.
    """

    text: str
    keys: tuple[str, ...]
    parts: tuple[_Part, ...] = ()


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
        sentence, evidence = _checked(claim, keyed, documents)
        for place, item in evidence.items():
            citations.setdefault(place, citation(item, number=len(citations) + 1))
        numbers = tuple(citations[place].number for place in evidence)
        sentences.append(replace(sentence, citations=numbers))
    if not citations:
        return Told((), (), unknown, _why_nothing(claims, unknown, cut=cut))
    notes = [f"{_sources(unknown)} dropped."] * bool(unknown) + ["The reply was cut."] * cut
    return Told(tuple(sentences), tuple(citations.values()), unknown, " ".join(notes))


def is_whole(reply: str, keyed: Mapping[str, Hit]) -> bool:
    """Say whether `reply` ends as a sentence or a line of a list does, and not in mid-sentence."""
    text = with_keys(bare_text(reply), tuple(keyed)).rstrip(" \n\t\"'”’)|")
    return not text or text.endswith(_STOPS) or bool(_LAST_ITEM.search(reply.rstrip()))


def settled(reply: str, keyed: Mapping[str, Hit]) -> str:
    """Return what a reply under way says so far, as it is shown: up to its last whole word.

    Nothing of one in JSON, whose texts are told from keys and names only when it is whole.
    """
    if is_json(spoken(reply)):
        return ""
    whole = _UNDER_WAY.sub("", reply)
    text = with_keys(bare_text(whole), tuple(keyed))
    pieces = [_tidy(without_keys(text[start:end])) for start, end in split_sentences(text)]
    return " ".join(filter(None, pieces))


def _claims(pieces: Sequence[str], keyed: Mapping[str, Hit]) -> list[_Claim]:
    """Return what the pieces claim, each but once, under all the keys that it is given.

    A line of sources alone is of the claim before it, if that has none; a list of them below
    claims without any is of whichever it fits. One with nothing before it is the answer itself:
    to which sources were used, say.
    """
    claims: dict[str, _Claim] = {}
    listed: list[str] = []
    last, listing = "", False
    for piece in pieces:
        text = without_opening(_tidy(without_keys(piece)))
        given = tuple(key for key in keys_in(piece) if key in keyed)
        listing = listing or bool(claims and _LIST_OF_SOURCES.fullmatch(text))
        if listing:
            listed += given
        elif given and last and _SOURCES_ONLY.fullmatch(text):
            claims[last] = replace(claims[last], keys=claims[last].keys or given)
        else:
            last = next((known for known in claims if known.rstrip(".") == text.rstrip(".")), text)
            before = claims.get(last, _Claim(last, (), _parts(piece, keyed)))
            claims[last] = replace(before, keys=tuple(dict.fromkeys((*before.keys, *given))))
    if listed and not any(claim.keys for claim in claims.values()):
        return [replace(one, keys=(_fitting(one.text, listed, keyed),)) for one in claims.values()]
    return [*claims.values()]


def _parts(piece: str, keyed: Mapping[str, Hit]) -> tuple[_Part, ...]:
    """Return the parts of a piece that can each be checked by itself, none if there is but one."""
    parts = [
        (_tidy(text), tuple(key for key in keys if key in keyed)) for text, keys in parts_in(piece)
    ]
    whole = all(keys and len(content_words(text)) >= _FEW for text, keys in parts)
    return tuple(parts) if whole and len(parts) > 1 else ()


def _fitting(text: str, keys: Sequence[str], keyed: Mapping[str, Hit]) -> str:
    """Return the key of the passage that shares most words with a claim."""
    wanted = stems(text)
    return max(keys, key=lambda key: len(wanted & stems(keyed[key].passage.text)))


def _checked(
    claim: _Claim, keyed: Mapping[str, Hit], documents: Mapping[str, Document]
) -> tuple[Sentence, dict[tuple[str, int, int], Chosen]]:
    """Return a claim with its verdict, that of its worst part, and the evidence by place."""
    found: dict[tuple[str, int, int], Chosen] = {}
    judged: list[Sentence] = []
    for text, keys in claim.parts or ((claim.text, claim.keys),):
        evidence = [_evidence(text, keyed[key], documents) for key in keys]
        places = {(item.document.id, item.start, item.end): item for item in evidence}
        found |= places
        around = " ".join(
            _around(item, keyed[key]) for item, key in zip(evidence, keys, strict=True)
        )
        judged.append(_judged(text, " ".join(item.text for item in places.values()), around))
    worst = max(judged, key=lambda one: _ORDER.index(one.support))
    return replace(worst, text=claim.text), found


def _tells(claim: _Claim) -> bool:
    """Say whether anything is told: not by "Here are the points:", nor by "Sources:" with keys."""
    if not content_words(claim.text) or _declines(claim):
        return False
    if not claim.keys and is_courtesy(claim.text):
        return False
    return not claim.text.endswith(":") or (bool(claim.keys) and " " in claim.text)


def _declines(claim: _Claim) -> bool:
    return claim.text.strip(_QUOTES).casefold() == CANNOT_ANSWER.strip(_QUOTES).casefold()


def _around(item: Chosen, hit: Hit) -> str:
    """Return what says of whom the words cited tell: title, heading, and before "It" a sentence."""
    spans = split_sentences(hit.passage.text[: max(0, item.start - hit.passage.start)])
    before = hit.passage.text[slice(*spans[-1])] if spans and points_back(item.text) else ""
    return f"{hit.passage.context} {before}"


def _judged(text: str, evidence: str, around: str) -> Sentence:
    if not evidence:
        return Sentence(text, (), "unsupported", "cites no passage")
    found = verdict(text, evidence, around)
    return Sentence(text, (), found.support, found.why)


def _why_nothing(claims: Sequence[_Claim], unknown: int, *, cut: bool) -> str:
    if any(_declines(claim) for claim in claims):
        return _DECLINED
    if cut and not unknown:
        return f"{_EMPTY}: its reply was cut."
    if not any(claim.text for claim in claims):
        return f"{_EMPTY}: its reply was empty."
    return f"{_EMPTY}: it cited {_sources(unknown) if unknown else 'none'}."


def _sources(unknown: int) -> str:
    return f"{unknown} made-up source{'s' if unknown > 1 else ''}"


def _tidy(text: str) -> str:
    plain = re.sub(r"\s+([.,;:!?。，！？])", r"\1", " ".join(text.split()))
    plain = re.sub(r"\(\s*\)|\[\s*\]", "", plain)
    plain = re.sub(r":[,;. ]+$", ":", re.sub(r"([.!?])\.+$", r"\1", plain))
    plain = re.sub(r"([。！？])[。. ]+$", r"\1", plain)
    return re.sub(r"^(?:[-–—*•:;,]+\s+)+|[ *•;,-]+$", "", plain).strip()


def _evidence(claim: str, hit: Hit, documents: Mapping[str, Document]) -> Chosen:
    """Return the one or two sentences of the passage that share most with the claim."""
    document = documents[hit.passage.document_id]
    wanted = stems(claim)
    spans = split_sentences(hit.passage.text) or [(0, len(hit.passage.text))]
    shares = [len(wanted & every_stem(hit.passage.text[start:end])) for start, end in spans]
    best = max(range(len(spans)), key=lambda at: (shares[at], -at))
    first, last = best, best
    left = wanted - every_stem(hit.passage.text[slice(*spans[best])])
    for other in (best - 1, best + 1):
        if 0 <= other < len(spans):
            gain = left & every_stem(hit.passage.text[slice(*spans[other])])
            if len(gain) * 3 > len(wanted):
                first, last = min(first, other), max(last, other)
    start = hit.passage.start + spans[first][0]
    return Chosen(document, start, hit.passage.start + spans[last][1], 1.0)
